import Datasets
import NeuralNet
import Plots
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
    guard let step, let index = history.loss.bucketIndex(ofStep: step) else { return "" }
    let bucket = history.loss.buckets[index]
    let steps = history.loss.steps(ofBucket: index)
    let exact = NumberFormat.significant(6)
    let first = NumberFormat.grouped.string(epoch(ofStep: steps.lowerBound))
    if bucket.count == 1 { return "epoch \(first): \(exact.string(bucket.last))" }
    let last = NumberFormat.grouped.string(epoch(ofStep: steps.upperBound))
    return "epochs \(first)–\(last): \(exact.string(bucket.minimum)) … \(exact.string(bucket.maximum))"
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
    let limits = xLimits.range ?? 0...10
    var series = history.ghosts.map { ghost in
      ChartSeries.ghost(
        "before",
        points: ghost.loss.chartPoints(columns: columns, xPerStep: perStep, limits: limits).line
      )
    }
    let live = history.loss.chartPoints(columns: columns, xPerStep: perStep, limits: limits)
    series.append(ChartSeries("loss", points: live.line, band: live.band, role: .series(0)))
    return series
  }

  // MARK: Network

  func drawNetwork(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let network else {
      panel(.network, "network").draw(in: region, of: &buffer, look: look)
      return
    }
    let inner = panel(
      .network,
      networkTitle(width: region.width),
      figure: "\(network.architecture.parameterCount)" + (region.width < 24 ? "" : " weights")
    ).draw(in: region, of: &buffer, look: look)
    NetworkDiagram(
      layers: nodes(network),
      weights: network.architecture.layers.map { Array(network.parameters[$0.weightRange]) },
      showsWeights: inner.width >= 50 && inner.height >= 14
    ).draw(in: inner, of: &buffer, look: look)
  }

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
        return NetworkNode(Self.unitName(layer: layer - 1, unit: unit, layers: sizes.count - 2), value: value)
      }
    }
  }

  // MARK: Truth table

  func drawTruthTable(in region: Rect, of buffer: inout Buffer, look: Look) {
    let right = diagnosis?.rightCount ?? 0
    let inner = panel(
      .truth,
      region.width < 20 ? "truth" : "truth table",
      figure: diagnosis == nil ? "" : "\(right)/\(targets.count)",
      role: right == targets.count ? .good : .warning
    ).draw(in: region, of: &buffer, look: look)
    truthTable(width: inner.width).draw(in: inner, of: &buffer, look: look)
  }

  private func truthTable(width: Int) -> Table {
    let isWide = width >= 36
    var columns: [Table.Column] = [
      .init(isWide ? "x₁" : "x₁"), .init("x₂"), .init(isWide ? "target" : "y"), .init("ŷ"),
    ]
    columns.append(.init(isWide ? "error" : "ŷ−y", isOptional: true))
    if isWide { columns.append(.init("loss", isOptional: true)) }
    columns.append(.init("", .left))
    let rows = settings.data.points.indices.map { row -> [StyledText] in
      let point = settings.data.points[row]
      let target = targets[row]
      var cells = [
        StyledText(NumberFormat.compact.string(point.x)), StyledText(NumberFormat.compact.string(point.y)),
        StyledText(NumberFormat.compact.string(target)),
      ]
      guard let diagnosis else { return cells }
      let output = diagnosis.outputs[row]
      let isRight = diagnosis.isRight[row]
      cells.append(StyledText(NumberFormat.fixed(3).string(output), .accent))
      let error = NumberFormat.fixed(3).string(output - target)
      cells.append(StyledText(output - target >= 0.0005 ? "+" + error : error))
      if isWide {
        let loss: Double = settings.loss.value(prediction: output, target: target)
        cells.append(StyledText(NumberFormat.compact.string(loss)))
      }
      cells.append(
        isRight ? StyledText(isWide ? "✓ right" : "✓", .good) : StyledText(isWide ? "✗ wrong" : "✗", .bad, .bold)
      )
      return cells
    }
    return Table(columns: columns, rows: rows, selectedRow: selectedInput, gap: width >= 24 ? 2 : 1)
  }

  func truthRow(at point: Point, in region: Rect) -> Int? {
    let inner = Panel(title: "").inner(of: region)
    return truthTable(width: inner.width).row(atScreenRow: point.y, in: inner)
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
    var words = diagnosis?.words(settings) ?? []
    if showsCompanion, let companion { words.insert(companion.words, at: 0) }
    var text = StyledText()
    for (index, sentence) in words.enumerated() {
      if index > 0 { text.append(inner.height > 2 * words.count + 4 ? "\n\n" : "\n") }
      text += sentence
    }
    Paragraph(text).draw(in: inner.inset(horizontal: inner.width > 30 ? 1 : 0, vertical: 0), of: &buffer, look: look)
  }
}
