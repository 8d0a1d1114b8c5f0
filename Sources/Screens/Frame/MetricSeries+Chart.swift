import Plots
import Training

extension MetricSeries {
  /// The series as a smoothed line over its raw band, thinned to about so many columns.
  /// - Parameters:
  ///   - columns: what the plot can tell apart.
  ///   - xPerStep: how far along the axis a step is: 1 for steps, 1 / steps per epoch for epochs.
  ///   - limits: the axis's ends.
  /// - Complexity: O(buckets), whatever the run's length.
  func chartPoints(
    columns: Int,
    xPerStep: Double,
    limits: ClosedRange<Double>
  ) -> (line: [ChartPoint], band: [ChartPoint]) {
    guard !isEmpty else { return ([], []) }
    let steps = (limits.upperBound - limits.lowerBound) / xPerStep
    let bucketsPerPoint = max(1, Int((steps / Double(width) / Double(max(1, columns))).rounded(.down)))
    var line: [ChartPoint] = []
    var band: [ChartPoint] = []
    line.reserveCapacity(buckets.count / bucketsPerPoint + 2)
    band.reserveCapacity(buckets.count / bucketsPerPoint + 2)
    var step = firstStep
    var index = 0
    while index < buckets.count {
      var gathered = buckets[index]
      let first = step
      step += gathered.count
      index += 1
      while index < buckets.count, index % bucketsPerPoint != 0 {
        gathered.append(buckets[index])
        step += buckets[index].count
        index += 1
      }
      // A point stands at its last step, where its smoothed value and its last value belong.
      let x = Double(max(first, step - 1)) * xPerStep
      let broken = gathered.nonFiniteCount > 0
      line.append(ChartPoint(x, broken ? .nan : gathered.smoothed))
      band.append(
        ChartPoint(
          x: x,
          first: gathered.first,
          minimum: gathered.minimum,
          maximum: gathered.maximum,
          last: gathered.last
        )
      )
    }
    return (line, band)
  }
}
