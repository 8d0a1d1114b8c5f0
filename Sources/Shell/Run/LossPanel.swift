import Plots
import Records
import Terminal
import Training

/// The loss of a run over its epochs, with the curves that branches left, the test loss where there is one, and a cursor that reads.
public struct LossPanel<Run: TrainingRun> {
  /// The run.
  public var run: RunModel<Run>
  /// The panel's border; its title, figure and footer are filled in.
  public var panel: Panel
  /// The cell under the mouse.
  public var pointer: Point?
  /// The loss of the network that is shown, measured on all of its training data; nil where nothing has measured it.
  public var shownLoss: Double?
  /// How the x axis is named; empty for none.
  public var xLabel: String
  /// The right end of the x axis in epochs at least; nil where the axis follows the data.
  public var lastEpoch: Int?
  /// Digits of a reading.
  public var digits: Int
  /// The upper end of a linear axis before there is a loss on it: about what a run begins with.
  public var firstLoss: Double
  /// What an earlier frame has drawn of the chart.
  public var memo: ChartMemo

  /// A loss panel.
  public init(
    run: RunModel<Run>,
    panel: Panel,
    pointer: Point?,
    shownLoss: Double? = nil,
    xLabel: String = "",
    lastEpoch: Int? = nil,
    digits: Int = 6,
    firstLoss: Double = 0.5,
    memo: ChartMemo
  ) {
    self.run = run
    self.panel = panel
    self.pointer = pointer
    self.shownLoss = shownLoss
    self.xLabel = xLabel
    self.lastEpoch = lastEpoch
    self.digits = digits
    self.firstLoss = firstLoss
    self.memo = memo
  }

  /// Whether steps differ by chance, as those of small batches do; a step over all points has no chance in it.
  private var isNoisy: Bool { run.stepsPerEpoch > 1 }

  /// The loss that a step reports is that of the weights before its update: where every step sees all points the curve stands there, so
  /// that the loss at an epoch is that of the network after it.
  private var offset: Int { isNoisy ? 0 : -1 }

  private var limits: ClosedRange<Double> {
    guard let range = run.lossAxes.x.range else { return 0...Double(max(1, lastEpoch ?? 10)) }
    return lastEpoch.map { 0...max(range.upperBound, Double($0)) } ?? range
  }

  private var chart: LineChart {
    LineChart(
      series: [],
      xAxis: Axis(limits: limits, label: xLabel, fit: .padded, isWhole: true),
      yAxis: Axis(
        scale: run.isLogarithmic ? .logarithmic : .linear,
        limits: run.lossAxes.y.range ?? (run.isLogarithmic ? 0.01...1 : 0...firstLoss)
      ),
      legend: .never
    )
  }

  /// Draws the panel.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = panel.inner(of: region)
    var chart = chart
    let hovered = pointer.flatMap { point in
      inner.contains(point) ? chart.xValue(atColumn: point.x, in: inner, look: look) : nil
    }
    let step = hovered.map {
      min(max(0, Int(($0 * Double(run.stepsPerEpoch)).rounded())), run.lastStep)
    }
    if let step {
      chart.cursor = run.epochs(atStep: step)
    } else if run.isRewound {
      chart.cursor = run.epochs(atStep: run.cursorStep)
    }
    let figure = figure
    var panel = panel
    let name = isNoisy ? "loss, running mean" : "loss"
    panel.title = (region.width < 30 ? "loss" : name) + (run.isLogarithmic ? " (log)" : "")
    panel.figure = figure.map { NumberFormat.significant(4).string($0) } ?? (run.lastStep == 0 ? "" : "–")
    panel.figureRole = figure.map(\.isFinite) == false ? .bad : .accent
    panel.footer = reading(atStep: step ?? (run.isRewound ? run.cursorStep : nil))
    panel.draw(in: region, of: &buffer, look: look)
    // At so many points a column every dot of the plot has its own.
    let columns = max(1, 2 * memo.plotArea(of: chart, in: inner, look: look).width)
    chart.series = series(columns: columns)
    let test = testPoints
    if !test.isEmpty {
      chart.series.insert(
        ChartSeries("test", points: test, role: .series(1), stroke: .dashed, glyph: "o"),
        at: max(0, chart.series.count - 1)
      )
      if test.count <= 40 {
        chart.markers = test.map { ChartMarker(x: $0.x, y: $0.last, glyph: "●", role: .series(1)) }
      }
      chart.legend = .automatic
    }
    if !run.ghosts.isEmpty { chart.legend = .automatic }
    memo.draw(chart, in: inner, of: &buffer, look: look)
  }

  /// The loss of what is shown.
  private var figure: Double? {
    if let shownLoss, run.shownStep == run.cursorStep { return shownLoss }
    // Before the first step there is no mean of any.
    if isNoisy, run.cursorStep == 0 { return nil }
    let loss = run.loss
    let step = max(1, run.cursorStep - offset)
    guard let outline = loss.outline(atStep: step) else { return nil }
    return isNoisy && outline.nonFinite == nil ? run.curves.lossAverage.value(atStep: step) : outline.last.value
  }

  /// The loss on samples that are not trained on, at the ends of epochs.
  private var testPoints: [ChartPoint] {
    run.history[SessionMetric.testLoss]?.points.map { ChartPoint(run.epochs(atStep: $0.step), $0.value) } ?? []
  }

  /// The exact figures at a step; over several steps where the past has been thinned.
  private func reading(atStep step: Int?) -> String {
    guard let step, run.lastStep > 0 else { return "" }
    let exact = NumberFormat.significant(digits)
    let name = isNoisy ? "step" : "epoch"
    if step == run.shownStep, let shownLoss, !isNoisy {
      return "\(name) \(NumberFormat.grouped.string(step)): \(exact.string(shownLoss))"
    }
    let measured = max(1, step - offset)
    guard measured <= run.lastStep, let outline = run.loss.outline(atStep: measured) else { return "" }
    let first = NumberFormat.grouped.string(outline.first.step + offset)
    guard outline.first.step < outline.last.step, let least = outline.minimum, let greatest = outline.maximum else {
      return "\(name) \(first): \(exact.string(outline.last.value))"
    }
    let last = NumberFormat.grouped.string(outline.last.step + offset)
    return "\(name)s \(first)–\(last): \(exact.string(least.value)) … \(exact.string(greatest.value))"
  }

  private func series(columns: Int) -> [ChartSeries] {
    let perStep = 1 / Double(max(1, run.stepsPerEpoch))
    func points(_ curves: RunCurves) -> (line: [ChartPoint], band: [ChartPoint]) {
      curves.loss.chartPoints(
        columns: columns,
        xPerStep: perStep,
        offset: offset,
        limits: limits,
        average: isNoisy ? curves.lossAverage : nil
      )
    }
    var all = run.ghosts.map { ghost in
      ChartSeries.ghost("until \(run.epochWords(atStep: ghost.loss.last?.step ?? 0))", points: points(ghost).line)
    }
    let live = points(run.curves)
    all.append(
      ChartSeries(
        run.history[SessionMetric.testLoss] != nil ? "train" : "loss",
        points: live.line,
        band: live.band,
        role: .series(0)
      )
    )
    return all
  }
}
