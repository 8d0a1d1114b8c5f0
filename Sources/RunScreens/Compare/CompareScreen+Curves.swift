import Plots
import Shell
import Terminal
import Training

extension CompareScreen {
  func drawCurves(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    let isLoss = panel == .loss
    var title = isLoss ? sweep.subject.lossWords == "errors" ? "share of errors" : "training loss" : "test accuracy"
    if isLoss, isLogarithmic { title += " (log)" }
    if let drawn { title += ", \(drawn)" }
    let inner = frame(panel, title, figure: figure(isLoss), footer: reading).draw(in: region, of: &buffer, look: look)
    var chart = chart(isLoss)
    chart.series = shownPoints.flatMap { series($0, isLoss) }
    if let epoch = cursorEpoch { chart.cursor = place(ofEpoch: epoch, of: shownPoints.first ?? 0) }
    chart.draw(in: inner, of: &buffer, look: look)
  }

  /// How many runs are drawn, where that is not all of them.
  private var drawn: String? {
    guard results.shown.hidesAny else { return nil }
    let count = results.shown.count(ofPoints: results.points.count)
    return "\(grouped(count)) of \(grouped(sweep.runCount)) runs"
  }

  /// The axes of a chart.
  func chart(_ isLoss: Bool) -> LineChart {
    let range = range
    let isWhole = range.part == 0...1
    let x: Axis =
      switch xAxis {
      case .epoch:
        Axis(limits: range.limits, label: "epoch", fit: isWhole ? .padded : .exact, isWhole: true)
      case .logEpoch: Axis(scale: .logarithmic, limits: range.limits, label: "epoch")
      case .seconds: Axis(limits: range.limits, label: "seconds on one core")
      }
    return LineChart(
      series: [],
      xAxis: x,
      yAxis: Axis(scale: isLoss && isLogarithmic ? .logarithmic : .linear),
      legend: cursorEpoch == nil ? .never : .always,
      valueFormat: .significant(3)
    )
  }

  /// The x axis and the part of it that is shown.
  var range: CurveRange {
    let epochs = Double(results.points.map(\.epochs).max() ?? 1)
    return switch xAxis {
    case .epoch: CurveRange(whole: 0...max(1, epochs), isLogarithmic: false, part: shownPart)
    case .logEpoch: CurveRange(whole: 1...max(2, epochs), isLogarithmic: true, part: shownPart)
    case .seconds: CurveRange(whole: 0...longest, isLogarithmic: false, part: shownPart)
    }
  }

  /// Thins the curves to what is shown of them.
  mutating func thinCurves() {
    let screen = self
    curves = CompareCurves(
      results,
      shown: shownPoints,
      withRuns: spread == .runs,
      range: range,
      isLogarithmic: isLogarithmic
    ) { epoch, point in
      screen.place(ofEpoch: epoch, of: point)
    }
  }

  /// Shows half or twice as much of the x axis, around the cursor or what is under the mouse.
  mutating func zoom(into: Bool, around x: Double? = nil) {
    var range = range
    let middle = (range.limits.lowerBound + range.limits.upperBound) / 2
    range.zoom(into: into, around: x ?? cursorEpoch.map { place(ofEpoch: $0, of: shownPoints.first ?? 0) } ?? middle)
    if range.part == shownPart {
      shell.notice = into ? "this is the closest zoom" : "the whole axis is shown"
    }
    shownPart = range.part
    thinCurves()
  }

  /// The longest mean time of a setting.
  private var longest: Double {
    let seconds = results.points.indices.compactMap { point in
      results.secondsPerEpoch(of: point).map { $0 * Double(results.points[point].epochs) }
    }
    return max(1e-9, seconds.max() ?? 1)
  }

  /// Where an epoch of a setting stands on the x axis.
  func place(ofEpoch epoch: Int, of point: Int) -> Double {
    xAxis == .seconds ? Double(epoch) * (results.secondsPerEpoch(of: point) ?? 0) : Double(epoch)
  }

  private func series(_ point: Int, _ isLoss: Bool) -> [ChartSeries] {
    let setting = isLoss ? curves.loss[point] : curves.accuracy[point]
    let band =
      switch spread {
      case .deviation: setting.deviation
      case .extremes: setting.extremes
      case .runs, .none: [ChartPoint]()
      }
    let label = curveLabel(point)
    var mean = ChartSeries(label, index: point, points: setting.mean, band: band)
    mean.reading = reading(of: point, isLoss)
    guard !setting.runs.isEmpty else { return [mean] }
    return [ChartSeries("", points: setting.runs, role: .series(point), glyph: ".", isJoined: false), mean]
  }

  /// What a setting's curve is called: its only run by the seed, else how many of its runs are drawn where that is not all.
  private func curveLabel(_ point: Int) -> String {
    let name = sweep.axes.isEmpty ? sweep.subject.rawValue : sweep.label(ofPoint: point)
    let count = sweep.seedCount - results.shown.hiddenRunCount(of: point)
    guard count < sweep.seedCount else { return name }
    guard count == 1, let run = results.runs(of: point).first(where: { results.shown.contains($0) }) else {
      return "\(name), \(grouped(count)) of \(grouped(sweep.seedCount)) seeds"
    }
    return "\(name), seed \(seed(of: run))"
  }

  /// The mean of a setting's runs at the cursor, of all epochs that are kept: a plot has fewer points than there are.
  private func reading(of point: Int, _ isLoss: Bool) -> Double? {
    guard let epoch = cursorEpoch else { return nil }
    let x = place(ofEpoch: epoch, of: shownPoints.first ?? 0)
    let band = isLoss ? results.lossBands[point] : results.accuracyBands[point]
    guard let index = band.epochs.lastIndex(where: { place(ofEpoch: $0, of: point) <= x * (1 + 1e-9) }),
      band.summaries[index].count > 0
    else { return nil }
    return band.summaries[index].mean * (isLoss ? 1 : 100)
  }

  // MARK: The cursor

  /// The epochs that curves are kept at.
  var keptEpochs: [Int] { results.lossBands[shownPoints.first ?? 0].epochs }

  /// The epoch that is read; nil where nothing is.
  var cursorEpoch: Int? {
    if shell.pointer != nil, let hovered { return hovered }
    guard let cursor, keptEpochs.indices.contains(cursor) else { return nil }
    return keptEpochs[cursor]
  }

  private var reading: String { cursorEpoch.map { "epoch \(grouped($0))" } ?? "" }

  mutating func moveCursor(by steps: Int) {
    let epochs = keptEpochs
    guard !epochs.isEmpty else { return }
    cursor = min(epochs.count - 1, max(0, (cursor ?? (steps < 0 ? epochs.count : -1)) + cursorStride * steps))
    guard let epoch = cursorEpoch else { return }
    var range = range
    range.show(place(ofEpoch: epoch, of: shownPoints.first ?? 0))
    if range.part != shownPart {
      shownPart = range.part
      thinCurves()
    }
  }

  /// So many kept epochs the cursor passes in a step, that it crosses what is shown in about a hundred.
  private var cursorStride: Int {
    let range = range
    let point = shownPoints.first ?? 0
    let count = keptEpochs.count { (0...1).contains(range.share(of: place(ofEpoch: $0, of: point))) }
    return max(1, count / 100)
  }

  /// The kept epoch nearest to a column of a chart.
  func epoch(atColumn column: Int, _ panel: PanelID, in region: Rect) -> Int? {
    let inner = Panel(title: "").inner(of: region)
    var chart = chart(panel == .loss)
    chart.series = shownPoints.flatMap { series($0, panel == .loss) }
    guard let x = chart.xValue(atColumn: column, in: inner, look: Look()) else { return nil }
    let point = shownPoints.first ?? 0
    return keptEpochs.min { abs(place(ofEpoch: $0, of: point) - x) < abs(place(ofEpoch: $1, of: point) - x) }
  }

  /// The best final mean of the curves that are drawn.
  private func figure(_ isLoss: Bool) -> String {
    let bands = isLoss ? results.lossBands : results.accuracyBands
    let last = shownPoints.compactMap { bands[$0].summaries.last { $0.count > 0 }?.mean }
    guard let best = isLoss ? last.min() : last.max() else { return "" }
    return isLoss ? NumberFormat.significant(3).string(best) : "\(SweepWords.fixed(best * 100, 2)) %"
  }
}
