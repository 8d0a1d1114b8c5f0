/// One example for a walk.
public struct BackpropSample: Hashable, Sendable {
  /// x.
  public var inputs: [Double]
  /// y.
  public var targets: [Double]

  /// An example.
  public init(_ inputs: [Double], _ targets: [Double]) {
    self.inputs = inputs
    self.targets = targets
  }
}
