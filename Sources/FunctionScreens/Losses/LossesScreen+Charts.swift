import NeuralNet
import Plots
import Shell
import Terminal

extension LossesScreen {
  /// Points of a curve: more than any plot has columns.
  private static let samples = 480

  // MARK: Curves

  /// The losses, or their derivatives, over the page's x.
  func chart(_ isDerivative: Bool) -> LineChart {
    let series = shownLosses.map { slot, loss -> ChartSeries in
      let points = places(of: loss).compactMap { x in
        reading(loss, at: x).map { ChartPoint(x, isDerivative ? $0.slope : $0.value) }
      }
      return ChartSeries(
        loss.displayName,
        points: points,
        role: .series(slot),
        stroke: Stroke(series: slot),
        glyph: Self.mark(slot)
      )
    }
    var chart = LineChart(
      series: series,
      xAxis: Axis(limits: range.ends, label: page == .logit ? "z" : "ŷ"),
      yAxis: isDerivative ? derivativeAxis(series) : valueAxis(series),
      cursor: place,
      legend: .never
    )
    if page == .prediction, range.ends.contains(target) {
      chart.rules.append(ChartRule(.vertical(target), label: "y", role: .muted))
    }
    if isDerivative { chart.rules.append(ChartRule(.horizontal(0), role: .border)) }
    chart.markers = numbers(on: chart)
    return chart
  }

  /// Where a curve is computed: evenly, at its corners, and ever closer to the ends of a probability.
  private func places(of loss: Loss) -> [Double] {
    let ends = range.ends
    let length = ends.upperBound - ends.lowerBound
    var places = (0...Self.samples).map { ends.lowerBound + length * Double($0) / Double(Self.samples) }
    if page == .prediction {
      switch loss {
      case .mae:
        // Both sides of the corner, so that the jump of the derivative is upright.
        places += [target - 1e-9, target, target + 1e-9]
      case .huber: places += [target - delta, target, target + delta]
      case .hinge:
        let corner: Double = target > 0 ? 1 : -1
        places += [corner - 1e-9, corner, corner + 1e-9]
      case .bce:
        for exponent in stride(from: 0.5, through: 15, by: 0.5) {
          let edge = Self.power(exponent)
          places += [edge, 1 - edge]
        }
        places += [0, 1]
      default: places.append(target)
      }
    } else if loss == .hinge {
      let corner: Double = target > 0 ? 1 : -1
      places += [corner - 1e-9, corner, corner + 1e-9]
    }
    return places.filter { ends.contains($0) }.sorted()
  }

  /// 10 to the power of −exponent, a multiple of one half.
  private static func power(_ exponent: Double) -> Double {
    var value = exponent.truncatingRemainder(dividingBy: 1) == 0 ? 1 : 10.0.squareRoot()
    for _ in 0..<Int(exponent.rounded(.up)) { value /= 10 }
    return value
  }

  private func valueAxis(_ series: [ChartSeries]) -> Axis {
    if isLogarithmic { return Axis(scale: .logarithmic, limits: 1e-4...50) }
    let top = highest(series) { $0.maximum }
    return Axis(limits: AxisLimits.rounded(0...min(max(top, page == .logit ? 1 : 5), page == .logit ? 50 : 10)))
  }

  private func derivativeAxis(_ series: [ChartSeries]) -> Axis {
    if isLogarithmic {
      let end = page == .logit ? 10.0 : 1000
      return Axis(scale: .symmetricLog(linearBelow: page == .logit ? 1e-4 : 0.01), limits: -end...end)
    }
    let top = highest(series) { max(abs($0.minimum), abs($0.maximum)) }
    let end = min(max(top, page == .logit ? 1 : 4), 10)
    return Axis(limits: AxisLimits.rounded(-end...end))
  }

  /// The greatest figure of all losses but BCE, whose growth over a prediction has no end.
  private func highest(_ series: [ChartSeries], _ figure: (ChartPoint) -> Double) -> Double {
    let bounded = page == .logit ? series : series.filter { $0.name != Loss.bce.displayName }
    return bounded.flatMap(\.points).map(figure).max() ?? 0
  }

  /// Each curve's letter on it, so that curves are told apart without colours: each in a column of its own.
  private func numbers(on chart: LineChart) -> [ChartMarker] {
    guard let ends = chart.xAxis.limits, let limits = chart.yAxis.limits else { return [] }
    let low = chart.yAxis.scale.position(limits.lowerBound)
    let length = chart.yAxis.scale.position(limits.upperBound) - low
    return zip(shownLosses, chart.series).compactMap { shown, series in
      for attempt in 0..<6 {
        let fraction =
          0.04 + 0.055 * Double(shown.slot) + 0.3 * Double(attempt).truncatingRemainder(dividingBy: 3)
          + (attempt > 2 ? 0.03 : 0)
        let x = ends.lowerBound + fraction * (ends.upperBound - ends.lowerBound)
        guard let first = series.points.first, let last = series.points.last, x >= first.x, x <= last.x,
          let y = series.value(at: x), y.isFinite
        else { continue }
        let place = (chart.yAxis.scale.position(y) - low) / length
        guard place > 0.02, place < 0.98 else { continue }
        return ChartMarker(x: x, y: y, glyph: Self.mark(shown.slot), role: .series(shown.slot))
      }
      return nil
    }
  }

  /// The letter of each loss: the key that shows or hides it and the mark on its curve. MSE, MAE, Huber's δ, BCE, hiNge.
  static func mark(_ slot: Int) -> Unicode.Scalar { marks[slot] }

  private static let marks: [Unicode.Scalar] = ["m", "a", "d", "b", "n"]

  func drawChart(_ kind: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    let isDerivative = kind == .derivative
    let x = page == .logit ? "z" : "ŷ"
    let title = isDerivative ? "slope: dL/d\(x)" : page == .logit ? "loss of ŷ = σ(z)" : "loss L(ŷ)"
    let inner = Panel(
      title: (look.isASCII ? title.spelledInASCII : title)
        + (isLogarithmic ? isDerivative ? region.width < 50 ? " (sym. log)" : " (symmetric log)" : " (log)" : ""),
      figure: "\(look.isASCII ? x.spelledInASCII : x) = \(NumberFormat.compact.string(place))",
      isFocused: shell.panel == kind
    ).draw(in: region, of: &buffer, look: look)
    chart(isDerivative).draw(in: inner, of: &buffer, look: look)
  }
}
