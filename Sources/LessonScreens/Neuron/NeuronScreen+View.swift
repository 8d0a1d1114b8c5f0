import Lessons
import NeuralNet
import Plots
import Shell
import Terminal

extension NeuronScreen {
  /// The title line.
  public var heading: Heading {
    let now = settingsNow
    let shape = now.architecture.layerSizes.map(String.init).joined(separator: "-")
    let network = now.isSingleNeuron ? now.architecture.outputActivation.displayName : shape
    var status = playbackStatus("sample")
    if run.hasDiverged { status = StyledText("✗ diverged ", .bad) + StyledText("in epoch \(run.state.epoch)") }
    return Heading(
      "neuron",
      details: [now.data.title, network, now.batch.description, now.optimizer.displayName],
      status: status + StyledText(" · epoch \(NumberFormat.grouped.string(run.state.epoch))", .muted)
    )
  }

  /// The panels' places.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    let chainHeight = min(12, max(9, body.height - 8))
    let bottom = max(chainHeight, body.height * 2 / 5)
    let rows = body.rows(.share(1), .fixed(bottom))
    if body.width < 76 {
      let top = rows[0].columns(.share(1), .share(1))
      let low = rows[1].columns(.share(3), .share(2))
      return [
        PlacedPanel(.fit, top[0]), PlacedPanel(.surface, top[1]), PlacedPanel(.chain, low[0]),
        PlacedPanel(.loss, low[1]),
      ]
    }
    let top = rows[0].columns(.share(1), .share(1), .share(1))
    let low = rows[1].columns(.share(6), .share(5))
    return [
      PlacedPanel(.fit, top[0]), PlacedPanel(.surface, top[1]), PlacedPanel(.loss, top[2]),
      PlacedPanel(.chain, low[0]), PlacedPanel(.words, low[1]),
    ]
  }

  /// Draws a panel.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .fit: drawFit(in: region, of: &buffer, look: look)
    case .surface: drawSurface(in: region, of: &buffer, look: look)
    case .loss: drawLoss(in: region, of: &buffer, look: look)
    case .chain: drawChain(in: region, of: &buffer, look: look)
    case .words: drawWords(in: region, of: &buffer, look: look)
    }
  }

  // MARK: Data and curve

  private func drawFit(in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = run.state
    let names = settingsNow.data.names
    guard settingsNow.architecture.inputCount == 1 else {
      let inner = frame(.fit, "samples").draw(in: region, of: &buffer, look: look)
      return sampleTable.spelled(for: look).draw(in: inner, of: &buffer, look: look)
    }
    let figure = state.lastStep.map { "x \(number($0.pass.inputs[0], 3))" } ?? ""
    let output = look.isASCII ? "y^" : "ŷ"
    let title = Panel.title(
      ["\(names.target) and \(output) over \(names.input)", "data and \(output)", "data"],
      beside: figure,
      in: region
    )
    let inner = frame(.fit, title, figure: figure).draw(in: region, of: &buffer, look: look)
    let range = settingsNow.data.inputRange
    let margin = max(0.5, 0.05 * (range.upperBound - range.lowerBound))
    let ends = (range.lowerBound - margin)...(range.upperBound + margin)
    let places = (0...120).map { ends.lowerBound + (ends.upperBound - ends.lowerBound) * Double($0) / 120 }
    let stride = max(1, settingsNow.data.count / 400)
    let points = settingsNow.data.samples.enumerated().filter { $0.offset % stride == 0 }
      .map { ChartPoint($0.element.inputs[0], $0.element.target) }
      .sorted { $0.x < $1.x }
    let targets = settingsNow.data.targetRange
    let room = max(0.25, 0.1 * (targets.upperBound - targets.lowerBound))
    let yRange = (targets.lowerBound - room)...(targets.upperBound + room)
    let curve = places.map { ChartPoint($0, state.prediction($0)) }
    let chart = LineChart(
      series: [
        ChartSeries("ŷ", points: curve, role: .series(0), stroke: .solid, glyph: "-"),
        ChartSeries("y", points: points, role: .series(1), stroke: .solid, glyph: "o", isJoined: false),
      ],
      xAxis: Axis(limits: ends, fit: .exact),
      yAxis: Axis(limits: yRange),
      markers: fitMarkers(points, yRange),
      legend: .never
    )
    chart.draw(in: inner, of: &buffer, look: look)
  }

  /// The data as points where they are few, and the sample that was shown last.
  private func fitMarkers(_ points: [ChartPoint], _ range: ClosedRange<Double>) -> [ChartMarker] {
    var markers: [ChartMarker] = []
    if points.count <= 40 {
      markers = points.map { ChartMarker(x: $0.x, y: $0.last, glyph: "●", role: .series(1)) }
    }
    if let step = run.state.lastStep {
      markers.append(ChartMarker(x: step.pass.inputs[0], y: step.target, glyph: "◆", role: .accent))
    }
    return markers
  }

  private var sampleTable: Table {
    let rows = settingsNow.data.samples.prefix(50).map { sample in
      [
        StyledText(sample.inputs.map { number($0, 3) }.joined(separator: ", ")), StyledText(number(sample.target, 3)),
        StyledText(number(run.state.prediction(sample.inputs), 4), .accent),
      ]
    }
    return Table(columns: [.init("x", .left), .init("y"), .init("ŷ")], rows: Array(rows))
  }

  // MARK: Loss

  private func drawLoss(in region: Rect, of buffer: inout Buffer, look: Look) {
    let count = showsSum ? 1 : Double(settingsNow.data.count)
    let kind = showsSum ? "loss, sum" : "loss, mean"
    let shown = run.shownEpochs
    // As many digits as a notebook prints, where they fit.
    let figure = shown.last.map { number($0.lossSum / count, region.width < 30 ? 5 : 7) } ?? ""
    let inner = frame(
      .loss,
      Panel.title(
        isLogarithmic ? ["\(kind) (log)", "loss (log)", "log"] : [kind, "loss"],
        beside: figure,
        in: region
      ),
      figure: figure,
      footer: region.width < 20 ? "" : region.width < 27 ? "per epoch" : "per epoch, as trained"
    ).draw(in: region, of: &buffer, look: look)
    func points(_ epochs: ArraySlice<NeuronEpoch>) -> [ChartPoint] {
      let stride = max(1, epochs.count / max(1, 2 * inner.width))
      return epochs.filter { $0.epoch % stride == 0 || $0.epoch == epochs.endIndex - 1 }
        .map { ChartPoint(Double($0.epoch), $0.lossSum / count) }
    }
    var series = [
      ChartSeries("loss", points: points(shown), role: .series(0), stroke: .solid, glyph: "*")
    ]
    var markers: [ChartMarker] = []
    if let companion {
      let name = settingsNow.gradients == .actual ? "wired right" : "true gradient"
      series.insert(
        ChartSeries(name, points: points(companion.shownEpochs), role: .series(1), stroke: .dashed, glyph: "."),
        at: 0
      )
    }
    if let last = shown.last {
      markers.append(ChartMarker(x: Double(last.epoch), y: last.lossSum / count, glyph: "◆"))
    }
    let floor = settingsNow.isSingleNeuron ? NeuronFindings.leastLoss(settingsNow) / count : 0
    let chart = LineChart(
      series: series,
      xAxis: Axis(limits: 0...Double(max(4, shown.count)), fit: .padded, isWhole: true),
      yAxis: Axis(scale: isLogarithmic ? .logarithmic : .linear),
      rules: floor > 0 && !shown.isEmpty
        ? [ChartRule(.horizontal(floor), label: region.width < 30 ? "" : "least: \(number(floor, 4))")] : [],
      markers: markers,
      legend: companion == nil ? .never : .always
    )
    chart.draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Surface

  /// The part of the plane of weight and bias that is shown.
  private var surfaceAxes: PlaneAxes {
    let names = settingsNow.parameterNames
    let indices = LossSurface.axes(settingsNow)
    return PlaneAxes(x: map.weight, y: map.bias, xLabel: names[indices.weight], yLabel: names[indices.bias])
  }

  /// The weight and the bias at a cell of the surface's panel.
  func surfacePlace(at point: Point, in region: Rect) -> (x: Double, y: Double)? {
    HeatMap(field: Field(width: 1, height: 1, values: [0]), axes: surfaceAxes)
      .place(at: point, in: Panel(title: "").inner(of: region))
  }

  /// The surface on a grid, with the way that has been walked on it.
  private func surface(size: Size) -> HeatMap {
    let indices = LossSurface.axes(settingsNow)
    let axes = surfaceAxes
    // By logarithm, since the loss spans decades.
    let field = surfaceMemo.field(of: LossSurface(run.state, over: surfacePart), axes, size)
    var plot = HeatMap(field: field, axes: axes, palette: .sequential)
    if let extent = field.extent {
      plot.contours = (1...5).map { extent.lowerBound + (extent.upperBound - extent.lowerBound) * Double($0) / 6 }
    }
    let path = run.path
    let stride = max(1, path.count / 40)
    let places = path.enumerated().filter { $0.offset % stride == 0 }.map(\.element) + [run.state.parameters]
    plot.lines = zip(places, places.dropFirst()).compactMap { from, to in
      let ends = [from[indices.weight], from[indices.bias], to[indices.weight], to[indices.bias]]
      guard ends.allSatisfy({ abs($0) < 1e9 }) else { return nil }
      return PlaneLine(from: (ends[0], ends[1]), to: (ends[2], ends[3]), role: .title)
    }
    plot.markers = [
      PlaneMarker(x: settingsNow.start[indices.weight], y: settingsNow.start[indices.bias], label: "start"),
      PlaneMarker(
        x: run.state.parameters[indices.weight],
        y: run.state.parameters[indices.bias],
        kind: .selected
      ),
    ]
    return plot
  }

  private func drawSurface(in region: Rect, of buffer: inout Buffer, look: Look) {
    let indices = LossSurface.axes(settingsNow)
    let names = settingsNow.parameterNames
    let parameters = run.state.parameters
    let surface = LossSurface(run.state, over: surfacePart)
    let of =
      switch surfacePart {
      case .all where surface.count < surface.total: "\(surface.count) samples"
      case .all: "all"
      case .batch: "batch"
      case .sample: "sample"
      }
    let figures = [4, 3, 2].map { digits in
      [indices.weight, indices.bias].map { "\(names[$0]) \(parameter(parameters[$0], digits))" }.joined(separator: " ")
    }
    let figure = figures.first { region.width - $0.unicodeScalars.count >= 12 } ?? figures[2]
    let title = Panel.title(
      ["mean loss of \(of), log", "mean loss, log", "mean loss", "loss"],
      beside: figure,
      in: region
    )
    let inner = frame(.surface, title, figure: figure, footer: reading(in: region)).draw(
      in: region,
      of: &buffer,
      look: look
    )
    self.surface(size: HeatMap.sampleSize(in: inner, axes: surfaceAxes, look: look)).draw(
      in: inner,
      of: &buffer,
      look: look
    )
  }

  /// The loss under the mouse.
  private func reading(in region: Rect) -> String {
    guard let pointer = shell.pointer,
      let place = surfacePlace(at: pointer, in: region)
    else { return "" }
    let loss = LossSurface(run.state, over: surfacePart).loss(weight: place.x, bias: place.y)
    return "(\(number(place.x, 3)), \(number(place.y, 3))): \(number(loss, 4))"
  }

  // MARK: Words

  private func drawChain(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let step = run.state.lastStep else {
      let inner = frame(.chain, "one sample, by the chain rule", padding: 1).draw(in: region, of: &buffer, look: look)
      let words =
        "s shows one sample: z, ŷ, the loss, its gradient factor by factor, and the new weights. [ goes back, S shows an epoch, space plays."
      return StyledText(words, .muted).wrapped(width: inner.width).draw(in: inner, of: &buffer, look: look)
    }
    let x = step.pass.inputs.map { number($0, 4) }.joined(separator: ", ")
    let place = "sample \(step.sample + 1)"
    let figure = "x = \(x), y = \(number(step.target, 4))"
    let title = Panel.title(
      ["\(place) of \(settingsNow.data.count), epoch \(step.epoch)", "\(place) of \(settingsNow.data.count)", place],
      beside: figure,
      in: region
    )
    let inner = frame(.chain, title, figure: figure, padding: 1).draw(in: region, of: &buffer, look: look)
    let forms = [false, true].flatMap { isCompact in
      [5, 4, 3].map { step.lines(settingsNow, isCompact: isCompact, digits: $0) }
    }
    let fitting = forms.first { lines in
      lines.count <= inner.height && lines.allSatisfy { $0.unicodeScalars.count <= inner.width }
    }
    (fitting ?? step.shortLines(settingsNow)).map { line in
      let isUpdate = line.contains("←")
      return StyledText(line, isUpdate ? .accent : .text).spelled(for: look)
    }.draw(in: inner, of: &buffer, look: look)
  }

  /// What is happening, what matters most first.
  var findings: [StyledText] {
    let found = NeuronFindings(run).all.map { finding in
      StyledText(
        finding.text,
        finding.topic == .dead || finding.topic == .diverged ? .warning : .text
      )
    }
    let about = preset.map { StyledText($0.about.replacing("\n", with: " "), .muted) }
    return found.isEmpty ? about.map { [$0] } ?? [] : found
  }

  private func drawWords(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.words, "what is happening", padding: 1).draw(in: region, of: &buffer, look: look)
    let words = findings.map { $0.spelled(for: look).wrapped(width: inner.width) }
    // Whole findings only: what has no room is behind e.
    var lines: [StyledText] = []
    for word in words {
      let gap = lines.isEmpty ? [] : [StyledText()]
      if !lines.isEmpty, lines.count + word.count + gap.count > inner.height { break }
      lines += gap + word
    }
    lines.draw(in: inner, of: &buffer, look: look)
  }

  /// There is always something to explain.
  public var canExplain: Bool { true }

  /// What `e` shows.
  public var explanation: Explanation? {
    var lines: [StyledText] = [StyledText("What is happening", .title, .bold)]
    for text in findings { lines += [StyledText("  ") + text, StyledText()] }
    if let preset { lines += [StyledText("This run", .title, .bold), StyledText("  \(preset.about)"), StyledText()] }
    if let step = run.state.lastStep {
      lines.append(StyledText("Sample \(step.sample + 1), by the chain rule", .title, .bold))
      lines += step.lines(settingsNow).map { StyledText("  " + $0) }
    }
    lines.append(StyledText())
    lines.append(StyledText("The loss", .title, .bold))
    lines.append(
      StyledText(
        "  An epoch's loss is summed while its samples are trained on, so it mixes the weights of the whole epoch. The surface is computed from all samples, or 200 of them if there are more, with all other weights as they are now."
      )
    )
    return Explanation("explain: one neuron, with its numbers", lines)
  }

  /// A parameter, whose rounding's dust is no figure.
  private func parameter(_ value: Double, _ digits: Int) -> String { number(abs(value) < 1e-12 ? 0 : value, digits) }

  private func number(_ value: Double, _ digits: Int) -> String { NeuronScreen.number(value, digits) }

  /// A number with so many digits, without zeros at its end, with a true minus.
  static func number(_ value: Double, _ digits: Int) -> String { NumberFormat.trimmed(digits).string(value) }

  // MARK: Text

  /// The panels that stand in a text.
  public var textPanels: [PanelID] { [.fit, .loss] }

  /// The text.
  public func summary() -> [StyledText] {
    let now = settingsNow
    let names = now.parameterNames
    var lines = [StyledText("epoch      loss sum     loss mean   " + names.map { Self.padded($0, 10) }.joined())]
    let shown = run.shownEpochs
    let stride = max(1, shown.count / 10)
    for epoch in shown where epoch.epoch % stride == 0 || epoch.epoch == shown.count - 1 {
      let figures = epoch.parameters.map { Self.padded(NumberFormat.fixed(4).string($0), 10) }.joined()
      lines.append(
        StyledText(
          Self.padded(NumberFormat.grouped.string(epoch.epoch), 5)
            + Self.padded(NumberFormat.fixed(4).string(epoch.lossSum), 14)
            + Self.padded(NumberFormat.fixed(4).string(epoch.meanLoss(of: now.data.count)), 14) + "   " + figures
        )
      )
    }
    let outputs = testInputs.prefix(20).map { inputs in
      let x = inputs.map { Self.number($0, 4) }.joined(separator: ", ")
      return "ŷ(\(x)) = \(NumberFormat.fixed(4).string(run.state.prediction(inputs)))"
    }
    lines.append(StyledText())
    lines += outputs.map { StyledText($0) }
    lines.append(StyledText())
    lines += findings.flatMap { $0.wrapped(width: 80) }
    return lines
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.unicodeScalars.count)) + text
  }
}
