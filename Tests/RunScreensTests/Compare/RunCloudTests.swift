import Plots
import Testing

@testable import RunScreens

/// Many curves as one drawing.
@Suite struct RunCloudTests {
  private let range = CurveRange(whole: 0...999, isLogarithmic: false)

  @Test func hundredsOfCurvesAreNoMoreThanTheColumnsHold() {
    let curves = (0..<300).map { run in (0..<1000).map { ChartPoint(Double($0), 1 + Double(run) / 3000) } }
    let points = RunCloud(curves, range: range, isLogarithmic: true).points
    #expect((96...400).contains(points.count))
    #expect(points.map(\.minimum).min() == 1)
    let highest = points.map(\.maximum).max() ?? 0
    #expect(abs(highest - 1.0996666666666667) < 1e-9)
  }

  @Test func aSpikeAndAGapOfOneRunAreInIt() {
    var curves = (0..<50).map { _ in (0..<1000).map { ChartPoint(Double($0), 0.5) } }
    curves[7][500] = ChartPoint(x: 500, first: 0.5, minimum: 0.5, maximum: 80, last: 0.5)
    curves[9][200] = ChartPoint(200, .nan)
    let points = RunCloud(curves, range: range, isLogarithmic: true).points
    let top = points.filter { $0.isFinite && $0.maximum > 79 }
    #expect(top.count == 1 && top.allSatisfy { abs($0.x - 500) < 11 && $0.minimum < 0.51 })
    #expect(points.count { !$0.isFinite } == 1)
  }

  @Test func aSteepWayBetweenTwoColumnsIsUnbroken() {
    let curve = (0..<1000).map { ChartPoint(Double($0), $0 < 500 ? 0.0 : 10.0) }
    let points = RunCloud([curve], range: range, isLogarithmic: false).points.filter { $0.maximum - $0.minimum > 0 }
    let lowest = points.map(\.minimum).min() ?? .nan
    let highest = points.map(\.maximum).max() ?? .nan
    #expect(lowest == 0 && highest == 10)
    // Two strokes in columns beside each other that meet half way.
    #expect(points.count <= 2)
    var length = 0.0
    for point in points { length += point.maximum - point.minimum }
    #expect(length > 9.8)
  }

  @Test func nothingAndZerosGiveNothing() {
    #expect(RunCloud([], range: range, isLogarithmic: true).points.isEmpty)
    #expect(RunCloud([[ChartPoint(1, 0)], []], range: range, isLogarithmic: true).points.isEmpty)
  }
}
