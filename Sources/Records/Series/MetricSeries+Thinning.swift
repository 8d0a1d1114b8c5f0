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
    var written = begin
    while read < points.count {
      let end = min(points.count, read + bucketSize)
      var bucket = Bucket(stored: 0, count: 0, finiteCount: 0, mean: 0)
      for index in read..<end {
        bucket.add(count: 1, finiteCount: points[index].value.isFinite ? 1 : 0, mean: points[index].value)
      }
      let before = written
      keepOutline(of: read..<end, at: &written)
      bucket.stored = written - before
      buckets.append(bucket)
      read = end
    }
    forgetPoints(from: written)
    firstExactIndex = written
    extremes.truncate(toPoints: begin)
    indexPoints(from: begin)
    revision += 1
  }

  private mutating func forgetPoints(from written: Int) {
    points.removeLast(points.count - written)
    if !epochs.isEmpty { epochs.removeLast(epochs.count - written) }
    if !times.isEmpty { times.removeLast(times.count - written) }
  }

  /// Gathers neighbours, buckets of before and single points alike, in buckets of at most so many values.
  mutating func thin(bucketSize newSize: Int) {
    var merged: [Bucket] = []
    merged.reserveCapacity(points.count / 4)
    var current = Bucket(stored: 0, count: 0, finiteCount: 0, mean: 0)
    var groupStart = 0
    var read = 0
    var written = 0

    func isFull(with more: Int) -> Bool { current.count > 0 && current.count + more > newSize }
    func close(_ series: inout MetricSeries) {
      guard current.count > 0 else { return }
      let before = written
      series.keepOutline(of: groupStart..<read, at: &written)
      current.stored = written - before
      merged.append(current)
      current = Bucket(stored: 0, count: 0, finiteCount: 0, mean: 0)
      groupStart = read
    }

    for bucket in buckets {
      if isFull(with: bucket.count) { close(&self) }
      current.add(count: bucket.count, finiteCount: bucket.finiteCount, mean: bucket.mean)
      read += bucket.stored
    }
    while read < points.count {
      if isFull(with: 1) { close(&self) }
      let value = points[read].value
      current.add(count: 1, finiteCount: value.isFinite ? 1 : 0, mean: value)
      read += 1
    }
    close(&self)

    forgetPoints(from: written)
    buckets = merged
    bucketSize = newSize
    firstExactIndex = written
    if isIndexed { extremes.rebuild(of: points) }
    revision += 1
  }

  /// Moves the points of a range that outline it to where the next are stored.
  private mutating func keepOutline(of range: Range<Int>, at written: inout Int) {
    var minimum = -1
    var maximum = -1
    var nonFinite = -1
    for index in range {
      let value = points[index].value
      if !value.isFinite {
        if nonFinite < 0 { nonFinite = index }
      } else {
        if minimum < 0 || value < points[minimum].value { minimum = index }
        if maximum < 0 || value > points[maximum].value { maximum = index }
      }
    }
    for index in range
    where index == range.lowerBound || index == range.upperBound - 1 || index == minimum || index == maximum
      || index == nonFinite
    {
      points[written] = points[index]
      if !epochs.isEmpty { epochs[written] = epochs[index] }
      if !times.isEmpty { times[written] = times[index] }
      written += 1
    }
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
