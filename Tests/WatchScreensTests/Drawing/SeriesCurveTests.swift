import Plots
import Records
import TestSupport
import Testing

@testable import WatchScreens

/// Curves that go on are those that are made anew.
@Suite struct SeriesCurveTests {
  private static func series(_ count: Int, _ random: inout SplitMix64, capacity: Int = 8192) -> MetricSeries {
    var series = MetricSeries(capacity: capacity)
    for _ in 0..<count { append(to: &series, &random) }
    return series
  }

  private static func append(to series: inout MetricSeries, _ random: inout SplitMix64) {
    let step = (series.last?.step ?? 0) + Int.random(in: 1...3, using: &random)
    let bad = [Double.nan, .infinity].randomElement(using: &random) ?? 0
    let value = Int.random(in: 0..<40, using: &random) == 0 ? bad : Double.random(in: -1...1, using: &random)
    series.append(value, at: step, epoch: Double(step) / 10, time: Double(step) * 1.5)
  }

  private static func bits(_ points: [ChartPoint]) -> [[UInt64]] {
    points.map { [$0.x, $0.first, $0.minimum, $0.maximum, $0.last].map(\.bitPattern) }
  }

  @Test(arguments: WatchAxis.allCases, [Scale.linear, .logarithmic]) func appending(_ axis: WatchAxis, _ scale: Scale)
    throws
  {
    var random = SplitMix64(seed: 11)
    var extended = 0
    for trial in 0..<30 {
      var series = Self.series(Int.random(in: 1...600, using: &random), &random)
      var places = try #require(AxisPlaces(series, axis, origin: 0))
      let isZoomed = trial % 3 == 0
      let low = isZoomed ? max(1, places[places.count - 1] / 2) : max(scale == .linear ? 0 : 1, places[0])
      let zoomed = low...places[places.count - 1] * 1.2 + 2
      var limits = isZoomed ? zoomed : low...max(low + 1, places[places.count - 1])
      var columns = CurveColumns(40, over: limits, scale)
      var curve = SeriesCurve(series, places, in: limits, columns, beta: 0)
      for _ in 0..<80 {
        for _ in 0..<Int.random(in: 0...3, using: &random) { Self.append(to: &series, &random) }
        let known = places.known
        places = try #require(AxisPlaces(series, axis, origin: 0, known: known))
        let new = try #require(AxisPlaces(series, axis, origin: 0))
        #expect((0..<new.count).allSatisfy { new[$0] == places[$0] })
        // Another run may be longer.
        let far = max(limits.upperBound, places[places.count - 1] + Double.random(in: 0...2, using: &random))
        if !isZoomed { limits = low...far }
        columns = CurveColumns(40, over: limits, scale)
        let fresh = SeriesCurve(series, places, in: limits, columns, beta: 0)
        if curve.extend(series, places, in: limits, columns, beta: 0) { extended += 1 } else { curve = fresh }
        try #require(Self.bits(curve.line) == Self.bits(fresh.line))
        #expect(curve.extent == fresh.extent)
      }
    }
    #expect(extended > 1000, "curves go on but where their columns change")
  }

  @Test(arguments: WatchAxis.allCases, [0, 0.9]) func wideningIsMakingAnew(_ axis: WatchAxis, beta: Double) throws {
    var random = SplitMix64(seed: 13)
    var widened = 0
    for _ in 0..<60 {
      let series = Self.series(Int.random(in: 1...2000, using: &random), &random, capacity: 512)
      let places = try #require(AxisPlaces(series, axis, origin: 0))
      let last = places[places.count - 1]
      // Some limits hold all values, others do not.
      let limits = places[0]...max(places[0] + 1, last * Double.random(in: 0.8...1.2, using: &random))
      let wider = limits.lowerBound...limits.upperBound * Double.random(in: 1...1.02, using: &random)
      let columns = CurveColumns(40, over: limits, .linear)
      var curve = SeriesCurve(series, places, in: limits, columns, beta: beta)
      guard curve.widen(to: wider, columns, beta: beta) else { continue }
      widened += 1
      let fresh = SeriesCurve(series, places, in: wider, columns, beta: beta)
      try #require(Self.bits(curve.line) == Self.bits(fresh.line) && Self.bits(curve.band) == Self.bits(fresh.band))
      #expect(curve.extent == fresh.extent && curve.bandExtent == fresh.bandExtent)
    }
    #expect(widened > 20)
  }

  @Test func otherCurvesAreNotContinued() throws {
    var random = SplitMix64(seed: 12)
    let series = Self.series(500, &random)
    let places = try #require(AxisPlaces(series, .step, origin: 0))
    let columns = CurveColumns(40, over: 0...1000, .linear)
    var curve = SeriesCurve(series, places, in: 0...1000, columns, beta: 0)
    func goesOn(_ limits: ClosedRange<Double>, _ columns: CurveColumns, beta: Double) -> Bool {
      curve.extend(series, places, in: limits, columns, beta: beta)
    }
    let others = CurveColumns(41, over: 0...1000, .linear)
    let answers = [
      goesOn(1...1000, columns, beta: 0), goesOn(0...900, columns, beta: 0), goesOn(0...1000, others, beta: 0),
      goesOn(0...1000, columns, beta: 0.5), goesOn(0...1000, columns, beta: 0),
    ]
    #expect(answers == [false, false, false, false, true])
  }

  @Test(arguments: [Scale.linear, .logarithmic]) func columnsHaveEqualWidths(_ scale: Scale) {
    for end in stride(from: 20.0, through: 1e6, by: 12_345.678) {
      let limits = 1...end
      let columns = CurveColumns(50, over: limits, scale)
      var place = 1.0
      var edges: [Double] = []
      while place < end {
        let next = columns.end(after: place)
        #expect(next > place)
        edges.append(scale.position(next))
        place = next * (1 + 1e-12)
      }
      #expect((50...59).contains(edges.count), "\(edges.count) of \(limits)")
      let widths = zip(edges, edges.dropFirst()).map { $1 - $0 }
      #expect((widths.max() ?? 0) - (widths.min() ?? 0) < 1e-6 * (widths.max() ?? 1))
    }
  }

  @Test func theExtentIsThatOfWhatIsDrawn() {
    let points = [
      ChartPoint(x: 0, first: 1, minimum: -2, maximum: 3, last: 1), ChartPoint(1, .nan), ChartPoint(2, 0.5),
    ]
    #expect(CurveExtent(points, within: -10...10).range(on: .linear) == -2...3)
    #expect(CurveExtent(points, within: -10...10).range(on: .logarithmic) == 0.5...3)
    #expect(CurveExtent(points, within: -10...10).magnitude == 3)
    #expect(CurveExtent([ChartPoint(0, -1)], within: -10...10).range(on: .logarithmic) == nil)
    #expect(
      CurveExtent([], within: -10...10).range(on: .linear) == nil && CurveExtent([], within: -10...10).magnitude == 0
    )
  }

  /// The axis is about what is in the window: not about a run that ended before it, and where a line crosses its frame.
  @Test func theExtentIsThatOfTheWindow() throws {
    func curve(_ values: [(Int, Double)], in limits: ClosedRange<Double>, beta: Double = 0) throws -> SeriesCurve {
      var series = MetricSeries()
      for (step, value) in values { series.append(value, at: step) }
      let places = try #require(AxisPlaces(series, .step, origin: 0))
      return SeriesCurve(series, places, in: limits, CurveColumns(40, over: limits, .linear), beta: beta)
    }
    let falling = [(0, 8.0), (100, 4.0), (200, 2.0), (300, 1.0)]
    #expect(try curve(falling, in: 400...500).extent == CurveExtent())
    #expect(try curve(falling, in: 400...500, beta: 0.5).bandExtent == CurveExtent())
    // 5 at 75 and 3 at 150, between the values.
    let inside = try curve(falling, in: 75...150).extent
    #expect(inside.range(on: .linear) == 3...5)
    // Between two values there is a piece of a line all the same.
    #expect(try curve(falling, in: 125...175).extent.range(on: .linear) == 2.5...3.5)
    #expect(try curve(falling, in: 0...300).extent.range(on: .linear) == 1...8)
  }
}
