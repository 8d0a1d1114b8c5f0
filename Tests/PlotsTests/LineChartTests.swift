import Terminal
import TestSupport
import Testing

@testable import Plots

@Suite struct LineChartTests {
  private let loss = ChartSeries(
    "loss",
    index: 0,
    points: (0...20).map { ChartPoint(Double($0 * 100), 1 / (1 + Double($0 * $0) / 20)) }
  )
  private let test = ChartSeries(
    "test",
    index: 1,
    points: (0...20).map { ChartPoint(Double($0 * 100), 0.2 + Double($0) / 40) }
  )

  private func frame(_ chart: LineChart, _ width: Int, _ height: Int, _ look: Look = Look()) -> Buffer {
    var buffer = look.buffer(Size(width, height))
    chart.draw(in: buffer.bounds, of: &buffer, look: look)
    return buffer
  }

  @Test func oneLineInBraille() {
    expectFrame(
      frame(LineChart(series: [loss]), 36, 10),
      [
        "   │",
        "  1┤⠠⢤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "   │  ⠑⠤⡀",
        "   │    ⠘⢄⡀",
        "0.5┤┈┈┈┈┈┈⠑⢄┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "   │        ⠉⠒⠤⣀",
        "   │            ⠉⠑⠒⠤⠤⠤⣀⣀⣀⣀⡀",
        "  0┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈⠈⠉⠉⠉⠉⠉⠉⠉⠁┈",
        "   └┬──────────────┬──────────────┬─",
        "    0             1k             2k",
      ]
    )
  }

  @Test func oneLineInBlocks() {
    expectFrame(
      frame(LineChart(series: [loss]), 36, 10, Look(charset: .block)),
      [
        "   │",
        "  1┤▗▄┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "   │  ▀▄",
        "   │    ▀▄",
        "0.5┤┈┈┈┈┈┈▀▄┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "   │        ▀▀▄▄",
        "   │            ▀▀▀▄▄▄▄▄▄▄▖",
        "  0┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈▝▀▀▀▀▀▀▀▘┈",
        "   └┬──────────────┬──────────────┬─",
        "    0             1k             2k",
      ]
    )
  }

  @Test func oneLineInASCII() {
    expectFrame(
      frame(LineChart(series: [loss]), 36, 10, Look(charset: .ascii)),
      [
        "   |",
        "  1+-.  .   .   .   .   .   .   .",
        "   |  '.",
        "   |    '.",
        "0.5+.   . '..   .   .   .   .   .",
        "   |        '--.",
        "   |            ''---......",
        "  0+.   .   .   .   .   . '''''''''",
        "   ++--------------+--------------+-",
        "    0             1k             2k",
      ]
    )
  }

  @Test func severalLinesHaveALegendAndACursorShowsValues() {
    expectFrame(
      frame(LineChart(series: [loss, test], cursor: 500), 40, 10),
      [
        "           ── loss 0.444   ╌╌ test 0.325",
        "  1┤⠠⠤⣀┈┈┈┈┈┈│┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "   │   ⠣⢄    │",
        "   │     ⠑⣄  │                  ⢀⡠⠤ ⠒⠒⠒",
        "0.5┤┈┈┈┈┈┈┈⠑⠤●┈┈┈┈┈┈⢀⣀⠄┈⠤⠒⠒┈⠉⠉⠁┈┈┈┈┈┈┈┈┈",
        "   │    ⣀⣀⡀ ⠠●⠒⠢⠊⠉⠉",
        "   │⠐⠉⠉      │    ⠉⠒⠒⠢⠤⠤⢄⣀⣀⣀⣀⣀",
        "  0┤┈┈┈┈┈┈┈┈┈│┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈⠉⠉⠉⠉⠉⠉⠉⠉⠉┈",
        "   └┬────────┴───────┬────────────────┬─",
        "    0               1k               2k",
      ]
    )
  }

  @Test func severalLinesHaveTheirOwnGlyphsInASCII() {
    expectFrame(
      frame(LineChart(series: [loss, test], cursor: 500), 40, 10, Look(charset: .ascii)),
      [
        "           ** loss 0.444   ++ test 0.325",
        "  1+*** .   .|  .   .   .   .   .   .",
        "   |  ***    |",
        "   |     **  |                +++   +++",
        "0.5+.   .  **o  .   +++++   +++ .   .",
        "   |    +   +o+++*",
        "   |++++     |    ************",
        "  0+.   .   .|  .   .   .   . *********",
        "   ++--------^-------+----------------+-",
        "    0               1k               2k",
      ]
    )
  }

  @Test func valuesThatAreNotFiniteBreakTheLineAndLeaveAMark() {
    let values: [(Double, Double)] = [(0, 1), (1, 2), (2, .nan), (4, 1), (5, .infinity), (6, 1)]
    let buffer = frame(LineChart(series: [ChartSeries("x", points: values.map { ChartPoint($0.0, $0.1) })]), 20, 5)
    expectFrame(
      buffer,
      [
        "2┤┈┈⢠┈┈×┈┈┈┈┈┈×┈┈┈┈┈",
        " │ ⢀⠎",
        " │ ⡜",
        "1┤⠸┈┈┈┈┈┈┈┈┈⠄┈┈┈┈⠄┈┈",
        " └0────2────4────6──",
      ]
    )
    #expect(buffer[7, 0].style.foreground == Theme.dark.bad)
  }

  @Test func aLineIsClippedAtTheFrameNotDropped() {
    let series = ChartSeries("x", points: [ChartPoint(0, -10), ChartPoint(10, 20)])
    expectFrame(
      frame(LineChart(series: [series], yAxis: Axis(limits: 0...10)), 12, 3),
      [
        "       ⡔⠁",
        "     ⢀⠎",
        "   ⢀⡰⠁",
      ]
    )
  }

  @Test func aOneStepSpikeShows() {
    let spike = ChartPoint(x: 5, first: 0, minimum: 0, maximum: 10, last: 0)
    let series = ChartSeries("x", points: [ChartPoint(0, 0), spike, ChartPoint(10, 0)])
    expectFrame(
      frame(LineChart(series: [series]), 12, 3),
      [
        "      ⡇",
        "      ⡇",
        "⣀⣀⣀⣀⣀⣀⣇⣀⣀⣀⣀⣀",
      ]
    )
  }

  @Test func aLonePointIsADot() {
    expectFrame(
      frame(LineChart(series: [ChartSeries("x", points: [ChartPoint(1, 1)])]), 6, 3),
      [
        "",
        "  ⠠",
        "",
      ]
    )
  }

  @Test func tinyRegionsHaveNoAxes() {
    expectFrame(
      frame(LineChart(series: [loss]), 8, 2),
      [
        "⠉⢆",
        "  ⠑⠢⠤⠤⢄⣀",
      ]
    )
    expectFrame(frame(LineChart(series: [loss]), 1, 1), ["⢇"])
    expectFrame(frame(LineChart(series: [loss]), 0, 0), [])
  }

  @Test func aBandTintsWhatLiesBehindTheLine() {
    let series = ChartSeries(
      "x",
      points: [ChartPoint(0, 5), ChartPoint(10, 5)],
      band: [
        ChartPoint(x: 0, first: 5, minimum: 2, maximum: 10, last: 5),
        ChartPoint(x: 10, first: 5, minimum: 4, maximum: 7, last: 5),
      ]
    )
    let buffer = frame(LineChart(series: [series], yAxis: Axis(limits: 0...10)), 12, 3)
    expectFrame(
      buffer,
      [
        "▇▆▆▅▅▄▃▃▂▂▁▁",
        "⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤",
        "▅▆▆▇▇▇█",
      ]
    )
    let tint = buffer[0, 0].style.foreground
    #expect(tint != Theme.dark.background)
    #expect(buffer[0, 1].style == Style(Theme.dark.series[0], on: tint))
    // There the band ends within the line's cell, at 4 of 3.3 to 6.7, and would seem to reach further.
    #expect(buffer[11, 1].style == Style(Theme.dark.series[0], on: Theme.dark.background))
  }

  @Test func aLogarithmicAxisMakesDecayStraight() {
    var value = 10.0
    let points = (0...40).map { step -> ChartPoint in
      value *= 0.8
      return ChartPoint(Double(step), value)
    }
    let chart = LineChart(
      series: [ChartSeries("x", points: points)],
      yAxis: Axis(scale: .logarithmic),
      rules: [ChartRule(.horizontal(0.1), label: "goal")]
    )
    expectFrame(
      frame(chart, 30, 9),
      [
        "     │",
        "     │⠐⠢⢄⡀",
        "    1┤┈┈┈⠈⠑⠢⢤⣀┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "     │╌ goal ⠈⠉⠒⢤⣀╌╌╌╌╌╌╌╌╌╌╌╌",
        "     │            ⠉⠒⠤⣄⡀",
        "     │                ⠉⠑⠢⣄⡀",
        "0.001┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈⠈⠑⠂┈",
        "     └┬──────────┬──────────┬─",
        "      0         20         40",
      ]
    )
  }

  @Test func aLaterSeriesOwnsItsCells() {
    let flat = { (index: Int, y: Double) in
      ChartSeries("", index: index, points: [ChartPoint(0, y), ChartPoint(1, y)])
    }
    let buffer = frame(LineChart(series: [flat(0, 0.4), flat(4, 0.6)], yAxis: Axis(limits: 0...1)), 4, 1)
    // Both run through the same cells; only the later one's dots are left, in its colour.
    expectFrame(buffer, ["⠒⠒⠒⠒"])
    #expect(buffer[1, 0].style.foreground == Theme.dark.series[4])
  }

  /// A marker is a cell, a line is dots: the cell is the one that holds the marked value's dot, so its line runs through it.
  @Test(arguments: [Capabilities.Charset.braille, .block, .ascii])
  func aMarkerStandsOnItsLine(charset: Capabilities.Charset) {
    var random = SplitMix64(seed: 7)
    let look = Look(charset: charset)
    for _ in 0..<200 {
      let values = (0..<12).map { _ in 80 + 20 * Double.random(in: 0..<1, using: &random) }
      let line = ChartSeries("", points: values.enumerated().map { ChartPoint(Double($0), $1) })
      let chart = LineChart(series: [line], showsGrid: false)
      let bare = frame(chart, 40, 12, look)
      var marked = chart
      let place = Int.random(in: 0..<12, using: &random)
      marked.markers = [ChartMarker(x: Double(place), y: values[place], glyph: "M")]
      let other = frame(marked, 40, 12, look)
      for y in 0..<12 {
        for x in 0..<40 where other[x, y].glyph == "M" {
          #expect(bare[x, y].glyph != " ", "\(values[place]) at \(x), \(y)")
        }
      }
      #expect(other.cells.contains { $0.glyph == "M" })
    }
  }

  /// A band lies between the values it is made of: no cell is tinted that lies wholly above the greatest or below the least.
  @Test func aBandReachesNoValueThatDidNotOccur() {
    var random = SplitMix64(seed: 8)
    for _ in 0..<100 {
      let top = Double.random(in: 0.2..<1, using: &random)
      let points = (0..<30).map { ChartPoint(x: Double($0), first: 0.1, minimum: 0, maximum: top, last: 0.1) }
      let line = ChartSeries("", points: points.map { ChartPoint($0.x, 0.1) }, band: points)
      let chart = LineChart(series: [line], yAxis: Axis(limits: -0.5...1.5), showsGrid: false)
      let buffer = frame(chart, 40, 20)
      let plot = chart.plotArea(in: buffer.bounds, look: Look())
      let background = Look().theme.background
      for y in plot.y..<plot.maxY {
        // The axis' ends are in the middle of the first and last cell.
        let value = 1.5 - 2 * Double(y - plot.y) / Double(plot.height - 1)
        let half = 1 / Double(plot.height - 1)
        let isTinted = (plot.x..<plot.maxX).contains { x in
          let cell = buffer[x, y]
          return cell.style.background != background || (cell.glyph != " " && cell.style.foreground != background)
        }
        if value - half > top || value + half < 0 { #expect(!isTinted, "row of \(value), band 0 to \(top)") }
      }
    }
  }

  @Test func columnsAndValuesCorrespond() throws {
    let chart = LineChart(series: [loss], xAxis: Axis(limits: 0...2000))
    let region = Rect(x: 0, y: 0, width: 36, height: 10)
    let plot = chart.plotArea(in: region, look: Look())
    #expect(plot == Rect(x: 4, y: 0, width: 32, height: 8))
    #expect(chart.xValue(atColumn: 4, in: region, look: Look()) == 0)
    let last = try #require(chart.xValue(atColumn: 35, in: region, look: Look()))
    #expect((last - 2000).magnitude < 1e-9)
    #expect(chart.xValue(atColumn: 3, in: region, look: Look()) == nil)
    #expect(loss.value(at: 250) == loss.points[2].last)
    #expect(loss.value(at: -1) == nil)
    #expect(ChartSeries("", points: []).value(at: 0) == nil)
  }

  @Test func mergedPointsKeepFirstLeastGreatestAndLast() {
    let merged = [ChartPoint(0, 3), ChartPoint(1, 9), ChartPoint(2, -1), ChartPoint(3, 4)].reduce(nil) {
      (sum: ChartPoint?, next) in sum.map { $0.merged(with: next) } ?? next
    }
    #expect(merged == ChartPoint(x: 3, first: 3, minimum: -1, maximum: 9, last: 4))
  }
}
