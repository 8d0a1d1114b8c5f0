/// One metric of a run: values at ascending steps, with gaps, in bounded memory that keeps every spike.
///
/// Every point that is stored was logged; none is an average. While the points fit, all are stored. When they do not fit any more, the older ones are
/// gathered in buckets of equal count, of which the first, the last, the smallest, the largest and the first value that is not finite stay; the newest
/// points, up to half of the capacity, stay exact. When a step comes again, or an earlier one, the later values count and those before stay readable in
/// `branches`.
///
/// NaN and infinities are points like others; they are counted, break the line, and never take part in extremes or averages.
public struct MetricSeries: Sendable {
  /// The most points that are stored.
  public let capacity: Int
  /// Whether extremes are found without looking at each point; a batch, which is only passed on, does without.
  let isIndexed: Bool
  /// How many values were logged, those of branches and those that were thinned out too.
  public internal(set) var count = 0
  /// How many of them were NaN.
  public internal(set) var nanCount = 0
  /// How many of them were infinite.
  public internal(set) var infinityCount = 0
  /// The first value that was NaN or infinite.
  public internal(set) var firstNonFinite: MetricPoint?
  /// The last finite value before the first that was not.
  public internal(set) var lastBeforeNonFinite: MetricPoint?
  /// How often a step came that was not later than the one before.
  public internal(set) var restartCount = 0
  /// Values that restarts replaced, oldest restart first; bounded, so the oldest may be gone.
  public internal(set) var branches: [MetricBranch] = []
  /// Grows with every change but an append, so that a reader that goes on from where it was knows when it cannot.
  public internal(set) var revision = 0

  /// The points that are stored, by ascending step.
  public internal(set) var points: [MetricPoint] = []
  /// Epochs beside the points, NaN where unknown; empty when no epoch is known.
  var epochs: [Float] = []
  /// Seconds since `timeOrigin` beside the points, NaN where unknown; empty when no time is known.
  var times: [Float] = []
  /// The first wall time, in seconds since 1970 or since any other origin that the log uses.
  public internal(set) var timeOrigin: Double?

  /// The last step; `Int.min` when there is none.
  var lastStep = Int.min
  /// The thinned beginning.
  var buckets: [Bucket] = []
  /// How many values go into a bucket; 1 before anything was thinned.
  public internal(set) var bucketSize = 1
  /// The points before this index are those that thinning left; all from here on are exact.
  public internal(set) var firstExactIndex = 0
  /// Finds extremes of a range of points without looking at each.
  var extremes = ExtremeIndex()

  /// An empty series.
  /// - Parameters:
  ///   - capacity: how many points are stored at most, 16 bytes each and 4 more for each of epoch and time where known.
  ///   - isIndexed: whether extremes are found without looking at each point.
  public init(capacity: Int = 16_384, isIndexed: Bool = true) {
    precondition(capacity >= 64, "a series needs room for at least 64 points, found \(capacity)")
    self.capacity = capacity
    self.isIndexed = isIndexed
  }

  /// Whether nothing was logged.
  public var isEmpty: Bool { points.isEmpty }
  /// The first point.
  public var first: MetricPoint? { points.first }
  /// The last point.
  public var last: MetricPoint? { points.last }
  /// The last finite point.
  public var lastFinite: MetricPoint? { points.last { $0.value.isFinite } }
  /// The smallest finite value and its first step; branches do not count.
  public var minimum: MetricPoint? { extremes(in: 0..<points.count).minimum.map { points[$0] } }
  /// The largest finite value and its first step; branches do not count.
  public var maximum: MetricPoint? { extremes(in: 0..<points.count).maximum.map { points[$0] } }
  /// The steps from the first point to the last; nil when empty.
  public var steps: ClosedRange<Int>? {
    guard let first, let last else { return nil }
    return first.step...last.step
  }
  /// Whether epochs are known.
  public var hasEpochs: Bool { !epochs.isEmpty }
  /// Whether wall times are known.
  public var hasTimes: Bool { !times.isEmpty }

  /// Adds a value.
  /// - Complexity: O(1) amortised; no allocation once `capacity` points are stored.
  @inline(__always)
  public mutating func append(_ value: Double, at step: Int) {
    if step <= lastStep, !points.isEmpty { restart(at: step) }
    store(value, at: step)
    if !epochs.isEmpty { epochs.append(.nan) }
    if !times.isEmpty { times.append(.nan) }
  }

  /// Adds a value with what is known beside the step.
  /// - Parameters:
  ///   - epoch: the epoch, fractions allowed.
  ///   - time: seconds since 1970, or since another origin that is the same for the whole series.
  public mutating func append(_ value: Double, at step: Int, epoch: Double?, time: Double?) {
    if step <= lastStep, !points.isEmpty { restart(at: step) }
    store(value, at: step)
    note(epoch: epoch ?? .nan, time: time ?? .nan, at: points.count - 1)
  }

  /// Forgets everything but the capacity.
  public mutating func removeAll() {
    let revision = revision
    self = MetricSeries(capacity: capacity, isIndexed: isIndexed)
    self.revision = revision + 1
  }

  /// The epoch beside a stored point.
  public func epoch(at index: Int) -> Double? {
    guard !epochs.isEmpty, epochs[index].isFinite else { return nil }
    return Double(epochs[index])
  }

  /// The wall time beside a stored point, in the log's own seconds, exact to about 10⁻⁷ of the time since the series began.
  public func time(at index: Int) -> Double? {
    guard let timeOrigin, !times.isEmpty, times[index].isFinite else { return nil }
    return timeOrigin + Double(times[index])
  }

  /// The index of the first stored point at or after a step; `points.count` when there is none.
  /// - Parameter begin: where to begin to look, for a reader that goes on from a point before the step.
  /// - Complexity: O(log points); O(1) where no step is left out.
  public func index(atOrAfter step: Int, from begin: Int = 0) -> Int {
    guard begin < points.count, points[begin].step < step else { return begin }
    // Steps ascend, so no point lies further from another than its step does.
    let distance = step.subtractingReportingOverflow(points[begin].step)
    var low = begin + 1
    var high = distance.overflow ? points.count : begin + min(distance.partialValue, points.count - begin)
    if points[high - 1].step < step { return high }
    while low < high {
      let middle = (low + high) >> 1
      if points[middle].step < step { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The index of the last stored point at or before a step; nil when there is none.
  /// - Complexity: O(log points).
  public func index(atOrBefore step: Int) -> Int? {
    let after = step == Int.max ? points.count : index(atOrAfter: step + 1)
    return after > 0 ? after - 1 : nil
  }

  /// The stored point nearest to a step.
  public func index(nearest step: Int) -> Int? {
    guard !points.isEmpty else { return nil }
    let after = index(atOrAfter: step)
    if after == points.count { return after - 1 }
    guard after > 0 else { return after }
    let below = step.subtractingReportingOverflow(points[after - 1].step)
    let above = points[after].step.subtractingReportingOverflow(step)
    return below.overflow || (!above.overflow && above.partialValue <= below.partialValue) ? after : after - 1
  }

  @inline(__always)
  private mutating func store(_ value: Double, at step: Int) {
    if points.count == capacity { thin() }
    makeRoom(for: 1)
    points.append(MetricPoint(step: step, value: value))
    lastStep = step
    count &+= 1
    if !value.isFinite {
      noteNonFinite(value, at: step, after: points.count > 1 ? points[points.count - 2] : nil)
    }
    if isIndexed, points.count & (ExtremeIndex.blockSize - 1) == 0 { extremes.closeBlock(of: points) }
  }

  /// Takes in the blocks of points that are whole now and were not when there were only so many.
  mutating func indexPoints(from count: Int) {
    if isIndexed { extremes.closeBlocks(of: points, from: count) }
  }

  /// Makes room for so many points, and never for more than may be stored, as arrays that double would.
  @inline(__always)
  mutating func makeRoom(for count: Int) {
    guard points.count + count > points.capacity else { return }
    points.reserveCapacity(min(capacity, max(points.count + count, 2 * points.count, 64)))
  }

  mutating func noteNonFinite(_ value: Double, at step: Int, after before: MetricPoint?) {
    if value.isNaN { nanCount += 1 } else { infinityCount += 1 }
    guard firstNonFinite == nil else { return }
    firstNonFinite = MetricPoint(step: step, value: value)
    lastBeforeNonFinite = before
  }

  /// Keeps what is known beside a point, the places of which come in order.
  mutating func note(epoch: Double, time: Double, at place: Int) {
    if !epochs.isEmpty || !epoch.isNaN {
      if epochs.isEmpty { epochs = Array(repeating: .nan, count: place) }
      epochs.append(Float(epoch))
    }
    if !times.isEmpty || !time.isNaN {
      if times.isEmpty { times = Array(repeating: .nan, count: place) }
      let origin = timeOrigin ?? time
      if timeOrigin == nil, time.isFinite { timeOrigin = time }
      times.append(Float(time - origin))
    }
  }
}

extension MetricSeries: Equatable {
  /// Whether two series hold the same points; NaN equals NaN.
  public static func == (left: MetricSeries, right: MetricSeries) -> Bool {
    left.count == right.count && left.points.elementsEqual(right.points, by: same)
      && left.branches.elementsEqual(right.branches) { $0.points.elementsEqual($1.points, by: same) }
  }

  private static func same(_ left: MetricPoint, _ right: MetricPoint) -> Bool {
    left.step == right.step && (left.value == right.value || (left.value.isNaN && right.value.isNaN))
  }
}
