import Terminal

extension FrameEncoder {
  /// The frame with all that no eye sees made equal, so that no change of it is sent: colours as the terminal has them, under a
  /// blank no foreground, and half blocks always the same way up.
  /// - Complexity: O(cells).
  func visible(_ frame: Buffer) -> Buffer {
    var result = frame
    // Neighbours are mostly alike, and the nearest colour of a palette costs more than a comparison.
    var (last, lastResult) = (Cell.blank, Cell.blank)
    for y in 0..<frame.size.height {
      for x in 0..<frame.size.width {
        let cell = frame.cells[y * frame.size.width + x]
        if cell != last {
          last = cell
          lastResult = visible(cell)
        }
        if cell != lastResult { result[x, y] = lastResult }
      }
    }
    return result
  }

  private func visible(_ cell: Cell) -> Cell {
    var cell = Cell(cell.glyph, cell.style.reduced(to: capabilities.colorDepth))
    if cell.glyph == "▀" || cell.glyph == "▄" { cell = turned(cell) }
    if cell.glyph == "\u{2800}" { cell.glyph = " " }
    if cell.isPlainBlank {
      cell.style.foreground = .default
      cell.style.attributes = []
    }
    return cell
  }

  /// A half block with the colour that comes first in the order of pens behind it: then those with the same two colours need the same pen.
  private func turned(_ cell: Cell) -> Cell {
    let (front, back) = (cell.style.foreground, cell.style.background)
    guard cell.style.attributes.isEmpty, !front.isDefault, !back.isDefault, !capabilities.charset.isASCII else {
      return cell
    }
    if front == back { return Cell(" ", Style(.default, on: back)) }
    guard front.order < back.order else { return cell }
    return Cell(cell.glyph == "▀" ? "▄" : "▀", Style(back, on: front))
  }
}
