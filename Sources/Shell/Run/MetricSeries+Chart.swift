import Plots
import Training

extension MetricSeries {
  /// So many steps show how far noisy values spread.
  private static let spread = 8

  /// The series as a line, thinned to about so many columns: of noisy steps smoothed, over the band of its raw values.
  ///
  /// The smoothed line never leaves the band of the last few steps: where the values fall fast, their average lags behind.
  /// - Parameters:
  ///   - columns: what the plot can tell apart.
  ///   - xPerStep: how far along the axis a step is: 1 for steps, 1 / steps per epoch for epochs.
  ///   - offset: how many steps later than its number a value stands: -1 for the loss before a step's update.
  ///   - limits: the axis's ends.
  ///   - isNoisy: whether steps differ by chance, as those of small batches do; else the line is the values themselves.
  /// - Complexity: O(columns + groups of buckets), whatever the run's length.
  public func chartPoints(
    columns: Int,
    xPerStep: Double,
    offset: Int = 0,
    limits: ClosedRange<Double>,
    isNoisy: Bool = true
  ) -> (line: [ChartPoint], band: [ChartPoint]) {
    guard !isEmpty else { return ([], []) }
    let steps = (limits.upperBound - limits.lowerBound) / xPerStep
    let bucketsPerPoint = max(1, Int((steps / Double(width) / Double(max(1, columns))).rounded(.down)))
    var line: [ChartPoint] = []
    var band: [ChartPoint] = []
    line.reserveCapacity(buckets.count / bucketsPerPoint + 2)
    band.reserveCapacity(buckets.count / bucketsPerPoint + 2)
    var recent: [(steps: Int, point: ChartPoint)] = []
    var step = firstStep
    var index = 0
    while index < buckets.count {
      let first = step
      let end = min(index + bucketsPerPoint, buckets.count)
      let gathered = self.gathered(index..<end)
      step += gathered.count
      index = end
      // A point stands at its last step, where its smoothed value and its last value belong.
      let x = Double(max(first, step - 1) + offset) * xPerStep
      let broken = gathered.nonFiniteCount > 0
      let raw = ChartPoint(
        x: x,
        first: gathered.first,
        minimum: gathered.minimum,
        maximum: gathered.maximum,
        last: gathered.last
      )
      guard isNoisy else {
        line.append(broken ? ChartPoint(x, .nan) : raw)
        continue
      }
      band.append(raw)
      recent.append((gathered.count, raw))
      while recent.count > 1, recent.dropFirst().reduce(0, { $0 + $1.steps }) >= Self.spread { recent.removeFirst() }
      let low = recent.reduce(Double.infinity) { min($0, $1.point.minimum) }
      let high = recent.reduce(-Double.infinity) { max($0, $1.point.maximum) }
      line.append(ChartPoint(x, broken ? .nan : max(low, min(high, gathered.smoothed))))
    }
    return (line, band)
  }
}
