import NeuralNet
import Plots
import Shell
import Terminal

extension LossesScreen {
  /// The title line.
  public var heading: Heading {
    let says =
      switch page {
      case .prediction: "over the prediction ŷ"
      case .logit: "over the logit z, ŷ = σ(z)"
      case .softmax: "softmax cross-entropy"
      }
    return Heading("losses", details: [says])
  }

  /// Draws it in a region.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .value, .derivative, .third:
      if page == .softmax {
        drawBars(panel, in: region, of: &buffer, look: look)
      } else {
        drawChart(panel, in: region, of: &buffer, look: look)
      }
    case .table: drawTable(in: region, of: &buffer, look: look)
    case .words: drawWords(in: region, of: &buffer, look: look)
    case .derivation: drawDerivation(in: region, of: &buffer, look: look)
    }
  }

  // MARK: Table

  func drawTable(in region: Rect, of buffer: inout Buffer, look: Look) {
    let title = look.isASCII ? tableTitle.spelledInASCII : tableTitle
    let inner = Panel(title: title, isFocused: shell.panel == .table)
      .draw(in: region, of: &buffer, look: look)
    table(width: inner.width, look).draw(in: inner, of: &buffer, look: look)
  }

  private var tableTitle: String {
    let number = NumberFormat.compact
    return switch page {
    case .prediction: "at ŷ = \(number.string(place)), y = \(number.string(target))"
    case .logit: "at z = \(number.string(place)), y = \(number.string(target))"
    case .softmax: "classes"
    }
  }

  private func table(width: Int, _ look: Look) -> Table {
    page == .softmax ? classTable : lossTable(width: width, look)
  }

  private func lossTable(width: Int, _ look: Look) -> Table {
    let number = NumberFormat.significant(4)
    let x = page == .logit ? "z" : look.isASCII ? "y^" : "ŷ"
    let isWide = width >= 56
    var columns: [Table.Column] = [
      .init(""), .init("", .left, isOptional: true), .init("loss", .left), .init("L"), .init("dL/d\(x)"),
    ]
    if isWide {
      let formula = StyledText(page == .logit ? "dL/dŷ · σ′" : "L, with e = ŷ − y").spelled(for: look)
      columns.append(.init(formula.string, .left))
    }
    let rows = losses.enumerated().map { slot, loss -> [StyledText] in
      let isShown = isVisible[slot]
      // In ASCII a curve is drawn with its digit, so there is no stroke to tell.
      var cells = [
        StyledText(String(Character(Self.mark(slot))), .series(slot), .bold),
        StyledText(look.isASCII ? "" : isShown ? Stroke(series: slot).sample : "  ", .series(slot)),
        StyledText(loss.displayName, isShown ? .title : .muted),
      ]
      guard isShown else { return cells + [StyledText("hidden", .muted)] }
      guard let reading = shownLosses.contains(where: { $0.slot == slot }) ? reading(loss, at: place) : nil else {
        return cells + [StyledText("none", .muted), StyledText("none", .muted)]
      }
      cells.append(StyledText(number.string(reading.value), .accent))
      cells.append(StyledText(number.string(reading.slope), .accent))
      guard isWide else { return cells }
      if page == .prediction {
        cells.append(StyledText(Self.shortFormula(loss), .muted).spelled(for: look))
      } else if let steepness = reading.steepness {
        cells.append(StyledText("\(number.string(reading.derivative)) · \(number.string(steepness))", .muted))
      } else {
        cells.append(StyledText("takes z itself", .muted))
      }
      return cells
    }
    return Table(columns: columns, rows: rows, gap: width >= 66 || (width >= 36 && !isWide) ? 2 : 1)
  }

  /// A loss's formula in e = ŷ − y, short enough for a table.
  private static func shortFormula(_ loss: Loss) -> String {
    let number = NumberFormat.compact
    return switch loss {
    case .mse: "e²"
    case .mae: "|e|"
    case .huber(let delta):
      "e²/2 if |e| ≤ \(number.string(delta)), else \(delta == 1 ? "" : number.string(delta) + "·(")|e| − "
        + number.string(delta / 2) + (delta == 1 ? "" : ")")
    case .hinge: "max(0, 1 − s·ŷ), s = ±1"
    default: String(loss.formula.dropFirst(4))
    }
  }

  private var classTable: Table {
    let all = crossEntropy
    let number = NumberFormat.significant(4)
    let rows = logits.indices.map { index in
      [
        StyledText("\(index + 1)", .title), StyledText(NumberFormat.compact.string(logits[index])),
        StyledText(number.string(all.probabilities[index]), .accent),
        StyledText(index == targetClass ? "1" : "0"), StyledText(number.string(all.gradient[index]), .accent),
      ]
    }
    return Table(
      columns: [.init("class"), .init("z"), .init("p"), .init("y"), .init("p − y")],
      rows: rows,
      selectedRow: selectedClass,
      gap: 3
    )
  }

  func tableRow(at point: Point, in region: Rect) -> Int? {
    let inner = Panel(title: "").inner(of: region)
    return table(width: inner.width, Look()).row(atScreenRow: point.y, in: inner)
  }

  // MARK: Words

  func drawWords(in region: Rect, of buffer: inout Buffer, look: Look) {
    let figure = page == .softmax ? "L = \(NumberFormat.significant(4).string(crossEntropy.loss))" : ""
    let inner = Panel(title: "what it means", figure: figure, isFocused: shell.panel == .words)
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    let words = LossesWords(self).words.map { $0.spelled(for: look).wrapped(width: inner.width) }
    let rows = words.reduce(0) { $0 + $1.count }
    let gap = rows + words.count <= inner.height ? [StyledText()] : []
    words.flatMap { $0 + gap }.dropLast(gap.count).draw(in: inner, of: &buffer, look: look)
  }

  /// What `e` shows, where a window has the room for it beside the rest.
  func drawDerivation(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "derivation", footer: "e for the whole screen", isFocused: shell.panel == .derivation)
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    LossesExplanation(self).lines.flatMap {
      $0.spelled(for: look).wrapped(width: inner.width, indent: $0.indentation + 2)
    }.draw(in: inner, of: &buffer, look: look)
  }

  /// Whether there is something to explain.
  public var canExplain: Bool { true }

  /// What is happening, with the current numbers.
  public var explanation: Explanation? {
    Explanation("explain: the derivatives, with the numbers at the cursor", LossesExplanation(self).lines)
  }
}
