import NeuralNet
import Plots
import Terminal

extension WeightsPage {
  /// Draws the chosen unit's panel where it has one, and its figures.
  func drawChosen(
    _ screen: MnistScreen,
    _ layout: WeightsLayout,
    of buffer: inout Buffer,
    look: Look
  ) {
    let state = screen.state
    guard let network = state.network,
      let picture = picture(selected, network, state, scale: commonScale(network))
    else {
      Panel(title: "one unit").draw(in: layout.unit, of: &buffer, look: look)
      return
    }
    let biasValue = Double(network.bias(layer: 0, output: selected))
    let bias = "bias \(NumberFormat.compact.string(biasValue))"
    // A lone plus would say less than plus or minus.
    let ends = (look.isASCII ? "+-" : "±") + "\(NumberFormat.compact.string(picture.range.upperBound))"
    if layout.unit.isEmpty {
      drawFigures(state, header: [name(of: selected, state), ends, bias], in: layout.figures, of: &buffer, look: look)
      return
    }
    // On a narrow panel's border the colours' meaning takes all the room.
    let hasBiasOnEdge = layout.picture.isEmpty || layout.unit.width >= 50
    Panel(title: name(of: selected, state), figure: ends, footer: hasBiasOnEdge ? bias : "")
      .draw(in: layout.unit, of: &buffer, look: look)
    if !layout.picture.isEmpty {
      let edge = BorderLegend.lowerEdge(of: layout.unit, footer: hasBiasOnEdge ? bias : "")
      BorderLegend(items: [WeightsLegend.weights(look)]).draw(over: edge, of: &buffer, look: look)
      picture.draw(in: layout.picture, of: &buffer, look: look)
    }
    drawFigures(
      state,
      aside: hasBiasOnEdge ? "" : "bias \(NumberFormat.significant(2).string(biasValue))",
      in: layout.figures,
      of: &buffer,
      look: look
    )
  }

  /// What a unit is called: an output is its class's.
  func name(of unit: Int, _ state: MnistState) -> String {
    guard Self.hasOnlyOutputs(state), state.classNames.indices.contains(unit) else { return "unit \(unit + 1)" }
    return "class \(state.classNames[unit])"
  }

  /// The chosen unit's mean activation on each class, as many as fit, and how often it is active.
  /// - Parameters:
  ///   - header: what stands above, part by part.
  ///   - aside: what stands at the end of the bars' title where it fits.
  private func drawFigures(
    _ state: MnistState,
    header: [String] = [],
    aside: String = "",
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    guard region.height >= 2 else { return }
    let names = state.classNames
    let what = Self.hasOnlyOutputs(state) ? "mean probability" : "mean activation"
    if !header.isEmpty, region.width >= 60 {
      drawFlatFigures(state, header: header, what, in: region, of: &buffer, look: look)
      return
    }
    let rows = region.rows(.fixed(header.count), .fixed(1), .fixed(names.count), .share(1))
    for (row, words) in header.enumerated() where row < rows[0].height {
      let place = Rect(x: region.x, y: region.y + row, width: region.width, height: 1)
      StyledText(words, row == 0 ? .title : .muted, row == 0 ? .bold : []).draw(in: place, of: &buffer, look: look)
    }
    guard let seen = seen(selected) else { return }
    let isCut = rows[2].height < names.count
    let title = isCut ? "\(what), highest" : what
    let titles =
      aside.isEmpty ? [title, what] : ["\(title)  \(aside)", "\(what)  \(aside)", "\(what) \(aside)", title, what]
    StyledText(titles.first { $0.count <= region.width } ?? what, .muted).draw(in: rows[1], of: &buffer, look: look)
    let order = isCut ? Array(favourites(seen).prefix(rows[2].height)) : Array(names.indices)
    bars(seen, order, names, .significant(2)).draw(in: rows[2], of: &buffer, look: look)
    Paragraph(words(seen, state)).draw(in: rows[3], of: &buffer, look: look)
  }

  /// The same in few and wide rows: all words in one, bars side by side below.
  private func drawFlatFigures(
    _ state: MnistState,
    header: [String],
    _ what: String,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let names = state.classNames
    let rows = region.rows(.fixed(1), .share(1))
    var text = StyledText(header.first ?? "", .title, .bold)
    for words in header.dropFirst() { text.append("  " + words, .muted) }
    guard let seen = seen(selected) else {
      text.draw(in: rows[0], of: &buffer, look: look)
      return
    }
    let words = words(seen, state)
    let share = words.count > 0 ? StyledText("  ") + words : words
    let title = StyledText("  \(what):", .muted)
    for part in [share, title] where text.count + part.count <= region.width { text += part }
    text.draw(in: rows[0], of: &buffer, look: look)
    // Columns of equal height, as many as all classes need.
    let least = (names.count + rows[1].height - 1) / max(1, rows[1].height)
    guard least > 0, region.width / least >= 14 else { return }
    let even = (least...max(least, region.width / 18)).first { names.count.isMultiple(of: $0) }
    let columnCount = even ?? least
    let perColumn = (names.count + columnCount - 1) / columnCount
    let codes = ClassCodes(names, width: max(2, region.width / columnCount - 14))
    let columns = rows[1].columns(Array(repeating: .share(1), count: columnCount), gap: 2)
    for (index, place) in columns.enumerated() {
      let order = Array(names.indices.dropFirst(index * perColumn).prefix(perColumn))
      bars(seen, order, names.indices.map { codes[$0] }, .fixed(2)).draw(in: place, of: &buffer, look: look)
    }
  }

  /// Bars that share one scale, whichever of the classes are among them.
  private func bars(
    _ seen: NetworkInspection.Unit,
    _ order: [Int],
    _ names: [String],
    _ format: NumberFormat
  ) -> BarChart {
    let high = seen.classMeans.max() ?? 0
    let low = min(0, seen.classMeans.min() ?? 0)
    return BarChart(
      order.map { label in
        BarChart.Bar(
          names[label],
          seen.classMeans[label],
          role: label == seen.favourite ? .accent : .series(0),
          isHighlighted: label == seen.favourite
        )
      },
      range: low < high ? low...max(0, high) : low...low + 1,
      format: format
    )
  }

  private func words(_ seen: NetworkInspection.Unit, _ state: MnistState) -> StyledText {
    if Self.hasOnlyOutputs(state) { return StyledText() }
    if isDead(seen, state) { return StyledText("dead: 0 on every test image", .bad) }
    let share = NumberFormat.percent(1).string(seen.activeShare)
    return StyledText("above 0 on \(share) of the test images", .muted)
  }

  /// The classes, the one with the greatest mean activation first.
  private func favourites(_ unit: NetworkInspection.Unit) -> [Int] {
    unit.classMeans.indices.sorted { unit.classMeans[$0] > unit.classMeans[$1] }
  }
}
