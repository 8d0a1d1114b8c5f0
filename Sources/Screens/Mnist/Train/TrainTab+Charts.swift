import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension TrainTab {
  // MARK: Loss

  func drawLoss(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let history = state.history
    let perStep = 1 / Double(max(1, history.stepsPerEpoch))
    let limits = 0...(Double(lastStep(state)) * perStep)
    var chart = LineChart(
      series: [],
      xAxis: Axis(limits: limits, label: "epoch"),
      yAxis: Axis(
        scale: isLogarithmic ? .logarithmic : .linear,
        limits: lossLimits.range ?? (isLogarithmic ? 0.01...10 : 0...2.5)
      ),
      legend: .never
    )
    let inner = Panel(title: "").inner(of: region)
    let hovered = pointer.flatMap { point in
      inner.contains(point) ? chart.xValue(atColumn: point.x, in: inner, look: look) : nil
    }
    let step = hovered.map { min(max(1, Int(($0 / perStep).rounded())), max(1, history.loss.lastStep)) }
    if let step, !history.loss.isEmpty {
      chart.cursor = Double(step) * perStep
    } else if state.isRewound {
      chart.cursor = Double(state.cursorStep) * perStep
    }
    let figure = history.loss.bucket(atStep: state.cursorStep).map { $0.nonFiniteCount > 0 ? $0.last : $0.smoothed }
    let lossWords = figure.map { NumberFormat.significant(3).string($0) } ?? (history.loss.isEmpty ? "" : "–")
    panel(
      .loss,
      state.title(
        (isLogarithmic ? "loss (log)" : "loss") + (region.width < 36 ? "" : " over epochs"),
        beside: lossWords,
        width: region.width
      ),
      figure: lossWords,
      role: figure.map(\.isFinite) == false ? .bad : .accent,
      footer: reading(history, atStep: history.loss.isEmpty ? nil : step ?? (state.isRewound ? state.cursorStep : nil))
    ).draw(in: region, of: &buffer, look: look)
    let columns = max(1, 2 * chart.plotArea(in: inner, look: look).width)
    chart.series = history.ghosts.map { ghost in
      .ghost("before", points: ghost.loss.chartPoints(columns: columns, xPerStep: perStep, limits: limits).line)
    }
    let live = history.loss.chartPoints(columns: columns, xPerStep: perStep, limits: limits)
    chart.series.append(ChartSeries("loss", points: live.line, band: live.band, role: .series(0)))
    chart.draw(in: inner, of: &buffer, look: look)
  }

  /// The step at the right end of the charts: the run's last, or beyond it the newest.
  private func lastStep(_ state: MnistState) -> Int {
    let newest = max(state.newestStep, state.history.ghosts.map(\.loss.lastStep).max() ?? 0)
    return max(1, state.training.epochs * state.history.stepsPerEpoch, newest)
  }

  /// The exact figures at a step; over several steps where the past has been thinned.
  private func reading(_ history: RunHistory, atStep step: Int?) -> String {
    guard let step, let index = history.loss.bucketIndex(ofStep: step) else { return "" }
    let bucket = history.loss.buckets[index]
    let steps = history.loss.steps(ofBucket: index)
    let exact = NumberFormat.significant(4)
    let first = NumberFormat.grouped.string(steps.lowerBound)
    if bucket.count == 1 { return "step \(first): \(exact.string(bucket.last))" }
    let last = NumberFormat.grouped.string(steps.upperBound)
    return "steps \(first)–\(last): \(exact.string(bucket.minimum)) … \(exact.string(bucket.maximum))"
  }

  // MARK: Accuracy

  func drawAccuracy(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let history = state.history
    let isFinite = state.isNetworkFinite
    let accuracy = isFinite ? state.testAccuracy : nil
    let figure =
      !isFinite
      ? "not finite"
      : accuracy.map { "test \(NumberFormat.percent(2).string($0))" } ?? (history.loss.isEmpty ? "" : "test –")
    let inner = panel(
      .accuracy,
      state.title("accuracy" + (region.width < 40 ? "" : " over epochs"), beside: figure, width: region.width),
      figure: figure,
      role: isFinite ? .accent : .bad,
      footer: accuracyReading(state, width: region.width - 6)
    )
    .draw(in: region, of: &buffer, look: look)
    let perStep = 1 / Double(max(1, history.stepsPerEpoch))
    let limits = 0...(Double(lastStep(state)) * perStep)
    var chart = LineChart(
      series: [],
      xAxis: Axis(limits: limits, label: "epoch", isWhole: true),
      yAxis: Axis(limits: accuracyLimits.range ?? 0...100, label: "%"),
      legend: .automatic
    )
    if state.isRewound { chart.cursor = Double(state.cursorStep) * perStep }
    let columns = max(1, 2 * chart.plotArea(in: inner, look: look).width)
    func curve(_ series: MetricSeries) -> [ChartPoint] {
      series.chartPoints(columns: columns, xPerStep: perStep, limits: limits).line.map {
        ChartPoint($0.x, 100 * $0.last)
      }
    }
    chart.series = history.ghosts.compactMap { ghost in
      ghost.accuracy.map { .ghost("before", points: curve($0)) }
    }
    // Measured once an epoch, the test line is but a guide to the eye between its marks: it lies under the training curve.
    let test = history.epochs.compactMap { report in
      report.testAccuracy.map { ChartPoint(Double(report.step) * perStep, 100 * $0) }
    }
    if !test.isEmpty {
      chart.series.append(ChartSeries("test", points: test, role: .series(1), stroke: .dashed, glyph: "o"))
      if test.count <= 40 {
        chart.markers = test.map { ChartMarker(x: $0.x, y: $0.last, glyph: "●", role: .series(1)) }
      }
    }
    chart.markers += state.lessons.compactMap { lesson in
      lesson.accuracyAfter.map {
        ChartMarker(x: Double(lesson.step) * perStep, y: 100 * $0, glyph: "T", role: .warning)
      }
    }
    if let accuracy = history.accuracy {
      chart.series.append(ChartSeries("train", points: curve(accuracy), role: .series(0), glyph: "."))
    }
    chart.draw(in: inner, of: &buffer, look: look)
  }

  private func accuracyReading(_ state: MnistState, width: Int) -> String {
    guard let report = state.epochReport else { return "" }
    let percent = NumberFormat.percent(1)
    let train = report.trainAccuracy.map { "train \(percent.string($0))" }
    let test = report.testLoss.map { "test loss \(NumberFormat.significant(3).string($0))" }
    let words = (["epoch \(NumberFormat.grouped.string(report.epoch))"] + [train, test].compactMap { $0 })
    return words.joined(separator: ", ").count <= width ? words.joined(separator: ", ") : words[0]
  }
}
