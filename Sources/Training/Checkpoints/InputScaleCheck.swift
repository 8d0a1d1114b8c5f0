import Datasets
import NeuralNet

/// Whether a loaded network does clearly better when pixels are fed in another of the common ways, or with another activation: then it was
/// most likely trained so.
public struct InputScaleCheck: Equatable, Sendable {
  /// The way that does best: of those that are right about as often as the best, that of the lowest loss.
  public let better: PixelNormalisation
  /// The activation that does better still than any other way of feeding pixels; nil where none does.
  public let betterActivation: Activation?
  /// The share of images that are right with it.
  public let betterAccuracy: Double
  /// The share with the way that was chosen.
  public let accuracy: Double
  /// How many test images were looked at.
  public let count: Int

  /// So many test images tell a percent.
  private static let mostImages = 4000

  /// - Parameter activations: those to try besides the network's own, where nothing says which it had.
  /// - Returns: nil where no other way is better by more than chance and one percent.
  public init?(
    _ architecture: Architecture,
    parameters: [Float],
    data: ClassifierData,
    activations: [Activation] = []
  ) {
    let test = data.sets.test
    guard test.count > 0, test.pixelsPerImage == architecture.inputCount,
      test.classNames.count == architecture.outputCount
    else { return nil }
    // Every so many, since sets may be sorted by class.
    let stride = max(1, test.count / Self.mostImages)
    let indices = Swift.stride(from: 0, to: test.count, by: stride)
    let pixels = indices.flatMap { test.image(at: $0) }
    let labels = indices.map { test.labels[$0] }
    func evaluate(
      _ normalisation: PixelNormalisation,
      _ activation: Activation? = nil
    ) -> (accuracy: Double, loss: Double) {
      let architecture = Architecture(
        layerSizes: architecture.layerSizes,
        hiddenActivation: activation ?? architecture.hiddenActivation,
        outputActivation: architecture.outputActivation
      )
      let trainer = ClassifierTrainer(
        architecture: architecture,
        parameters: parameters,
        pixels: Array(pixels.prefix(architecture.inputCount)),
        labels: [labels[0]],
        normalisation: normalisation
      )
      let evaluation = trainer.evaluate(pixels: pixels, labels: labels)
      return (evaluation.meanLoss.isFinite ? evaluation.accuracy : 0, evaluation.meanLoss)
    }
    let chosen = evaluate(data.normalisation).accuracy
    let scales = (PixelNormalisation.common + [data.sets.normalisation]).filter { $0 != data.normalisation }
    let evaluated = scales.map { ($0, evaluate($0)) }
    guard let most = evaluated.map(\.1.accuracy).max() else { return nil }
    let deviation = (max(chosen * (1 - chosen), 0.01) / Double(labels.count)).squareRoot()
    let least = chosen + max(0.01, 4 * deviation)
    let others = architecture.layerSizes.count > 2 ? activations.filter { $0 != architecture.hiddenActivation } : []
    let active = others.map { ($0, evaluate(data.normalisation, $0)) }
    self.accuracy = chosen
    count = labels.count
    if let best = active.max(by: { ($0.1.accuracy, -$0.1.loss) < ($1.1.accuracy, -$1.1.loss) }),
      best.1.accuracy > max(least, most)
    {
      (better, betterActivation, betterAccuracy) = (data.normalisation, best.0, best.1.accuracy)
      return
    }
    guard most > least else { return nil }
    // A network without large biases is about as often right with pixels of 255 times the size, but far too sure where it is wrong: of the
    // ways that chance alone may tell apart, the loss names the one that it was trained with.
    let likely = evaluated.filter { $0.1.accuracy >= most - 2 * deviation }
    guard let best = likely.min(by: { $0.1.loss < $1.1.loss }) else { return nil }
    (better, betterActivation, betterAccuracy) = (best.0, nil, best.1.accuracy)
  }
}
