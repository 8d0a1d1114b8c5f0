extension MetricSeries {
  /// What is known of values of which only some points are stored.
  struct Bucket: Sendable {
    /// How many points of it are stored, at most 5.
    var stored: Int
    /// How many values it stands for.
    var count: Int
    /// How many of them are finite.
    var finiteCount: Int
    /// The mean of the finite ones.
    var mean: Double

    mutating func add(count: Int, finiteCount: Int, mean other: Double) {
      self.count += count
      guard finiteCount > 0 else { return }
      self.finiteCount += finiteCount
      mean += (other - mean) * (Double(finiteCount) / Double(self.finiteCount))
    }
  }

  /// Makes room: gathers all points in larger buckets until half of the capacity is free.
  mutating func thin() {
    thin(bucketSize: max(8, bucketSize))
    while points.count > capacity / 2 { thin(bucketSize: bucketSize * 2) }
  }

  /// Gathers the points that are exact in buckets of the size that the others have.
  mutating func gatherExactPoints() {
    guard firstExactIndex < points.count else { return }
    let begin = firstExactIndex
    var read = begin
    var kept: [Int] = []
    while read < points.count {
      let end = min(points.count, read + bucketSize)
      var bucket = Bucket(stored: 0, count: 0, finiteCount: 0, mean: 0)
      for index in read..<end {
        bucket.add(count: 1, finiteCount: points[index].value.isFinite ? 1 : 0, mean: points[index].value)
      }
      let before = kept.count
      points.withUnsafeBufferPointer { Gathering.addOutline(of: read..<end, $0, to: &kept) }
      bucket.stored = kept.count - before
      buckets.append(bucket)
      read = end
    }
    keepPoints(kept, from: begin)
    firstExactIndex = points.count
    extremes.truncate(toPoints: begin)
    indexPoints(from: begin)
    revision += 1
  }

  /// Keeps the points before one, and of the others those at some places, which ascend.
  private mutating func keepPoints(_ places: [Int], from start: Int) {
    func keep<Value>(_ values: inout [Value]) {
      values.withUnsafeMutableBufferPointer { values in
        for index in places.indices { values[start + index] = values[places[index]] }
      }
      values.removeLast(values.count - start - places.count)
    }
    keep(&points)
    if !epochs.isEmpty { keep(&epochs) }
    if !times.isEmpty { keep(&times) }
  }

  /// Gathers neighbours, buckets of before and single points alike, in buckets of at most so many values.
  mutating func thin(bucketSize newSize: Int) {
    var gathering = Gathering(size: newSize, points: points.count)
    points.withUnsafeBufferPointer { points in
      for bucket in buckets { gathering.add(bucket, points) }
      while gathering.read < points.count {
        let value = points[gathering.read].value
        gathering.add(Bucket(stored: 1, count: 1, finiteCount: value.isFinite ? 1 : 0, mean: value), points)
      }
      gathering.close(points)
    }

    keepPoints(gathering.kept, from: 0)
    buckets = gathering.buckets
    bucketSize = newSize
    firstExactIndex = points.count
    if isIndexed { extremes.rebuild(of: points) }
    revision += 1
  }

  /// Adds a series that begins after this one's last step, with what it knows of values that it thinned out; a series that begins earlier restarts
  /// this one.
  /// - Complexity: O(points of `next`), amortised.
  public mutating func append(_ next: MetricSeries) {
    guard let first = next.first else { return }
    if !points.isEmpty, first.step <= lastStep { restart(at: first.step) }
    if next.bucketSize > 1 {
      if bucketSize < next.bucketSize || firstExactIndex < points.count {
        thin(bucketSize: max(bucketSize, next.bucketSize))
      }
      while points.count + next.points.count > capacity, points.count > capacity / 8 {
        thin(bucketSize: bucketSize * 2)
      }
    }
    let countBefore = count
    let countsBefore = (nanCount, infinityCount)
    var exact = 0
    if next.bucketSize > 1, points.count + next.firstExactIndex <= capacity {
      if next.holdsValuesAlone, holdsValuesAlone {
        appendValues(next.points[..<next.firstExactIndex])
      } else {
        for index in 0..<next.firstExactIndex { appendPoint(index, of: next) }
      }
      buckets += next.buckets
      firstExactIndex = points.count
      exact = next.firstExactIndex
    }
    if next.holdsValuesAlone, holdsValuesAlone {
      appendValues(next.points[exact...])
    } else {
      for index in exact..<next.points.count { appendPoint(index, of: next) }
    }
    count = countBefore + next.count
    nanCount = countsBefore.0 + next.nanCount
    infinityCount = countsBefore.1 + next.infinityCount
    restartCount += next.restartCount
  }

  /// Whether nothing is known but finite values, so that they can be moved as a block.
  private var holdsValuesAlone: Bool {
    epochs.isEmpty && times.isEmpty && firstNonFinite == nil
  }

  /// Adds the values of consecutive steps.
  /// - Complexity: O(values), at a fraction of the cost of one by one.
  public mutating func append(_ values: [Double], from step: Int) {
    guard !values.isEmpty else { return }
    if !points.isEmpty, step <= lastStep { restart(at: step) }
    guard holdsValuesAlone, values.allSatisfy({ $0.isFinite }) else {
      for (index, value) in values.enumerated() { append(value, at: step + index) }
      return
    }
    let countBefore = count
    appendValues(values.indices.map { MetricPoint(step: step + $0, value: values[$0]) }[...])
    count = countBefore + values.count
  }

  /// Adds finite values at ascending steps after the last.
  private mutating func appendValues(_ values: ArraySlice<MetricPoint>) {
    guard let last = values.last else { return }
    guard values.count > capacity - points.count else {
      let before = points.count
      makeRoom(for: values.count)
      points.append(contentsOf: values)
      indexPoints(from: before)
      lastStep = last.step
      return
    }
    let (steps, numbers) = (values.map { $0.step }, values.map { $0.value })
    steps.withUnsafeBufferPointer { steps in
      numbers.withUnsafeBufferPointer { append(MetricStretch(steps: steps, values: $0)) }
    }
  }

  private mutating func appendPoint(_ index: Int, of next: MetricSeries) {
    let point = next.points[index]
    append(point.value, at: point.step, epoch: next.epoch(at: index), time: next.time(at: index))
  }
}

/// Neighbours that are gathered in buckets of at most so many values.
private struct Gathering {
  /// The buckets that are whole.
  private(set) var buckets: [MetricSeries.Bucket] = []
  /// The places of the points that outline them.
  private(set) var kept: [Int] = []
  /// How many points were taken in.
  private(set) var read = 0
  private let size: Int
  private var current = MetricSeries.Bucket(stored: 0, count: 0, finiteCount: 0, mean: 0)

  /// - Parameter count: how many points there are.
  init(size: Int, points count: Int) {
    self.size = size
    buckets.reserveCapacity(count / 4)
    kept.reserveCapacity(count)
  }

  /// Takes in the next bucket, or a point as a bucket of its own.
  @inline(__always)
  mutating func add(_ next: MetricSeries.Bucket, _ points: UnsafeBufferPointer<MetricPoint>) {
    if current.count > 0, current.count + next.count > size { close(points) }
    current.stored += next.stored
    current.add(count: next.count, finiteCount: next.finiteCount, mean: next.mean)
    read += next.stored
  }

  /// Ends the bucket that is being gathered.
  mutating func close(_ points: UnsafeBufferPointer<MetricPoint>) {
    guard current.count > 0 else { return }
    let before = kept.count
    Self.addOutline(of: read - current.stored..<read, points, to: &kept)
    current.stored = kept.count - before
    buckets.append(current)
    current = MetricSeries.Bucket(stored: 0, count: 0, finiteCount: 0, mean: 0)
  }

  /// Names the places of the points of a range that outline it, ascending.
  @inline(__always)
  static func addOutline(
    of range: Range<Int>,
    _ points: UnsafeBufferPointer<MetricPoint>,
    to places: inout [Int]
  ) {
    var (minimum, maximum, nonFinite) = (-1, -1, -1)
    var (low, high) = (Double.infinity, -Double.infinity)
    for index in range {
      let value = points[index].value
      if !value.isFinite {
        if nonFinite < 0 { nonFinite = index }
      } else {
        if value < low { (low, minimum) = (value, index) }
        if value > high { (high, maximum) = (value, index) }
      }
    }
    // Of the three places between the ends the least, the middle and the greatest; −1 where there is none.
    let (least, greatest) = (min(minimum, maximum), max(minimum, maximum))
    add(range.lowerBound, -1, to: &places)
    let second = add(min(least, nonFinite), range.lowerBound, to: &places)
    let third = add(max(least, min(greatest, nonFinite)), second, to: &places)
    let fourth = add(max(greatest, nonFinite), third, to: &places)
    add(range.upperBound - 1, fourth, to: &places)
  }

  /// Adds a place that comes after another.
  /// - Returns: the later of the two.
  @inline(__always)
  @discardableResult
  private static func add(_ place: Int, _ before: Int, to places: inout [Int]) -> Int {
    guard place > before else { return before }
    places.append(place)
    return place
  }
}
