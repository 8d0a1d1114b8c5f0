/// A network's weights and biases.
public struct PlaygroundWeights: Hashable, Sendable {
  /// Where they lie.
  public let shape: PlaygroundShape
  /// The numbers.
  public var parameters: [Double]
  /// The weights that L1 has taken out for good.
  public var isDead: [Bool]

  /// A weight; layers count from 0, the first hidden one.
  public func weight(layer: Int, unit: Int, input: Int) -> Double {
    parameters[shape.weight(layer: layer, unit: unit, input: input)]
  }

  /// A bias.
  public func bias(layer: Int, unit: Int) -> Double { parameters[shape.bias(layer: layer, unit: unit)] }

  /// The weights of a unit, by input.
  public func weights(layer: Int, unit: Int) -> [Double] {
    (0..<shape.sizes[layer]).map { weight(layer: layer, unit: unit, input: $0) }
  }
}
