import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension ActivationsScreen {
  var depthStatus: StyledText {
    let shape = "\(depthSettings.depth) × \(depthSettings.width)"
    switch depthState {
    case .idle: return StyledText(selection.isEmpty ? "" : "stopped ", .warning) + StyledText(shape, .muted)
    case .running(let fraction):
      return StyledText("▶ ", .good) + StyledText("\(shape) · \(NumberFormat.percent(0).string(fraction))")
    case .finished(let seconds):
      let time = seconds.map { " in \(NumberFormat.compact.string(($0 * 1000).rounded() / 1000)) s" } ?? ""
      return StyledText("■ ", .good) + StyledText(shape + time)
    case .failed: return StyledText("✗ ", .bad) + StyledText(shape)
    }
  }

  /// The place in the list of a report's activation.
  func index(of report: DepthReport) -> Int? { activations.firstIndex { $0.name == report.activation.name } }

  // MARK: Histograms

  /// Where the histograms of the visible reports go; one column of layer numbers stands before them.
  func histogramPlaces(in inner: Rect) -> (labels: Rect, columns: [(report: DepthReport, place: Rect)]) {
    let labels = Rect(x: inner.x, y: inner.y + 1, width: 4, height: max(0, inner.height - 2))
    let room = inner.width - labels.width
    let fitting = max(1, room / 13)
    let first = min(firstColumn, max(0, reports.count - fitting))
    let visible = Array(reports.dropFirst(first).prefix(fitting))
    let places = Rect(x: labels.maxX, y: inner.y, width: room, height: inner.height)
      .columns(Array(repeating: .share(1), count: visible.count), gap: 2)
    return (labels, Array(zip(visible, places)))
  }

  func drawHistograms(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "").inner(of: region)
    let (labels, columns) = histogramPlaces(in: inner)
    let hidden = reports.count - columns.count
    frame(
      .histograms,
      "activations of each layer, first on top",
      figure: reports.isEmpty ? "" : "layer \(selectedLayer + 1)",
      footer: hidden > 0 ? "j k \(hidden) more" : ""
    ).draw(in: region, of: &buffer, look: look)
    guard !columns.isEmpty else { return drawWaiting(in: inner, of: &buffer, look: look) }
    drawLayerNumbers(in: labels, of: &buffer, look: look)
    for (report, place) in columns { draw(report, in: place, of: &buffer, look: look) }
    dimIfOlder(inner, of: &buffer)
    drawKey(onEdgeOf: region, of: &buffer, look: look)
  }

  /// What the colours mean, on the panel's lower edge; while older results wait for newer ones, how far those are.
  private func drawKey(onEdgeOf region: Rect, of buffer: inout Buffer, look: Look) {
    let edge = Rect(x: region.x + 2, y: region.maxY - 1, width: min(30, region.width - 24), height: 1)
    guard edge.width >= 16 else { return }
    if case .running(let fraction) = depthState {
      buffer.fill(edge, look.blank)
      ProgressBar(fraction, label: "computing \(NumberFormat.percent(0).string(fraction)) ")
        .draw(in: edge.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
      return
    }
    let words = look.ink(.muted)
    buffer.write(" few ", x: edge.x, y: edge.y, words, clip: edge)
    let steps = 7
    let scale = Field(width: steps, height: 2, values: (0..<2 * steps).map { Double($0 % steps) / Double(steps - 1) })
    HeatMap(field: scale, palette: .sequential, range: 0...1)
      .draw(in: Rect(x: edge.x + 5, y: edge.y, width: steps, height: 1), of: &buffer, look: look)
    buffer.write(" many ", x: edge.x + 5 + steps, y: edge.y, words, clip: edge)
  }

  /// Draws faintly what an older experiment said.
  func dimIfOlder(_ region: Rect, of buffer: inout Buffer) {
    guard showsOlderReports else { return }
    buffer.restyle(region) { $0.attributes.insert(.dim) }
  }

  private func drawWaiting(in inner: Rect, of buffer: inout Buffer, look: Look) {
    let middle = inner.centered(Size(min(48, inner.width - 4), 2))
    switch depthState {
    case .running(let fraction):
      StyledText("passing a batch through \(depthSettings.depth) layers", .muted)
        .draw(in: middle, of: &buffer, look: look, alignment: .center)
      let bar = Rect(x: middle.x, y: middle.y + 1, width: middle.width, height: 1)
      ProgressBar(fraction, label: NumberFormat.percent(0).string(fraction)).draw(in: bar, of: &buffer, look: look)
    case .failed(let message):
      Paragraph(StyledText(message, .bad), alignment: .center).draw(in: middle, of: &buffer, look: look)
    case .idle, .finished:
      let isEmpty = selection.isEmpty
      StyledText(isEmpty ? "no activation is selected: 1-9 A-E show some" : "stopped; space runs it again", .muted)
        .draw(in: middle, of: &buffer, look: look, alignment: .center)
    }
  }

  private func drawLayerNumbers(in labels: Rect, of buffer: inout Buffer, look: Look) {
    let layers = reports.first?.layers.count ?? 0
    guard layers > 0, labels.height > 0 else { return }
    let selected = min(labels.height - 1, selectedLayer * labels.height / layers)
    for row in Set([0, labels.height - 1, selected]) {
      let number = row == selected ? selectedLayer + 1 : row == 0 ? 1 : layers
      let style = row == selected ? look.ink(.accent, .bold) : look.ink(.muted)
      let place = Rect(x: labels.x, y: labels.y + row, width: labels.width - 1, height: 1)
      buffer.write(row == selected ? "▶\(number)" : "\(number)", in: place, alignment: .right, style)
    }
  }

  private func draw(_ report: DepthReport, in place: Rect, of buffer: inout Buffer, look: Look) {
    let rows = place.rows(.fixed(1), .share(1), .fixed(1))
    let index = index(of: report)
    let diagnosis = DepthDiagnosis(report, width: reportedWidth, initializer: reportedInitializer)
    let mark = index.map { String(Character(Self.mark($0))) } ?? ""
    let title =
      StyledText("\(mark) \(report.activation.displayName) ", index.map(role) ?? .text, .bold)
      + StyledText(
        verdict(diagnosis, width: place.width - 3 - report.activation.displayName.count, look),
        diagnosis.role
      )
    title.draw(in: rows[0], of: &buffer, look: look)
    let bins = min(DepthComparison.binCount, max(1, place.width))
    let values = report.layers.indices.flatMap { layer -> [Double] in
      guard !report.layers[layer].activationsOverflowed else { return Array(repeating: .nan, count: bins) }
      let counts = report.histogram(layer: layer, over: report.histogramRange(layer: layer), binCount: bins)
      // The root lets thin tails show beside a spike.
      let most = max(1, counts.max() ?? 1)
      return counts.map { ($0 / most).squareRoot() }
    }
    HeatMap(
      field: Field(width: bins, height: report.layers.count, values: values),
      palette: .sequential,
      // A wider range draws the counts of an older experiment faintly.
      range: 0...(showsOlderReports ? 2.5 : 1)
    ).draw(in: rows[1], of: &buffer, look: look)
    drawHistogramEnds(report, in: rows[2], of: &buffer, look: look)
  }

  /// As many words of a verdict as there is room for.
  private func verdict(_ diagnosis: DepthDiagnosis, width: Int, _ look: Look) -> String {
    let glyph = diagnosis.glyph(look.charset)
    return ["\(glyph) \(diagnosis.word)", "\(glyph) \(diagnosis.shortWord)"].first { $0.count <= width } ?? glyph
  }

  /// The ends of a histogram's scale; where each layer has its own, in words.
  private func drawHistogramEnds(_ report: DepthReport, in place: Rect, of buffer: inout Buffer, look: Look) {
    let range = report.histogramRange(layer: 0)
    let style = look.ink(.muted)
    let isEach = report.needsScalePerLayer
    buffer.write(Self.end(range.lowerBound, isEach: isEach), in: place, alignment: .left, style)
    buffer.write(Self.end(range.upperBound, isEach: isEach), in: place, alignment: .right, style)
    guard isEach else { return }
    let words = ["each layer on its own scale", "each its own scale", "own scales"].first {
      $0.count + 9 <= place.width
    }
    if let words { buffer.write(words, in: place, alignment: .center, look.ink(.warning)) }
  }

  private static func end(_ end: Double, isEach: Bool) -> String {
    if isEach, end != 0 { return end < 0 ? "−max" : "max" }
    return NumberFormat.compact.string((end * 100).rounded() / 100)
  }

  /// The layer under the pointer, in the histograms or the chart.
  func layer(at point: Point, _ panel: PanelID, in region: Rect) -> Int? {
    guard let layers = reports.first?.layers.count, layers > 0 else { return nil }
    let inner = Panel(title: "").inner(of: region)
    guard inner.contains(point) else { return nil }
    switch panel {
    case .histograms:
      let labels = histogramPlaces(in: inner).labels
      guard labels.height > 0, point.y >= labels.y, point.y < labels.maxY else { return nil }
      return min(layers - 1, ((point.y - labels.y) * 2 + 1) * layers / (2 * labels.height))
    case .measure:
      return measureChart.xValue(atColumn: point.x, in: inner, look: Look()).map { Int($0.rounded()) - 1 }
    default: return nil
    }
  }

  // MARK: The chart

  func drawMeasure(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.measure, measure.title, footer: "v next measure").draw(in: region, of: &buffer, look: look)
    guard !reports.isEmpty else { return }
    measureChart.draw(in: inner, of: &buffer, look: look)
    dimIfOlder(inner, of: &buffer)
  }

  private var measureChart: LineChart {
    let series = reports.compactMap { report -> ChartSeries? in
      guard let index = index(of: report) else { return nil }
      let points = report.layers.indices.map { layer in
        ChartPoint(Double(layer + 1), measure.value(report.layers[layer], width: reportedWidth))
      }
      return ChartSeries(
        report.activation.displayName,
        points: points,
        role: role(index),
        stroke: slots[index].map { Stroke(series: $0) } ?? .dotted,
        glyph: Self.mark(index)
      )
    }
    let depth = reports.map(\.layers.count).max() ?? depthSettings.depth
    var chart = LineChart(
      series: series,
      xAxis: Axis(limits: 1...Double(max(2, depth)), label: "layer", isWhole: true),
      yAxis: Axis(scale: measure.scale),
      cursor: Double(selectedLayer + 1),
      legend: .never
    )
    chart.yAxis.limits = measureLimits(chart.yExtent)
    chart.markers = series.enumerated().compactMap { order, line in
      guard line.points.count > 1, let glyph = line.glyph else { return nil }
      let point = line.points[min(line.points.count - 1, line.points.count * (2 * order + 1) / (2 * series.count))]
      return ChartMarker(x: point.x, y: point.last, glyph: glyph, role: line.role)
    }
    return chart
  }

  private func measureLimits(_ extent: ClosedRange<Double>?) -> ClosedRange<Double> {
    switch measure {
    case .gradient, .deviation:
      guard let extent, extent.lowerBound > 0 else { return 0.1...10 }
      // Equal gradients in all layers make a flat line in the middle, not noise over the whole height.
      return AxisLimits.rounded(min(extent.lowerBound, 0.5)...max(extent.upperBound, 1), scale: .logarithmic)
    case .saturated: return 0...1
    case .dead: return AxisLimits.rounded(0...max(1, extent?.upperBound ?? 1))
    }
  }

  // MARK: One layer, and words

  func drawLayer(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.layer, "layer \(selectedLayer + 1) of \(depthSettings.depth)")
      .draw(in: region, of: &buffer, look: look)
    layerTable.draw(in: inner.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
    dimIfOlder(inner, of: &buffer)
  }

  private var layerTable: Table {
    Table(
      columns: [
        .init("f", .left), .init("mean"), .init("spread"), .init("gradient"), .init("saturated", isOptional: true),
        .init("dead", isOptional: true),
      ],
      rows: reports.map { report in
        var cells = layerCells(report, selectedLayer)
        cells.remove(at: 1)
        return cells
      }
    )
  }

  /// Name, layer, mean, spread, gradient, saturated share and dead units.
  func layerCells(_ report: DepthReport, _ index: Int) -> [StyledText] {
    let name = StyledText(report.activation.displayName, self.index(of: report).map(role) ?? .text, .bold)
    guard report.layers.indices.contains(index) else { return [name, "\(index + 1)"] }
    let layer = report.layers[index]
    let dead = Int((layer.dead * Double(reportedWidth)).rounded())
    guard !layer.activationsOverflowed else { return [name, "\(index + 1)", StyledText("overflow", .bad)] }
    return [
      name, "\(index + 1)", StyledText(Self.short(layer.mean)), StyledText(Self.short(layer.standardDeviation)),
      StyledText(report.firstOverflow == nil ? DepthDiagnosis.figure(layer.gradientSize) : "none", .accent),
      StyledText(NumberFormat.percent(1).string(layer.saturated)),
      StyledText("\(dead)", dead > 0 ? .warning : .text),
    ]
  }
}
