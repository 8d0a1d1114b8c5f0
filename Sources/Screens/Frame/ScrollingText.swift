import Plots
import Terminal

/// Lines of text in a box over the screen, scrolled where they do not fit.
struct ScrollingText {
  var title: String
  var lines: [StyledText]
  var scroll: Int

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let width = min(region.width - 6, max(40, lines.map(\.count).max() ?? 0))
    let rows = wrapped(lines, width: width)
    let height = min(region.height - 4, rows.count)
    guard width > 0, height > 0 else { return }
    let first = min(scroll, rows.count - height)
    let more = rows.count > height ? "↑↓ \(first + 1)-\(first + height) of \(rows.count)" : "Esc closes"
    let inner = Overlay(title: title, contentSize: Size(width, height), footer: more)
      .draw(in: region, of: &buffer, look: look)
    for (offset, row) in rows[first..<(first + height)].enumerated() {
      row.draw(
        in: Rect(x: inner.x, y: inner.y + offset, width: inner.width, height: 1).intersection(inner),
        of: &buffer,
        look: look
      )
    }
  }

  /// Breaks each line that is too long; its rest stands below its words where a label with blanks after it begins the line, else
  /// indented by two more than the line.
  private func wrapped(_ lines: [StyledText], width: Int) -> [StyledText] {
    lines.flatMap { $0.wrapped(width: width, indent: Self.labelWidth($0) ?? $0.indentation + 2) }
  }

  /// The columns of a label such as `forward   `, or of the blanks below one, at a line's beginning; nil where there is neither.
  private static func labelWidth(_ line: StyledText) -> Int? {
    guard line.spans.count > 1, let label = line.spans.first?.text, label.hasSuffix("  "),
      (4...16).contains(label.unicodeScalars.count)
    else { return nil }
    return label.unicodeScalars.count
  }
}
