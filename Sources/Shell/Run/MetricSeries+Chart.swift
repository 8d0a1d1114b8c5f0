import Plots
import Records

extension MetricSeries {
  /// So many steps show how far noisy values spread.
  private static let spread = 8

  /// The series as a line, thinned to about so many columns; or its moving average, over the band of its raw values.
  ///
  /// The average's line never leaves the band of the last few steps: where the values fall fast, their average lags behind.
  /// - Parameters:
  ///   - columns: what the plot can tell apart.
  ///   - xPerStep: how far along the axis a step is: 1 for steps, 1 / steps per epoch for epochs.
  ///   - offset: how many steps later than its number a value stands: -1 for the loss before a step's update.
  ///   - limits: the axis's ends.
  ///   - average: the average of this series, where steps differ by chance as those of small batches do.
  /// - Complexity: O(columns · log points), whatever the run's length.
  public func chartPoints(
    columns: Int,
    xPerStep: Double,
    offset: Int = 0,
    limits: ClosedRange<Double>,
    average: RunningAverage? = nil
  ) -> (line: [ChartPoint], band: [ChartPoint]) {
    let steps = (limits.upperBound - limits.lowerBound) / xPerStep
    // Columns begin at multiples of their width, so that they stay what they were while the run grows.
    let width = max(1, Int((steps / Double(max(1, columns))).rounded(.down)))
    var shown: [MetricColumn] = []
    var begin = 0
    while begin < points.count {
      let end =
        width == 1 ? begin + 1 : index(atOrAfter: ((points[begin].step - 1) / width + 1) * width + 1, from: begin)
      if let column = column(of: begin..<end) { shown.append(column) }
      begin = end
    }
    func place(_ column: MetricColumn) -> Double { Double(column.last.step + offset) * xPerStep }
    let raw = shown.map { column in
      ChartPoint(
        x: place(column),
        first: column.first.value,
        minimum: column.minimum?.value ?? .infinity,
        maximum: column.maximum?.value ?? -.infinity,
        last: column.last.value
      )
    }
    guard let average else {
      return (zip(shown, raw).map { $0.nonFinite == nil ? $1 : ChartPoint($1.x, .nan) }, [])
    }
    var line: [ChartPoint] = []
    line.reserveCapacity(shown.count)
    var recent = 0
    for (index, column) in shown.enumerated() {
      // The newest columns that span enough steps.
      while recent < index, column.last.step - shown[recent].last.step >= Self.spread { recent += 1 }
      let low = raw[recent...index].reduce(Double.infinity) { min($0, $1.minimum) }
      let high = raw[recent...index].reduce(-Double.infinity) { max($0, $1.maximum) }
      let mean = column.nonFinite == nil ? average.value(atStep: column.last.step) : nil
      line.append(ChartPoint(raw[index].x, mean.map { max(low, min(high, $0)) } ?? .nan))
    }
    return (line, raw)
  }
}
