import Foundation
import Records
import Testing

@testable import Training

/// Intervals and tests agree with SciPy (Reference/statistics.py).
@Suite struct SweepStatisticsTests {
  private let reference: JSONValue

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "statistics", withExtension: "json", subdirectory: "Reference")
    )
    reference = try #require(JSONValue(String(contentsOf: url, encoding: .utf8)))
  }

  private func rows(_ name: String) throws -> [JSONValue] { try #require(reference[name]?.array) }

  private func number(_ row: JSONValue, _ name: String) throws -> Double { try #require(row[name]?.number) }

  private func numbers(_ row: JSONValue, _ name: String) throws -> [Double] {
    try #require(row[name]?.array).map { try #require($0.number) }
  }

  @Test func wilsonIsSciPys() throws {
    for row in try rows("wilson") {
      let (k, n) = (Int(try number(row, "successes")), Int(try number(row, "count")))
      let interval = WilsonInterval(successes: k, count: n)
      #expect(abs(interval.lower - (try number(row, "lower"))) < 1e-12, "\(k) of \(n)")
      #expect(abs(interval.upper - (try number(row, "upper"))) < 1e-12, "\(k) of \(n)")
    }
    #expect(WilsonInterval(successes: 0, count: 0) == WilsonInterval(successes: 0, count: -1))
  }

  @Test func welchIsSciPys() throws {
    for row in try rows("welch") {
      let (first, second) = (SampleSummary(try numbers(row, "first")), SampleSummary(try numbers(row, "second")))
      let p = try #require(DifferenceTest(means: first, second).probability)
      let expected = try number(row, "p")
      #expect(abs(p - expected) <= 1e-10 * max(1, expected), "expected \(expected), found \(p)")
    }
  }

  @Test func fisherIsSciPys() throws {
    for row in try rows("fisher") {
      let (a, b) = (try numbers(row, "first"), try numbers(row, "second"))
      let test = DifferenceTest(shares: (Int(a[0]), Int(a[1])), (Int(b[0]), Int(b[1])))
      let p = try #require(test.probability)
      let expected = try number(row, "p")
      #expect(abs(p / expected - 1) < 1e-6, "\(a) against \(b): expected \(expected), found \(p)")
    }
  }

  @Test func betaIsSciPys() throws {
    for row in try rows("beta") {
      let value = StudentsT.regularizedBeta(try number(row, "x"), try number(row, "a"), try number(row, "b"))
      #expect(abs(value - (try number(row, "value"))) < 1e-12)
    }
    // Student's table: two-sided 5 % with 4 degrees of freedom.
    #expect(abs(StudentsT.twoSided(2.776445, freedom: 4) - 0.05) < 1e-6)
  }

  @Test func summaryLeavesOutWhatIsNotFinite() {
    let summary = SampleSummary([2, 4, 4, 4, 5, 5, 7, 9, .nan, .infinity])
    #expect(summary.count == 8)
    #expect(summary.mean == 5)
    #expect(abs(summary.standardDeviation - (32.0 / 7).squareRoot()) < 1e-15)
    #expect(SampleSummary([3]).standardDeviation.isNaN)
    #expect(SampleSummary([]).mean.isNaN)
  }

  @Test func oneRunAGroupSaysNothing() {
    let test = DifferenceTest(means: SampleSummary([1]), SampleSummary([2]))
    #expect(test.probability == nil)
    #expect(test.runsNeeded == nil)
  }

  /// The textbook case: σ = 1, a difference of 1, the 5 % level, power 0.8 takes 16 to 17 a group (Cohen, 1988: 17).
  @Test func seedsNeeded() throws {
    let spread = 0.5.squareRoot()
    let first = SampleSummary([-spread, spread])
    let second = SampleSummary([1 - spread, 1 + spread])
    #expect(abs(first.standardDeviation - 1) < 1e-15)
    #expect(abs(try #require(DifferenceTest(means: first, second).runsNeeded) - 17) <= 1)
  }

  /// Holm's own rule on four probabilities at 5 %.
  @Test func holmsCorrection() {
    #expect(DifferenceTest.holm([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02])
    #expect(DifferenceTest.holm([0.4, nil]) == [0.4, nil])
  }

  @Test func densityCountsEveryCurveOncePerColumn() {
    let curves: [[Float]] = [[1, 0.5, 0.25], [1, 1, 1], [1, .nan, 0.25]]
    let density = CurveDensity(curves: curves, columnOfEpoch: [0, 2, 4], width: 5, height: 4, range: 0.125...2)
    #expect((0..<4).reduce(0) { $0 + density[0, $1] } == 3)
    #expect((0..<4).reduce(0) { $0 + density[1, $1] } == 2)
    #expect((0..<4).reduce(0) { $0 + density[4, $1] } == 3)
    #expect(density[4, 1] == 1 && density[4, 3] == 2)
  }

  @Test func histogramHoldsEveryNumber() {
    let histogram = CountHistogram([1, 2, 3, 10, 10, .nan], bins: 3)
    #expect(histogram.counts == [3, 0, 2])
    #expect(histogram.edges == [1, 4, 7, 10])
    #expect(CountHistogram([5, 5], bins: 3).counts == [2])
    #expect(CountHistogram([], bins: 3).counts.isEmpty)
  }
}
