/// A straight line across a chart: a target, a threshold, the place where something happened.
public struct ChartRule: Hashable, Sendable {
  /// Which way it runs.
  public enum Position: Hashable, Sendable {
    /// From left to right at a y.
    case horizontal(Double)
    /// From bottom to top at an x.
    case vertical(Double)
  }

  /// Where it is.
  public var position: Position
  /// What stands beside it; empty for nothing.
  public var label: String
  /// Its colour.
  public var role: Role

  /// A rule.
  public init(_ position: Position, label: String = "", role: Role = .muted) {
    self.position = position
    self.label = label
    self.role = role
  }
}
