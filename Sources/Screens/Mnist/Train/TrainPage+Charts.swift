import Datasets
import NeuralNet
import Plots
import Records
import Shell
import Terminal
import Training

extension TrainPage {
  // MARK: Loss

  func drawLoss(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    LossPanel(
      run: screen.run,
      panel: screen.frame(.loss, ""),
      pointer: screen.shell.pointer,
      xLabel: "epoch",
      lastEpoch: screen.run.settings.epochs,
      digits: 4,
      firstLoss: 2.5,
      memo: memos.loss
    ).draw(in: region, of: &buffer, look: look)
  }

  /// The step at the right end of the chart: the run's last, or beyond it the newest.
  private func lastStep(_ run: RunModel<ClassifierRun>) -> Int {
    let newest = max(run.newestStep, run.ghosts.compactMap(\.lastStep).max() ?? 0)
    return max(1, run.settings.epochs * run.stepsPerEpoch, newest)
  }

  // MARK: Accuracy

  func drawAccuracy(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let history = state.run.history
    let isFinite = state.isNetworkFinite
    let accuracy = isFinite ? state.testAccuracy : nil
    let figure =
      !isFinite
      ? "not finite"
      : accuracy.map { "test \(NumberFormat.percent(2).string($0))" } ?? (state.run.lastStep == 0 ? "" : "test –")
    let inner = screen.frame(
      .accuracy,
      state.title("accuracy" + (region.width < 40 ? "" : " over epochs"), beside: figure, width: region.width),
      figure: figure,
      role: isFinite ? .accent : .bad,
      footer: accuracyReading(state, width: region.width - 6)
    )
    .draw(in: region, of: &buffer, look: look)
    let perStep = 1 / Double(max(1, state.run.stepsPerEpoch))
    let limits = 0...(Double(lastStep(state.run)) * perStep)
    var chart = LineChart(
      series: [],
      xAxis: Axis(limits: limits, label: "epoch", isWhole: true),
      yAxis: Axis(limits: accuracyLimits.range ?? 0...100, label: "%"),
      legend: .automatic
    )
    if state.run.isRewound { chart.cursor = Double(state.run.cursorStep) * perStep }
    let columns = max(1, 2 * memos.accuracy.plotArea(of: chart, in: inner, look: look).width)
    func curve(_ curves: RunCurves) -> [ChartPoint] {
      let points = curves.accuracy?.chartPoints(
        columns: columns,
        xPerStep: perStep,
        limits: limits,
        average: curves.accuracyAverage
      )
      return points?.line.map { ChartPoint($0.x, 100 * $0.last) } ?? []
    }
    chart.series = state.run.ghosts.compactMap { ghost in
      ghost.accuracy.map {
        .ghost("until \(state.run.epochWords(atStep: $0.last?.step ?? 0))", points: curve(ghost))
      }
    }
    // Measured once an epoch, the test line is but a guide to the eye between its marks: it lies under the training curve.
    let test = (history[SessionMetric.testAccuracy]?.points ?? []).map {
      ChartPoint(Double($0.step) * perStep, 100 * $0.value)
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
    if state.run.curves.accuracy != nil {
      chart.series.append(ChartSeries("train", points: curve(state.run.curves), role: .series(0), glyph: "."))
    }
    memos.accuracy.draw(chart, in: inner, of: &buffer, look: look)
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
