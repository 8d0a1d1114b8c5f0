/// One metric at every step of a run, in bounded memory that keeps every spike.
///
/// Steps are gathered in buckets of equal width, a power of two, aligned to the step numbers. When the buckets run out, neighbours are
/// merged and the width doubles, so no step is ever dropped from a bucket's count, minimum or maximum.
public struct MetricSeries: Hashable, Sendable {
  /// The most buckets that are kept.
  public let capacity: Int
  /// Steps in a bucket; the first and the last bucket may hold fewer.
  public private(set) var width = 1
  /// The number of the first step held; steps count from 1.
  public private(set) var firstStep = 1
  /// The buckets, oldest first.
  public private(set) var buckets: [MetricBucket] = []
  /// What each ``groupSize`` of them hold together, the last group perhaps fewer: a frame that gathered thousands of buckets anew
  /// would take the processor's caches from the training beside it.
  public private(set) var groups: [MetricBucket] = []
  /// How many steps are held.
  public private(set) var stepCount = 0

  /// An empty series.
  public init(capacity: Int = 16_384) {
    precondition(capacity >= 2, "a series needs room for at least 2 buckets, found \(capacity)")
    self.capacity = capacity
  }

  /// The number of the last step held; `firstStep - 1` when empty.
  public var lastStep: Int { firstStep + stepCount - 1 }
  /// How many buckets a group holds.
  public static let groupSize = 8

  /// Whether no step is held.
  public var isEmpty: Bool { stepCount == 0 }
  /// The value at the last step.
  public var last: Double? { buckets.last?.last }

  /// Forgets every step, keeps the storage, and starts anew at a step.
  public mutating func removeAll(startingAt step: Int) {
    buckets.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    width = 1
    firstStep = step
    stepCount = 0
  }

  /// Adds the step after the last.
  /// - Complexity: O(1), amortised.
  public mutating func append(_ value: Double, smoothed: Double) {
    if makeRoomForNextStep() {
      buckets[buckets.count - 1].append(value: value, smoothed: smoothed)
      groups[groups.count - 1].append(value: value, smoothed: smoothed)
    } else {
      add(MetricBucket(value: value, smoothed: smoothed))
    }
    stepCount += 1
  }

  /// Adds the steps of a series that begins right after this one's last step; into an empty series, wherever it begins.
  /// - Complexity: O(buckets of `next`), amortised.
  public mutating func append(_ next: MetricSeries) {
    guard !next.isEmpty else { return }
    if isEmpty { firstStep = next.firstStep }
    precondition(next.firstStep == lastStep + 1, "expected step \(lastStep + 1) next, found \(next.firstStep)")
    while width < next.width { coarsen() }
    for bucket in next.buckets {
      if makeRoomForNextStep() {
        buckets[buckets.count - 1].append(bucket)
        groups[groups.count - 1].append(bucket)
      } else {
        add(bucket)
      }
      stepCount += bucket.count
    }
  }

  /// Forgets the steps after `step`.
  ///
  /// A bucket that spans it keeps its figures, since its values cannot be told apart any more: its extremes may then be those of steps
  /// that are forgotten. Cut at a multiple of `width`, every figure is exact.
  public mutating func truncate(after step: Int) {
    while let bucket = buckets.last, lastStep > step {
      let excess = lastStep - step
      if excess < bucket.count {
        buckets[buckets.count - 1].shorten(to: bucket.count - excess)
        stepCount -= excess
      } else {
        buckets.removeLast()
        stepCount -= bucket.count
      }
    }
    group(from: Swift.max(0, buckets.count - 1))
  }

  /// What some buckets hold together; the range is not empty.
  /// - Complexity: O(range / ``groupSize`` + ``groupSize``).
  public func gathered(_ range: Range<Int>) -> MetricBucket {
    let size = Self.groupSize
    var gathered = buckets[range.lowerBound]
    var index = range.lowerBound + 1
    if range.lowerBound % size == 0, range.count >= size {
      gathered = groups[range.lowerBound / size]
      index = range.lowerBound + size
    }
    while index < range.upperBound {
      if index % size == 0, index + size <= range.upperBound {
        gathered.append(groups[index / size])
        index += size
      } else {
        gathered.append(buckets[index])
        index += 1
      }
    }
    return gathered
  }

  /// The steps that a bucket spans.
  public func steps(ofBucket index: Int) -> ClosedRange<Int> {
    let begin = max(firstStep, alignedStart(firstStep) + index * width)
    return begin...(begin + buckets[index].count - 1)
  }

  /// Which bucket holds a step, nil when none does.
  public func bucketIndex(ofStep step: Int) -> Int? {
    guard stepCount > 0, step >= firstStep, step <= lastStep else { return nil }
    return (step - alignedStart(firstStep)) / width
  }

  /// The bucket that holds a step.
  public func bucket(atStep step: Int) -> MetricBucket? { bucketIndex(ofStep: step).map { buckets[$0] } }

  /// Buckets are aligned so that step numbers 1…width share one, the next `width` the next, whatever the first step is.
  private func alignedStart(_ step: Int) -> Int { (step - 1) / width * width + 1 }

  /// Whether the step after the last belongs into the last bucket; merges buckets first when it needs a new one and none is left.
  private mutating func makeRoomForNextStep() -> Bool {
    if stepCount > 0, lastStep % width != 0 { return true }
    guard buckets.count >= capacity else { return false }
    coarsen()
    return lastStep % width != 0
  }

  private mutating func coarsen() {
    width *= 2
    guard !buckets.isEmpty else { return }
    var merged = 0
    var step = firstStep
    for index in buckets.indices {
      let bucket = buckets[index]
      if index > 0, (step - 1) % width != 0 {
        buckets[merged - 1].append(bucket)
      } else {
        buckets[merged] = bucket
        merged += 1
      }
      step += bucket.count
    }
    buckets.removeLast(buckets.count - merged)
    group(from: 0)
  }

  /// Adds a bucket behind the last, and to its group.
  private mutating func add(_ bucket: MetricBucket) {
    if buckets.count % Self.groupSize == 0 {
      groups.append(bucket)
    } else {
      groups[groups.count - 1].append(bucket)
    }
    buckets.append(bucket)
  }

  /// Makes the groups anew, from the one that a bucket is in or would be in.
  private mutating func group(from index: Int) {
    let size = Self.groupSize
    let first = Swift.min(index / size, groups.count)
    groups.removeLast(groups.count - first)
    for start in stride(from: first * size, to: buckets.count, by: size) {
      var group = buckets[start]
      for bucket in buckets[start..<Swift.min(start + size, buckets.count)].dropFirst() { group.append(bucket) }
      groups.append(group)
    }
  }
}
