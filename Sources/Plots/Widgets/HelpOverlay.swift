import Terminal

/// A box that lists keys in groups.
public struct HelpOverlay: Widget, Hashable {
  /// Keys that belong together.
  public struct Group: Hashable, Sendable {
    /// What they have in common.
    public var title: String
    /// The keys.
    public var hints: [KeyHints.Hint]

    /// A group.
    public init(_ title: String, _ hints: [KeyHints.Hint]) {
      self.title = title
      self.hints = hints
    }
  }

  /// What the box's border says.
  public var title: String
  /// The groups in order.
  public var groups: [Group]
  /// Lines skipped at the top where the screen is too low for all of them.
  public var scroll: Int

  /// A help box.
  public init(title: String = "help", groups: [Group], scroll: Int = 0) {
    self.title = title
    self.groups = groups
    self.scroll = scroll
  }

  /// The lines of one group, a blank one after it.
  private func lines(of group: Group, keyWidth: Int) -> [StyledText] {
    [StyledText(group.title, .title, .bold)]
      + group.hints.map { hint in
        let space = String(repeating: " ", count: keyWidth - hint.key.unicodeScalars.count + 2)
        return StyledText([.init(hint.key, .accent, .bold), .init(space + hint.action, .text)])
      } + [StyledText()]
  }

  /// The keys' lines: in two columns where one is too high and there is room for both.
  private func columns(in region: Rect) -> (columns: [[StyledText]], width: Int) {
    let keyWidth = groups.flatMap(\.hints).map(\.key.unicodeScalars.count).max() ?? 0
    let blocks = groups.map { lines(of: $0, keyWidth: keyWidth) }
    let lineWidth = blocks.joined().map(\.count).max() ?? 0
    let total = blocks.reduce(0) { $0 + $1.count }
    var columns = [blocks.flatMap { $0 }]
    if total > region.height - 3, region.width >= 2 * lineWidth + 7, blocks.count > 1 {
      // Groups stay whole: the first column takes groups until it holds half of the lines.
      columns = [[], []]
      for block in blocks {
        if columns[0].isEmpty || (columns[1].isEmpty && 2 * columns[0].count + block.count <= total) {
          columns[0] += block
        } else {
          columns[1] += block
        }
      }
    }
    for index in columns.indices where columns[index].last?.count == 0 { columns[index].removeLast() }
    return (columns, lineWidth)
  }

  private func extent(_ columns: [[StyledText]], in region: Rect) -> ScrollExtent {
    ScrollExtent(rows: columns.map(\.count).max() ?? 0, room: region.height - 2)
  }

  /// How far the box can be scrolled in a region.
  public func extent(in region: Rect) -> ScrollExtent { extent(columns(in: region).columns, in: region) }

  /// Draws the box over the middle of the region; two columns where there is room for them.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let (columns, lineWidth) = columns(in: region)
    let width = columns.count * lineWidth + (columns.count - 1) * 3
    let extent = extent(columns, in: region)
    let first = extent.clamped(scroll)
    // What is cut says so, and how to see the rest.
    let footer = extent.isScrolling ? extent.footer(first: first) : "any key closes"
    let contentSize = Size(max(width, footer.unicodeScalars.count + 2), extent.rows)
    let overlay = Overlay(title: title, contentSize: contentSize, footer: footer)
    let inner = overlay.draw(in: region, of: &buffer, look: look)
    for (index, column) in columns.enumerated() {
      for (row, line) in column.dropFirst(first).prefix(inner.height).enumerated() {
        let place = Rect(x: inner.x + index * (lineWidth + 3), y: inner.y + row, width: lineWidth, height: 1)
        line.draw(in: place.intersection(inner), of: &buffer, look: look)
      }
    }
  }
}
