import NeuralNet
import Plots
import Shell
import Terminal

extension ActivationsScreen {
  /// The activations that are drawn, the chosen one over the others; where it is not selected, faintly.
  var drawn: [Int] { selection.filter { $0 != row } + [row] }

  func drawCurves(_ kind: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "").inner(of: region)
    let isSlope = kind == .slopes
    let reading = isSlope ? subject.derivative(atInput: x) : subject.value(at: x)
    frame(
      kind,
      isSlope ? (isLogarithmic ? "|f′(x)|, log" : "f′(x)") : "f(x)",
      figure: "\(subject.displayName) \(Self.short(reading))",
      role: slots[row] == nil ? .muted : role(row),
      footer: isSlope ? saturationFooter(width: inner.width) : tangentWords
    ).draw(in: region, of: &buffer, look: look)
    let (chart, place) = placedChart(kind, in: inner, look: look)
    chart.draw(in: place, of: &buffer, look: look)
  }

  /// Whose shading it is, and where: other curves may be saturated elsewhere.
  private func saturationFooter(width: Int) -> String {
    let name = subject.displayName
    let isHere = profiles[row].isSaturated(at: x)
    let words = profiles[row].saturatedWords { NumberFormat.compact.string($0) }
    let candidates = [
      "\(name) saturated\(isHere ? " here" : ""): \(words)", "\(name) saturated\(isHere ? " here" : "")",
    ]
    return candidates.first { $0.count + 4 <= width } ?? ""
  }

  /// The tangent's equation at the x that is read.
  var tangentWords: String {
    let value = subject.value(at: x)
    let slope = subject.derivative(atInput: x)
    let place = x < 0 ? "(x + \(readable(-x)))" : "(x − \(readable(x)))"
    return "y = \(Self.short(value)) \(slope < 0 ? "−" : "+") \(Self.short(abs(slope)))·\(place)"
  }

  /// The chart of f or f′ and where it goes in a panel: one above the other, both have x in the same columns.
  private func placedChart(_ kind: PanelID, in inner: Rect, look: Look) -> (LineChart, Rect) {
    let chart = chart(kind, in: inner, look: look)
    let other: PanelID = kind == .values ? .slopes : .values
    let beside = Panel(title: "").inner(of: panels[other])
    guard !panels[other].isEmpty, beside.x == inner.x else { return (chart, inner) }
    let here = chart.plotArea(in: inner, look: look).x
    let there = self.chart(other, in: beside, look: look).plotArea(in: beside, look: look).x
    let shift = max(0, there - here)
    return (chart, Rect(x: inner.x + shift, y: inner.y, width: inner.width - shift, height: inner.height))
  }

  /// The chart of f or f′ in a region, as drawn and as the mouse reads it.
  func chart(_ kind: PanelID, in inner: Rect, look: Look) -> LineChart {
    let isSlope = kind == .slopes
    let isLog = isSlope && isLogarithmic
    let places = samplePlaces(columns: inner.width)
    let curves = drawn.map { index in
      (
        index: index,
        values: isSlope ? activations[index].derivatives(atInputs: places) : activations[index].values(at: places)
      )
    }
    let limits = yLimits(curves.map(\.values), isLog: isLog)
    var series: [ChartSeries] = [saturation(limits, places: places, look: look)]
    for (index, values) in curves {
      if !isSlope, index == row { series.append(tangent) }
      let points = zip(places, values).map { ChartPoint($0, isLog ? abs($1) : $1) }
      series.append(
        ChartSeries(
          activations[index].displayName,
          points: points,
          role: role(index),
          stroke: slots[index].map { Stroke(series: $0) } ?? .dotted,
          glyph: Self.mark(index)
        )
      )
    }
    return LineChart(
      series: series,
      xAxis: Axis(limits: xRange, label: "x"),
      yAxis: Axis(scale: isLog ? .logarithmic : .linear, limits: limits),
      rules: isLog && limits.contains(threshold)
        ? [ChartRule(.horizontal(threshold), label: "saturated below \(NumberFormat.compact.string(threshold))")] : [],
      markers: markers(curves, places: places, limits: limits),
      cursor: x,
      legend: .never
    )
  }

  /// Two places a column, which is as fine as braille dots are, and the one that is read.
  private func samplePlaces(columns: Int) -> [Double] {
    let count = max(2, 2 * columns)
    let width = xRange.upperBound - xRange.lowerBound
    var places = (0..<count).map { xRange.lowerBound + width * Double($0) / Double(count - 1) }
    if let next = places.firstIndex(where: { $0 >= x }), places[next] != x { places.insert(x, at: next) }
    return places
  }

  private func yLimits(_ curves: [[Double]], isLog: Bool) -> ClosedRange<Double> {
    var low = isLog ? Double.infinity : 0
    var high = isLog ? 0 : -Double.infinity
    for values in curves {
      for value in values where value.isFinite {
        let value = isLog ? abs(value) : value
        if isLog, value <= 0 { continue }
        low = min(low, value)
        high = max(high, value)
      }
    }
    guard low <= high else { return isLog ? 1e-6...1 : 0...1 }
    if isLog { return AxisLimits.rounded(max(low, 1e-6, high * 1e-6)...max(high, 1e-6), scale: .logarithmic) }
    return low < high ? low...high : AxisLimits.rounded(low...high)
  }

  /// Where the chosen activation is saturated: a tint over the plot's height, or a strip at its foot without colours.
  private func saturation(_ limits: ClosedRange<Double>, places: [Double], look: Look) -> ChartSeries {
    let isTint = look.colorDepth >= .colors256 && !look.isASCII
    // The plot reaches a little beyond the limits, and the tint over all of it.
    let bottom = isTint ? -Double.greatestFiniteMagnitude : limits.lowerBound
    let top = isTint ? Double.greatestFiniteMagnitude : limits.lowerBound
    let profile = profiles[row]
    let band = places.map { place in
      profile.isSaturated(at: place)
        ? ChartPoint(x: place, first: top, minimum: bottom, maximum: top, last: top)
        : ChartPoint(place, .nan)
    }
    return ChartSeries("", points: [], band: band, role: isTint ? .border : .warning, glyph: ":")
  }

  /// The tangent of the chosen activation at the x that is read.
  private var tangent: ChartSeries {
    let value = subject.value(at: x)
    let slope = subject.derivative(atInput: x)
    let points = [xRange.lowerBound, x, xRange.upperBound].map { ChartPoint($0, value + slope * ($0 - x)) }
    return ChartSeries("", points: points, role: .accent, stroke: .dotted, glyph: ".")
  }

  /// Each curve's mark on it, so that curves are told apart without colours; staggered so that few fall together.
  private func markers(
    _ curves: [(index: Int, values: [Double])],
    places: [Double],
    limits: ClosedRange<Double>
  ) -> [ChartMarker] {
    guard curves.count > 1 else { return [] }
    return curves.enumerated().flatMap { order, curve in
      [0.0, 0.5].compactMap { half -> ChartMarker? in
        let fraction = half + 0.5 * (Double(order) + 0.5) / Double(curves.count)
        let place = besideCursor(min(places.count - 1, Int(fraction * Double(places.count))), places)
        guard limits.contains(curve.values[place]) else { return nil }
        return ChartMarker(
          x: places[place],
          y: curve.values[place],
          glyph: Self.mark(curve.index),
          role: role(curve.index)
        )
      }
    }
  }

  /// A place, moved to where a mark does not cover the dots at the cursor: four columns of two places each away.
  private func besideCursor(_ place: Int, _ places: [Double]) -> Int {
    let cursor = places.firstIndex { $0 >= x } ?? places.count - 1
    let distance = 8
    guard abs(place - cursor) < distance else { return place }
    let sides = place < cursor ? [cursor - distance, cursor + distance] : [cursor + distance, cursor - distance]
    return sides.first(where: places.indices.contains) ?? place
  }

  /// The x under the pointer on either plot.
  func x(at point: Point, _ panel: PanelID, in region: Rect) -> Double? {
    guard panel == .values || panel == .slopes else { return nil }
    let inner = Panel(title: "").inner(of: region)
    guard inner.contains(point) else { return nil }
    let (chart, place) = placedChart(panel, in: inner, look: Look())
    return chart.xValue(atColumn: point.x, in: place, look: Look())
  }
}
