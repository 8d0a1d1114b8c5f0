/// A network of dense layers: an architecture and its parameters in one flat array.
///
/// Per layer the weight stands first, (outputs, inputs) row-major as PyTorch's, then the bias.
public struct Network<Scalar: NetworkScalar>: Sendable, Equatable {
  /// The shape; its activations may change, its sizes are those the parameters were made for.
  public var architecture: Architecture {
    didSet { checkParameterCount() }
  }

  /// Every weight and bias, laid out as ``Architecture/layers`` says.
  public var parameters: [Scalar] {
    didSet { checkParameterCount() }
  }

  /// Makes a network with random parameters.
  ///
  /// Layer by layer, all weights are drawn in storage order, then the biases if the initializer draws those.
  public init(_ architecture: Architecture, initializer: Initializer, using random: inout RandomNumbers) {
    self.architecture = architecture
    parameters = []
    parameters.reserveCapacity(architecture.parameterCount)
    for layer in architecture.layers {
      for _ in 0..<layer.weightCount {
        parameters.append(
          Scalar(initializer.weight(inputs: layer.inputs, outputs: layer.outputs, using: &random))
        )
      }
      for _ in 0..<layer.outputs {
        parameters.append(Scalar(initializer.bias(inputs: layer.inputs, outputs: layer.outputs, using: &random)))
      }
    }
  }

  /// Makes a network with given parameters, as many as the architecture has.
  public init(_ architecture: Architecture, parameters: [Scalar]) {
    self.architecture = architecture
    self.parameters = parameters
    checkParameterCount()
  }

  /// The weight from one unit of the layer before to a unit of a layer.
  public func weight(layer: Int, output: Int, input: Int) -> Scalar {
    parameters[weightIndex(layer: layer, output: output, input: input)]
  }

  /// The bias of a unit.
  public func bias(layer: Int, output: Int) -> Scalar {
    parameters[biasIndex(layer: layer, output: output)]
  }

  /// Where a weight stands in ``parameters``.
  public func weightIndex(layer: Int, output: Int, input: Int) -> Int {
    let layout = architecture.layers[layer]
    precondition(output < layout.outputs && input < layout.inputs, "no weight (\(output), \(input)) in layer \(layer)")
    return layout.weightOffset + output * layout.inputs + input
  }

  /// Where a bias stands in ``parameters``.
  public func biasIndex(layer: Int, output: Int) -> Int {
    let layout = architecture.layers[layer]
    precondition(output < layout.outputs, "no unit \(output) in layer \(layer)")
    return layout.biasOffset + output
  }

  /// Runs one sample through the network and keeps everything, for display.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func forward(_ input: [Scalar]) -> ForwardPass<Scalar> {
    precondition(
      input.count == architecture.inputCount,
      "expected \(architecture.inputCount) inputs, found \(input.count)"
    )
    var layers: [ForwardPass<Scalar>.Layer] = []
    var activations = input
    for (index, layout) in architecture.layers.enumerated() {
      let activation = architecture.activation(layer: index)
      let preActivations = (0..<layout.outputs).map { output in
        var sum = parameters[layout.biasOffset + output]
        let row = layout.weightOffset + output * layout.inputs
        for input in 0..<layout.inputs { sum += parameters[row + input] * activations[input] }
        return sum
      }
      activations = preActivations.map { activation.value(at: $0) }
      layers.append(.init(preActivations: preActivations, activations: activations))
    }
    return ForwardPass(input: input, layers: layers)
  }

  /// Runs many samples through the network and keeps every unit's activation; no allocation.
  ///
  /// - Parameters:
  ///   - inputs: (count, inputs), row-major.
  ///   - count: The number of samples, at most the evaluation's capacity.
  ///   - evaluation: Where the activations go; made for the same layer sizes.
  @inlinable
  public func evaluate(inputs: UnsafeBufferPointer<Scalar>, count: Int, into evaluation: Evaluation<Scalar>) {
    Scalar.evaluation(of: self, inputs: inputs, count: count, into: evaluation)
  }

  /// Runs many samples through the network and keeps every unit's activation.
  ///
  /// - Parameters:
  ///   - inputs: (count, inputs), row-major.
  ///   - evaluation: Where the activations go; made for the same layer sizes.
  @inlinable
  public func evaluate(inputs: [Scalar], into evaluation: Evaluation<Scalar>) {
    let count = inputs.count / architecture.inputCount
    inputs.withUnsafeBufferPointer { evaluate(inputs: $0, count: count, into: evaluation) }
  }

  private func checkParameterCount() {
    precondition(
      parameters.count == architecture.parameterCount,
      "expected \(architecture.parameterCount) parameters for sizes \(architecture.layerSizes), "
        + "found \(parameters.count)"
    )
  }
}
