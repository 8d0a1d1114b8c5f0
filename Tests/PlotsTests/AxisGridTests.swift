import Terminal
import TestSupport
import Testing

@testable import Plots

@Suite struct AxisGridTests {
  private func layout(_ chart: LineChart, _ size: Size, _ charset: Capabilities.Charset = .braille) -> ChartLayout {
    ChartLayout(chart, Rect(size), Look(charset: charset))
  }

  @Test func everyTickIsInTheMiddleOfARowAndEqualStepsAreEquallyFarApart() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<2000 {
      let low = Double.random(in: -1...1, using: &random) * power(10, Double.random(in: -9...9, using: &random))
      let high = low + power(10, Double.random(in: -3...3, using: &random)) * max(low.magnitude, 1e-9)
      let cells = Int.random(in: 3...60, using: &random)
      let grid = try #require(AxisGrid(holding: low...high, scale: .linear, cells: cells, direction: .rows))
      #expect(grid.ticks.count >= 2, "\(low)...\(high) in \(cells): \(grid.ticks)")
      let unit = (grid.range.upperBound - grid.range.lowerBound) / Double(cells - 1)
      let rows = grid.ticks.map { ($0.value - grid.range.lowerBound) / unit }
      #expect(rows.allSatisfy { ($0 - $0.rounded()).magnitude < 1e-3 }, "\(low)...\(high) in \(cells): \(rows)")
      let gaps = Set(zip(rows, rows.dropFirst()).map { ($1 - $0).rounded() })
      #expect(gaps.count == 1)
      if low <= 0, high >= 0 { #expect(grid.ticks.contains { $0.value == 0 }) }
      let reach = unit * 0.26
      #expect(grid.range.lowerBound - reach <= low && high <= grid.range.upperBound + reach)
    }
  }

  @Test func decadesAreInTheMiddleOfRowsEquallyFarApart() throws {
    for (limits, cells) in [(1e-4...1, 9), (0.002...0.5, 14), (1e-12...1e3, 7), (0.3...40, 21)] {
      let grid = try #require(AxisGrid(holding: limits, scale: .logarithmic, cells: cells, direction: .rows))
      let low = decimalLogarithm(grid.range.lowerBound)
      let unit = (decimalLogarithm(grid.range.upperBound) - low) / Double(cells - 1)
      let decades = grid.ticks.filter { decimalLogarithm($0.value).remainder(dividingBy: 1).magnitude < 1e-9 }
      #expect(grid.ticks.count >= 2)
      for tick in decades {
        let row = (decimalLogarithm(tick.value) - low) / unit
        #expect((row - row.rounded()).magnitude < 1e-6, "\(limits) in \(cells): \(tick) at \(row)")
      }
      let reach = power(10, unit * 0.26)
      #expect(grid.range.lowerBound <= limits.lowerBound * reach && grid.range.upperBound * reach >= limits.upperBound)
    }
  }

  @Test func zeroHasARowOnASymmetricAxis() throws {
    for cells in [7, 8, 15, 20] {
      let scale = Scale.symmetricLog(linearBelow: 0.01)
      let grid = try #require(AxisGrid(holding: -1000...1000, scale: scale, cells: cells, direction: .rows))
      let low = scale.position(grid.range.lowerBound)
      let row = -low / (scale.position(grid.range.upperBound) - low) * Double(cells - 1)
      #expect((row - row.rounded()).magnitude < 1e-9)
      #expect(grid.range.lowerBound <= -999.99 && grid.range.upperBound >= 999.99)
    }
  }

  @Test(arguments: [Capabilities.Charset.braille, .block, .ascii])
  func aValueIsDrawnOnItsTicksRow(charset: Capabilities.Charset) {
    let look = Look(charset: charset)
    for (limits, height) in [(0.0...1.0, 10), (-5.0...5.0, 15), (0.0...4.0, 5), (-0.1...0.37, 12)] {
      for scale in [Scale.linear, .symmetricLog(linearBelow: 0.1)] {
        let axis = Axis(scale: scale, limits: limits)
        let empty = LineChart(series: [], yAxis: axis, showsGrid: false)
        let ticks = layout(empty, Size(40, height), charset).yTicks
        for tick in ticks {
          var chart = empty
          chart.series = [ChartSeries("", points: [ChartPoint(0, tick.value), ChartPoint(1, tick.value)])]
          var buffer = look.buffer(Size(40, height))
          chart.draw(in: buffer.bounds, of: &buffer, look: look)
          let line = buffer.lines.first { line in
            let label = line.drop { $0 == " " }.prefix { $0 != "┤" && $0 != "+" }
            return label == tick.label
          }
          let drawn = line?.drop { $0 != "┤" && $0 != "+" }.dropFirst() ?? ""
          #expect(drawn.contains { $0 != " " }, "\(tick) of \(limits) at \(height) rows: \(buffer.lines)")
        }
      }
    }
  }

  @Test func evenThreeRowsHaveTwoTicks() throws {
    for limits in [0.0...1.0, -0.9...0.9, 0...0.3, 1.1...1.9, -5...5] {
      let grid = try #require(AxisGrid(holding: limits, scale: .linear, cells: 3, direction: .rows))
      #expect(grid.ticks.count >= 2, "\(limits): \(grid.ticks)")
    }
  }

  @Test func wholeNumbersHaveTicksAtNoOthers() {
    for fit in [Axis.Fit.exact, .padded] {
      let axis = Axis(limits: 0...1.6, fit: fit, isWhole: true)
      let chart = LineChart(series: [], xAxis: axis, yAxis: Axis(limits: 0...2, isWhole: true))
      let layout = layout(chart, Size(80, 20))
      #expect(layout.xTicks.map(\.label).first == "0")
      for tick in layout.xTicks + layout.yTicks { #expect(tick.value == tick.value.rounded(), "\(tick)") }
    }
  }

  @Test func aPaddedHorizontalAxisHasEvenTicks() {
    let axis = Axis(limits: 0...1000, fit: .padded)
    for width in 20..<140 {
      let layout = layout(LineChart(series: [], xAxis: axis, yAxis: Axis(limits: 0...1)), Size(width, 12))
      let columns = layout.xTicks.compactMap { layout.column($0.value) }
      #expect(columns.count == layout.xTicks.count && columns.count >= 2)
      #expect(Set(zip(columns, columns.dropFirst()).map { $1 - $0 }).count == 1, "\(width): \(columns)")
    }
  }

  @Test func anExactHorizontalAxisHasEachTickInTheColumnOfItsValue() {
    let look = Look()
    for width in 30..<90 {
      let points = (0...2000).map { step -> ChartPoint in
        let x = -5 + Double(step) / 200
        return ChartPoint(x, x < 0 ? 0 : 1)
      }
      let chart = LineChart(series: [ChartSeries("", points: points)], xAxis: Axis(limits: -5...5))
      var buffer = look.buffer(Size(width, 12))
      chart.draw(in: buffer.bounds, of: &buffer, look: look)
      let layout = layout(chart, Size(width, 12))
      // The step from 0 to 1 is upright in zero's column, give or take the dot before it.
      let upright = layout.plot.height / 2
      let column = (layout.plot.x..<layout.plot.maxX).first {
        (0x2801...0x28FF).contains(buffer[$0, upright].glyph.value)
      }
      #expect(layout.xTicks.contains { $0.label == "0" })
      #expect(column == layout.column(0) || column == layout.column(-0.005), "\(width)")
    }
  }

  @Test func theCursorsMarkIsInTheCellOfTheCurve() {
    let look = Look()
    for step in 0...60 {
      let points = (0...60).map { ChartPoint(Double($0), power(Double($0) / 60, 3)) }
      let series = ChartSeries("", points: points)
      let chart = LineChart(series: [series], cursor: Double(step), showsGrid: false)
      var plain = look.buffer(Size(47, 13))
      LineChart(series: [series], showsGrid: false).draw(in: plain.bounds, of: &plain, look: look)
      var marked = look.buffer(Size(47, 13))
      chart.draw(in: marked.bounds, of: &marked, look: look)
      for y in 0..<13 {
        for x in 0..<47 where marked[x, y].glyph == "●" {
          #expect((0x2801...0x28FF).contains(plain[x, y].glyph.value), "step \(step): \(plain.lines)")
        }
      }
      #expect(marked.lines.contains { $0.contains("●") })
    }
  }
}
