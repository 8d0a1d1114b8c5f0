import Terminal
import TestSupport
import Testing

@testable import Plots

/// A chart that was drawn before draws what it would draw itself.
@Suite struct DrawnChartTests {
  private static let region = Rect(x: 3, y: 2, width: 44, height: 14)
  private static let looks = [
    Look(), Look(charset: .block), Look(theme: .light, charset: .ascii, colorDepth: .mono), Look(colorDepth: .colors16),
  ]

  private static func chart(_ random: inout SplitMix64) -> LineChart {
    var lines = (0..<5).map { line -> ChartSeries in
      let points = (0..<40).map { step -> ChartPoint in
        let value = Double.random(in: 0...1, using: &random)
        return step % 17 == 16 ? ChartPoint(Double(step), .nan) : ChartPoint(Double(step), value)
      }
      return ChartSeries("line \(line)", index: line, points: points)
    }
    lines[1].band = lines[0].points
    lines[2].isJoined = false
    return LineChart(
      series: lines,
      yAxis: Axis(limits: 0...1),
      rules: [ChartRule(.horizontal(0.5), label: "half"), ChartRule(.vertical(8), label: "here")],
      markers: [ChartMarker(x: 20, y: 0.5, glyph: "●", label: "end", role: .series(1))]
    )
  }

  private static func frame(_ chart: LineChart, _ look: Look) -> Buffer {
    var buffer = look.buffer(Size(50, 20))
    chart.draw(in: region, of: &buffer, look: look)
    return buffer
  }

  private static func frame(_ drawn: DrawnChart, _ cursor: Double?, _ look: Look) -> Buffer {
    var buffer = look.buffer(Size(50, 20))
    drawn.draw(cursor: cursor, in: &buffer)
    return buffer
  }

  @Test(arguments: looks) func theCursorMovesOverIt(_ look: Look) {
    var random = SplitMix64(seed: 3)
    var chart = Self.chart(&random)
    chart.cursor = 1
    let drawn = DrawnChart(chart, in: Self.region, look: look)
    for cursor in [1, 7.5, 16, 39, -4, 100] {
      chart.cursor = cursor
      #expect(Self.frame(drawn, cursor, look) == Self.frame(chart, look), "cursor at \(cursor)")
      for column in 0..<50 {
        let there = chart.xValue(atColumn: column, in: Self.region, look: look)
        #expect(drawn.xValue(atColumn: column) == there)
      }
    }
  }

  /// Everything that a picture depends on, each changed after a chart has been drawn.
  private static let changes: [(name: String, change: @Sendable (inout LineChart) -> Void)] = [
    ("nothing", { _ in }),
    ("a value more", { $0.series[3].points.append(ChartPoint(40, 0.3)) }),
    (
      "a value more within the axis",
      { chart in
        chart.xAxis = Axis(limits: 0...60)
        chart.series[0].points.append(ChartPoint(41, 0.9))
      }
    ),
    ("a value less", { $0.series[0].points.removeLast() }),
    ("another value", { $0.series[4].points[7] = ChartPoint(7, 0.01) }),
    ("a value that is not finite", { $0.series[4].points[8] = ChartPoint(8, .infinity) }),
    (
      "a line more", { $0.series.append(ChartSeries("more", index: 5, points: [ChartPoint(3, 0), ChartPoint(30, 1)])) }
    ),
    ("a line less", { $0.series.removeFirst() }),
    ("other order", { $0.series.reverse() }),
    ("another colour", { $0.series[0].role = .bad }),
    ("another dash", { $0.series[0].stroke = .longDashed }),
    ("another letter", { $0.series[0].glyph = "k" }),
    ("dots", { $0.series[0].isJoined = false }),
    ("a band", { $0.series[3].band = $0.series[4].points }),
    ("no band", { $0.series[1].band = [] }),
    ("another place of a band", { $0.series[1].band[5] = ChartPoint(x: 5, first: 0, minimum: 0, maximum: 1, last: 1) }),
    ("a band under a line more", { $0.series[1].points.append(ChartPoint(39.5, 0.1)) }),
    ("another colour of a band", { $0.series[1].role = .good }),
    ("another name", { $0.series[3].name = "of another length" }),
    ("other ends of y", { $0.yAxis.limits = -1...2 }),
    ("another scale", { $0.yAxis = Axis(scale: .logarithmic, limits: 0.01...1) }),
    ("other ends of x", { $0.xAxis.limits = 10...30 }),
    ("another label", { $0.xAxis.label = "step" }),
    ("another rule", { $0.rules = $0.rules.isEmpty ? [ChartRule(.horizontal(0.3))] : Array($0.rules.dropLast()) }),
    ("another marker", { $0.markers[0].x = 5 }),
    ("no legend", { $0.legend = .never }),
    ("no grid", { $0.showsGrid = false }),
  ]

  /// A chart of nothing but finite lines and bands: of it only the columns that have changed are drawn anew.
  private static func plainChart(_ random: inout SplitMix64) -> LineChart {
    var chart = chart(&random)
    chart.rules = []
    for index in chart.series.indices {
      chart.series[index].points.removeAll { !$0.isFinite }
      chart.series[index].band = index == 1 ? band(40, &random) : []
    }
    return chart
  }

  private static func band(_ count: Int, _ random: inout SplitMix64) -> [ChartPoint] {
    (0..<count).map { bandPoint(Double($0), &random) }
  }

  private static func bandPoint(_ x: Double, _ random: inout SplitMix64) -> ChartPoint {
    let (low, high) = (Double.random(in: 0...0.5, using: &random), Double.random(in: 0.5...1, using: &random))
    return ChartPoint(x: x, first: low, minimum: low, maximum: high, last: high)
  }

  @Test(arguments: looks, [false, true]) func whatChangedIsDrawnAnew(_ look: Look, isPlain: Bool) {
    var random = SplitMix64(seed: 4)
    let chart = isPlain ? Self.plainChart(&random) : Self.chart(&random)
    let before = DrawnChart(chart, in: Self.region, look: look)
    for (name, change) in Self.changes {
      var changed = chart
      change(&changed)
      var after = before
      after.redraw(changed, in: Self.region, look: look)
      #expect(Self.frame(after, nil, look) == Self.frame(changed, look), "\(name)")
    }
  }

  @Test(arguments: looks) func valueAfterValueIsDrawn(_ look: Look) {
    var random = SplitMix64(seed: 7)
    var chart = Self.plainChart(&random)
    chart.xAxis = Axis(limits: 0...60)
    var drawn = DrawnChart(chart, in: Self.region, look: look)
    for step in 40..<70 {
      for line in chart.series.indices where Bool.random(using: &random) {
        let place = Double(step) * (line == 2 ? 0.5 : 1)
        chart.series[line].points.append(ChartPoint(place, Double.random(in: -0.1...1.1, using: &random)))
      }
      chart.series[1].band.append(Self.bandPoint(Double(step), &random))
      drawn.redraw(chart, in: Self.region, look: look)
      #expect(Self.frame(drawn, nil, look) == Self.frame(chart, look), "step \(step)")
    }
  }

  @Test func anotherPlaceAndLookAreDrawnAnew() {
    var random = SplitMix64(seed: 5)
    let chart = Self.chart(&random)
    let before = DrawnChart(chart, in: Self.region, look: Look())
    for look in Self.looks {
      for region in [Self.region, Rect(x: 0, y: 0, width: 50, height: 20), Rect(x: 9, y: 9, width: 20, height: 5)] {
        var expected = look.buffer(Size(50, 20))
        chart.draw(in: region, of: &expected, look: look)
        var found = look.buffer(Size(50, 20))
        var after = before
        after.redraw(chart, in: region, look: look)
        after.draw(cursor: nil, in: &found)
        #expect(found == expected, "\(region)")
      }
    }
  }

  @Test func noRoomIsNoPicture() {
    for size in [Size(0, 0), Size(1, 1), Size(0, 5), Size(3, 1)] {
      var random = SplitMix64(seed: 6)
      let chart = Self.chart(&random)
      var expected = Look().buffer(size)
      var found = expected
      chart.draw(in: expected.bounds, of: &expected, look: Look())
      DrawnChart(chart, in: found.bounds, look: Look()).draw(cursor: nil, in: &found)
      #expect(found == expected)
    }
  }
}
