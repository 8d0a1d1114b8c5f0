import Datasets
import Plots
import Terminal
import Training

extension ConfusionTab {
  func draw(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let layout = ConfusionLayout(region, classNames: state.classNames)
    drawMatrix(state, layout, of: &buffer, look: look)
    drawClasses(state, in: layout.classes, of: &buffer, look: look)
    drawWorst(state, in: layout.worst, of: &buffer, look: look)
  }

  // MARK: Matrix

  private func drawMatrix(_ state: MnistState, _ layout: ConfusionLayout, of buffer: inout Buffer, look: Look) {
    let report = state.report
    let grouped = NumberFormat.grouped
    let panel = Panel(
      title: state.titled("truth ↓ called →"),
      figure: report.map { "\(NumberFormat.percent(2).string($0.accuracy)) right" } ?? "",
      footer: report.map {
        "\(grouped.string($0.count - $0.correctCount)) wrong of \(grouped.string($0.count)), "
          + "step \(grouped.string($0.step))"
      } ?? "",
      isFocused: true
    )
    let inner = panel.draw(in: layout.matrix, of: &buffer, look: look)
    guard let report else {
      let words = state.snapshot == nil ? "Training has not begun." : "Looking at every test image …"
      Paragraph(StyledText(words, .muted)).draw(in: inner.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
      return
    }
    drawNames(state.classNames, layout, inner: inner, of: &buffer, look: look)
    let most = Self.confusions(report).first?.count ?? 1
    for truth in 0..<report.classCount {
      for prediction in 0..<report.classCount {
        drawCell(report, truth, prediction, most: most, in: layout[truth, prediction], of: &buffer, look: look)
      }
    }
  }

  private func drawNames(
    _ names: [String],
    _ layout: ConfusionLayout,
    inner: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    for (index, name) in names.enumerated() {
      let column = Rect(
        x: layout.cells.x + index * layout.cell.width,
        y: layout.cells.y - 1,
        width: layout.cell.width,
        height: 1
      ).intersection(inner)
      let top = name.count <= layout.cell.width ? name : String(name.prefix(max(1, layout.cell.width - 1)))
      buffer.write(
        top,
        in: column,
        alignment: layout.cell.width <= 4 ? .right : .center,
        look.ink(index == prediction ? .accent : .muted, index == prediction ? .bold : [])
      )
      let row = Rect(
        x: layout.cells.x - layout.nameWidth,
        y: layout.cells.y + index * layout.cell.height + (layout.cell.height - 1) / 2,
        width: layout.nameWidth - 1,
        height: 1
      ).intersection(inner)
      buffer.write(
        name,
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
    in place: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    guard !place.isEmpty else { return }
    let count = report.count(truth: truth, prediction: prediction)
    let isDiagonal = truth == prediction
    var style = look.ink(count == 0 ? .grid : isDiagonal ? .good : .text, isDiagonal ? .bold : [])
    if look.hasGradients {
      // Right answers are blue by recall, mistakes orange by count, on a square root's scale so that few still show.
      let fraction =
        isDiagonal
        ? 0.5 + 0.42 * (report.recall(of: truth) ?? 0)
        : 0.5 - 0.45 * (Double(count) / Double(max(1, most))).squareRoot()
      if count > 0, let color = look.theme.diverging.color(at: fraction) {
        style = Style(color.contrast, on: color, isDiagonal ? .bold : [])
        buffer.fill(place, Cell(" ", style))
      }
    } else if count > 0, !isDiagonal, count * 2 >= most {
      style.attributes.insert(.bold)
    }
    let row = Rect(x: place.x, y: place.y + (place.height - 1) / 2, width: place.width, height: 1)
    let alignment: Alignment = place.width <= 4 ? .right : .center
    let words = count == 0 ? "·" : "\(count)"
    guard truth == self.truth, prediction == self.prediction else {
      buffer.write(words, in: row, alignment: alignment, style)
      return
    }
    let selected =
      look.hasGradients
      ? Style(look.theme.accent.contrast, on: look.theme.accent, .bold) : look.style(.text, [.reverse, .bold])
    buffer.fill(place, Cell(" ", selected))
    buffer.write(words, in: row, alignment: alignment, selected)
    if place.width >= 6 {
      buffer.put("▸", x: row.x, y: row.y, selected, clip: place)
      buffer.put("◂", x: row.maxX - 1, y: row.y, selected, clip: place)
    }
  }

  // MARK: Classes

  private func drawClasses(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = Panel(title: "each class").draw(in: region, of: &buffer, look: look)
    guard let report = state.report else { return }
    let percent = NumberFormat.percent(1)
    func cell(_ value: Double?) -> StyledText {
      value.map { StyledText(percent.string($0), $0 < 0.95 ? .warning : .text) } ?? StyledText("–", .muted)
    }
    let rows = state.classNames.indices.map { label -> [StyledText] in
      let precision = report.precision(of: label)
      let recall = report.recall(of: label)
      let harmonic: Double? = precision.flatMap { p in
        recall.flatMap { r in p + r > 0 ? 2 * p * r / (p + r) : nil }
      }
      return [StyledText(state.classNames[label], .title), cell(precision), cell(recall), cell(harmonic)]
    }
    Table(
      columns: [.init("", .left), .init("precision"), .init("recall"), .init("F1", isOptional: true)],
      rows: rows,
      selectedRow: truth
    ).draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Worst

  private func drawWorst(_ state: MnistState, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard region.height >= 3 else { return }
    let inner = Panel(title: "confused most").draw(in: region, of: &buffer, look: look)
    guard let report = state.report else { return }
    let names = state.classNames
    let confusions = Self.confusions(report)
    if confusions.isEmpty {
      StyledText("nothing is confused", .good).draw(in: inner, of: &buffer, look: look)
      return
    }
    let most = Double(confusions[0].count)
    for (row, confusion) in confusions.prefix(inner.height).enumerated() {
      let place = Rect(x: inner.x, y: inner.y + row, width: inner.width, height: 1)
      let isSelected = confusion.truth == truth && confusion.prediction == prediction
      let words = "\(isSelected ? "▸" : " ")\(names[confusion.truth]) called \(names[confusion.prediction])"
      let columns = place.columns(.fixed(min(inner.width - 6, max(12, words.count + 1))), .share(1))
      StyledText(words, isSelected ? .accent : .text, isSelected ? .bold : [])
        .draw(in: columns[0], of: &buffer, look: look)
      BarChart(
        [.init("", Double(confusion.count), role: .bad, isHighlighted: isSelected)],
        range: 0...most,
        format: .grouped
      ).draw(in: columns[1], of: &buffer, look: look)
    }
  }

  // MARK: Words

  func explanation(_ state: MnistState) -> [StyledText] {
    guard let report = state.report else {
      return [StyledText("There is something to explain once the network has looked at the test images.", .muted)]
    }
    let names = state.classNames
    let right = report.count(truth: truth, prediction: truth)
    let there = (0..<report.classCount).reduce(0) { $0 + report.count(truth: truth, prediction: $1) }
    let called = (0..<report.classCount).reduce(0) { $0 + report.count(truth: $1, prediction: truth) }
    let percent = NumberFormat.percent(2)
    let about = state.isGenerated ? "generated digits; this is not MNIST's figure" : state.kind.title
    var lines: [StyledText] = [
      StyledText("accuracy   ", .muted)
        + "right / all = \(report.correctCount) / \(report.count) = "
        + StyledText(percent.string(report.accuracy), .accent, .bold) + " (\(about))",
      "",
      StyledText("class \(names[truth])", .title, .bold),
      StyledText("recall     ", .muted)
        + "called \(names[truth]) / are \(names[truth]) = \(right) / \(there) = "
        + StyledText(report.recall(of: truth).map(percent.string) ?? "none there", .accent, .bold),
      StyledText("precision  ", .muted)
        + "are \(names[truth]) / called \(names[truth]) = \(right) / \(called) = "
        + StyledText(report.precision(of: truth).map(percent.string) ?? "none called so", .accent, .bold),
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
