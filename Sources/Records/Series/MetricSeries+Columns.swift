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

  /// What is stored of the values around a step: the step's own value where points are exact, the outline of its bucket where they were thinned; nil
  /// where nothing is at or before the step.
  /// - Complexity: O(log points), and O(buckets) in the thinned beginning.
  public func outline(atStep step: Int) -> MetricColumn? { range(atStep: step).flatMap { column(of: $0) } }

  /// The outlines of all values in their order, each with how many values it stands for: one where points are exact.
  public var outlines: [(column: MetricColumn, count: Int)] {
    var begin = 0
    let thinned = buckets.map { bucket in
      defer { begin += bucket.stored }
      return (range: begin..<begin + bucket.stored, count: bucket.count)
    }
    let exact = points.indices[firstExactIndex...].map { (range: $0..<$0 + 1, count: 1) }
    return (thinned + exact).compactMap { part in column(of: part.range).map { ($0, part.count) } }
  }

  /// Which stored points belong to the bucket of a step; a single one where points are exact.
  private func range(atStep step: Int) -> Range<Int>? {
    guard let index = index(atOrBefore: step) else { return nil }
    guard index < firstExactIndex else { return index..<index + 1 }
    var begin = 0
    for bucket in buckets {
      if index < begin + bucket.stored { return begin..<begin + bucket.stored }
      begin += bucket.stored
    }
    return nil
  }
}
