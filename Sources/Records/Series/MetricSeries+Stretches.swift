/// Many values that are added at once, and what is known beside them.
public struct MetricStretch {
  /// The steps.
  public var steps: UnsafeBufferPointer<Int>
  /// The values, one a step.
  public var values: UnsafeBufferPointer<Double>
  /// The epochs, one a step, NaN where unknown; nil when none is known.
  public var epochs: UnsafeBufferPointer<Double>?
  /// The wall times, one a step, NaN where unknown; nil when none is known.
  public var times: UnsafeBufferPointer<Double>?
  /// Whether so much follows that none of these values will be among the newest.
  public var isFollowed = false

  /// A stretch from its parts.
  public init(
    steps: UnsafeBufferPointer<Int>,
    values: UnsafeBufferPointer<Double>,
    epochs: UnsafeBufferPointer<Double>? = nil,
    times: UnsafeBufferPointer<Double>? = nil
  ) {
    precondition(steps.count == values.count, "a value has one step")
    precondition(epochs?.count ?? steps.count == steps.count && times?.count ?? steps.count == steps.count)
    self.steps = steps
    self.values = values
    self.epochs = epochs
    self.times = times
  }
}

extension MetricSeries {
  /// Adds many values: what stays of each bucket is chosen while they come, where adding them one by one would store all and thin them later.
  /// - Complexity: O(values), at a fraction of the cost of one by one.
  public mutating func append(_ stretch: MetricStretch) {
    let steps = stretch.steps
    var begin = 0
    while begin < steps.count {
      if steps[begin] <= lastStep, !points.isEmpty { restart(at: steps[begin]) }
      var end = begin + 1
      while end < steps.count, steps[end] > steps[end - 1] { end += 1 }
      appendAscending(stretch, begin..<end)
      begin = end
    }
  }

  /// Adds values whose steps ascend and come after the last.
  private mutating func appendAscending(_ stretch: MetricStretch, _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      let left = range.upperBound - index
      let room = capacity - points.count
      if (left <= room && !stretch.isFollowed) || left < bucketSize || bucketSize == 1 {
        let part = min(left, room)
        store(stretch, index..<(index + part))
        index += part
        if part < left { thin() }
      } else {
        gatherExactPoints()
        while range.upperBound - index >= bucketSize, points.count + Self.outlineSize <= capacity {
          storeBucket(stretch, index..<(index + bucketSize))
          index += bucketSize
        }
        if points.count + Self.outlineSize > capacity { thin() }
      }
    }
  }

  /// So many points outline a bucket at most: the first, the last, the extremes, the first that is not finite.
  private static var outlineSize: Int { 5 }

  /// Stores values as they are; there must be room.
  private mutating func store(_ stretch: MetricStretch, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    noteNonFinite(stretch, range)
    let before = points.count
    makeRoom(for: range.count)
    points.append(contentsOf: repeatElement(MetricPoint(step: 0, value: 0), count: range.count))
    points.withUnsafeMutableBufferPointer { points in
      for index in range {
        points[before + index - range.lowerBound] = MetricPoint(
          step: stretch.steps[index],
          value: stretch.values[index]
        )
      }
    }
    for index in range { storeBeside(stretch, index, at: before + index - range.lowerBound) }
    count &+= range.count
    lastStep = stretch.steps[range.upperBound - 1]
    indexPoints(from: before)
  }

  /// Stores the outline of values that make one bucket; there must be room.
  private mutating func storeBucket(_ stretch: MetricStretch, _ range: Range<Int>) {
    let outline = Outline(stretch.values, range)
    if outline.finiteCount < range.count { noteNonFinite(stretch, range) }
    let before = points.count
    makeRoom(for: Self.outlineSize)
    outline.forEachPlace { index in
      points.append(MetricPoint(step: stretch.steps[index], value: stretch.values[index]))
      storeBeside(stretch, index, at: points.count - 1)
    }
    count &+= range.count
    lastStep = stretch.steps[range.upperBound - 1]
    buckets.append(
      Bucket(
        stored: points.count - before,
        count: range.count,
        finiteCount: outline.finiteCount,
        mean: outline.mean
      )
    )
    firstExactIndex = points.count
    indexPoints(from: before)
  }

  /// Stores what is known beside the point of that place, which is the last or one of those that were added last.
  @inline(__always)
  private mutating func storeBeside(_ stretch: MetricStretch, _ index: Int, at place: Int) {
    if epochs.isEmpty && times.isEmpty && stretch.epochs == nil && stretch.times == nil { return }
    note(epoch: stretch.epochs?[index] ?? .nan, time: stretch.times?[index] ?? .nan, at: place)
  }

  private mutating func noteNonFinite(_ stretch: MetricStretch, _ range: Range<Int>) {
    for index in range where !stretch.values[index].isFinite {
      let before =
        index > range.lowerBound
        ? MetricPoint(step: stretch.steps[index - 1], value: stretch.values[index - 1]) : points.last
      noteNonFinite(stretch.values[index], at: stretch.steps[index], after: before)
    }
  }
}

/// What stays of a bucket of values.
private struct Outline {
  private let first: Int
  private let last: Int
  /// The places of the smallest and the largest value and of the first that is not finite, ascending; −1 where there is none.
  private var others = (-1, -1, -1)
  private(set) var finiteCount = 0
  /// The mean of the finite values.
  private(set) var mean = 0.0

  init(_ values: UnsafeBufferPointer<Double>, _ range: Range<Int>) {
    first = range.lowerBound
    last = range.upperBound - 1
    let part = UnsafeBufferPointer(rebasing: values[range])
    guard let (sum, minimum, maximum) = Self.sumAndExtremes(part), sum.isFinite else {
      chooseAmongNonFinite(values, range)
      return
    }
    finiteCount = range.count
    mean = sum / Double(range.count)
    others = (-1, first + min(minimum, maximum), first + max(minimum, maximum))
  }

  /// The sum, and where the smallest and the largest value are first; nil, or a sum that is not finite, where some value is not finite.
  private static func sumAndExtremes(_ values: UnsafeBufferPointer<Double>) -> (Double, Int, Int)? {
    guard let start = values.baseAddress else { return nil }
    let lanes = 4
    let stretch = 32
    var sums = SIMD4<Double>(repeating: 0)
    var (low, high) = (values[0], values[0])
    // Where the stretch begins that has the extreme; looked through once, at the end.
    var (lowest, highest) = (0, 0)
    var index = 0
    while index + stretch <= values.count {
      var lows = SIMD4<Double>(repeating: low)
      var highs = SIMD4<Double>(repeating: high)
      for place in stride(from: index, to: index + stretch, by: lanes) {
        let some = UnsafeRawPointer(start + place).loadUnaligned(as: SIMD4<Double>.self)
        sums += some
        lows.replace(with: some, where: some .< lows)
        highs.replace(with: some, where: some .> highs)
      }
      let (least, greatest) = (lows.min(), highs.max())
      if least < low { (low, lowest) = (least, index) }
      if greatest > high { (high, highest) = (greatest, index) }
      index += stretch
    }
    var sum = sums.sum()
    for place in index..<values.count {
      sum += values[place]
      if values[place] < low { (low, lowest) = (values[place], place) }
      if values[place] > high { (high, highest) = (values[place], place) }
    }
    guard sum.isFinite else { return nil }
    while values[lowest] != low { lowest += 1 }
    while values[highest] != high { highest += 1 }
    return (sum, lowest, highest)
  }

  /// Names the places of the points that stay, ascending.
  @inline(__always)
  func forEachPlace(_ use: (Int) -> Void) {
    use(first)
    var before = first
    func next(_ index: Int) {
      guard index > before else { return }
      use(index)
      before = index
    }
    next(others.0)
    next(others.1)
    next(others.2)
    next(last)
  }

  private mutating func chooseAmongNonFinite(_ values: UnsafeBufferPointer<Double>, _ range: Range<Int>) {
    var (minimum, maximum, nonFinite) = (-1, -1, -1)
    for index in range {
      let value = values[index]
      guard value.isFinite else {
        if nonFinite < 0 { nonFinite = index }
        continue
      }
      finiteCount += 1
      mean += (value - mean) / Double(finiteCount)
      if minimum < 0 || value < values[minimum] { minimum = index }
      if maximum < 0 || value > values[maximum] { maximum = index }
    }
    let low = min(minimum, maximum)
    let high = max(minimum, maximum)
    others = (min(low, nonFinite), max(low, min(high, nonFinite)), max(high, nonFinite))
  }
}
