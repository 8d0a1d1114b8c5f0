/// What a series did at one x, or over one column's worth of them: first, least, greatest and last value.
public struct ChartPoint: Hashable, Sendable {
  /// Where it is; of a bucket the place of its last value.
  public var x: Double
  /// The bucket's first value.
  public var first: Double
  /// The bucket's least value.
  public var minimum: Double
  /// The bucket's greatest value.
  public var maximum: Double
  /// The bucket's last value.
  public var last: Double

  /// A bucket.
  public init(x: Double, first: Double, minimum: Double, maximum: Double, last: Double) {
    self.x = x
    self.first = first
    self.minimum = minimum
    self.maximum = maximum
    self.last = last
  }

  /// A single value.
  public init(_ x: Double, _ y: Double) { self.init(x: x, first: y, minimum: y, maximum: y, last: y) }

  /// Whether all of it can be drawn.
  public var isFinite: Bool {
    x.isFinite && first.isFinite && minimum.isFinite && maximum.isFinite && last.isFinite
  }

  /// The bucket of this one and a later one.
  public func merged(with later: ChartPoint) -> ChartPoint {
    ChartPoint(
      x: later.x,
      first: first,
      minimum: Swift.min(minimum, later.minimum),
      maximum: Swift.max(maximum, later.maximum),
      last: later.last
    )
  }
}
