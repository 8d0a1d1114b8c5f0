import Plots
import Terminal

/// The menu's list: entries under the headings of their groups, as roomy as the window allows, scrolled so that the chosen one is seen.
struct MenuList {
  struct Entry: Hashable, Sendable {
    var command: String
    var group: String
    var says: String

    /// What it says, up to the last comma, colon or semicolon that fits: a menu's line has no room for half a thought.
    func says(fitting width: Int) -> String {
      guard says.count > width else { return says }
      let marks = says.indices.filter { [",", ":", ";"].contains(says[$0]) }
      let clauses = marks.map { says[..<$0] }
      return clauses.last { $0.count <= width }.map(String.init) ?? says
    }
  }

  /// What stands in one row.
  private enum Row: Hashable {
    case heading(String)
    case command(Int)
    case words(Int, StyledText)
    case blank
  }

  let entries: [Entry]
  let selected: Int
  let region: Rect
  private let rows: [Row]
  private let first: Int

  init(entries: [Entry], selected: Int, region: Rect) {
    self.entries = entries
    self.selected = selected
    self.region = region
    // From roomy to close: words below each command with blanks between groups, words beside them, no headings.
    let forms = [
      Self.rows(entries, width: region.width, isRoomy: true, hasHeadings: true),
      Self.rows(entries, width: region.width, isRoomy: false, hasHeadings: true),
      Self.rows(entries, width: region.width, isRoomy: false, hasHeadings: false),
    ]
    rows = forms.first { $0.count <= region.height } ?? forms[2]
    let chosen = rows.firstIndex(of: .command(selected)) ?? 0
    let room = max(1, region.height)
    first = min(max(0, chosen - room / 2), max(0, rows.count - room))
  }

  private static func rows(_ entries: [Entry], width: Int, isRoomy: Bool, hasHeadings: Bool) -> [Row] {
    var rows: [Row] = []
    for (index, entry) in entries.enumerated() {
      let isFirstOfGroup = index == 0 || entries[index - 1].group != entry.group
      if hasHeadings, isFirstOfGroup {
        if !rows.isEmpty { rows.append(.blank) }
        rows.append(.heading(entry.group))
      }
      rows.append(.command(index))
      if isRoomy {
        rows += StyledText(entry.says).wrapped(width: max(10, width - 7)).map { .words(index, $0) }
      }
    }
    return rows
  }

  private var isRoomy: Bool {
    rows.contains { if case .words = $0 { true } else { false } }
  }

  /// The entry at a cell.
  func entry(at point: Point) -> Int? {
    guard region.contains(point) else { return nil }
    let row = first + point.y - region.y
    guard rows.indices.contains(row) else { return nil }
    switch rows[row] {
    case .command(let entry), .words(let entry, _): return entry
    case .heading, .blank: return nil
    }
  }

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let commandWidth = (entries.map(\.command.count).max() ?? 0) + 2
    for (offset, row) in rows[first...].prefix(region.height).enumerated() {
      let place = Rect(x: region.x, y: region.y + offset, width: region.width, height: 1)
      switch row {
      case .blank: break
      case .heading(let title):
        StyledText(title, .muted, .bold).draw(in: place.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
      case .command(let index):
        let isSelected = index == selected
        let entry = entries[index]
        var text = StyledText(isSelected ? "▶ " : "  ", .accent)
        let number = index < 9 ? "\(index + 1) " : "  "
        text += StyledText(number, isSelected ? .text : .muted)
        text += StyledText(entry.command, isSelected ? .accent : .title, .bold)
        if !isRoomy {
          text += StyledText(String(repeating: " ", count: max(1, commandWidth - entry.command.count)))
          text += StyledText(entry.says(fitting: place.width - 2 - text.count), isSelected ? .text : .muted)
        }
        mark(isSelected, place, &buffer, look)
        text.draw(in: place.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
        mend(isSelected, place, &buffer, look)
      case .words(let index, let text):
        mark(index == selected, place, &buffer, look)
        StyledText(text.string, index == selected ? .text : .muted).draw(
          in: Rect(x: place.x + 5, y: place.y, width: max(0, place.width - 6), height: 1),
          of: &buffer,
          look: look
        )
        mend(index == selected, place, &buffer, look)
      }
    }
    if first > 0 { buffer.put("▴", x: region.maxX - 1, y: region.y, look.ink(.muted), clip: region) }
    if first + region.height < rows.count {
      buffer.put("▾", x: region.maxX - 1, y: region.maxY - 1, look.ink(.muted), clip: region)
    }
  }

  private func mark(_ isSelected: Bool, _ place: Rect, _ buffer: inout Buffer, _ look: Look) {
    if isSelected { buffer.fill(place, Cell(" ", look.style(.selection))) }
  }

  /// Text written over a marked row has its own colours; of few, one pair alone is sure to be readable.
  private func mend(_ isSelected: Bool, _ place: Rect, _ buffer: inout Buffer, _ look: Look) {
    guard isSelected, look.colorDepth <= .colors16 else { return }
    let marked = look.style(.selection)
    buffer.restyle(place) { style in
      let attributes = style.attributes.union(marked.attributes)
      style = marked
      style.attributes = attributes
    }
  }
}
