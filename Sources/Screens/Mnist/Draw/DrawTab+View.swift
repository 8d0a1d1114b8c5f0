import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension DrawTab {
  func draw(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let layout = DrawLayout(region, isZoomed: isZoomed)
    drawPad(layout, of: &buffer, look: look)
    drawSeen(state, layout, of: &buffer, look: look)
    if !layout.bars.isEmpty { drawBars(state, in: layout.bars, of: &buffer, look: look) }
    if !layout.words.isEmpty {
      let inner = Panel(title: "in words", padding: 1).draw(in: layout.words, of: &buffer, look: look)
      Paragraph(words(state)).draw(in: inner, of: &buffer, look: look)
    }
    if let question { drawQuestion(question, state, in: region, of: &buffer, look: look) }
  }

  // MARK: The sheet

  private func drawPad(_ layout: DrawLayout, of buffer: inout Buffer, look: Look) {
    let isPen = pad.tool == .pen
    let width = Int(isPen ? pad.thickness : 1.5 * pad.thickness)
    Panel(
      title: "draw",
      figure: "\(isPen ? "pen" : "eraser") \(width)",
      figureRole: isPen ? .accent : .warning,
      footer: pad.isPenDown ? (isPen ? "● pen down" : "● erasing") : "",
      isFocused: true
    ).draw(in: layout.pad, of: &buffer, look: look)
    guard !layout.sheet.isEmpty else { return }
    ImageView(
      field: Field(width: DrawPad.size, height: DrawPad.size, values: pad.ink.map { Double($0) }),
      palette: .image,
      range: 0...1,
      allowsEnlarging: true
    ).draw(in: layout.sheet, of: &buffer, look: look)
    if pad.isEmpty, !pad.isPenDown {
      let place = layout.sheet.centered(Size(min(26, layout.sheet.width), 4))
      // Below the cursor, which waits in the middle.
      let room = Rect(x: place.x, y: place.y + 3, width: place.width, height: place.height)
        .intersection(layout.sheet)
      Paragraph(StyledText("Draw a digit: drag the mouse, or press p and the arrow keys.", .muted), alignment: .center)
        .draw(in: room, of: &buffer, look: look)
    }
    if showsCursor { drawCursor(layout, of: &buffer, look: look) }
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

  private func drawSeen(_ state: MnistState, _ layout: DrawLayout, of buffer: inout Buffer, look: Look) {
    guard !layout.seen.isEmpty else { return }
    let holdsBars = layout.bars.isEmpty
    let inner = Panel(
      title: "the network sees",
      figure: holdsBars ? headline(state) : "28×28",
      figureRole: .accent,
      footer: holdsBars ? lessonLine(state) : ""
    ).draw(in: layout.seen, of: &buffer, look: look)
    guard holdsBars else {
      picture.draw(in: inner, of: &buffer, look: look)
      return
    }
    // Picture and bars side by side, the words below the picture.
    let columns = inner.columns(.fixed(14), .share(1), gap: 1)
    let rows = columns[0].rows(.fixed(7), .share(1), gap: 1)
    picture.draw(in: rows[0], of: &buffer, look: look)
    Paragraph(shortWords(state)).draw(in: rows[1], of: &buffer, look: look)
    drawChart(state, in: columns[1], of: &buffer, look: look)
  }

  private func drawBars(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(
      title: region.width >= 40 ? state.titled("probabilities") : "it says",
      figure: headline(state),
      footer: region.width >= 26 ? lessonLine(state) : ""
    ).draw(in: region, of: &buffer, look: look)
    drawChart(state, in: inner.inset(horizontal: inner.width >= 30 ? 1 : 0, vertical: 0), of: &buffer, look: look)
  }

  private func drawChart(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let best = verdict?.prediction
    BarChart(
      state.classNames.enumerated().map { index, name in
        BarChart.Bar(
          name,
          verdict?.probabilities[index] ?? 0,
          role: index == best ? .accent : .series(0),
          isHighlighted: index == best
        )
      },
      range: 0...1,
      format: verdict == nil ? nil : .percent(region.width >= 24 ? 1 : 0)
    ).draw(in: region, of: &buffer, look: look)
  }

  /// The network's word: class and probability.
  private func headline(_ state: MnistState) -> String {
    guard let verdict else { return "" }
    let best = verdict.prediction
    return "\(state.classNames[best]) \(Self.percent(verdict.probabilities[best], 0))"
  }

  /// What the newest lesson of the shown network changed, in a few words.
  private func lessonLine(_ state: MnistState) -> String {
    if awaited.isAwaited { return "teaching …" }
    guard let lesson = state.lessons.last else { return "" }
    let name = state.classNames[Int(lesson.label)]
    if let probabilitySince { return "taught \(name), now \(Self.percent(probabilitySince, 0))" }
    return "taught \(name): \(Self.percent(lesson.probabilityBefore, 0)) → \(Self.percent(lesson.probabilityAfter, 0))"
  }

  /// What a lesson did and what it cost.
  static func summary(_ lesson: ClassifierLessonOutcome, _ state: MnistState) -> String {
    var text =
      "taught \(state.classNames[Int(lesson.label)]) in \(lesson.updates) step\(lesson.updates == 1 ? "" : "s"): "
      + "\(percent(lesson.probabilityBefore, 1)) → \(percent(lesson.probabilityAfter, 1))"
    if let before = lesson.accuracyBefore, let after = lesson.accuracyAfter {
      let images = state.isGenerated ? "generated test digits" : "test images"
      text += "; \(images) right: \(percent(before, 2)) → \(percent(after, 2))"
    }
    return text
  }

  /// A share as per cent that says 100% of nothing less: `99.6%`, `>99.9%`.
  static func percent(_ share: Double, _ digits: Int) -> String {
    for digits in digits...max(1, digits) {
      let text = NumberFormat.percent(digits).string(share)
      if !(share < 1) || text != NumberFormat.percent(digits).string(1) { return text }
    }
    return digits > 1 ? ">99.99%" : ">99.9%"
  }

  private func shortWords(_ state: MnistState) -> StyledText {
    if state.network == nil { return StyledText("no network yet", .muted) }
    guard let verdict else { return StyledText("nothing drawn", .muted) }
    let ranking = verdict.ranking
    var text = StyledText("says ", .muted) + StyledText(state.classNames[ranking[0]], .accent, .bold)
    if ranking.count > 1 { text += StyledText("\nthen \(state.classNames[ranking[1]])", .muted) }
    return text
  }

  /// What the network says, what was taught, and about which digits it knows.
  private func words(_ state: MnistState) -> StyledText {
    var text = StyledText()
    let names = state.classNames
    if state.network == nil {
      text.append("There is no network yet; the drawing waits for it. ", .muted)
    } else if let verdict, verdict.probabilities.count > 1 {
      let ranking = verdict.ranking
      let first = verdict.probabilities[ranking[0]]
      text.append("It says ")
      text.append(names[ranking[0]], .accent, .bold)
      let second = verdict.probabilities[ranking[1]]
      text.append(" with \(Self.percent(first, 1))")
      text.append(second >= 0.0005 ? ", then \(names[ranking[1]]) with \(Self.percent(second, 1)). " : ". ")
      if first < 0.5 { text.append("It is not sure. ", .warning) }
    } else {
      text.append("Drag the mouse (the right button erases), or p and the arrow keys. ", .muted)
    }
    if awaited.isAwaited {
      text.append("Teaching … ", .warning)
    } else if let lesson = state.lessons.last {
      text.append(Self.summary(lesson, state) + ". ", .good)
      if let probabilitySince {
        text.append(
          "Trained on since, it is at \(Self.percent(probabilitySince, 1)). U goes back to before it. ",
          .warning
        )
      } else {
        text.append("U takes it back. ", .muted)
      }
    } else if verdict != nil {
      text.append("T teaches it its class, a keeps it as a sample. ", .muted)
    }
    if state.isGenerated {
      text.append("The network learns generated digits, not MNIST.", .warning)
    }
    return text
  }

  // MARK: The question

  private func drawQuestion(
    _ question: Question,
    _ state: MnistState,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let names = state.classNames
    var lines = [
      StyledText(
        question == .teach
          ? "Which \(state.drawingNoun) did you draw, to teach?" : "Which \(state.drawingNoun) did you draw, to keep?",
        .title
      )
    ]
    lines.append(StyledText("0–9", .accent, .bold) + StyledText("    its digit key", .text))
    if names != (0..<10).map(String.init) {
      for row in 0..<(names.count + 1) / 2 {
        let pair = [row, row + (names.count + 1) / 2].filter(names.indices.contains).map { index in
          let name = "\(index) \(names[index])"
          return name + String(repeating: " ", count: max(1, 16 - name.unicodeScalars.count))
        }
        lines.append(StyledText("       " + pair.joined()))
      }
    }
    if let verdict {
      lines.append(
        StyledText("Enter", .accent, .bold) + StyledText("  \(names[verdict.prediction]), as the network says", .text)
      )
    }
    lines.append(StyledText("Esc", .accent, .bold) + StyledText("    cancel", .text))
    let title = question == .teach ? "teach it" : "save as sample"
    let inner = Overlay(title: title, contentSize: Size(lines.map(\.count).max() ?? 0, lines.count))
      .draw(in: region, of: &buffer, look: look)
    for (row, line) in lines.prefix(inner.height).enumerated() {
      line.draw(in: Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1), of: &buffer, look: look)
    }
  }
}
