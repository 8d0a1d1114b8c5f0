import RealModule

extension Loss {
  /// The mean loss of a batch, `predictions` and `targets` both (samples, outputs), row-major.
  ///
  /// For ``bceWithLogits`` and ``softmaxCrossEntropy`` the predictions are logits, and the latter's targets are
  /// probabilities per class, most often one-hot. The mean is over all elements; for ``softmaxCrossEntropy`` over samples.
  public func mean<Scalar: NetworkScalar>(predictions: [Scalar], targets: [Scalar], outputs: Int) -> Scalar {
    checkShapes(predictions.count, targets.count, outputs)
    var total: Scalar = 0
    if self == .softmaxCrossEntropy {
      for start in stride(from: 0, to: predictions.count, by: outputs) {
        let row = start..<start + outputs
        total += NeuralNet.softmaxCrossEntropy(logits: Array(predictions[row]), target: Array(targets[row])).loss
      }
      return total / Scalar(predictions.count / outputs)
    }
    for (prediction, target) in zip(predictions, targets) { total += value(prediction: prediction, target: target) }
    return total / Scalar(predictions.count)
  }

  /// The gradient of ``mean(predictions:targets:outputs:)`` with respect to every prediction.
  public func gradient<Scalar: NetworkScalar>(predictions: [Scalar], targets: [Scalar], outputs: Int) -> [Scalar] {
    checkShapes(predictions.count, targets.count, outputs)
    if self == .softmaxCrossEntropy {
      let samples = Scalar(predictions.count / outputs)
      return stride(from: 0, to: predictions.count, by: outputs).flatMap { start in
        let row = start..<start + outputs
        return NeuralNet.softmaxCrossEntropy(logits: Array(predictions[row]), target: Array(targets[row])).gradient
          .map { $0 / samples }
      }
    }
    let count = Scalar(predictions.count)
    return zip(predictions, targets).map { derivative(prediction: $0, target: $1) / count }
  }

  private func checkShapes(_ predictions: Int, _ targets: Int, _ outputs: Int) {
    precondition(predictions == targets, "expected as many targets as predictions (\(predictions)), found \(targets)")
    precondition(
      outputs > 0 && predictions > 0 && predictions.isMultiple(of: outputs),
      "expected whole samples of \(outputs) outputs, found \(predictions) predictions"
    )
  }
}

/// softmax(z)ₖ = e^zₖ / Σ e^zⱼ, shifted by the largest logit so that no exponential overflows.
public func softmax<Scalar: NetworkScalar>(_ logits: [Scalar]) -> [Scalar] {
  guard let largest = logits.max() else { return [] }
  let exponentials = logits.map { Scalar.exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  return exponentials.map { $0 / sum }
}

/// The softmax cross-entropy of one sample, −Σ yₖ·ln softmax(z)ₖ, with all that is worth showing of it.
///
/// The logarithm is taken as zₖ − max − ln Σ e^(zⱼ − max), so a class whose probability underflows to 0 has a finite loss.
///
/// - Parameters:
///   - logits: z, one per class.
///   - target: y, a probability per class that sum to 1, most often one-hot.
/// - Returns: The loss, the probabilities p, and the gradient with respect to the logits, p·Σy − y (p − y as Σy = 1).
public func softmaxCrossEntropy<Scalar: NetworkScalar>(
  logits: [Scalar],
  target: [Scalar]
) -> (loss: Scalar, probabilities: [Scalar], gradient: [Scalar]) {
  precondition(logits.count == target.count, "expected \(logits.count) target classes, found \(target.count)")
  guard let largest = logits.max() else { return (0, [], []) }
  let exponentials = logits.map { Scalar.exp($0 - largest) }
  let sum = exponentials.reduce(0, +)
  let logSum = Scalar.log(sum)
  let probabilities = exponentials.map { $0 / sum }
  let mass = target.reduce(0, +)
  var loss: Scalar = 0
  for (logit, y) in zip(logits, target) where y != 0 { loss -= y * (logit - largest - logSum) }
  return (loss, probabilities, zip(probabilities, target).map { $0 * mass - $1 })
}

/// The softmax cross-entropy of one sample whose target is a class number.
public func softmaxCrossEntropy<Scalar: NetworkScalar>(
  logits: [Scalar],
  label: Int
) -> (loss: Scalar, probabilities: [Scalar], gradient: [Scalar]) {
  precondition(logits.indices.contains(label), "expected a class in 0..<\(logits.count), found \(label)")
  return softmaxCrossEntropy(logits: logits, target: logits.indices.map { $0 == label ? 1 : 0 })
}
