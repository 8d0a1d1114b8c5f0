extension MetricSeries {
  /// The moving average after the last values at or before each of some ascending steps, NaN before the first finite value; of a step in the thinned
  /// beginning, the average after its bucket.
  /// - Complexity: O(points + steps), without a copy of the series.
  public func averages(_ smoothing: Smoothing, atSteps steps: [Int]) -> [Double] {
    var average = smoothing
    var result: [Double] = []
    result.reserveCapacity(steps.count)
    /// Settles the steps before the next value's.
    func settle(before step: Int) {
      while result.count < steps.count, steps[result.count] < step { result.append(average.value) }
    }
    var index = 0
    for bucket in buckets {
      settle(before: points[index].step)
      _ = average.append(mean: bucket.mean, count: bucket.finiteCount)
      index += bucket.stored
    }
    for point in points[firstExactIndex...] {
      if result.count < steps.count, steps[result.count] < point.step { settle(before: point.step) }
      if result.count == steps.count { return result }
      average.take(point.value)
    }
    while result.count < steps.count { result.append(average.value) }
    return result
  }

  /// The moving average after the last value at or before a step; nil before the first finite value.
  public func average(_ smoothing: Smoothing, atStep step: Int) -> Double? {
    averages(smoothing, atSteps: [step]).first.flatMap { $0.isNaN ? nil : $0 }
  }

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
