import Plots
import Testing
import Training

@testable import RunScreens

/// The part of an axis that curves are drawn over, and how they are thinned to it.
@Suite struct CurveRangeTests {
  @Test func zoomKeepsTheValueInItsPlace() {
    var range = CurveRange(whole: 0...100, isLogarithmic: false)
    range.zoom(into: true, around: 20)
    #expect(range.limits == 10...60)
    #expect(abs(range.share(of: 20) - 0.2) < 1e-12)
    range.zoom(into: false, around: 20)
    #expect(range.limits == 0...100)
    range.zoom(into: false, around: 20)
    #expect(range.part == 0...1)
  }

  @Test func zoomIsBounded() {
    var range = CurveRange(whole: 1...1_000_000, isLogarithmic: true)
    for _ in 0..<40 { range.zoom(into: true, around: 1000) }
    #expect(range.part.upperBound - range.part.lowerBound == CurveRange.least)
    #expect((range.limits.lowerBound...range.limits.upperBound).contains(1000))
  }

  @Test func aCursorOutsideIsShown() {
    var range = CurveRange(whole: 0...100, isLogarithmic: false, part: 0.2...0.4)
    range.show(30)
    #expect(range.part == 0.2...0.4)
    range.show(90)
    #expect(abs(range.limits.lowerBound - 70) < 1e-9 && abs(range.limits.upperBound - 90) < 1e-9)
    range.show(0)
    #expect(range.limits.lowerBound == 0 && abs(range.limits.upperBound - 20) < 1e-9)
  }

  @Test func thinningKeepsSpikesGapsAndNeighbours() {
    var values = (0..<10_000).map { ChartPoint(Double($0), 1) }
    values[5003] = ChartPoint(5003, 9)
    values[7001] = ChartPoint(7001, -4)
    values[2000] = ChartPoint(2000, .nan)
    let whole = CurveRange(whole: 0...9999, isLogarithmic: false).thinned(values, buckets: 100)
    // A hundred buckets and the gap, which begins its bucket.
    #expect(whole.count == 101)
    #expect(whole.contains { $0.maximum == 9 } && whole.contains { $0.minimum == -4 })
    #expect(whole.count { !$0.isFinite } == 1)
    #expect(whole.last?.x == 9999)
    let part = CurveRange(whole: 0...9999, isLogarithmic: false, part: 0.5...0.51).thinned(values, buckets: 100)
    #expect((part.first?.x ?? 0) < 0.5 * 9999 && (part.last?.x ?? 0) > 0.51 * 9999)
    #expect(part.contains { $0.maximum == 9 } && !part.contains { $0.minimum == -4 })
  }
}
