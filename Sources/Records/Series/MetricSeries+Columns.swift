extension MetricSeries {
  /// Where the extremes of a range of stored points are, and the first value that is not finite.
  /// - Complexity: O(log points).
  public func extremes(in range: Range<Int>) -> (minimum: Int?, maximum: Int?, nonFinite: Int?) {
    let entry = extremes.entry(in: range, of: points)
    func index(_ position: UInt32) -> Int? { position == ExtremeIndex.Entry.none ? nil : Int(position) }
    return (index(entry.minimum), index(entry.maximum), index(entry.nonFinite))
  }

  /// What a range of stored points shows in one column; nil when the range is empty.
  /// - Complexity: O(log points).
  public func column(of range: Range<Int>) -> MetricColumn? {
    guard !range.isEmpty else { return nil }
    let extremes = extremes(in: range)
    return MetricColumn(
      first: points[range.lowerBound],
      minimum: extremes.minimum.map { points[$0] },
      maximum: extremes.maximum.map { points[$0] },
      last: points[range.upperBound - 1],
      nonFinite: extremes.nonFinite.map { points[$0] }
    )
  }

  /// What each column of a chart shows: column `i` has the steps from `edges[i]` to before `edges[i + 1]`; nil where no point is.
  ///
  /// Any axis that grows with the step works, logarithmic ones too.
  /// - Complexity: O(columns · log points), whatever was logged.
  public func columns(edges: [Int]) -> [MetricColumn?] {
    guard edges.count > 1 else { return [] }
    var result: [MetricColumn?] = []
    result.reserveCapacity(edges.count - 1)
    var begin = index(atOrAfter: edges[0])
    for edge in edges.dropFirst() {
      let end = max(begin, index(atOrAfter: edge))
      result.append(column(of: begin..<end))
      begin = end
    }
    return result
  }

  /// What each of so many columns of a chart shows that share a range of steps evenly.
  public func columns(_ count: Int, over range: ClosedRange<Int>) -> [MetricColumn?] {
    guard count > 0 else { return [] }
    // In Double, since the ends may be as far apart as integers go.
    let begin = Double(range.lowerBound)
    let width = (Double(range.upperBound) - begin + 1) / Double(count)
    var edges = (0..<count).map { column -> Int in
      let edge = (begin + Double(column) * width).rounded(.up)
      return edge >= 0x1p63 ? Int.max : Int(edge)
    }
    edges[0] = range.lowerBound
    edges.append(range.upperBound == Int.max ? Int.max : range.upperBound + 1)
    return columns(edges: edges)
  }
}
