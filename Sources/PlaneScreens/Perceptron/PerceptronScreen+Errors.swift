import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

extension PerceptronScreen {
  /// A function's errors per epoch as a chart; functions side by side share the axis.
  func errorsChart(_ gate: LogicGate, in inner: Rect, look: Look) -> LineChart {
    let run = run(gate)
    let errors = run.errorsPerEpoch
    let beside = page == .gates ? slots.map { self.run($0) } : [run]
    let longest = beside.map(\.errorsPerEpoch.count).max() ?? 0
    let limits = AxisLimits.rounded(0...Double(max(10, longest)))
    let role: Role = run.hasConverged ? .good : .series(1)
    var chart = LineChart(
      series: [ChartSeries("rule's errors", points: Self.steps(errors), role: role)],
      xAxis: Axis(limits: limits, label: "epoch", fit: .padded, isWhole: true),
      yAxis: Axis(limits: 0...Double(run.targets.count), isWhole: true),
      legend: .never
    )
    if options.variant != .classic, inner.height >= 9 {
      let count = run.targets.count
      let wrong = errors.indices.map { epoch in
        count - run.rightCount(run.moment(at: run.begin + (epoch + 1) * count).line(options.variant))
      }
      let name = options.variant == .pocket ? "pocket's wrong points" : "averaged: wrong points"
      chart.series.append(ChartSeries(name, points: Self.steps(wrong), role: .series(2), stroke: .dashed))
      chart.legend = .always
    }
    // A dot at every epoch, as long as two of them leave a column between.
    let columns = chart.plotArea(in: inner, look: look).width
    if Double(columns) >= 2 * limits.upperBound {
      chart.markers = errors.enumerated().map { epoch, count in
        ChartMarker(x: Double(epoch + 1), y: Double(count), glyph: look.isASCII ? "o" : "●", role: role)
      }
    }
    return chart
  }

  /// A level an epoch wide for every epoch: between whole epochs there is nothing to slope through.
  private static func steps(_ counts: [Int]) -> [ChartPoint] {
    counts.enumerated().flatMap { epoch, count in
      [ChartPoint(Double(epoch) + 0.5, Double(count)), ChartPoint(Double(epoch) + 1.5, Double(count))]
    }
  }

  func drawErrors(slot: Int, in region: Rect, of buffer: inout Buffer, look: Look) {
    let gate = gate(inSlot: slot)
    let run = run(gate)
    let errors = run.errorsPerEpoch
    let inner = Panel(title: "").inner(of: region)
    var chart = errorsChart(gate, in: inner, look: look)
    let hovered = shell.pointer.flatMap { point in
      inner.contains(point) ? chart.xValue(atColumn: point.x, in: inner, look: look) : nil
    }
    let shownEpoch = run.samples(at: shownStep) / run.targets.count
    let epoch = hovered.map { min(max(1, Int($0.rounded())), errors.count) } ?? (rewoundStep == nil ? nil : shownEpoch)
    if let epoch, epoch > 0 || rewoundStep != nil { chart.cursor = Double(epoch) }
    let shown = epoch ?? errors.count
    let isKnown = errors.indices.contains(shown - 1)
    let rules = options.variant == .classic ? "" : "rule's "
    let whose = region.width >= 34 + rules.count + gate.title.unicodeScalars.count - 3 ? "\(gate.title): " : ""
    Panel(
      title: "\(whose)\(rules)errors per epoch",
      figure: isKnown ? "\(errors[shown - 1])" : "",
      figureRole: isKnown && errors[shown - 1] == 0 ? .good : .warning,
      footer: isKnown && epoch != nil ? "epoch \(shown): \(errors[shown - 1])" : "",
      isFocused: shell.panel == .errors(slot: slot)
    ).draw(in: region, of: &buffer, look: look)
    chart.draw(in: inner, of: &buffer, look: look)
  }
}
