import Plots
import Terminal

/// Lines of text in a box over the screen, scrolled where they do not fit.
public struct ScrollingText {
  /// What the box's border says.
  public var title: String
  /// The lines.
  public var lines: [StyledText]
  /// Rows skipped at the top.
  public var scroll: Int

  /// A text.
  public init(title: String, lines: [StyledText], scroll: Int = 0) {
    self.title = title
    self.lines = lines
    self.scroll = scroll
  }

  /// A command whole: broken only where a row is full, so that its rows put together are the command.
  static func command(_ command: String, in region: Rect) -> ScrollingText {
    let width = max(1, region.width - 6)
    var rows: [StyledText] = []
    var rest = Array(command.inColumns.unicodeScalars)[...]
    while !rest.isEmpty {
      var row = String.UnicodeScalarView()
      // No wide letter is cut through.
      let count = rest.dropFirst(width).first == .secondColumn ? max(1, width - 1) : width
      row.append(contentsOf: rest.prefix(count))
      rows.append(StyledText(String(row), .accent))
      rest = rest.dropFirst(count)
    }
    return ScrollingText(title: "command", lines: rows)
  }

  /// How far the box can be scrolled in a region, with glyphs of any kind.
  public func extent(in region: Rect) -> ScrollExtent { extent(rows(in: region), in: region) }

  /// Draws the box over the middle of the region.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let width = width(in: region)
    let rows = rows(in: region)
    let extent = extent(rows, in: region)
    let height = min(extent.room, rows.count)
    guard width > 0, height > 0 else { return }
    let first = extent.clamped(scroll)
    let more = extent.isScrolling ? extent.footer(first: first) : "Esc closes"
    let inner = Overlay(title: title, contentSize: Size(width, height), footer: more)
      .draw(in: region, of: &buffer, look: look)
    for (offset, row) in rows[first..<(first + height)].enumerated() {
      row.spelled(for: look).draw(
        in: Rect(x: inner.x, y: inner.y + offset, width: inner.width, height: 1).intersection(inner),
        of: &buffer,
        look: look
      )
    }
  }

  private func extent(_ rows: [StyledText], in region: Rect) -> ScrollExtent {
    ScrollExtent(rows: rows.count, room: region.height - 4)
  }

  /// Room for the longest line as it is spelled in ASCII, so that a box is as large and as long with all glyphs.
  private func width(in region: Rect) -> Int {
    min(region.width - 6, max(40, lines.map { $0.spelledInASCII.count }.max() ?? 0))
  }

  /// Breaks each line that is too long; its rest stands below its words where a label with blanks after it begins the line, else
  /// indented by two more than the line.
  private func rows(in region: Rect) -> [StyledText] {
    let width = width(in: region)
    return lines.flatMap {
      $0.wrapped(width: width, indent: Self.labelWidth($0) ?? $0.indentation + 2, forSpelling: true)
    }
  }

  /// The columns of a label such as `forward   `, or of the blanks below one, at a line's beginning; nil where there is neither.
  private static func labelWidth(_ line: StyledText) -> Int? {
    guard line.spans.count > 1, let label = line.spans.first?.text, label.hasSuffix("  "),
      (4...16).contains(label.unicodeScalars.count)
    else { return nil }
    return label.unicodeScalars.count
  }
}
