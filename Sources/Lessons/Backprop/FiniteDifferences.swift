import NeuralNet

/// Gradients of a pass by central differences: (L(θ + h) − L(θ − h)) / 2h. Nothing of the chain rule is in them.
struct FiniteDifferences {
  private let state: BackpropState
  private let layers: [BackwardPass.Layer]
  private var targets: [Double] { state.sample.targets }
  private var last: Int { layers.count - 1 }

  init(_ state: BackpropState, layers: [BackwardPass.Layer]) {
    self.state = state
    self.layers = layers
  }

  /// dL/da of a layer's units.
  func outputs(layer: Int) -> [Double] {
    layers[layer].outputs.indices.map { unit in
      let value = layers[layer].outputs[unit]
      // A probability must stay one.
      let isProbability = layer == last && (state.loss == .bce || state.loss == .softmaxCrossEntropy)
      let room = isProbability ? max(1e-12, min(value, 1 - value)) : max(1, abs(value))
      return difference(value, step: 1e-5 * room) { moved in
        var outputs = layers[layer].outputs
        outputs[unit] = moved
        return lossBehind(layer: layer, outputs: outputs)
      }
    }
  }

  /// dL/dz of a layer's units.
  func sums(layer: Int) -> [Double] {
    layers[layer].sums.indices.map { unit in
      difference(layers[layer].sums[unit]) { moved in
        var sums = layers[layer].sums
        sums[unit] = moved
        return lossBehind(layer: layer, sums: sums)
      }
    }
  }

  /// dL/dW of a layer, (inputs, outputs) row-major.
  func weights(layer: Int) -> [Double] {
    let layout = state.network.architecture.layers[layer]
    return (0..<layout.inputs).flatMap { input in
      (0..<layout.outputs).map { output in
        parameter(state.network.weightIndex(layer: layer, output: output, input: input))
      }
    }
  }

  /// dL/db of a layer.
  func biases(layer: Int) -> [Double] {
    let layout = state.network.architecture.layers[layer]
    return (0..<layout.outputs).map { parameter(state.network.biasIndex(layer: layer, output: $0)) }
  }

  private func parameter(_ index: Int) -> Double {
    var network = state.network
    return difference(network.parameters[index]) { moved in
      network.parameters[index] = moved
      guard let output = BackwardPass.forward(network, loss: state.loss, input: state.sample.inputs).last else {
        return .nan
      }
      return BackwardPass.loss(state, sums: output.sums, outputs: output.outputs, targets: targets)
    }
  }

  private func difference(_ value: Double, step: Double? = nil, _ loss: (Double) -> Double) -> Double {
    let step = step ?? 1e-5 * max(1, abs(value))
    let (high, low) = (value + step, value - step)
    return (loss(high) - loss(low)) / (high - low)
  }

  private func lossBehind(layer: Int, sums: [Double]) -> Double {
    let architecture = state.network.architecture
    guard layer == last else {
      return lossBehind(layer: layer, outputs: sums.map { architecture.hiddenActivation.value(at: $0) })
    }
    let outputs = sums.map { architecture.outputActivation.value(at: $0) }
    return BackwardPass.loss(state, sums: sums, outputs: outputs, targets: targets)
  }

  private func lossBehind(layer: Int, outputs: [Double]) -> Double {
    guard layer < last else { return BackwardPass.loss(state, outputs: outputs, targets: targets) }
    let next = state.network.architecture.layers[layer + 1]
    let sums = (0..<next.outputs).map { output in
      outputs.indices.reduce(state.network.bias(layer: layer + 1, output: output)) {
        $0 + outputs[$1] * state.network.weight(layer: layer + 1, output: output, input: $1)
      }
    }
    return lossBehind(layer: layer + 1, sums: sums)
  }
}
