import NeuralNet

extension Walk {
  /// What is worth saying of an operation in this pass; nil where the formula says all.
  public func note(on operation: WalkOperation) -> String? {
    switch operation.kind {
    case .sums, .outputs, .loss, .biasUpdate, .newPrediction: nil
    case .outputGradient(let layer):
      layer == pass.layers.count - 1
        ? nil : "Each unit collects the δ of the units it feeds, multiplied by the weights of the forward pass."
    case .delta(let layer): deltaNote(layer)
    case .weightGradient: "The gradient of a weight is its input times the δ of the unit it leads to."
    case .biasGradient: "A bias is a weight whose input is always 1, so its gradient is δ."
    case .weightUpdate: "The step goes against the gradient: where it is negative, the weight grows."
    case .newLoss: checkNote
    }
  }

  private func deltaNote(_ layer: Int) -> String? {
    let part = pass.layers[layer]
    guard layer == pass.layers.count - 1 else { return silentNote(layer) }
    switch state.loss {
    case .bce:
      let slope = part.outputs.map { $0 * (1 - $0) }.min() ?? 0
      return "σ′ = ŷ·(1 − ŷ) cancels against the denominator of BCE, so δ = ŷ − y. With MSE the factor σ′ would "
        + "remain: \(figure(slope, digits: 3)) here, and near 0 where the unit is confidently wrong."
    case .softmaxCrossEntropy:
      return "The derivative of softmax cancels against the −y/ŷ of cross-entropy: δ = ŷ − y, and the deltas sum to 0."
    case .mse:
      guard let other = perceptronStyleDelta else { return silentNote(layer) }
      let slope = WalkNames(state).slope(layer)
      let factor = part.deltas.count == 1 ? "2" : "2/\(part.deltas.count)"
      return
        "Some courses write δ = (y − ŷ)·\(slope) = \(figures(other)), like the y − ŷ of the perceptron rule, and add it. "
        + "It lacks the factor \(factor) of the derivative of the loss, so their learning rate η is \(part.deltas.count == 2 ? "the same as η here" : "worth η·\(figure(Double(part.deltas.count) / 2, digits: 3)) here")."
    default: return silentNote(layer)
    }
  }

  /// Units that pass no gradient on, and inputs at a corner.
  private func silentNote(_ layer: Int) -> String? {
    let part = pass.layers[layer]
    let activation = state.network.architecture.activation(layer: layer)
    let slopes = part.sums.map { activation.derivative(atInput: $0) }
    let silent = slopes.indices.filter { slopes[$0] == 0 }
    if part.sums.contains(0), activation == .relu {
      return
        "ReLU has a corner at z = 0 and no derivative there: 0 is used, as PyTorch does. The finite difference gives the mean of both sides."
    }
    guard !silent.isEmpty else { return nil }
    let names = silent.map { "\($0 + 1)" }.joined(separator: ", ")
    return silent.count == 1
      ? "The derivative is 0 in unit \(names): no gradient passes through it in this pass."
      : "The derivative is 0 in units \(names): no gradient passes through them in this pass."
  }

  /// Whether the loss fell, and by how much the gradient had promised.
  private var checkNote: String {
    let square = gradient.reduce(0) { $0 + $1 * $1 }
    let promised = state.learningRate * square
    let change = newLoss - loss
    guard newLoss.isFinite else { return "The loss is no longer finite: the step was far too large." }
    guard square > 0 else { return "All gradients are 0, so nothing changed." }
    let words =
      change < 0
      ? "The loss fell by \(figure(-change, digits: 4)), from \(figure(loss)) to \(figure(newLoss))."
      : change > 0
        ? "The loss rose by \(figure(change, digits: 4)), from \(figure(loss)) to \(figure(newLoss)): the step was too large for the linear approximation."
        : "The loss did not change."
    return words + " To first order it should have fallen by η·|g|² = \(figure(promised, digits: 4))."
  }
}
