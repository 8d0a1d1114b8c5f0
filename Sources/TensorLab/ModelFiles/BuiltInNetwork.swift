import NeuralNet

/// A network that this program trains, as it is before its first step.
public struct BuiltInNetwork: Hashable, Sendable {
  /// The command that trains it.
  public let name: String
  /// Its layers.
  public let architecture: Architecture
  /// How its weights are drawn, by seed 42.
  public let initializer: Initializer

  /// Every network.
  public static let all = [
    BuiltInNetwork(
      name: "xor",
      architecture: Architecture(layerSizes: [2, 4, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid),
      initializer: .glorotUniform
    ),
    BuiltInNetwork(
      name: "backprop",
      architecture: Architecture(layerSizes: [2, 2, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid),
      initializer: .glorotUniform
    ),
    BuiltInNetwork(
      name: "mnist",
      architecture: Architecture(layerSizes: [784, 128, 64, 10], hiddenActivation: .relu, outputActivation: .identity),
      initializer: .heUniform
    ),
  ]

  /// A network by its name.
  public static func named(_ name: String) -> BuiltInNetwork? { all.first { $0.name == name.lowercased() } }

  /// A weight or bias by PyTorch's name for a layer of `nn.Sequential`, whose activations are counted too.
  public struct Parameter: Hashable, Sendable {
    /// The name, such as "2.weight".
    public let name: String
    /// (outputs, inputs) or (outputs).
    public let shape: [Int]
    /// The numbers, row-major.
    public let values: [Double]
  }

  /// Every weight and bias.
  public var parameters: [Parameter] {
    var random = RandomNumbers(seed: 42)
    let network = Network<Double>(architecture, initializer: initializer, using: &random)
    return architecture.layers.enumerated().flatMap { index, layer in
      [
        Parameter(
          name: "\(2 * index).weight",
          shape: [layer.outputs, layer.inputs],
          values: Array(network.parameters[layer.weightRange])
        ),
        Parameter(
          name: "\(2 * index).bias",
          shape: [layer.outputs],
          values: Array(network.parameters[layer.biasRange])
        ),
      ]
    }
  }

  /// What stands between the layers with weights, by its place.
  public var activations: [String: String] {
    var texts: [String: String] = [:]
    for layer in architecture.layers.indices {
      let name: String? =
        switch architecture.activation(layer: layer) {
        case .sigmoid: "Sigmoid()"
        case .relu: "ReLU()"
        case .tanh: "Tanh()"
        default: nil
        }
      if let name { texts["\(2 * layer + 1)"] = name }
    }
    return texts
  }
}
