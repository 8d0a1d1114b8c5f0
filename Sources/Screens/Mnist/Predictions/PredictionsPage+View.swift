import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension PredictionsPage {
  /// The thumbnails, and beside them one image enlarged: two pictures side by side at the largest whole scale that leaves room.
  static func panels(in region: Rect, classNames: [String]) -> [PlacedPanel<MnistScreen.PanelID>] {
    let size = region.size
    let width =
      size.width >= 190 && size.height >= 48 ? 115 : size.width >= 116 ? 59 : size.width >= 76 ? 39 : 31
    let columns = region.columns(.share(1), .fixed(width))
    return [PlacedPanel(.list, columns[0]), PlacedPanel(.image, columns[1])]
  }

  /// Where the thumbnails stand in their panel.
  static func grid(in region: Rect, classNames: [String]) -> TileGrid {
    TileGrid(in: Panel(title: "").inner(of: region), wanted: 12) { Verdict.lineCount(names: classNames, width: $0) }
  }

  func draw(
    _ panel: MnistScreen.PanelID,
    _ screen: MnistScreen,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    if panel == .list {
      drawList(screen, in: region, of: &buffer, look: look)
    } else {
      drawDetail(screen, in: region, of: &buffer, look: look)
    }
  }

  private func drawList(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let grouped = NumberFormat.grouped
    let words = "\(filter.title(state.classNames)), \(order.rawValue)"
    var figure = ""
    var footer = state.waitingWords
    if let report = state.report {
      figure = "\(grouped.string(images.count)) of \(grouped.string(report.count))"
      if words.count + figure.count + 8 > region.width {
        figure = NumberFormat.compact.string(Double(images.count))
      }
      if !report.isFinite { figure = "not finite" }
      footer = state.isReportCurrent ? "" : "as of step \(grouped.string(report.step))"
    }
    let inner = screen.frame(
      .list,
      state.title(words, beside: figure, width: region.width),
      figure: figure,
      role: state.report?.isFinite == false ? .bad : .accent,
      footer: footer
    ).draw(in: region, of: &buffer, look: look)
    let grid = Self.grid(in: region, classNames: state.classNames)
    guard let report = state.report, let test = state.data?.sets.test else {
      for index in 0..<grid.count {
        ImageView.blankImage.draw(in: grid[index].picture, of: &buffer, look: look)
      }
      return
    }
    guard !images.isEmpty else {
      let words = report.isFinite ? "No image is \(filter.title(state.classNames))." : MnistState.notFiniteWords
      Paragraph(StyledText(words, .muted))
        .draw(in: inner.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
      return
    }
    let first = firstShown(grid)
    for offset in 0..<grid.count where first + offset < images.count {
      Verdict.draw(
        images[first + offset],
        of: test,
        report,
        in: grid[offset],
        isSelected: first + offset == selected,
        of: &buffer,
        look: look
      )
    }
  }

  // MARK: The enlarged one

  private func drawDetail(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    guard let detail, let test = state.data?.sets.test else {
      drawBlankDetail(screen, in: region, of: &buffer, look: look)
      return
    }
    guard detail.isFinite else {
      drawNotFiniteDetail(detail, test, screen, in: region, of: &buffer, look: look)
      return
    }
    let isRight = detail.prediction == detail.label
    let names = test.classNames
    let verdict = Verdict.headline(
      prediction: names[detail.prediction],
      truth: names[detail.label],
      isASCII: look.isASCII
    )
    let inner = screen.frame(
      .image,
      "image \(NumberFormat.grouped.string(detail.image))",
      figure: verdict,
      role: isRight ? .good : .bad,
      footer: "loss \(NumberFormat.significant(3).string(detail.loss))"
    ).draw(in: region, of: &buffer, look: look)
    let layout = detailLayout(state, in: inner, look)
    let gradient = ImageView(
      field: Field(width: test.width, height: test.height, values: detail.inputGradient),
      palette: .diverging,
      allowsEnlarging: true
    )
    for (place, picture) in zip(layout.pictures, [test.picture(at: detail.image), gradient]) {
      picture.draw(in: place, of: &buffer, look: look)
    }
    drawCaptions(layout.pictures, inner, of: &buffer, look: look)
    drawBars(
      detail.probabilities,
      names,
      layout.bars,
      label: detail.label,
      prediction: detail.prediction,
      of: &buffer,
      look: look
    )
    drawLayers(detail, layout, of: &buffer, look: look)
  }

  /// The image alone, of which a network that is not finite says nothing.
  private func drawNotFiniteDetail(
    _ detail: PredictionDetail,
    _ test: ImageDataset,
    _ screen: MnistScreen,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let inner = screen.frame(
      .image,
      "image \(NumberFormat.grouped.string(detail.image))",
      figure: "not finite",
      role: .bad,
      footer: "is \(test.classNames[detail.label])"
    ).draw(in: region, of: &buffer, look: look)
    let rows = inner.rows(.share(1), .fixed(3))
    test.picture(at: detail.image).draw(in: rows[0], of: &buffer, look: look)
    Paragraph(StyledText(MnistState.notFiniteWords, .bad)).draw(in: rows[1], of: &buffer, look: look)
  }

  private func detailLayout(_ state: MnistState, in inner: Rect, _ look: Look) -> PredictionDetailLayout {
    PredictionDetailLayout(
      in: inner,
      bars: state.classNames.count,
      layers: detail?.hidden.map(\.count) ?? state.run.settings.hidden,
      halves: look.isASCII || !look.hasGradients ? 1 : 2
    )
  }

  /// The room of everything before there is something to show in it.
  private func drawBlankDetail(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let inner = screen.frame(.image, "one image").draw(in: region, of: &buffer, look: look)
    let layout = detailLayout(state, in: inner, look)
    for place in layout.pictures { ImageView.blankImage.draw(in: place, of: &buffer, look: look) }
    let none = Array(repeating: 0.0, count: state.classNames.count)
    drawBars(none, state.classNames, layout.bars, label: nil, prediction: nil, of: &buffer, look: look)
  }

  /// What the pictures show; the second one's words may be wider than it is.
  private func drawCaptions(_ pictures: [Rect], _ inner: Rect, of buffer: inout Buffer, look: Look) {
    guard let image = pictures.first, let gradient = pictures.last, pictures.count == 2 else { return }
    func row(_ place: Rect) -> Rect { Rect(x: place.x, y: place.maxY, width: place.width, height: 1) }
    StyledText("image", .muted).draw(in: row(image), of: &buffer, look: look, alignment: .center)
    let more = look.isMono ? "dense" : "blue"
    let words = [
      "pixels that matter (\(more): more ink there, more loss)", "\(more): more ink, more loss",
      "\(more) ink adds loss",
      "\(more) adds loss", "what matters",
    ]
    let wordsEnd = (image.x + image.maxX + 5) / 2
    let right = min(inner.maxX, gradient.maxX + 12)
    guard let fitting = words.first(where: { $0.count <= min(right - wordsEnd - 1, gradient.width + 8) }) else {
      return
    }
    let x = min(max(wordsEnd + 1, gradient.x + (gradient.width - fitting.count) / 2), right - fitting.count)
    StyledText(fitting, .muted)
      .draw(in: Rect(x: x, y: gradient.maxY, width: fitting.count, height: 1), of: &buffer, look: look)
  }

  /// A bar a class; without a label there are no figures yet.
  private func drawBars(
    _ probabilities: [Double],
    _ names: [String],
    _ columns: [Rect],
    label truth: Int?,
    prediction: Int?,
    of buffer: inout Buffer,
    look: Look
  ) {
    guard let width = columns.map(\.width).min(), width > 0 else { return }
    let perColumn = (names.count + columns.count - 1) / columns.count
    let codes = ClassCodes(names, width: max(2, width / 2 - 6))
    for (index, place) in columns.enumerated() {
      let labels = names.indices.dropFirst(index * perColumn).prefix(perColumn)
      let bars = labels.map { label in
        let mark =
          label == truth || label == prediction
          ? Verdict.mark(isRight: label == truth, isASCII: look.isASCII) : " "
        return BarChart.Bar(
          "\(mark) \(codes[label])",
          probabilities[label],
          role: label == truth ? .good : label == prediction ? .bad : .series(0),
          isHighlighted: label == truth || label == prediction
        )
      }
      let format: NumberFormat? = truth == nil ? nil : .percent(width >= 18 ? 1 : 0)
      BarChart(bars, range: 0...1, format: format).draw(in: place, of: &buffer, look: look)
    }
  }

  /// Each hidden layer's activations as a strip of cells, in the order of its units.
  private func drawLayers(
    _ detail: PredictionDetail,
    _ layout: PredictionDetailLayout,
    of buffer: inout Buffer,
    look: Look
  ) {
    let region = layout.layers
    let halves = look.isASCII || !look.hasGradients ? 1 : 2
    let aside = layout.hasWordsBeside ? PredictionDetailLayout.wordsWidth : 0
    var y = region.y
    for (index, layer) in detail.hidden.enumerated() {
      let width = min(region.width - aside, layer.count)
      guard width > 0 else { return }
      let lines = (layer.count + width - 1) / width
      let height = (lines + halves - 1) / halves
      let top = layout.hasWordsBeside ? y : y + 1
      guard top + height <= region.maxY else { return }
      let active = layer.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
      let words = "layer \(index + 1): \(active)/\(layer.count) active"
      StyledText(words, .muted)
        .draw(in: Rect(x: region.x, y: y, width: region.width, height: 1), of: &buffer, look: look)
      let blank = layer.min().map { Double(min($0, 0)) } ?? 0
      var values = layer.map { Double($0) }
      values += Array(repeating: blank, count: height * halves * width - values.count)
      let place = Rect(x: region.x + aside, y: top, width: width, height: height)
      buffer.fill(place, look.blank)
      HeatMap(field: Field(width: width, height: height * halves, values: values), palette: .sequential)
        .draw(in: place, of: &buffer, look: look)
      y = top + height
    }
  }
}
