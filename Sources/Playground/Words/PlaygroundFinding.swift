import NeuralNet

/// Something true of a run that is worth saying.
public enum PlaygroundFinding: Hashable, Sendable {
  /// A loss or weight is not finite any more.
  case diverged(learningRate: Double)
  /// Units that give 0 at every training point.
  case deadUnits([UnitPlace], of: Int)
  /// Units of a layer with the same weights in and out.
  case symmetricUnits([UnitPlace])
  /// Every layer is linear; the boundary in the features, if there is one output.
  case linear(boundary: String?, isStraight: Bool)
  /// Loss rose in so many of the last epochs.
  case rateTooHigh(rises: Int, of: Int, learningRate: Double)
  /// The test loss has gone up from its least while the train loss went down.
  case overfitting(least: Double, atEpoch: Int, now: Double, train: Double)
  /// L1 has taken weights out.
  case removedWeights(Int, of: Int)
  /// Nothing is learnt since no batch is ever full.
  case noUpdates

  /// What can be said, the weightiest first.
  public static func all(_ observation: PlaygroundObservation) -> [PlaygroundFinding] {
    [
      divergence(observation), updates(observation), symmetry(observation), silence(observation),
      linearity(observation), instability(observation), overfit(observation), sparsity(observation),
    ].compactMap { $0 }
  }

  private static func divergence(_ observation: PlaygroundObservation) -> PlaygroundFinding? {
    let isFinite = observation.weights.parameters.allSatisfy(\.isFinite)
    let loss = observation.figures.last?.trainLoss ?? 0
    // A loss of no points is NaN and says nothing.
    let hasPoints = !(observation.figures.first?.trainLoss.isNaN ?? false)
    return isFinite && (loss.isFinite || !hasPoints) ? nil : .diverged(learningRate: observation.settings.learningRate)
  }

  private static func updates(_ observation: PlaygroundObservation) -> PlaygroundFinding? {
    guard case .samples = observation.settings.batchSize else { return nil }
    return observation.settings.batchSize.ends(in: observation.trainCount).isEmpty ? .noUpdates : nil
  }

  private static func silence(_ observation: PlaygroundObservation) -> PlaygroundFinding? {
    let count = observation.settings.hidden.reduce(0) { $0 + $1.units }
    return observation.silentUnits.isEmpty ? nil : .deadUnits(observation.silentUnits, of: count)
  }

  /// Two units with the same weights in, the same bias and the same weights out get the same gradients for ever.
  private static func symmetry(_ observation: PlaygroundObservation) -> PlaygroundFinding? {
    let weights = observation.weights
    let shape = weights.shape
    for layer in 0..<max(0, shape.layerCount - 1) {
      var alike: [[Double]: [UnitPlace]] = [:]
      for unit in 0..<shape.sizes[layer + 1] {
        let incoming = weights.weights(layer: layer, unit: unit) + [weights.bias(layer: layer, unit: unit)]
        let outgoing = (0..<shape.sizes[layer + 2]).map { weights.weight(layer: layer + 1, unit: $0, input: unit) }
        alike[incoming + outgoing, default: []].append(UnitPlace(layer: layer, unit: unit))
      }
      if let group = alike.values.filter({ $0.count > 1 }).max(by: { $0.count < $1.count }) {
        return .symmetricUnits(group)
      }
    }
    return nil
  }

  private static func linearity(_ observation: PlaygroundObservation) -> PlaygroundFinding? {
    let settings = observation.settings
    guard settings.hidden.indices.allSatisfy({ settings.activation(ofHidden: $0) == .identity }), !settings.isResidual
    else { return nil }
    let isStraight = settings.features.isSubset(of: [.x, .y])
    guard settings.outputCount == 1, let coefficients = observation.weights.linearCoefficients else {
      return .linear(boundary: nil, isStraight: isStraight)
    }
    let terms =
      zip(coefficients.weights, settings.orderedFeatures).map { ($0, "·" + $1.title) } + [(coefficients.bias, "")]
    return .linear(boundary: LinearSum.text(terms), isStraight: isStraight)
  }

  /// Rises of more than a hundredth in a third of the last steps between figures are no noise of small batches.
  private static func instability(_ observation: PlaygroundObservation) -> PlaygroundFinding? {
    let losses = observation.figures.suffix(21).map(\.trainLoss)
    guard losses.count >= 6, losses.allSatisfy(\.isFinite) else { return nil }
    let rises = zip(losses, losses.dropFirst()).filter { $1 > $0 * 1.01 }.count
    let steps = losses.count - 1
    guard rises * 3 >= steps, observation.settings.learningRate > 0 else { return nil }
    return .rateTooHigh(rises: rises, of: steps, learningRate: observation.settings.learningRate)
  }

  private static func overfit(_ observation: PlaygroundObservation) -> PlaygroundFinding? {
    let figures = observation.figures
    guard figures.count >= 5, let last = figures.last, last.testLoss.isFinite, last.trainLoss.isFinite,
      let best = figures.indices.min(by: { figures[$0].testLoss < figures[$1].testLoss })
    else { return nil }
    let least = figures[best]
    guard last.testLoss > 1.1 * least.testLoss, last.trainLoss < least.trainLoss, last.testLoss > 1.2 * last.trainLoss
    else { return nil }
    return .overfitting(
      least: least.testLoss,
      atEpoch: observation.epochs[best],
      now: last.testLoss,
      train: last.trainLoss
    )
  }

  private static func sparsity(_ observation: PlaygroundObservation) -> PlaygroundFinding? {
    let weights = observation.weights
    let dead = weights.isDead.filter { $0 }.count
    let shape = weights.shape
    let count = shape.parameterCount - shape.unitCount
    return dead == 0 ? nil : .removedWeights(dead, of: count)
  }
}
