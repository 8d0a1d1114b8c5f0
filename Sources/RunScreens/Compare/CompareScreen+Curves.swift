import Plots
import Shell
import Terminal
import Training

extension CompareScreen {
  /// So many curves of single runs are drawn at most.
  private static let mostCurves = 200

  func drawCurves(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    let isLoss = panel == .loss
    var title = isLoss ? sweep.subject.lossWords == "errors" ? "share of errors" : "training loss" : "test accuracy"
    if isLoss, isLogarithmic { title += " (log)" }
    let inner = frame(panel, title, figure: figure(isLoss), footer: reading).draw(in: region, of: &buffer, look: look)
    var chart = chart(isLoss)
    chart.series = shownPoints.flatMap { series($0, isLoss) }
    if let epoch = cursorEpoch { chart.cursor = place(ofEpoch: epoch, of: shownPoints.first ?? 0) }
    chart.draw(in: inner, of: &buffer, look: look)
  }

  /// The axes of a chart.
  func chart(_ isLoss: Bool) -> LineChart {
    let epochs = results.points.map(\.epochs).max() ?? 1
    let x: Axis =
      switch xAxis {
      case .epoch: Axis(limits: 0...Double(max(1, epochs)), label: "epoch", fit: .padded, isWhole: true)
      case .logEpoch: Axis(scale: .logarithmic, limits: 1...Double(max(2, epochs)), label: "epoch")
      case .seconds: Axis(limits: 0...longest, label: "s of a core")
      }
    return LineChart(
      series: [],
      xAxis: x,
      yAxis: Axis(scale: isLoss && isLogarithmic ? .logarithmic : .linear),
      legend: cursorEpoch == nil ? .never : .always,
      valueFormat: .significant(3)
    )
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
    let band = isLoss ? results.lossBands[point] : results.accuracyBands[point]
    let scale = isLoss ? 1.0 : 100
    func at(_ index: Int) -> Double { place(ofEpoch: band.epochs[index], of: point) }
    var line: [ChartPoint] = []
    var area: [ChartPoint] = []
    for (index, summary) in band.summaries.enumerated() where summary.count > 0 {
      line.append(ChartPoint(at(index), summary.mean * scale))
      guard summary.count > 1, spread == .deviation || spread == .extremes else { continue }
      let isDeviation = spread == .deviation
      // A loss is never below the least that was seen, and a logarithm has no place for less.
      let low = isDeviation ? max(summary.mean - summary.standardDeviation, summary.minimum) : summary.minimum
      let high = isDeviation ? min(summary.mean + summary.standardDeviation, summary.maximum) : summary.maximum
      area.append(
        ChartPoint(x: at(index), first: low * scale, minimum: low * scale, maximum: high * scale, last: high * scale)
      )
    }
    let label = sweep.axes.isEmpty ? sweep.subject.rawValue : sweep.label(ofPoint: point)
    let mean = ChartSeries(label, index: point, points: line, band: area)
    guard spread == .runs else { return [mean] }
    let share = max(1, Self.mostCurves / max(1, shownPoints.count))
    let runs = results.outcomes(of: point).prefix(share).map { outcome in
      let curve = isLoss ? outcome.lossCurve : outcome.accuracyCurve
      return ChartSeries(
        "",
        points: zip(band.epochs.indices, curve).map { ChartPoint(at($0), Double($1) * scale) },
        role: .series(point),
        stroke: .dotted,
        glyph: "."
      )
    }
    return runs + [mean]
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
    cursor = min(epochs.count - 1, max(0, (cursor ?? (steps < 0 ? epochs.count : -1)) + steps))
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
