import NeuralNet

/// All that one forward and one backward pass compute, layer by layer.
struct BackwardPass {
  /// One dense layer's part; vectors have one element per unit.
  struct Layer {
    /// What comes in: x or the activations of the layer before.
    var input: [Double]
    /// z.
    var sums: [Double]
    /// a = f(z).
    var outputs: [Double]
    /// dL/da.
    var outputGradients: [Double] = []
    /// δ = dL/dz.
    var deltas: [Double] = []
    /// dL/dW, (inputs, outputs) row-major as a course writes x·W.
    var weightGradients: [Double] = []
  }

  private(set) var layers: [Layer]
  let loss: Double

  init(_ state: BackpropState) {
    let forward = Self.forward(state.network, loss: state.loss, input: state.sample.inputs)
    var layers = forward
    let targets = state.sample.targets
    let last = layers.count - 1
    loss = Self.loss(state, sums: layers[last].sums, outputs: layers[last].outputs, targets: targets)
    for index in (0...last).reversed() {
      let units = layers[index].outputs.count
      if index == last {
        layers[index].outputGradients = Self.outputGradients(state, outputs: layers[index].outputs, targets: targets)
        layers[index].deltas = Self.outputDeltas(state, layers[index], targets: targets)
      } else {
        let next = layers[index + 1].deltas
        let gradients = (0..<units).map { unit in
          next.indices.reduce(0) { $0 + next[$1] * state.network.weight(layer: index + 1, output: $1, input: unit) }
        }
        let activation = state.network.architecture.hiddenActivation
        layers[index].outputGradients = gradients
        layers[index].deltas = zip(gradients, layers[index].sums).map { $0 * activation.derivative(atInput: $1) }
      }
      let deltas = layers[index].deltas
      layers[index].weightGradients = layers[index].input.flatMap { value in deltas.map { value * $0 } }
    }
    self.layers = layers
  }

  /// dL by every parameter in the network's own order.
  var gradient: [Double] {
    layers.flatMap { layer in
      layer.deltas.flatMap { delta in layer.input.map { delta * $0 } } + layer.deltas
    }
  }

  // MARK: Forward

  static func forward(_ network: Network<Double>, loss: Loss, input: [Double]) -> [Layer] {
    var input = input
    return network.forward(input).layers.enumerated().map { index, layer in
      let isSoftmax = loss == .softmaxCrossEntropy && index == network.architecture.layers.count - 1
      let outputs = isSoftmax ? softmax(layer.preActivations) : layer.activations
      defer { input = outputs }
      return Layer(input: input, sums: layer.preActivations, outputs: outputs)
    }
  }

  /// The loss from the output layer's z, stably where it can be.
  static func loss(_ state: BackpropState, sums: [Double], outputs: [Double], targets: [Double]) -> Double {
    switch state.loss {
    case .softmaxCrossEntropy: softmaxCrossEntropy(logits: sums, target: targets).loss
    case .bce: Loss.bceWithLogits.mean(predictions: sums, targets: targets, outputs: targets.count)
    default: loss(state, outputs: outputs, targets: targets)
    }
  }

  /// The loss from the outputs.
  static func loss(_ state: BackpropState, outputs: [Double], targets: [Double]) -> Double {
    let terms = zip(outputs, targets).map { state.loss.value(prediction: $0, target: $1) }
    let sum = terms.reduce(0, +)
    return state.loss == .softmaxCrossEntropy ? sum : sum / Double(targets.count)
  }

  // MARK: Output gradients

  private static func outputGradients(_ state: BackpropState, outputs: [Double], targets: [Double]) -> [Double] {
    let count = state.loss == .softmaxCrossEntropy ? 1 : Double(targets.count)
    return zip(outputs, targets).map { state.loss.derivative(prediction: $0, target: $1) / count }
  }

  private static func outputDeltas(_ state: BackpropState, _ layer: Layer, targets: [Double]) -> [Double] {
    let count = Double(targets.count)
    switch state.loss {
    // Where σ′ or softmax's derivative cancels, the short form keeps the digits that the product loses.
    case .bce:
      return zip(layer.sums, targets).map { Loss.bceWithLogits.derivative(prediction: $0, target: $1) / count }
    case .softmaxCrossEntropy: return softmaxCrossEntropy(logits: layer.sums, target: targets).gradient
    default:
      let activation = state.network.architecture.outputActivation
      return zip(layer.outputGradients, layer.sums).map { $0 * activation.derivative(atInput: $1) }
    }
  }
}
