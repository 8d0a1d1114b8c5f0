import NeuralNet
import Plots
import Shell
import Terminal

extension ActivationsScreen {
  func drawTable(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "").inner(of: region)
    let table = table(width: inner.width, hasStrokes: !look.isASCII)
    let room = max(1, inner.height - 1)
    let first = table.firstVisibleRow(height: inner.height)
    frame(
      .table,
      "activations",
      figure: "\(selection.count) shown",
      footer: room < activations.count ? "↑↓ \(first + 1)-\(first + room) of \(activations.count)" : ""
    ).draw(in: region, of: &buffer, look: look)
    table.draw(in: inner, of: &buffer, look: look)
  }

  /// A column of the table and what it says of each activation.
  private struct TableColumn {
    var column: Table.Column
    var cell: (Int) -> StyledText
  }

  /// The list to pick from: what each is at the x that is read and as a whole, in as many columns as there is room for.
  ///
  /// - Parameter hasStrokes: whether strokes stand beside the marks; ASCII draws curves with their marks.
  func table(width: Int, hasStrokes: Bool) -> Table {
    let all = tableColumns(hasStrokes: hasStrokes)
    let cells = all.map { column in
      activations.indices.map { hasStrokes ? column.cell($0) : column.cell($0).spelledInASCII }
    }
    var chosen: [Int] = []
    var used = -1
    // The most telling first; a long one that does not fit leaves its place to shorter ones.
    for index in [0, 2, 3, 4, 6, 7, 5, 1, 9, 10, 11, 8] {
      let needed = cells[index].reduce(all[index].column.title.unicodeScalars.count) { max($0, $1.count) }
      guard needed > 0, used + 1 + needed <= width else { continue }
      used += 1 + needed
      chosen.append(index)
    }
    chosen.sort()
    return Table(
      columns: chosen.map { all[$0].column },
      rows: activations.indices.map { row in chosen.map { cells[$0][row] } },
      selectedRow: row,
      gap: used + chosen.count <= width ? 2 : 1
    )
  }

  private func tableColumns(hasStrokes: Bool) -> [TableColumn] {
    let three = NumberFormat.fixed(3)
    func isMarked(_ index: Int) -> Bool { slots[index] != nil }
    func words(_ index: Int) -> Role { isMarked(index) || index == row ? .text : .muted }
    func figure(_ title: String, _ value: @escaping (Int) -> Double) -> TableColumn {
      TableColumn(column: .init(title)) { StyledText(three.string(value($0)), words($0)) }
    }
    func text(_ title: String, _ value: @escaping (Int) -> String) -> TableColumn {
      TableColumn(column: .init(title, .left)) { StyledText(value($0), words($0)) }
    }
    return [
      TableColumn(column: .init("")) {
        StyledText(String(Character(Self.mark($0))), isMarked($0) ? role($0) : .muted)
      },
      TableColumn(column: .init("", .left)) { index in
        StyledText(hasStrokes ? slots[index].map { Stroke(series: $0).sample } ?? "  " : "", role(index))
      },
      TableColumn(column: .init("f", .left)) { index in
        StyledText(
          activations[index].displayName,
          isMarked(index) ? role(index) : words(index),
          isMarked(index) ? .bold : []
        )
      },
      figure("f(x)") { activations[$0].value(at: x) },
      TableColumn(column: .init("f′(x)")) { index in
        StyledText(
          three.string(activations[index].derivative(atInput: x)),
          profiles[index].isSaturated(at: x) ? .warning : words(index)
        )
      },
      figure("f′(0)") { profiles[$0].derivativeAtZero },
      figure("max f′") { profiles[$0].maximumDerivative },
      text("range") { activations[$0].range },
      text("formula") { Self.right(activations[$0].formulaOfX) },
      text("saturated") { profiles[$0].saturatedWords { NumberFormat.compact.string($0) } },
      text("typical use") { activations[$0].typicalUse },
      text("drawback") { activations[$0].knownTrouble },
    ]
  }

  /// A number to four digits without the zeros that end it.
  static func short(_ value: Double) -> String { NumberFormat.trimmed(4).string(value) }

  /// What stands right of a formula's equals sign.
  private static func right(_ formula: String) -> String {
    guard let equals = formula.firstRange(of: " = ") else { return formula }
    return String(formula[equals.upperBound...])
  }

  /// The activation in the list at a place of the screen.
  func tableRow(at point: Point, in region: Rect) -> Int? {
    let inner = Panel(title: "").inner(of: region)
    return inner.contains(point)
      ? table(width: inner.width, hasStrokes: true).row(atScreenRow: point.y, in: inner) : nil
  }

  // MARK: About one

  func drawAbout(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "").inner(of: region).inset(horizontal: 1, vertical: 0)
    var lines = aboutLines(isRoomy: inner.height >= 14)
    if inner.height >= 32 {
      lines += ["", ""] + ActivationExplanation(subject, at: x, profile: profiles[row], threshold: threshold).lines
    }
    lines = lines.map { $0.spelled(for: look) }
    let isCut = lines.reduce(0) { $0 + max(1, Paragraph($1).height(width: inner.width)) } > inner.height
    frame(
      .about,
      subject.displayName,
      figure: subject.parameter.map { "\($0.name) \(NumberFormat.compact.string($0.value))" } ?? "",
      footer: !isCut || shell.isZoomed ? "" : shell.panel == .about ? "z for all" : "p, then z for all"
    ).draw(in: region, of: &buffer, look: look)
    var y = inner.y
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
      StyledText(subject.formulaOfX, .title, .bold),
      StyledText(subject.derivativeFormulaOfX, .title),
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
      StyledText("drawback ", .muted) + StyledText(subject.knownTrouble, .warning),
    ]
    return isRoomy ? facts + [""] + wholes + details + [""] + words : facts + words + wholes + details
  }
}
