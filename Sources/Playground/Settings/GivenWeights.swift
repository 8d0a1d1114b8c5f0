/// First weights that were not drawn.
public struct GivenWeights: Hashable, Sendable {
  /// Where they are from, as a person wrote it.
  public var name: String
  /// Units of all layers, features and outputs included.
  public var layerSizes: [Int]
  /// Layer after layer its (units, inputs) weights and then its biases.
  public var parameters: [Double]

  /// Makes weights.
  /// - Precondition: as many numbers as the layers have weights and biases.
  public init(name: String, layerSizes: [Int], parameters: [Double]) {
    precondition(
      parameters.count == zip(layerSizes, layerSizes.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 },
      "expected the weights and biases of \(layerSizes), found \(parameters.count) numbers"
    )
    self.name = name
    self.layerSizes = layerSizes
    self.parameters = parameters
  }
}
