/// One value of a metric and the step at which it was logged.
public struct MetricPoint: Hashable, Sendable {
  /// The step; any integer, negative too.
  public var step: Int
  /// The value; may be NaN or infinite.
  public var value: Double

  /// A point from its parts.
  @inlinable
  public init(step: Int, value: Double) {
    self.step = step
    self.value = value
  }
}
