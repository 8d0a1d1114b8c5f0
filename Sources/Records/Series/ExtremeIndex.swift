/// Smallest and largest finite value of blocks of points, in levels of which each gathers four blocks of the one below.
struct ExtremeIndex: Sendable {
  /// Points in a block of the lowest level.
  static let blockSize = 16
  static let fanout = 4

  /// Where the extremes of a block are.
  struct Entry: Sendable {
    static let none = UInt32.max
    /// The index of the smallest finite value.
    var minimum = Entry.none
    /// The index of the largest finite value.
    var maximum = Entry.none
    /// The index of the first value that is not finite.
    var nonFinite = Entry.none
  }

  private(set) var levels: [[Entry]] = []

  static func size(ofBlockAt level: Int) -> Int { blockSize << (2 * level) }

  /// Takes in the last `blockSize` points, which are a whole block.
  mutating func closeBlock(of points: [MetricPoint]) { closeBlocks(of: points, from: points.count - Self.blockSize) }

  /// Takes in the blocks that are whole now and were not when there were only so many points.
  mutating func closeBlocks(of points: [MetricPoint], from count: Int) {
    var start = count / Self.blockSize * Self.blockSize
    while start + Self.blockSize <= points.count {
      push(points.withUnsafeBufferPointer { Self.entry(ofBlockAt: start, $0) }, level: 0, of: points)
      start += Self.blockSize
    }
  }

  /// The extremes of one block of the lowest level.
  @inline(__always)
  private static func entry(ofBlockAt start: Int, _ points: UnsafeBufferPointer<MetricPoint>) -> Entry {
    var entry = Entry()
    var (low, high) = (Double.infinity, -Double.infinity)
    for index in start..<(start + blockSize) {
      let value = points[index].value
      let position = UInt32(truncatingIfNeeded: index)
      if value.isFinite {
        if value < low { (low, entry.minimum) = (value, position) }
        if value > high { (high, entry.maximum) = (value, position) }
      } else if entry.nonFinite == Entry.none {
        entry.nonFinite = position
      }
    }
    return entry
  }

  private mutating func push(_ entry: Entry, level: Int, of points: [MetricPoint]) {
    if levels.count == level { levels.append([]) }
    levels[level].append(entry)
    let count = levels[level].count
    guard count % Self.fanout == 0 else { return }
    var parent = Entry()
    for child in levels[level][(count - Self.fanout)..<count] { Self.merge(child, of: points, into: &parent) }
    push(parent, level: level + 1, of: points)
  }

  /// Forgets blocks that are not whole any more once only so many points are left.
  mutating func truncate(toPoints count: Int) {
    for level in levels.indices {
      let whole = count / Self.size(ofBlockAt: level)
      if levels[level].count > whole { levels[level].removeLast(levels[level].count - whole) }
    }
  }

  mutating func rebuild(of points: [MetricPoint]) {
    for level in levels.indices { levels[level].removeAll(keepingCapacity: true) }
    closeBlocks(of: points, from: 0)
  }

  /// The extremes of a range of points.
  /// - Complexity: O(log points).
  func entry(in range: Range<Int>, of points: [MetricPoint]) -> Entry {
    points.withUnsafeBufferPointer { entry(in: range, $0) }
  }

  private func entry(in range: Range<Int>, _ points: UnsafeBufferPointer<MetricPoint>) -> Entry {
    var result = Entry()
    var (low, high) = (Double.infinity, -Double.infinity)
    var index = range.lowerBound
    while index < range.upperBound {
      // The largest whole block that begins here and ends within the range.
      var level = -1
      while level + 1 < levels.count {
        let size = Self.size(ofBlockAt: level + 1)
        guard index & (size - 1) == 0, index + size <= range.upperBound, index / size < levels[level + 1].count else {
          break
        }
        level += 1
      }
      if level < 0 {
        // As many points as lie before the next block, or the end.
        let end = min(range.upperBound, (index / Self.blockSize + 1) * Self.blockSize)
        for position in index..<end { Self.take(position, points, &low, &high, into: &result) }
        index = end
      } else {
        let size = Self.size(ofBlockAt: level)
        let block = levels[level][index / size]
        if block.minimum != Entry.none { Self.take(Int(block.minimum), points, &low, &high, into: &result) }
        if block.maximum != Entry.none { Self.take(Int(block.maximum), points, &low, &high, into: &result) }
        if result.nonFinite == Entry.none { result.nonFinite = block.nonFinite }
        index += size
      }
    }
    return result
  }

  /// - Parameters:
  ///   - low: the smallest finite value so far.
  ///   - high: the largest finite value so far.
  @inline(__always)
  private static func take(
    _ index: Int,
    _ points: UnsafeBufferPointer<MetricPoint>,
    _ low: inout Double,
    _ high: inout Double,
    into entry: inout Entry
  ) {
    let value = points[index].value
    let position = UInt32(truncatingIfNeeded: index)
    guard value.isFinite else {
      if entry.nonFinite == Entry.none { entry.nonFinite = position }
      return
    }
    if value < low { (low, entry.minimum) = (value, position) }
    if value > high { (high, entry.maximum) = (value, position) }
  }

  @inline(__always)
  private static func merge(_ other: Entry, of points: [MetricPoint], into entry: inout Entry) {
    if other.minimum != Entry.none,
      entry.minimum == Entry.none || points[Int(other.minimum)].value < points[Int(entry.minimum)].value
    {
      entry.minimum = other.minimum
    }
    if other.maximum != Entry.none,
      entry.maximum == Entry.none || points[Int(other.maximum)].value > points[Int(entry.maximum)].value
    {
      entry.maximum = other.maximum
    }
    if entry.nonFinite == Entry.none { entry.nonFinite = other.nonFinite }
  }
}
