import Datasets
import Plots
import Shell
import Terminal
import Training

extension ConfusionPage {
  /// The matrix, and beside it each class's figures and the worst confusions where there is room.
  static func panels(in region: Rect, classNames: [String]) -> [PlacedPanel<MnistScreen.PanelID>] {
    let columns = ConfusionLayout.columns(of: region, classNames: classNames)
    guard !columns[1].isEmpty else { return [PlacedPanel(.matrix, columns[0])] }
    let rows = columns[1].rows(.fixed(min(classNames.count + 3, columns[1].height)), .share(1))
    let panels = [PlacedPanel(MnistScreen.PanelID.matrix, columns[0]), PlacedPanel(.classes, rows[0])]
    return rows[1].height >= 3 ? panels + [PlacedPanel(.worst, rows[1])] : panels
  }

  func draw(
    _ panel: MnistScreen.PanelID,
    _ screen: MnistScreen,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    switch panel {
    case .classes: drawClasses(screen, in: region, of: &buffer, look: look)
    case .worst: drawWorst(screen, in: region, of: &buffer, look: look)
    default: drawMatrix(screen, in: region, of: &buffer, look: look)
    }
  }

  // MARK: Matrix

  private func drawMatrix(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let layout = ConfusionLayout(matrix: region, classNames: state.classNames)
    let report = state.report
    let grouped = NumberFormat.grouped
    let words = "rows: true, columns: predicted"
    let figure =
      report.map { $0.isFinite ? "\(NumberFormat.percent(2).string($0.accuracy)) right" : "not finite" } ?? ""
    let panel = screen.frame(
      .matrix,
      state.title(words, beside: figure, width: region.width),
      figure: figure,
      role: report?.isFinite == false ? .bad : .accent,
      footer: report.map {
        guard $0.isFinite else { return "no prediction, step \(grouped.string($0.step))" }
        return
          "\(grouped.string($0.count - $0.correctCount)) wrong of \(grouped.string($0.count)), "
          + "step \(grouped.string($0.step))"
      } ?? state.waitingWords
    )
    let inner = panel.draw(in: region, of: &buffer, look: look)
    guard let report, report.isFinite else {
      drawBlankMatrix(layout, count: state.classNames.count, inner: inner, of: &buffer, look: look)
      return
    }
    // All numbers end in the same column of their cells, the widest in the middle.
    let digits = String(report.confusion.max() ?? 0).count
    drawNames(layout, count: report.classCount, digits: digits, inner: inner, of: &buffer, look: look)
    let most = Self.confusions(report).first?.count ?? 1
    for truth in 0..<report.classCount {
      for prediction in 0..<report.classCount {
        let place = layout[truth, prediction]
        drawCell(report, truth, prediction, most: most, digits: digits, in: place, of: &buffer, look: look)
      }
    }
    for (row, line) in wordsOfCell(report, state.classNames, look).prefix(layout.words.height).enumerated() {
      line.draw(
        in: Rect(x: layout.words.x + 1, y: layout.words.y + row, width: layout.words.width - 1, height: 1),
        of: &buffer,
        look: look
      )
    }
  }

  /// The matrix before anything has been counted.
  private func drawBlankMatrix(
    _ layout: ConfusionLayout,
    count: Int,
    inner: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    // A class of ten thousand images has counts of up to four digits.
    let digits = min(4, layout.cell.width - 1)
    drawNames(layout, count: count, digits: digits, inner: inner, of: &buffer, look: look)
    for truth in 0..<count {
      for prediction in 0..<count {
        let place = numberColumns(layout[truth, prediction], digits: digits).intersection(layout[truth, prediction])
        buffer.write("·", in: place, alignment: .right, look.ink(.grid))
      }
    }
  }

  /// The columns of a cell in which numbers stand.
  private func numberColumns(_ place: Rect, digits: Int) -> Rect {
    let width = min(digits, place.width)
    return Rect(
      x: place.x + (place.width - width + 1) / 2,
      y: place.y + (place.height - 1) / 2,
      width: width,
      height: 1
    )
  }

  private func drawNames(
    _ layout: ConfusionLayout,
    count: Int,
    digits: Int,
    inner: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    for index in 0..<count where !layout[index, index].isEmpty {
      let top = layout[0, index]
      let name = layout.columnNames[index]
      let column =
        name.count <= digits
        ? numberColumns(top, digits: digits)
        : Rect(x: top.maxX - name.count - max(0, (top.width - name.count) / 2), y: top.y, width: name.count, height: 1)
      buffer.write(
        name,
        in: Rect(x: column.x, y: layout.cells.y - 1, width: column.width, height: 1).intersection(inner),
        alignment: .right,
        look.ink(index == prediction ? .accent : .muted, index == prediction ? .bold : [])
      )
      let row = Rect(
        x: layout.cells.x - layout.rowNames.width - 1,
        y: numberColumns(layout[index, 0], digits: digits).y,
        width: layout.rowNames.width,
        height: 1
      ).intersection(inner)
      buffer.write(
        layout.rowNames[index],
        in: row,
        alignment: .right,
        look.ink(index == truth ? .accent : .muted, index == truth ? .bold : [])
      )
    }
  }

  private func drawCell(
    _ report: TestReport,
    _ truth: Int,
    _ prediction: Int,
    most: Int,
    digits: Int,
    in place: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    guard !place.isEmpty else { return }
    let count = report.count(truth: truth, prediction: prediction)
    let isDiagonal = truth == prediction
    let number = numberColumns(place, digits: digits)
    let words = count == 0 ? "·" : "\(count)"
    let heat = isDiagonal ? 0 : MistakeColor.heat(count, most: most)
    var style = look.ink(count == 0 ? .grid : isDiagonal ? .good : .text, isDiagonal ? .bold : [])
    if look.hasGradients {
      // Right answers are blue by recall, mistakes orange by count.
      let color =
        isDiagonal
        ? look.theme.diverging.color(at: 0.5 + 0.42 * (report.recall(of: truth) ?? 0))
        : MistakeColor.color(count, most: most, look)
      if count > 0, let color {
        style = Style(color.contrast, on: color, isDiagonal ? .bold : [])
        buffer.fill(place, Cell(" ", style))
      }
    } else if heat > 0.3 {
      shade(heat, place, upTo: number.maxX - words.count, row: number.y, of: &buffer, look: look)
      if heat > 0.6 { style.attributes.insert(.bold) }
    }
    guard truth == self.truth, prediction == self.prediction else {
      buffer.write(words, in: number, alignment: .right, style)
      return
    }
    let selected =
      look.hasGradients
      ? Style(look.theme.accent.contrast, on: look.theme.accent, .bold) : look.style(.text, [.reverse, .bold])
    buffer.fill(place, Cell(" ", selected))
    buffer.write(words, in: number, alignment: .right, selected)
    if place.width >= digits + 3 {
      buffer.put("▸", x: place.x, y: number.y, selected, clip: place)
      buffer.put("◂", x: place.maxX - 1, y: number.y, selected, clip: place)
    }
  }

  /// Heat in glyphs where colours cannot tell it; a blank column stays between cells.
  private func shade(_ heat: Double, _ place: Rect, upTo end: Int, row: Int, of buffer: inout Buffer, look: Look) {
    let glyphs: [Unicode.Scalar] = look.isASCII ? [".", ":", "#"] : ["░", "▒", "▓"]
    let glyph = glyphs[heat > 0.8 ? 2 : heat > 0.55 ? 1 : 0]
    for y in place.y..<place.maxY {
      for x in (place.x + 1)..<max(place.x + 1, y == row ? end : place.maxX) {
        buffer.put(glyph, x: x, y: y, look.ink(.bad), clip: place)
      }
    }
  }

  /// What the chosen cell holds, in two lines.
  private func wordsOfCell(_ report: TestReport, _ names: [String], _ look: Look) -> [StyledText] {
    let there = (0..<report.classCount).reduce(0) { $0 + report.count(truth: truth, prediction: $1) }
    let count = report.count(truth: truth, prediction: prediction)
    let grouped = NumberFormat.grouped
    let share = there > 0 ? " (\(NumberFormat.percent(1).string(Double(count) / Double(there))))" : ""
    let figures = "\(grouped.string(count)) of \(grouped.string(there))\(share)"
    if truth == prediction {
      return [
        StyledText("\(names[truth]) called right: ", .title) + StyledText(figures, .good, .bold),
        StyledText(
          look.hasGradients ? "blue: right, by recall; orange: mistakes" : "shaded: mistakes; denser: more",
          .muted
        ),
      ]
    }
    return [
      StyledText("\(names[truth]) called \(names[prediction]): ", .title) + StyledText(figures, .bad, .bold),
      StyledText("the other way round: \(grouped.string(report.count(truth: prediction, prediction: truth)))", .muted),
    ]
  }

  // MARK: Classes

  private func drawClasses(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let inner = screen.frame(.classes, "each class").draw(in: region, of: &buffer, look: look)
    let report = state.report.flatMap { $0.isFinite ? $0 : nil }
    let percent = NumberFormat.percent(1)
    func cell(_ value: Double?) -> StyledText {
      value.map { StyledText(percent.string($0), $0 < 0.95 ? .warning : .text) } ?? StyledText("–", .muted)
    }
    let names = ClassCodes(state.classNames, width: max(2, inner.width - 17))
    let rows = state.classNames.indices.map { label -> [StyledText] in
      let precision = report.flatMap { $0.precision(of: label) }
      let recall = report.flatMap { $0.recall(of: label) }
      let harmonic: Double? = precision.flatMap { p in
        recall.flatMap { r in p + r > 0 ? 2 * p * r / (p + r) : nil }
      }
      return [StyledText(names[label], .title), cell(precision), cell(recall), cell(harmonic)]
    }
    Table(
      columns: [.init("", .left), .init("precision"), .init("recall"), .init("F1", isOptional: true)],
      rows: rows,
      selectedRow: truth
    ).draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Worst

  /// The worst confusions: names, count, and a thin bar, each in its own column.
  private func drawWorst(_ screen: MnistScreen, in region: Rect, of buffer: inout Buffer, look: Look) {
    let state = screen.state
    let inner = screen.frame(.worst, "confused most").draw(in: region, of: &buffer, look: look)
    guard let report = state.report, report.isFinite else { return }
    let confusions = Self.confusions(report).prefix(inner.height)
    guard let most = confusions.first?.count else {
      StyledText("nothing is confused", .good).draw(in: inner, of: &buffer, look: look)
      return
    }
    let countWidth = NumberFormat.grouped.string(most).count
    func words(_ names: (Int) -> String) -> [String] {
      confusions.map { "\(names($0.truth)) called \(names($0.prediction))" }
    }
    var labels = words { state.classNames[$0] }
    if labels.contains(where: { $0.count + countWidth + 8 > inner.width }) {
      let codes = ClassCodes(state.classNames, width: max(1, (inner.width - countWidth - 16) / 2))
      labels = words { codes[$0] }
    }
    let labelWidth = labels.map(\.count).max() ?? 0
    let barRoom = min(30, inner.width - labelWidth - countWidth - 4)
    for (row, confusion) in confusions.enumerated() {
      let place = Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1)
      let isSelected = confusion.truth == truth && confusion.prediction == prediction
      let padding = String(repeating: " ", count: labelWidth - labels[row].count)
      let length = max(1, Int((Double(confusion.count * max(0, barRoom)) / Double(most)).rounded()))
      let line =
        StyledText(
          (isSelected ? "▸" : " ") + labels[row] + padding,
          isSelected ? .accent : .text,
          isSelected ? .bold : []
        )
        + StyledText(
          " " + NumberFormat.grouped.string(Double(confusion.count), width: countWidth) + " ",
          .title,
          isSelected ? .bold : []
        )
        + StyledText(barRoom > 2 ? String(repeating: look.isASCII ? "=" : "━", count: length) : "", .bad)
      line.draw(in: place, of: &buffer, look: look)
    }
  }

  // MARK: Words

  func explanation(_ state: MnistState) -> [StyledText] {
    guard let report = state.report else { return [] }
    guard report.isFinite else { return [StyledText(MnistState.notFiniteWords, .bad)] }
    let names = state.classNames
    let right = report.count(truth: truth, prediction: truth)
    let there = (0..<report.classCount).reduce(0) { $0 + report.count(truth: truth, prediction: $1) }
    let called = (0..<report.classCount).reduce(0) { $0 + report.count(truth: $1, prediction: truth) }
    let percent = NumberFormat.percent(2)
    let about = state.isGenerated ? "on generated digits, not on MNIST" : state.kind.title
    var lines: [StyledText] = [
      StyledText("accuracy   ", .muted)
        + "right / all = \(report.correctCount) / \(report.count) = "
        + StyledText(percent.string(report.accuracy), .accent, .bold) + " (\(about))",
      "",
      StyledText("class \(names[truth])", .title, .bold),
      StyledText("recall     ", .muted)
        + "\(names[truth]) called \(names[truth]) / all that are \(names[truth]) = \(right) / \(there) = "
        + StyledText(report.recall(of: truth).map(percent.string) ?? "no such image", .accent, .bold),
      StyledText("precision  ", .muted)
        + "\(names[truth]) called \(names[truth]) / all called \(names[truth]) = \(right) / \(called) = "
        + StyledText(report.precision(of: truth).map(percent.string) ?? "never predicted", .accent, .bold),
      "",
    ]
    if truth != prediction {
      let there = report.count(truth: truth, prediction: prediction)
      let back = report.count(truth: prediction, prediction: truth)
      lines.append(
        StyledText("\(there) times a \(names[truth]) is called \(names[prediction]), ")
          + "\(back) times the other way round. Enter shows them."
      )
    }
    return lines
  }
}
