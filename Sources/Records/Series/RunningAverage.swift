/// The moving average of a series that grows: it takes in what is new alone, so that a reader who draws often pays for no value twice.
///
/// It is over every value where points are exact, over the mean of each bucket where they were thinned.
public struct RunningAverage: Sendable {
  /// The average at the stored points, and at one point of each bucket; values that are not finite stay as they are, so that this line breaks where the
  /// raw one does.
  public private(set) var series: MetricSeries
  private let smoothing: Smoothing
  private var average: Smoothing
  /// So many stored points and buckets were taken in, at this revision.
  private var pointCount = 0
  private var bucketCount = 0
  private var revision = 0
  /// The first step, the last of the thinned beginning, and where the average goes on behind that.
  private var firstStep = Int.max
  private var lastThinnedStep = Int.min
  private var firstExactIndex = 0

  /// The average of nothing yet.
  public init(_ smoothing: Smoothing = Smoothing()) {
    self.smoothing = smoothing
    average = smoothing
    series = MetricSeries()
  }

  /// The average of a series.
  /// - Complexity: O(points).
  public init(_ smoothing: Smoothing = Smoothing(), of raw: MetricSeries) {
    self.init(smoothing)
    follow(raw)
  }

  /// Takes in what is new of a series.
  /// - Parameter raw: the series of the call before, which has grown or changed since.
  /// - Complexity: O(new points); O(points) after thinning or a restart.
  public mutating func follow(_ raw: MetricSeries) {
    if pointCount == 0 || raw.revision != revision || raw.points.count < pointCount {
      average = smoothing
      (pointCount, bucketCount, revision) = (0, 0, raw.revision)
      firstStep = raw.first?.step ?? Int.max
      series = MetricSeries(capacity: raw.capacity)
    }
    for bucket in raw.buckets[bucketCount...] {
      let end = pointCount + bucket.stored
      let value = average.append(mean: bucket.mean, count: bucket.finiteCount)
      let finite = raw.points[pointCount..<end].last { $0.value.isFinite }
      if let finite { series.append(value, at: finite.step) }
      let bad = raw.points[pointCount..<end].last { !$0.value.isFinite }
      if let bad, bad.step > finite?.step ?? Int.min { series.append(bad.value, at: bad.step) }
      pointCount = end
    }
    bucketCount = raw.buckets.count
    lastThinnedStep = raw.firstExactIndex > 0 ? raw.points[raw.firstExactIndex - 1].step : Int.min
    if pointCount == raw.firstExactIndex { firstExactIndex = series.points.count }
    for point in raw.points[pointCount...] {
      series.append(point.value.isFinite ? average.append(point.value) : point.value, at: point.step)
    }
    pointCount = raw.points.count
  }

  /// The average after the last finite value at or before a step, in the thinned beginning after the bucket around it; nil before the first finite value.
  /// - Complexity: O(log points), O(1) where points are exact and no step is left out; and O(values that are not finite before it).
  public func value(atStep step: Int) -> Double? {
    guard step >= firstStep else { return nil }
    var end = series.points.count
    if step <= lastThinnedStep {
      end = min(end, series.index(atOrAfter: step) + 1)
    } else if step < Int.max {
      end = series.index(atOrAfter: step + 1, from: firstExactIndex)
    }
    return series.points[..<end].last { $0.value.isFinite }?.value
  }
}

extension MetricSeries {
  /// The moving average at the stored points, and at one of each bucket where they were thinned.
  ///
  /// Its last value is the average after the last value that was logged.
  /// - Complexity: O(points); a reader that draws often keeps a ``RunningAverage``.
  public func smoothed(_ smoothing: Smoothing) -> MetricSeries { RunningAverage(smoothing, of: self).series }
}
