import Terminal

extension FrameEncoder {
  /// A frame and what is seen of it.
  struct Seen {
    let frame: Buffer
    let visible: Buffer
    fileprivate let capabilities: Capabilities
  }

  /// The frame with all that no eye sees made equal, so that no change of it is sent: colours as the terminal has them, under a
  /// blank no foreground, and half blocks always the same way up.
  /// - Complexity: O(cells).
  func visible(_ frame: Buffer) -> Buffer { seen(frame, after: nil).visible }

  /// What is seen of a frame; equal rows of an earlier one are seen as they were.
  /// - Complexity: O(cells), with little to do for those of equal rows.
  func seen(_ frame: Buffer, after earlier: Seen?) -> Seen {
    let known = earlier.flatMap { $0.frame.size == frame.size && $0.capabilities == capabilities ? $0 : nil }
    var result = known?.visible ?? frame
    let width = frame.size.width
    // Neighbours are mostly alike, and the nearest colour of a palette costs more than a comparison.
    var (last, lastResult) = (Cell.blank, visible(Cell.blank))
    for y in 0..<frame.size.height {
      let row = y * width..<(y + 1) * width
      if let known, known.frame.cells[row] == frame.cells[row] { continue }
      for x in 0..<width {
        let cell = frame.cells[row.lowerBound + x]
        if cell != last {
          last = cell
          lastResult = visible(cell)
        }
        if result.cells[row.lowerBound + x] != lastResult { result[x, y] = lastResult }
      }
    }
    return Seen(frame: frame, visible: result, capabilities: capabilities)
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
