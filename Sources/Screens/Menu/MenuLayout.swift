import Plots
import Terminal

/// Where the menu's entries and the preview are in a window; view and mouse share it.
struct MenuLayout {
  /// The list with its border.
  let list: Rect
  /// Where the chosen screen's preview goes; empty where there is no room for one.
  let preview: Rect
  /// The rows of each entry: its command, and what it shows in one or two lines.
  let entries: [Rect]

  init(_ size: Size, entries all: [MenuScreen.Entry]) {
    let body = ScreenFrame.regions(size, hasControls: false).body
    if size.width >= 100 {
      let columns = body.columns(.atLeast(46, share: 0.4), .share(1))
      (list, preview) = (columns[0], columns[1])
    } else if size.height >= 40 {
      let rows = body.rows(.fixed(4 * all.count + 1), .share(1))
      (list, preview) = (rows[0], rows[1])
    } else {
      list = body
      preview = Rect(x: body.x, y: body.maxY, width: 0, height: 0)
    }
    let inner = list.inset(horizontal: 1, vertical: 1)
    let words = Self.words(in: inner)
    let lines = all.reduce(1) { max($0, Paragraph(StyledText($1.says)).height(width: words.width)) }
    let height = 1 + lines
    let spare = inner.height - all.count * height
    let gap = spare >= all.count - 1 ? 1 : 0
    let top = inner.y + (spare >= all.count + 1 ? 1 : 0)
    entries = all.indices.map {
      Rect(x: inner.x, y: top + $0 * (height + gap), width: inner.width, height: height).intersection(inner)
    }
  }

  /// Where an entry's words stand, right of its mark and number.
  static func words(in entry: Rect) -> Rect {
    Rect(x: entry.x + 6, y: entry.y, width: max(0, entry.width - 7), height: entry.height)
  }

  /// The entry at a cell.
  func entry(at point: Point) -> Int? { entries.firstIndex { $0.contains(point) } }
}
