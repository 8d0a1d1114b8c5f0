/// One example: inputs and what the neuron should say.
public struct NeuronSample: Hashable, Sendable {
  /// x, one value per input.
  public var inputs: [Double]
  /// y.
  public var target: Double

  /// An example.
  public init(_ inputs: [Double], target: Double) {
    self.inputs = inputs
    self.target = target
  }

  /// An example with one input.
  public init(_ x: Double, _ y: Double) { self.init([x], target: y) }
}
