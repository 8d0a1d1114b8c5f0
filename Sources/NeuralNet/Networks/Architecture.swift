/// The shape of a network of dense layers: how many units each layer has, and which activations they use.
public struct Architecture: Hashable, Sendable {
  /// The units of every layer, the input first, such as `[2, 4, 1]`.
  public let layerSizes: [Int]

  /// The activation of every layer but the last.
  public var hiddenActivation: Activation

  /// The activation of the last layer.
  public var outputActivation: Activation

  /// Where each dense layer's parameters stand, the first hidden layer first.
  public let layers: [DenseLayout]

  /// The number of weights and biases.
  public let parameterCount: Int

  /// Makes the shape of a network.
  ///
  /// - Parameters:
  ///   - layerSizes: The units of every layer, the input first; at least two, each at least 1.
  ///   - hiddenActivation: The activation of every layer but the last.
  ///   - outputActivation: The activation of the last layer.
  public init(layerSizes: [Int], hiddenActivation: Activation, outputActivation: Activation) {
    precondition(layerSizes.count >= 2, "expected an input and at least one layer, found sizes \(layerSizes)")
    precondition(layerSizes.allSatisfy { $0 > 0 }, "expected layers of at least one unit, found sizes \(layerSizes)")
    self.layerSizes = layerSizes
    self.hiddenActivation = hiddenActivation
    self.outputActivation = outputActivation
    var offset = 0
    var layers: [DenseLayout] = []
    for (inputs, outputs) in zip(layerSizes, layerSizes.dropFirst()) {
      let biasOffset = offset + inputs * outputs
      layers.append(DenseLayout(inputs: inputs, outputs: outputs, weightOffset: offset, biasOffset: biasOffset))
      offset = biasOffset + outputs
    }
    self.layers = layers
    self.parameterCount = offset
  }

  /// The number of values in one sample.
  public var inputCount: Int { layers[0].inputs }

  /// The number of values in one prediction.
  public var outputCount: Int { layers[layers.count - 1].outputs }

  /// The activation of a layer, 0 for the first hidden one.
  @inlinable
  public func activation(layer: Int) -> Activation {
    layer == layers.count - 1 ? outputActivation : hiddenActivation
  }

  /// The number of units in all dense layers, without the input.
  public var unitCount: Int { layers.reduce(0) { $0 + $1.outputs } }
}
