extension MetricSeries {
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
