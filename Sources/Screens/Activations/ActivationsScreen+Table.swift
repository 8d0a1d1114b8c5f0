import NeuralNet
import Plots
import Terminal

extension ActivationsScreen {
  func drawTable(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = panel(.table, "activations", figure: "\(selection.count) shown").draw(
      in: region,
      of: &buffer,
      look: look
    )
    table(hasStrokes: look.charset != .ascii).draw(in: inner, of: &buffer, look: look)
  }

  /// The list to pick from: what each is at the x that is read and as a whole.
  ///
  /// - Parameter hasStrokes: whether strokes stand beside the marks; ASCII draws curves with their marks.
  func table(hasStrokes: Bool) -> Table {
    Table(
      columns: [
        .init(""), .init("", .left), .init("f", .left), .init("f(x)"), .init("f′(x)"), .init("f′(0)", isOptional: true),
        .init("max f′", isOptional: true), .init("range", .left, isOptional: true),
        .init("formula", .left, isOptional: true), .init("saturated", .left, isOptional: true),
        .init("typical use", .left, isOptional: true), .init("known trouble", .left, isOptional: true),
      ],
      rows: activations.indices.map { tableCells($0, hasStrokes: hasStrokes) },
      selectedRow: row,
      gap: 1
    )
  }

  private func tableCells(_ index: Int, hasStrokes: Bool) -> [StyledText] {
    let activation = activations[index]
    let profile = profiles[index]
    let three = NumberFormat.fixed(3)
    let isSelected = slots[index] != nil
    let words: Role = isSelected || index == row ? .text : .muted
    let sample = hasStrokes ? slots[index].map { Stroke(series: $0).sample } ?? "  " : ""
    let saturatedHere = profile.isSaturated(at: x)
    return [
      StyledText(String(Character(Self.mark(index))), isSelected ? role(index) : .muted),
      StyledText(sample, role(index)),
      StyledText(activation.displayName, isSelected ? role(index) : words, isSelected ? .bold : []),
      StyledText(three.string(activation.value(at: x)), words),
      StyledText(three.string(activation.derivative(atInput: x)), saturatedHere ? .warning : words),
      StyledText(Self.short(profile.derivativeAtZero), words),
      StyledText(Self.short(profile.maximumDerivative), words),
      StyledText(activation.range, words),
      StyledText(Self.right(activation.formula), words),
      StyledText(profile.saturatedWords { Self.short($0) }, words),
      StyledText(activation.typicalUse, words),
      StyledText(activation.knownTrouble, words),
    ]
  }

  /// A number to four digits without the zeros that end it.
  static func short(_ value: Double) -> String {
    let text = NumberFormat.significant(4).string(value)
    guard text.contains("."), !text.contains("e") else { return text }
    var end = text.endIndex
    while text[text.index(before: end)] == "0" { end = text.index(before: end) }
    if text[text.index(before: end)] == "." { end = text.index(before: end) }
    return String(text[..<end])
  }

  /// What stands right of a formula's equals sign.
  private static func right(_ formula: String) -> String {
    guard let equals = formula.firstRange(of: " = ") else { return formula }
    return String(formula[equals.upperBound...])
  }

  /// The activation in the list at a place of the screen.
  func tableRow(at point: Point, _ layout: ActivationsLayout) -> Int? {
    let inner = Panel(title: "").inner(of: layout[.table])
    return inner.contains(point) ? table(hasStrokes: true).row(atScreenRow: point.y, in: inner) : nil
  }

  // MARK: About one

  func drawAbout(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = panel(
      .about,
      subject.displayName,
      figure: subject.parameter.map { "\($0.name) \(NumberFormat.compact.string($0.value))" } ?? ""
    ).draw(in: region, of: &buffer, look: look).inset(horizontal: 1, vertical: 0)
    var y = inner.y
    var lines = aboutLines(isRoomy: inner.height >= 14)
    if inner.height >= 32 {
      lines += ["", ""] + ActivationExplanation(subject, at: x, profile: profiles[row], threshold: threshold).lines
    }
    for line in lines {
      let paragraph = Paragraph(line)
      let height = max(1, paragraph.height(width: inner.width))
      let place = Rect(x: inner.x, y: y, width: inner.width, height: height).intersection(inner)
      paragraph.draw(in: place, of: &buffer, look: look)
      y += height
      guard y < inner.maxY else { return }
    }
  }

  /// What there is to know of the chosen activation, the most telling first.
  func aboutLines(isRoomy: Bool) -> [StyledText] {
    let profile = profiles[row]
    let number = { (value: Double) in Self.short(value) }
    var maximum = number(profile.maximumDerivative)
    if isRoomy, let place = profile.maximumPlace { maximum += " at \(number(place))" }
    let facts: [StyledText] = [
      StyledText(subject.formula, .title, .bold),
      StyledText(subject.derivativeFormula, .title),
    ]
    let wholes: [StyledText] = [
      StyledText("range ", .muted) + StyledText(subject.range) + StyledText("  f′(0) ", .muted)
        + StyledText(number(profile.derivativeAtZero)) + StyledText("  max f′ ", .muted) + StyledText(maximum)
    ]
    let details: [StyledText] = [
      StyledText("saturated (|f′| < \(NumberFormat.compact.string(threshold))) ", .muted)
        + StyledText(profile.saturatedWords(number), profile.isSaturated(at: x) ? .warning : .text),
      StyledText("tangent ", .muted) + StyledText(tangentWords, .accent),
    ]
    let words: [StyledText] = [
      StyledText("use ", .muted) + StyledText(subject.typicalUse),
      StyledText("trouble ", .muted) + StyledText(subject.knownTrouble, .warning),
    ]
    return isRoomy ? facts + [""] + wholes + details + [""] + words : facts + wholes + words + details
  }
}
