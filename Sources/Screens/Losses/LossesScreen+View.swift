import NeuralNet
import Plots
import Terminal

extension LossesScreen {
  /// Draws the frame.
  public func view(_ context: ViewContext) -> Buffer {
    let look = context.look
    var buffer = look.buffer(context.size)
    if ScreenFrame.isTooSmall(context, &buffer) { return buffer }
    var screen = self
    screen.size = context.size
    screen.frame.draw(into: &buffer, look: look)
    for (kind, region) in screen.layout.places where !region.isEmpty {
      screen.draw(kind, in: region, of: &buffer, look: look)
    }
    screen.drawOverlay(of: &buffer, look: look)
    return buffer
  }

  private func draw(_ kind: PanelKind, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch kind {
    case .value, .derivative, .third:
      if page == .softmax {
        drawBars(kind, in: region, of: &buffer, look: look)
      } else {
        drawChart(kind, in: region, of: &buffer, look: look)
      }
    case .table: drawTable(in: region, of: &buffer, look: look)
    case .words: drawWords(in: region, of: &buffer, look: look)
    case .derivation: drawDerivation(in: region, of: &buffer, look: look)
    }
  }

  // MARK: The three lines

  private var frame: ScreenFrame {
    let says =
      switch page {
      case .prediction: "over the prediction ŷ"
      case .logit: "over the logit z, ŷ = σ(z)"
      case .softmax: "softmax cross-entropy"
      }
    return ScreenFrame(
      title: StyledText("dlviz · losses", .title, .bold),
      details: [says],
      status: StyledText("page \(page.rawValue + 1) of \(Page.allCases.count)", .muted),
      controls: controlLine,
      hints: KeyHints(hints),
      notice: notice
    )
  }

  var controlLine: ControlLine {
    ControlLine(
      controls.map { ControlLine.Control(label($0), value($0)) },
      focused: focusedControls[page] ?? 0,
      // On this page the arrows choose a class and move its logit.
      usesSigns: page == .softmax
    )
  }

  private var hints: [KeyHints.Hint] {
    switch page {
    case .prediction, .logit:
      [
        .init("tab", "page"), .init("←→", "change"), .init("c", "setting"), .init("y", "target 0/1"),
        .init("1-5", "losses"), .init("l", "log"), .init("e", "explain"), .init("?", "help"), .init("q", "quit"),
        .init("{ }", "far"), .init("r", "reset"), .init("↑↓", "panel"), .init("z", "zoom"), .init("t", "theme"),
        .init("w", "picture"),
      ]
    case .softmax:
      [
        .init("tab", "page"), .init("←→", "class"), .init("↑↓", "logit"), .init("{ }", "far"), .init("y", "target"),
        .init("s", "descend"), .init("e", "explain"), .init("?", "help"), .init("q", "quit"), .init("R", "random"),
        .init("r", "reset"), .init("c", "setting"), .init("-+", "change"), .init("1-9", "target"), .init("p", "panel"),
        .init("z", "zoom"), .init("t", "theme"), .init("w", "picture"),
      ]
    }
  }

  // MARK: Table

  func drawTable(in region: Rect, of buffer: inout Buffer, look: Look) {
    let title = look.isASCII ? tableTitle.spelledInASCII : tableTitle
    let inner = Panel(title: title, isFocused: focusedPanel == .table)
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
        StyledText(String(Character(Self.digit(slot))), .series(slot), .bold),
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
        cells.append(StyledText("reads z itself", .muted))
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
    let inner = Panel(title: "what it means", figure: figure, isFocused: focusedPanel == .words)
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    let words = LossesWords(self).words.map { $0.spelled(for: look).wrapped(width: inner.width) }
    let rows = words.reduce(0) { $0 + $1.count }
    let gap = rows + words.count <= inner.height ? [StyledText()] : []
    words.flatMap { $0 + gap }.dropLast(gap.count).draw(in: inner, of: &buffer, look: look)
  }

  /// What `e` shows, where a window has the room for it beside the rest.
  func drawDerivation(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "derivation", footer: "e over the whole screen", isFocused: focusedPanel == .derivation)
      .draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    LossesExplanation(self).lines.flatMap {
      $0.spelled(for: look).wrapped(width: inner.width, indent: $0.indentation + 2)
    }.draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Overlays

  var helpOverlay: HelpOverlay { HelpOverlay(title: "keys of dlviz losses", groups: Self.help) }

  var explainOverlay: ScrollingText? {
    ScrollingText(
      title: "explain: the derivatives, with the numbers at the cursor",
      lines: LossesExplanation(self).lines
    )
  }

  static let help: [HelpOverlay.Group] = [
    .init(
      "pages",
      [.init("tab, shift-tab", "prediction, logit, softmax"), .init("r", "the page as it began")]
    ),
    .init(
      "prediction and logit",
      [
        .init("← →, - +", "change the setting, first the cursor"), .init("c C", "next, previous setting"),
        .init("[ ] { }", "move the cursor, far"), .init("Home, End", "cursor to the ends"),
        .init("y", "target 0 or 1"), .init("1-5", "show or hide a loss"), .init("l", "linear or log axis"),
      ]
    ),
    .init(
      "softmax",
      [
        .init("← →", "choose a class"), .init("↑ ↓, [ ]", "move its logit by 0.1"), .init("{ }", "by 1"),
        .init("y, 1-9 0", "next target class, one by number"), .init("s S", "one, ten steps of gradient descent"),
        .init("R", "random logits"), .init("c C, - +", "setting, change it"),
      ]
    ),
    .init(
      "looking",
      [
        .init("↑ ↓, p P", "focus a panel"), .init("z, Enter", "zoom it"), .init("e", "derivatives, line by line"),
        .init("mouse", "moving reads, click sets, wheel moves"),
      ]
    ),
    .program,
  ]
}
