/// One metric over consecutive steps: what a column of a plot needs to keep every spike.
public struct MetricBucket: Hashable, Sendable {
  /// The value at the bucket's first step; may be not finite.
  public private(set) var first: Double
  /// The smallest finite value, +∞ when there is none.
  public private(set) var minimum: Double
  /// The largest finite value, −∞ when there is none.
  public private(set) var maximum: Double
  /// The value at the bucket's last step; may be not finite.
  public private(set) var last: Double
  /// The moving average at the bucket's last step, as `Smoothing` gives it.
  public private(set) var smoothed: Double
  /// How many steps.
  public private(set) var count: Int
  /// How many of them were NaN or infinite.
  public private(set) var nonFiniteCount: Int

  /// A bucket of one step.
  public init(value: Double, smoothed: Double) {
    first = value
    last = value
    self.smoothed = smoothed
    count = 1
    if value.isFinite {
      minimum = value
      maximum = value
      nonFiniteCount = 0
    } else {
      minimum = .infinity
      maximum = -.infinity
      nonFiniteCount = 1
    }
  }

  /// Adds the step that follows.
  mutating func append(value: Double, smoothed: Double) {
    last = value
    self.smoothed = smoothed
    count += 1
    if value.isFinite {
      if value < minimum { minimum = value }
      if value > maximum { maximum = value }
    } else {
      nonFiniteCount += 1
    }
  }

  /// Adds the steps that follow.
  public mutating func append(_ next: MetricBucket) {
    last = next.last
    smoothed = next.smoothed
    count += next.count
    // No branches: frames gather thousands of buckets, and which of two is smaller cannot be predicted.
    minimum = next.minimum < minimum ? next.minimum : minimum
    maximum = next.maximum > maximum ? next.maximum : maximum
    nonFiniteCount += next.nonFiniteCount
  }

  /// Leaves the last steps out of the count; the figures, which cannot be told apart, stay.
  mutating func shorten(to newCount: Int) {
    precondition((1...count).contains(newCount), "expected 1 to \(count) steps, found \(newCount)")
    count = newCount
    nonFiniteCount = min(nonFiniteCount, newCount)
  }
}
