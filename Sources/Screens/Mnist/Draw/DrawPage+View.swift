import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension DrawPage {
  /// The panels; a question lies over all of them.
  func panels(in body: Rect) -> [PlacedPanel<MnistScreen.PanelID>] {
    let layout = DrawLayout(body, isZoomed: false)
    let panels = [
      PlacedPanel(MnistScreen.PanelID.pad, layout.pad), PlacedPanel(.seen, layout.seen),
      PlacedPanel(.bars, layout.bars),
      PlacedPanel(.words, layout.words), PlacedPanel(.samples, layout.samples),
    ]
    return question == nil ? panels : panels + [PlacedPanel(.question, body, .aside)]
  }

  func draw(
    _ panel: MnistScreen.PanelID,
    _ screen: MnistScreen,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let layout = DrawLayout(screen.body, isZoomed: screen.shell.isZoomed)
    switch panel {
    case .seen: drawSeen(screen, in: region, of: &buffer, look: look)
    case .bars: drawBars(screen, in: region, of: &buffer, look: look)
    case .words: drawWords(screen, in: region, of: &buffer, look: look)
    case .samples: drawSamples(screen, in: region, of: &buffer, look: look)
    case .question: drawQuestion(screen.state, in: region, of: &buffer, look: look)
    default:
      drawPad(screen, layout, of: &buffer, look: look)
      guard screen.shell.isZoomed else { return }
      // The probabilities stay beside a sheet as large as the window.
      drawBars(screen, in: layout.bars, of: &buffer, look: look)
      drawQuestion(screen.state, in: region, of: &buffer, look: look)
    }
  }

  /// The first of some texts that stands whole on a panel's edge beside another text; the last where none does.
  private static func fitting(_ texts: [String], beside other: String, in region: Rect) -> String {
    // A blank on each side of each, two corners, and a piece of the edge between.
    let room = region.width - 4 - (other.isEmpty ? 0 : other.unicodeScalars.count + 2) - 2
    return texts.first { $0.unicodeScalars.count <= room } ?? texts.last ?? ""
  }

  // MARK: The sheet

  private func drawPad(_ screen: MnistScreen, _ layout: DrawLayout, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let isPen = pad.activeTool == .pen
    let title = isPen ? "draw" : "erase"
    let width = "\(isPen ? "pen" : "eraser") \(NumberFormat.compact.string(Double(pad.width(of: pad.activeTool))))"
    screen.frame(
      .pad,
      title,
      figure: Self.fitting(["\(width) of \(DrawPad.size) px", "\(width) px"], beside: title, in: layout.pad),
      role: isPen ? .accent : .warning,
      footer: padFooter(state, layout)
    ).draw(in: layout.pad, of: &buffer, look: look)
    guard !layout.sheet.isEmpty else { return }
    ImageView(
      field: Field(width: DrawPad.size, height: DrawPad.size, values: pad.ink.map { Double($0) }),
      palette: .image,
      range: 0...1,
      allowsEnlarging: true
    ).draw(in: layout.sheet, of: &buffer, look: look)
    if pad.isEmpty, !pad.isPenDown { drawInvitation(state, layout, of: &buffer, look: look) }
    if showsCursor { drawCursor(layout, of: &buffer, look: look) }
  }

  private func padFooter(_ state: MnistState, _ layout: DrawLayout) -> String {
    if pad.isPenDown { return pad.tool == .pen ? "● pen down" : "● erasing" }
    guard let shownSample, let label = knownLabel else { return "" }
    let number = "\(shownSample + 1) of \(shelf.count)"
    let name = state.classNames[label]
    return Self.fitting(
      ["sample \(number), saved as \(name)", "sample \(number): \(name)", number],
      beside: "",
      in: layout.pad
    )
  }

  /// How to begin, in the half of the empty sheet that the cursor is not in.
  private func drawInvitation(_ state: MnistState, _ layout: DrawLayout, of buffer: inout Buffer, look: Look) {
    let sheet = layout.sheet
    let text = Paragraph(
      StyledText("Draw a \(state.drawingNoun): drag the mouse, or press Enter and the arrow keys.", .muted),
      alignment: .center
    )
    let width = min(sheet.width - 2, 40)
    let height = text.height(width: width)
    let isCursorBelow = showsCursor && 2 * (layout.cell(of: pad.cursor).y - sheet.y) > sheet.height
    let y = sheet.y + (isCursorBelow ? sheet.height / 4 : sheet.height * 3 / 4) - height / 2
    text.draw(
      in: Rect(x: sheet.x + (sheet.width - width) / 2, y: y, width: width, height: height).intersection(sheet),
      of: &buffer,
      look: look
    )
  }

  /// The keyboard's pen on a plate of its own, so that neither ink nor paper hides it.
  private func drawCursor(_ layout: DrawLayout, of buffer: inout Buffer, look: Look) {
    let cell = layout.cell(of: pad.cursor)
    guard layout.sheet.contains(cell) else { return }
    let style =
      look.isMono
      ? Style(.default, on: .default, [.reverse, .bold]) : Style(look.theme.background, on: look.color(.accent), .bold)
    let glyph: Unicode.Scalar = pad.isPenDown ? "●" : pad.tool == .pen ? "+" : "x"
    buffer[cell.x, cell.y] = Cell(glyph, style)
  }

  // MARK: What the network sees and says

  private var picture: ImageView {
    ImageView(
      field: Field(
        width: DigitPreparation.size,
        height: DigitPreparation.size,
        values: pad.prepared.map { Double($0) }
      ),
      palette: .image,
      range: 0...255,
      allowsEnlarging: true
    )
  }

  private func drawSeen(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    // Where the bars have no panel of their own they stand here.
    let holdsBars = !screen.shell.isZoomed && screen.panels[MnistScreen.PanelID.bars].isEmpty
    let figure = holdsBars ? headline(state, in: region) : "28×28"
    let inner = screen.frame(
      .seen,
      Self.fitting(
        ["the network sees", "it sees", "sees"],
        beside: holdsBars ? longestHeadline(state) : figure,
        in: region
      ),
      figure: figure,
      footer: holdsBars ? lessonLine(state, in: region) : ""
    ).draw(in: region, of: &buffer, look: look)
    guard holdsBars else {
      picture.draw(in: inner, of: &buffer, look: look)
      return
    }
    // Picture and bars side by side, the words below the picture.
    let columns = inner.columns(.fixed(14), .share(1), gap: 1)
    let rows = columns[0].rows(.fixed(7), .share(1))
    picture.draw(in: rows[0], of: &buffer, look: look)
    Paragraph(shortWords(state)).draw(in: rows[1], of: &buffer, look: look)
    drawProbabilities(state, in: columns[1], of: &buffer, look: look)
  }

  private func drawBars(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let figure = headline(state, in: region)
    let inner = screen.frame(
      .bars,
      Self.fitting(
        state.titles("probabilities") + ["it says", "says"],
        beside: longestHeadline(state),
        in: region
      ),
      figure: figure,
      footer: lessonLine(state, in: region)
    ).draw(in: region, of: &buffer, look: look)
    let margin = inner.width >= 30 ? 1 : 0
    drawProbabilities(state, in: inner.inset(horizontal: margin, vertical: 0), of: &buffer, look: look)
  }

  private func drawWords(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let besideSamples = !screen.panels[MnistScreen.PanelID.samples].isEmpty
    let inner = screen.frame(.words, "in words", figure: besideSamples ? "" : score, padding: 1)
      .draw(in: region, of: &buffer, look: look)
    Paragraph(words(screen.state, besideSamples: besideSamples)).draw(in: inner, of: &buffer, look: look)
  }

  private func drawProbabilities(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    ProbabilityBars(names: state.classNames, probabilities: verdict?.probabilities, best: verdict?.prediction)
      .draw(in: region, of: &buffer, look: look)
  }

  /// As many letters as the network's word can have: titles beside it are the same whatever it says.
  private func longestHeadline(_ state: MnistState) -> String {
    String(repeating: "x", count: state.classNames.map(\.count).max() ?? 1) + " >99.9%"
  }

  /// The network's word: class and probability.
  private func headline(_ state: MnistState, in region: Rect) -> String {
    guard let verdict else { return "" }
    let name = state.classNames[verdict.prediction]
    let whole = "\(name) \(Self.percent(verdict.probabilities[verdict.prediction], 0))"
    return Self.fitting([whole, name], beside: "says", in: region)
  }

  /// What the newest lesson of the shown network changed, in a few words.
  private func lessonLine(_ state: MnistState, in region: Rect) -> String {
    if awaited.isAwaited { return "teaching …" }
    guard let lesson = state.lessons.last else { return "" }
    let name = state.classNames[Int(lesson.label)]
    let (before, after) = (Self.percent(lesson.probabilityBefore, 0), Self.percent(lesson.probabilityAfter, 0))
    let texts =
      probabilitySince.map { ["taught \(name), now \(Self.percent($0, 0))"] }
      ?? ["taught \(name): \(before) → \(after)", "\(before) → \(after)"]
    return Self.fitting(texts + ["taught \(name)", ""], beside: "", in: region)
  }

  // MARK: The saved samples

  /// The thumbnails in their panel.
  func sampleGrid(in region: Rect) -> DrawnSampleGrid {
    DrawnSampleGrid(
      in: Panel(title: "", padding: 1).inner(of: region),
      count: shelf.count,
      chosen: shownSample,
      classNames: shelf.samples?.classNames ?? []
    )
  }

  /// How many of the saved samples the network knows.
  var score: String {
    guard shelf.count > 0 else { return "" }
    let samples = "\(NumberFormat.grouped.string(shelf.count)) sample\(shelf.count == 1 ? "" : "s")"
    guard let report = shelf.report else { return "your \(samples)" }
    return "your \(samples): \(NumberFormat.grouped.string(report.correctCount)) right"
  }

  private func drawSamples(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let grid = sampleGrid(in: region)
    var figure = ""
    if let report = shelf.report {
      let grouped = NumberFormat.grouped
      figure = "\(grouped.string(report.correctCount)) of \(grouped.string(report.count)) right"
    } else if shelf.count > 0 {
      figure = NumberFormat.grouped.string(shelf.count)
    }
    let isPart = grid.shown.count < shelf.count
    let inner = screen.frame(
      .samples,
      Self.fitting(["your samples", "samples"], beside: figure, in: region),
      figure: figure,
      footer: isPart ? "\(grid.shown.lowerBound + 1)–\(grid.shown.upperBound)" : "",
      padding: 1
    ).draw(in: region, of: &buffer, look: look)
    guard let samples = shelf.samples, samples.count > 0 else {
      Paragraph(emptyShelf(screen.state)).draw(in: inner, of: &buffer, look: look)
      return
    }
    for (place, index) in grid.shown.enumerated() {
      Verdict.draw(
        index,
        of: samples,
        shelf.report,
        in: grid.tiles[place],
        isSelected: index == shownSample,
        of: &buffer,
        look: look
      )
    }
  }

  private func emptyShelf(_ state: MnistState) -> StyledText {
    if state.options.drawnDirectory == nil {
      return StyledText("There is no place to keep any: neither $XDG_DATA_HOME nor $HOME is set.", .muted)
    }
    if let fault = shelf.fault { return StyledText(Self.sentence(fault), .warning) }
    return StyledText("None yet. ", .muted) + StyledText("k", .accent, .bold)
      + StyledText(" keeps the drawing here; the network is tested on them all while it learns.", .muted)
  }

  // MARK: The question

  private func drawQuestion(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let question else { return }
    let names = state.classNames
    let noun = state.drawingNoun
    var lines = [
      StyledText(
        question == .teach
          ? "Teach: which \(noun) did you draw?"
          : knownLabel == nil ? "Keep: which \(noun) did you draw?" : "It is a sample already. Which \(noun) is it?",
        .title
      )
    ]
    lines.append(StyledText("0–9", .accent, .bold) + StyledText("    its class", .text))
    if names != (0..<10).map(String.init) {
      for row in 0..<(names.count + 1) / 2 {
        let pair = [row, row + (names.count + 1) / 2].filter(names.indices.contains).map { index in
          let name = "\(index) \(names[index])"
          return name + String(repeating: " ", count: max(1, 16 - name.unicodeScalars.count))
        }
        lines.append(StyledText("       " + pair.joined()))
      }
    }
    if let suggestedLabel {
      let source = knownLabel == nil ? "as the network says" : "as it was saved"
      lines.append(StyledText("Enter", .accent, .bold) + StyledText("  \(names[suggestedLabel]), \(source)", .text))
    }
    lines.append(StyledText("Esc", .accent, .bold) + StyledText("    cancel", .text))
    let title = question == .teach ? "teach it" : "keep as a sample"
    let inner = Overlay(title: title, contentSize: Size(lines.map(\.count).max() ?? 0, lines.count))
      .draw(in: region, of: &buffer, look: look)
    for (row, line) in lines.prefix(inner.height).enumerated() {
      line.draw(in: Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1), of: &buffer, look: look)
    }
  }
}
