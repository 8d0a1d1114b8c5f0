import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension XorScreen {
  // MARK: Loss

  func drawLoss(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "").inner(of: region)
    var chart = lossChart
    let hovered = pointer.flatMap { point in
      inner.contains(point) ? chart.xValue(atColumn: point.x, in: inner, look: look) : nil
    }
    let step = hovered.map { min(max(1, Int($0.rounded()) * history.stepsPerEpoch), max(1, history.loss.lastStep)) }
    if let step {
      chart.cursor = Double(step) / Double(history.stepsPerEpoch)
    } else if isRewound {
      chart.cursor = Double(cursorStep) / Double(history.stepsPerEpoch)
    }
    chart.legend = .never
    let figure = history.loss.bucket(atStep: max(1, cursorStep))?.last
    panel(
      .loss,
      isLogarithmic ? "loss (log)" : "loss",
      figure: figure.map { NumberFormat.significant(4).string($0) } ?? "",
      role: figure.map(\.isFinite) == false ? .bad : .accent,
      footer: reading(atStep: step ?? (isRewound ? cursorStep : nil))
    ).draw(in: region, of: &buffer, look: look)
    // At so many points a column every dot of the plot has its own.
    let columns = max(1, 2 * chart.plotArea(in: inner, look: look).width)
    chart.series = series(columns: columns)
    chart.draw(in: inner, of: &buffer, look: look)
  }

  /// The exact figures at a step; over several steps where the past has been thinned.
  private func reading(atStep step: Int?) -> String {
    guard let step else { return "" }
    if step == 0 { return beginning }
    guard let index = history.loss.bucketIndex(ofStep: step) else { return "" }
    let bucket = history.loss.buckets[index]
    let steps = history.loss.steps(ofBucket: index)
    let exact = NumberFormat.significant(6)
    let first = NumberFormat.grouped.string(epoch(ofStep: steps.lowerBound))
    if bucket.count == 1 { return "epoch \(first): \(exact.string(bucket.last))" }
    let last = NumberFormat.grouped.string(epoch(ofStep: steps.upperBound))
    return "epochs \(first)–\(last): \(exact.string(bucket.minimum)) … \(exact.string(bucket.maximum))"
  }

  /// What is read where nothing was trained yet: the loss of the weights as they began, which the first step starts from.
  private var beginning: String {
    guard shownStep == 0, let diagnosis, !targets.isEmpty else { return "epoch 0" }
    let losses = zip(diagnosis.outputs, targets).map { settings.loss.value(prediction: $0, target: $1) }
    let mean = losses.reduce(0, +) / Double(losses.count)
    return "epoch 0: \(NumberFormat.significant(6).string(mean))"
  }

  private var lossChart: LineChart {
    LineChart(
      series: [],
      xAxis: Axis(limits: xLimits.range ?? 0...10, fit: .padded, isWhole: true),
      yAxis: Axis(
        scale: isLogarithmic ? .logarithmic : .linear,
        limits: yLimits.range ?? (isLogarithmic ? 0.01...1 : 0...0.5)
      )
    )
  }

  private func series(columns: Int) -> [ChartSeries] {
    let perStep = 1 / Double(history.stepsPerEpoch)
    // A step over all points has no chance in it.
    let isNoisy = history.stepsPerEpoch > 1
    let limits = xLimits.range ?? 0...10
    var series = history.ghosts.map { ghost in
      ChartSeries.ghost(
        "before",
        points: ghost.loss.chartPoints(columns: columns, xPerStep: perStep, limits: limits, isNoisy: isNoisy).line
      )
    }
    let live = history.loss.chartPoints(columns: columns, xPerStep: perStep, limits: limits, isNoisy: isNoisy)
    series.append(ChartSeries("loss", points: live.line, band: live.band, role: .series(0)))
    return series
  }

  // MARK: Network

  func drawNetwork(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let network else {
      panel(.network, "network").draw(in: region, of: &buffer, look: look)
      return
    }
    let title = networkTitle(width: region.width)
    let count = "\(network.architecture.parameterCount)"
    let hasRoom = title.unicodeScalars.count + count.utf8.count + 19 <= region.width
    let inner = panel(.network, title, figure: count + (hasRoom ? " parameters" : ""))
      .draw(in: region, of: &buffer, look: look)
    networkDiagram(network, in: inner).draw(in: inner, of: &buffer, look: look)
  }

  /// The diagram; the unit under the mouse stands out with its weights.
  private func networkDiagram(_ network: Network<Double>, in inner: Rect) -> NetworkDiagram {
    var diagram = NetworkDiagram(
      layers: nodes(network),
      weights: network.architecture.layers.map { Array(network.parameters[$0.weightRange]) }
    )
    if let pointer { diagram.highlighted = diagram.unit(at: pointer, in: inner) }
    // A number belongs to a line that is seen: between many units only those of one unit are.
    let edges = network.architecture.layers.reduce(0) { $0 + $1.inputs * $1.outputs }
    diagram.showsWeights =
      inner.width >= 50 && inner.height >= 14 && (edges <= Self.mostNumberedEdges || diagram.highlighted != nil)
    return diagram
  }

  private static let mostNumberedEdges = 32

  private func networkTitle(width: Int) -> String {
    guard let selectedInput else { return "network" }
    let name = "(\(PlaneDiagnosis.name(settings.data.points[selectedInput])))"
    return width < 36 ? "input \(name)" : "network, input \(name)"
  }

  private func nodes(_ network: Network<Double>) -> [[NetworkNode]] {
    let pass = selectedInput.map { network.forward([settings.data.points[$0].x, settings.data.points[$0].y]) }
    let sizes = network.architecture.layerSizes
    return sizes.indices.map { layer in
      (0..<sizes[layer]).map { unit in
        if layer == 0 { return NetworkNode("x\(subscripted(unit + 1))", value: pass?.input[unit]) }
        let value = pass?.layers[layer - 1].activations[unit]
        if layer == sizes.count - 1 { return NetworkNode("ŷ", value: value) }
        return NetworkNode(Self.unitName(layer: layer - 1, unit: unit), value: value)
      }
    }
  }

  // MARK: Words

  func drawWords(in region: Rect, of buffer: inout Buffer, look: Look) {
    let headline = diagnosis?.headline
    let inner = panel(
      .words,
      region.width < 34 ? "in words" : "what is happening",
      figure: headline?.text ?? "",
      role: headline?.role ?? .accent
    )
    .draw(in: region, of: &buffer, look: look)
    let place = inner.inset(horizontal: inner.width > 30 ? 1 : 0, vertical: 0)
    var words = diagnosis?.words(settings) ?? []
    if showsCompanion, let companion { words = companion.words + words }
    var text = StyledText()
    let isAiry =
      Paragraph(StyledText(words.map(\.string).joined(separator: "\n")))
      .height(width: place.width) + words.count - 1 <= place.height
    for (index, sentence) in words.enumerated() {
      if index > 0 { text.append(isAiry ? "\n\n" : "\n") }
      text += sentence
    }
    let advice = diagnosis?.advice(settings) ?? []
    if isAiry, !advice.isEmpty {
      var tried = text
      tried.append("\n\n")
      tried.append("To try", .title, .bold)
      for line in advice { tried += StyledText("\n") + line }
      if Paragraph(tried).height(width: place.width) <= place.height { text = tried }
    }
    Paragraph(text.spelled(for: look)).draw(in: place, of: &buffer, look: look)
  }
}
