/// A marked value of an axis.
public struct Tick: Hashable, Sendable {
  /// Where it is.
  public var value: Double
  /// What stands beside it.
  public var label: String

  /// A tick at a value.
  public init(_ value: Double, _ label: String) {
    self.value = value
    self.label = label
  }
}
