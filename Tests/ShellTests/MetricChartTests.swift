import Plots
import Records
import Testing

@testable import Shell

@Suite struct MetricChartTests {
  private func series(_ values: [Double]) -> MetricSeries {
    var series = MetricSeries(capacity: 512)
    for (index, value) in values.enumerated() { series.append(value, at: index + 1) }
    return series
  }

  /// A loss that falls fast, which an average of the past would lag behind.
  private let falling = (0..<400).map { 1 / (1 + Double($0 * $0) / 500) }

  @Test func stepsWithoutChanceAreDrawnAsTheyAre() {
    let points = series(falling).chartPoints(columns: 100, xPerStep: 1, limits: 0...400)
    #expect(points.band.isEmpty)
    for point in points.line {
      #expect(point.last == falling[Int(point.x) - 1])
      #expect(point.minimum <= point.last && point.last <= point.maximum)
    }
  }

  @Test func theSmoothedLineStaysInTheBandOfItsLastSteps() {
    let series = series(falling)
    let average = RunningAverage(of: series)
    for columns in [50, 100, 400] {
      let points = series.chartPoints(columns: columns, xPerStep: 1, limits: 0...400, average: average)
      for point in points.line {
        let last = Int(point.x)
        let recent = falling[max(0, last - 16)..<last]
        let band = (recent.min() ?? 0)...(recent.max() ?? 0)
        #expect(band.contains(point.last), "\(point.last) at \(last) is not in \(band)")
      }
    }
  }
}
