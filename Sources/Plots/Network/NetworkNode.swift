/// One unit of a network diagram.
public struct NetworkNode: Hashable, Sendable {
  /// Its name: `x₁`, `h₂`, `ŷ`.
  public var label: String
  /// What it puts out now; nil shows the name alone.
  public var value: Double?

  /// A unit.
  public init(_ label: String, value: Double? = nil) {
    self.label = label
    self.value = value
  }
}
