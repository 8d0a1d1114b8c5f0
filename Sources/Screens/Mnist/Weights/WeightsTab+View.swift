import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension WeightsTab {
  func draw(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let layout = WeightsLayout(region, side: side, isZoomed: isZoomed)
    if !layout.units.isEmpty {
      drawUnits(state, layout, of: &buffer, look: look)
      drawUnit(state, in: layout.unit, of: &buffer, look: look)
    }
    if !layout.histograms.isEmpty { drawHistograms(state, in: layout.histograms, of: &buffer, look: look) }
    if !layout.projection.isEmpty { drawProjection(state, in: layout.projection, of: &buffer, look: look) }
  }

  /// Which step the units' activity belongs to, where that is not the one whose weights are shown.
  private func footer(_ state: MnistState) -> String {
    guard let inspection else { return "" }
    return isCurrent(state) ? "" : "activity as of step \(NumberFormat.grouped.string(inspection.step))"
  }

  private func drawNote(_ words: String, in region: Rect, of buffer: inout Buffer, look: Look) {
    Paragraph(StyledText(words, .muted)).draw(in: region.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
  }

  private func waiting(_ state: MnistState) -> String {
    state.snapshot == nil ? "Training has not begun." : "Running every test image through the network …"
  }

  // MARK: Units

  /// A unit's weights as a picture; each has its own scale, symmetric about zero.
  private func picture(_ unit: Int, _ network: Network<Float>, _ state: MnistState) -> ImageView? {
    guard let layout = network.architecture.layers.first, unit < layout.outputs,
      let test = state.data?.sets.test, test.pixelsPerImage == layout.inputs
    else { return nil }
    let start = layout.weightOffset + unit * layout.inputs
    return ImageView(
      field: Field(
        width: test.width,
        height: test.height,
        values: network.parameters[start..<start + layout.inputs].map { Double($0) }
      ),
      palette: .diverging,
      allowsEnlarging: true
    )
  }

  private func drawUnits(_ state: MnistState, _ layout: WeightsLayout, of buffer: inout Buffer, look: Look) {
    let count = Self.unitCount(state)
    let grid = layout.grid
    let first = firstShown(grid)
    let last = min(count, first + grid.count)
    let inner = Panel(
      title: layout.units.width >= 60 ? "first layer: what each unit looks for" : "first layer",
      figure: count == 0 ? "" : last - first == count ? "\(count)" : "\(first + 1)–\(last) of \(count)",
      footer: footer(state),
      isFocused: side == .units
    ).draw(in: layout.units, of: &buffer, look: look)
    guard let network = state.network else {
      drawNote("Training has not begun.", in: inner, of: &buffer, look: look)
      return
    }
    for offset in 0..<max(0, last - first) {
      let unit = first + offset
      let (place, line) = grid[offset]
      picture(unit, network, state)?.draw(in: place, of: &buffer, look: look)
      let isSelected = unit == selected
      if isSelected { buffer.fill(line, Cell(" ", look.style(.selection))) }
      var text = isSelected ? StyledText("▸ ", .accent, .bold) : StyledText()
      text.append("\(unit + 1)", isSelected ? .title : .muted, isSelected ? .bold : [])
      if let seen = seen(unit) {
        if seen.activeShare == 0 {
          text.append(" dead", .bad)
        } else {
          let name = state.classNames[seen.favourite]
          if text.count + name.count + 2 <= line.width { text.append("  \(name)", .text) }
          let share = NumberFormat.percent(0).string(seen.activeShare)
          if text.count + share.count + 2 <= line.width { text.append("  " + share, .muted) }
        }
      }
      text.draw(in: line, of: &buffer, look: look)
    }
  }

  /// What a unit does on the test images.
  func seen(_ unit: Int) -> NetworkInspection.Unit? {
    guard let inspection, inspection.units.indices.contains(unit) else { return nil }
    return inspection.units[unit]
  }

  private func drawUnit(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let network = state.network, let layout = network.architecture.layers.first, selected < layout.outputs,
      let picture = picture(selected, network, state)
    else {
      Panel(title: "one unit").draw(in: region, of: &buffer, look: look)
      return
    }
    let largest = NumberFormat.compact.string(picture.range.upperBound)
    let inner = Panel(
      title: "unit \(selected + 1)",
      figure: region.width >= 30 ? "±\(largest)" : "",
      footer: "bias \(NumberFormat.compact.string(Double(network.bias(layer: 0, output: selected))))"
    ).draw(in: region, of: &buffer, look: look)
    let scale = inner.width >= 2 * 28 + 20 && inner.height >= 28 ? 2 : 1
    let hasBarsBeside = inner.width >= 28 * scale + 18
    if hasBarsBeside {
      let columns = inner.columns(.fixed(28 * scale), .share(1), gap: 1)
      picture.draw(in: columns[0], of: &buffer, look: look)
      drawUnitBars(state, in: columns[1], of: &buffer, look: look)
    } else {
      let hasBars = inner.height >= 14 + 3
      let rows = inner.rows(.fixed(min(14, inner.height)), .share(hasBars ? 1 : 0))
      picture.draw(in: rows[0], of: &buffer, look: look)
      if hasBars { drawUnitBars(state, in: rows[1], of: &buffer, look: look) }
    }
  }

  private func drawUnitBars(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let seen = seen(selected) else { return }
    let names = state.classNames
    let hasWords = region.height >= names.count + 2
    let rows = region.rows(.fixed(hasWords ? 1 : 0), .fixed(names.count), .share(1))
    StyledText("mean activation", .muted).draw(in: rows[0], of: &buffer, look: look)
    let order = region.height < names.count ? favourites(seen) : Array(names.indices)
    BarChart(
      order.map { index in
        BarChart.Bar(
          names[index],
          seen.classMeans[index],
          role: index == seen.favourite ? .accent : .series(0),
          isHighlighted: index == seen.favourite
        )
      },
      format: .significant(2)
    ).draw(in: rows[1], of: &buffer, look: look)
    guard hasWords else { return }
    let share = NumberFormat.percent(1).string(seen.activeShare)
    Paragraph(
      seen.activeShare == 0
        ? StyledText("dead: 0 on every test image", .bad) : StyledText("above 0 on \(share) of the test images", .muted)
    ).draw(in: rows[2], of: &buffer, look: look)
  }

  /// The classes, the one with the greatest mean activation first.
  private func favourites(_ unit: NetworkInspection.Unit) -> [Int] {
    unit.classMeans.indices.sorted { unit.classMeans[$0] > unit.classMeans[$1] }
  }

  // MARK: Histograms

  private func drawHistograms(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let step = inspection.map { "step \(NumberFormat.grouped.string($0.step))" } ?? ""
    let inner = Panel(
      title: region.width >= 60 ? "weights and gradients by layer, √count" : "weights, gradients",
      figure: step,
      isFocused: side == .histograms,
      padding: 1
    ).draw(in: region, of: &buffer, look: look)
    guard let inspection, !inspection.layers.isEmpty else {
      drawNote(waiting(state), in: inner, of: &buffer, look: look)
      return
    }
    // A line of words and at least two of bars each; what does not fit is said.
    let shown = min(inspection.layers.count, max(1, inner.height / 3))
    let isCut = shown < inspection.layers.count
    let parts = inner.rows(.share(1), .fixed(isCut ? 1 : 0))
    let rows = parts[0].rows(Array(repeating: .share(1), count: shown), gap: parts[0].height >= 5 * shown ? 1 : 0)
    for (index, row) in rows.enumerated() {
      let layer = inspection.layers[index]
      let columns = row.columns(.share(1), .share(1), gap: 2)
      let name = index == inspection.layers.count - 1 ? "output" : "layer \(index + 1)"
      drawHistogram(
        layer.weights,
        "\(name) W \(layer.outputs)×\(layer.inputs)",
        .series(0),
        in: columns[0],
        of: &buffer,
        look: look
      )
      drawHistogram(layer.gradients, "gradient", .series(1), in: columns[1], of: &buffer, look: look)
    }
    if isCut {
      StyledText("… and \(inspection.layers.count - shown) more: z zooms", .muted)
        .draw(in: parts[1], of: &buffer, look: look)
    }
  }

  private func drawHistogram(
    _ histogram: ValueHistogram,
    _ name: String,
    _ role: Role,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let rows = region.rows(.fixed(1), .share(1))
    var text = StyledText(name, .title)
    if histogram.nonFiniteCount > 0 {
      text.append(" \(histogram.nonFiniteCount) not finite", .bad, .bold)
    } else if histogram.standardDeviation == 0, histogram.mean == 0 {
      text.append(" all 0", .muted)
    } else {
      text.append(" σ \(NumberFormat.significant(2).string(histogram.standardDeviation))", .muted)
    }
    text.draw(in: rows[0], of: &buffer, look: look)
    guard histogram.standardDeviation > 0 else { return }
    // The root keeps the tails visible beside gradients of which most are 0.
    Histogram(
      counts: histogram.counts.map { Int((100 * Double($0).squareRoot()).rounded()) },
      range: histogram.range,
      role: role
    )
    .draw(in: rows[1], of: &buffer, look: look)
  }

  // MARK: Projection

  private func drawProjection(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let projection = inspection?.projection
    let title = projection.map { "\(Self.layerName($0, state)), \($0.units)-D to 2-D by PCA" } ?? "PCA"
    let inner = Panel(
      title: region.width >= 60 ? state.titled(title) : title,
      figure: inspection.map { "step \(NumberFormat.grouped.string($0.step))" } ?? "",
      footer: highlighted.map { "only \(state.classNames[$0])" } ?? "",
      isFocused: side == .projection
    ).draw(in: region, of: &buffer, look: look)
    guard let inspection else {
      drawNote(waiting(state), in: inner, of: &buffer, look: look)
      return
    }
    guard let projection else {
      drawNote("The activations are not finite: there is nothing to project.", in: inner, of: &buffer, look: look)
      return
    }
    let hasLegend = inner.height >= 8
    let rows = inner.rows(.share(1), .fixed(hasLegend ? 1 : 0))
    GlyphScatter(projection: projection, highlighted: highlighted).draw(in: rows[0], of: &buffer, look: look)
    if hasLegend { legend(projection, state, width: inner.width).draw(in: rows[1], of: &buffer, look: look) }
    _ = inspection
  }

  /// What the projected layer is called.
  static func layerName(_ projection: ActivationProjection, _ state: MnistState) -> String {
    let layers = state.network?.architecture.layers.count ?? 0
    return projection.layer >= layers - 1 ? "probabilities" : "layer \(projection.layer + 1)"
  }

  /// The shares of variance and, for classes that are no digits, which digit stands for which.
  private func legend(_ projection: ActivationProjection, _ state: MnistState, width: Int) -> StyledText {
    let percent = NumberFormat.percent(0)
    let shares = projection.varianceShares
    var text = StyledText(
      "→ \(percent.string(shares[0])) ↑ \(percent.string(shares[1])) of the variance",
      .muted
    )
    let count = NumberFormat.grouped.string(projection.labels.count)
    let names = state.classNames
    if names == names.indices.map(String.init) {
      let words = "  \(count) images"
      if text.count + words.count <= width { text.append(words, .muted) }
    } else {
      for (label, name) in names.enumerated() where text.count + name.count + 4 <= width {
        text.append("  \(label) ", GlyphScatter.role(label), .bold)
        text.append(name, .muted)
      }
    }
    return text
  }
}
