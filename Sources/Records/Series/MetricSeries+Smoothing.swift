extension MetricSeries {
  /// The moving average at the stored points: over every value where points are exact, over the mean of each bucket where they were thinned.
  ///
  /// Its last value is the average after the last value that was logged. Points whose value is not finite stay as they are, so that the smoothed line
  /// breaks where the raw one does.
  /// - Complexity: O(points); a reader that draws often keeps the result until `revision` or `count` changes.
  public func smoothed(_ smoothing: Smoothing) -> MetricSeries {
    var average = smoothing
    var result = MetricSeries(capacity: capacity)
    var index = 0
    for bucket in buckets {
      let end = index + bucket.stored
      let value = average.append(mean: bucket.mean, count: bucket.finiteCount)
      let anyFinite = points[index..<end].last { $0.value.isFinite }
      if let anyFinite { result.append(value, at: anyFinite.step) }
      if let bad = points[index..<end].last(where: { !$0.value.isFinite }), bad.step > anyFinite?.step ?? Int.min {
        result.append(bad.value, at: bad.step)
      }
      index = end
    }
    for point in points[firstExactIndex...] {
      result.append(point.value.isFinite ? average.append(point.value) : point.value, at: point.step)
    }
    return result
  }
}
