import NeuralNet
import Plots
import Shell
import Terminal

extension LossesScreen {
  /// The columns of the bars, all of one width.
  func barSlots(in inner: Rect) -> [Rect] {
    let width = inner.width / logits.count
    let left = inner.x + (inner.width - width * logits.count) / 2
    return logits.indices.map { Rect(x: left + $0 * width, y: inner.y, width: width, height: inner.height) }
  }

  func drawBars(_ kind: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    let all = crossEntropy
    let index = subscripted(selectedClass + 1)
    let (title, symbol, values, ends): (String, String, [Double], ClosedRange<Double>)
    switch kind {
    case .derivative: (title, symbol, values, ends) = ("p = softmax(z)", "p", all.probabilities, 0...1)
    case .third: (title, symbol, values, ends) = ("gradient p − y", "p−y", all.gradient, -1...1)
    default:
      let top = max(2, logits.map(abs).max() ?? 0)
      (title, symbol, values, ends) = ("logits z", "z", logits, AxisLimits.rounded(-top...top))
    }
    // A title cut short says less than the figure, which stands over its bar as well.
    let figure = "\(symbol)\(index) \(NumberFormat.compact.string(values[selectedClass]))"
    let fits = title.unicodeScalars.count + figure.unicodeScalars.count + 8 <= region.width
    let inner = Panel(
      title: title,
      figure: fits ? figure : "",
      footer: kind == .value && inner(of: region).height >= 7 ? "▴ chosen · y target" : "",
      isFocused: shell.panel == kind
    ).draw(in: region, of: &buffer, look: look)
    let slots = barSlots(in: inner)
    guard let first = slots.first, let last = slots.last, first.width > 0, inner.height >= 3 else { return }
    if first.width > 2, !look.isMono {
      buffer.restyle(slots[selectedClass]) { $0.background = look.theme.selection }
    }
    let figures = BarFigures(values, slotWidth: first.width, height: inner.height)
    let marksHeight = inner.height >= 7 ? 1 : 0
    let area = Rect(
      x: first.x,
      y: inner.y + figures.rows,
      width: last.maxX - first.x,
      height: inner.height - figures.rows - 1 - marksHeight
    )
    BarChart(
      values.enumerated().map { position, value in
        BarChart.Bar(
          "",
          value,
          role: kind == .derivative ? position == targetClass ? .good : .series(0) : nil,
          isHighlighted: position == selectedClass
        )
      },
      direction: .vertical,
      range: ends,
      format: nil,
      showsZero: true
    ).draw(in: area, of: &buffer, look: look)
    for (position, slot) in slots.enumerated() {
      let isSelected = position == selectedClass
      if let text = figures.text(position, isSelected: isSelected) {
        let length = text.unicodeScalars.count
        let x = min(max(inner.x, slot.x + (slot.width - length) / 2), inner.maxX - length)
        let y = inner.y + (figures.rows > 1 ? position % 2 : 0)
        buffer.write(text, x: x, y: y, look.ink(isSelected ? .title : .muted), clip: inner)
      }
      let name = slot.width < 3 ? "\((position + 1) % 10)" : "\(position + 1)"
      let place = Rect(x: slot.x, y: area.maxY, width: slot.width, height: 1)
      buffer.write(name, in: place, alignment: .center, look.ink(isSelected ? .title : .muted, isSelected ? .bold : []))
      guard marksHeight > 0 else { continue }
      let mark = (isSelected ? "▴" : "") + (position == targetClass ? "y" : "")
      let below = Rect(x: slot.x, y: area.maxY + 1, width: slot.width, height: 1)
      buffer.write(mark, in: below, alignment: .center, look.ink(isSelected ? .accent : .good, .bold))
    }
  }

  private func inner(of region: Rect) -> Rect { Panel(title: "").inner(of: region) }
}

/// How figures stand over bars: as exact as fits, in two rows in turn where bars are narrow, and at last the chosen one's alone.
private struct BarFigures {
  private let values: [Double]
  private let format: NumberFormat
  private let isWhole: Bool
  /// Rows that the figures take.
  let rows: Int

  init(_ values: [Double], slotWidth: Int, height: Int) {
    self.values = values
    var choices: [(NumberFormat, Int)] = [(.compact, 1), (.fixed(2), 1), (.compact, 2), (.fixed(2), 2)]
    // Probabilities to one digit say nothing.
    if values.contains(where: { abs($0) >= 1 }) { choices.append((.fixed(1), 2)) }
    let choice = choices.first { format, rows in
      let longest = values.map { format.string($0).unicodeScalars.count }.max() ?? 0
      return longest < rows * slotWidth && (rows == 1 || height >= 9)
    }
    format = choice?.0 ?? .compact
    rows = choice?.1 ?? 1
    isWhole = choice != nil
  }

  func text(_ index: Int, isSelected: Bool) -> String? {
    isWhole || isSelected ? format.string(values[index]) : nil
  }
}
