import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension PredictionsTab {
  func draw(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let layout = PredictionsLayout(region, isZoomed: isZoomed)
    if !layout.list.isEmpty { drawList(state, layout, of: &buffer, look: look) }
    drawDetail(state, in: layout.detail, of: &buffer, look: look)
  }

  private func drawList(_ state: MnistState, _ layout: PredictionsLayout, of buffer: inout Buffer, look: Look) {
    let grouped = NumberFormat.grouped
    let title = "\(filter.title(state.classNames)), \(order.rawValue)"
    var figure = ""
    var footer = ""
    if let report = state.report {
      figure = "\(grouped.string(images.count)) of \(grouped.string(report.count))"
      footer = state.isReportCurrent ? "" : "as of step \(grouped.string(report.step))"
    }
    let inner = Panel(title: state.titled(title), figure: figure, footer: footer, isFocused: true)
      .draw(in: layout.list, of: &buffer, look: look)
    guard let report = state.report, let test = state.data?.sets.test else {
      let words = state.snapshot == nil ? "Training has not begun." : "Looking at every test image …"
      Paragraph(StyledText(words, .muted)).draw(in: inner.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
      return
    }
    guard !images.isEmpty else {
      Paragraph(StyledText("No image is \(filter.title(state.classNames)).", .muted))
        .draw(in: inner.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
      return
    }
    let grid = layout.grid
    let first = firstShown(grid)
    for offset in 0..<grid.count where first + offset < images.count {
      let image = images[first + offset]
      let (picture, line) = grid[offset]
      test.picture(at: image).draw(in: picture, of: &buffer, look: look)
      let isSelected = first + offset == selected
      if isSelected { buffer.fill(line, Cell(" ", look.style(.selection))) }
      let verdict = Verdict(
        prediction: test.classNames[Int(report.predictions[image])],
        truth: test.className(at: image),
        confidence: report.confidence(of: image)
      )
      let room = isSelected ? line.width - 2 : line.width
      let text = (isSelected ? StyledText("▸ ", .accent, .bold) : StyledText()) + verdict.text(width: room)
      text.draw(in: line, of: &buffer, look: look)
    }
  }

  // MARK: The enlarged one

  private func drawDetail(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let detail, let test = state.data?.sets.test else {
      Panel(title: "one image").draw(in: region, of: &buffer, look: look)
      return
    }
    let isRight = detail.prediction == detail.label
    let names = test.classNames
    let verdict = isRight ? "✓ \(names[detail.label])" : "✗ \(names[detail.prediction]) is \(names[detail.label])"
    let inner = Panel(
      title: "image \(NumberFormat.grouped.string(detail.image))",
      figure: verdict,
      figureRole: isRight ? .good : .bad,
      footer: "loss \(NumberFormat.significant(3).string(detail.loss))",
      isFocused: isZoomed
    ).draw(in: region, of: &buffer, look: look)
    let picture = test.picture(at: detail.image)
    let gradient = ImageView(
      field: Field(width: test.width, height: test.height, values: detail.inputGradient),
      palette: .diverging,
      allowsEnlarging: true
    )
    if inner.width >= 57, inner.height >= 16 {
      drawWide(state, detail, picture, gradient, in: inner, of: &buffer, look: look)
    } else {
      drawNarrow(detail, names, picture, gradient, in: inner, of: &buffer, look: look)
    }
  }

  /// Two pictures at full resolution, bars beside or below them, then the layers.
  private func drawWide(
    _ state: MnistState,
    _ detail: PredictionDetail,
    _ picture: ImageView,
    _ gradient: ImageView,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let hasBarsBeside = region.width >= 57 + 18
    // Doubled, the two pictures and the bars beside them take 113 + 24 columns and 28 rows.
    let scale = region.width >= 140 && region.height >= 40 ? 2 : 1
    let top = region.rows(.fixed(14 * scale + 1), .share(1))
    let pictures: [Length] = [.fixed(28 * scale), .fixed(28 * scale)]
    let columns = top[0].columns(hasBarsBeside ? pictures + [.share(1)] : pictures, gap: 1)
    drawPair(picture, gradient, columns[0], columns[1], of: &buffer, look: look)
    if hasBarsBeside {
      let bars = columns[2].inset(horizontal: 1, vertical: 0).rows(.fixed(1), .fixed(10), .share(1))
      StyledText("probability", .muted).draw(in: bars[0], of: &buffer, look: look)
      probabilityBars(detail, state.classNames).draw(in: bars[1], of: &buffer, look: look)
      drawLayers(detail, in: top[1], of: &buffer, look: look)
    } else {
      let rest = top[1].rows(.fixed(min(10, top[1].height)), .share(1), gap: top[1].height >= 16 ? 1 : 0)
      probabilityBars(detail, state.classNames).draw(in: rest[0], of: &buffer, look: look)
      drawLayers(detail, in: rest[1], of: &buffer, look: look)
    }
  }

  /// Two small pictures, bars below them, or beside them where it is low.
  private func drawNarrow(
    _ detail: PredictionDetail,
    _ names: [String],
    _ picture: ImageView,
    _ gradient: ImageView,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let pairHeight = min(8, max(0, region.height - 10))
    let rows = region.rows(.fixed(pairHeight), .fixed(10), .share(1))
    let width = min(2 * (pairHeight - 1), (region.width - 1) / 2)
    let columns = rows[0].columns(.fixed(width), .fixed(width), gap: max(1, (region.width - 2 * width) / 3))
    if columns.count == 2, pairHeight >= 4 {
      drawPair(picture, gradient, columns[0], columns[1], of: &buffer, look: look)
    }
    probabilityBars(detail, names).draw(in: rows[1], of: &buffer, look: look)
    drawLayers(detail, in: rows[2], of: &buffer, look: look)
  }

  private func drawPair(
    _ picture: ImageView,
    _ gradient: ImageView,
    _ left: Rect,
    _ right: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    for (view, place, words) in [(picture, left, "image"), (gradient, right, "pixels that matter")] {
      let rows = place.rows(.share(1), .fixed(1))
      view.draw(in: rows[0], of: &buffer, look: look)
      StyledText(words, .muted).draw(in: rows[1], of: &buffer, look: look, alignment: .center)
    }
  }

  private func probabilityBars(_ detail: PredictionDetail, _ names: [String]) -> BarChart {
    let prediction = detail.prediction
    return BarChart(
      names.indices.map { index in
        let mark = index == detail.label ? "✓" : index == prediction ? "✗" : " "
        return BarChart.Bar(
          "\(mark) \(names[index])",
          detail.probabilities[index],
          role: index == detail.label ? .good : index == prediction ? .bad : .series(0),
          isHighlighted: index == detail.label || index == prediction
        )
      },
      range: 0...1,
      format: .percent(1)
    )
  }

  /// Each hidden layer's activations as a strip of cells, in the order of its units.
  private func drawLayers(_ detail: PredictionDetail, in region: Rect, of buffer: inout Buffer, look: Look) {
    var y = region.y
    for (index, layer) in detail.hidden.enumerated() {
      let width = min(region.width, layer.count)
      guard width > 0 else { return }
      let lines = (layer.count + width - 1) / width
      let height = look.isASCII || !look.hasGradients ? lines : (lines + 1) / 2
      guard y + 1 + height <= region.maxY else { return }
      let active = layer.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
      StyledText("layer \(index + 1): \(active) of \(layer.count) units active", .muted)
        .draw(in: Rect(x: region.x, y: y, width: region.width, height: 1), of: &buffer, look: look)
      let blank = layer.min().map { Double(min($0, 0)) } ?? 0
      let rows = height * (look.isASCII || !look.hasGradients ? 1 : 2)
      var values = layer.map { Double($0) }
      values += Array(repeating: blank, count: rows * width - values.count)
      HeatMap(field: Field(width: width, height: rows, values: values), palette: .sequential)
        .draw(in: Rect(x: region.x, y: y + 1, width: width, height: height), of: &buffer, look: look)
      y += height + 1
    }
  }
}
