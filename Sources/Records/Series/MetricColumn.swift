/// What a column of a chart shows of a series.
public struct MetricColumn: Hashable, Sendable {
  /// The first point.
  public var first: MetricPoint
  /// The smallest finite point; nil when no value is finite.
  public var minimum: MetricPoint?
  /// The largest finite point; nil when no value is finite.
  public var maximum: MetricPoint?
  /// The last point.
  public var last: MetricPoint
  /// The first value that is NaN or infinite.
  public var nonFinite: MetricPoint?
}
