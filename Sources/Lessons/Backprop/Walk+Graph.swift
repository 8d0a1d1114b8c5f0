import NeuralNet

extension Walk {
  /// The parts of the network that an operation reads.
  public func reads(_ operation: WalkOperation) -> [GraphPart] {
    switch operation.kind {
    case .sums(let layer): units(layer) + weights(layer) + biases(layer)
    case .outputs(let layer), .delta(let layer): units(layer + 1)
    case .loss, .newLoss: units(pass.layers.count) + targets
    case .outputGradient(let layer):
      layer == pass.layers.count - 1 ? units(layer + 1) + targets : units(layer + 2) + weights(layer + 1)
    case .weightGradient(let layer): units(layer) + units(layer + 1)
    case .biasGradient(let layer): units(layer + 1)
    case .weightUpdate(let layer): weights(layer)
    case .biasUpdate(let layer): biases(layer)
    case .newPrediction: units(0) + pass.layers.indices.flatMap { weights($0) + biases($0) }
    }
  }

  /// The parts of the network that hold an operation's result.
  public func writes(_ operation: WalkOperation) -> [GraphPart] {
    switch operation.kind {
    case .sums(let layer), .outputs(let layer), .outputGradient(let layer), .delta(let layer): units(layer + 1)
    case .loss, .newLoss: [.loss]
    case .weightGradient(let layer), .weightUpdate(let layer): weights(layer)
    case .biasGradient(let layer), .biasUpdate(let layer): biases(layer)
    case .newPrediction: units(pass.layers.count)
    }
  }

  /// The part that holds one element of an operation's result.
  public func part(of operation: WalkOperation, element index: Int) -> GraphPart? {
    switch operation.kind {
    case .sums(let layer), .outputs(let layer), .outputGradient(let layer), .delta(let layer):
      return .unit(layer: layer + 1, index: index)
    case .loss, .newLoss: return .loss
    case .weightGradient(let layer), .weightUpdate(let layer):
      let (from, to) = index.quotientAndRemainder(dividingBy: pass.layers[layer].deltas.count)
      return .weight(layer: layer + 1, from: from, to: to)
    case .biasGradient(let layer), .biasUpdate(let layer): return .bias(layer: layer + 1, index: index)
    case .newPrediction: return .unit(layer: pass.layers.count, index: index)
    }
  }

  private func units(_ layer: Int) -> [GraphPart] {
    let count = state.network.architecture.layerSizes[layer]
    return (0..<count).map { .unit(layer: layer, index: $0) }
  }

  private func weights(_ layer: Int) -> [GraphPart] {
    let layout = state.network.architecture.layers[layer]
    return (0..<layout.inputs).flatMap { from in
      (0..<layout.outputs).map { .weight(layer: layer + 1, from: from, to: $0) }
    }
  }

  private func biases(_ layer: Int) -> [GraphPart] {
    (0..<state.network.architecture.layers[layer].outputs).map { .bias(layer: layer + 1, index: $0) }
  }

  private var targets: [GraphPart] { state.sample.targets.indices.map { .target($0) } }
}
