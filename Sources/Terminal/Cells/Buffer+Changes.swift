extension Buffer {
  /// Visits the cells that differ from another frame, as runs from the top left.
  /// - Parameters:
  ///   - previous: what the terminal shows; nil or a frame of another size makes every cell a change.
  ///   - gap: equal cells up to so many between two changes join their runs: moving a cursor costs more than they do.
  public func forEachChange(from previous: Buffer?, joining gap: Int = 3, _ body: (CellRun) -> Void) {
    guard let previous, previous.size == size else {
      if size.width > 0 { for y in 0..<size.height { body(CellRun(x: 0, y: y, length: size.width)) } }
      return
    }
    let width = size.width
    for y in 0..<size.height {
      let row = y * width
      var start = -1
      var end = -1
      for x in 0..<width where isChanged(x, row, from: previous) {
        if start >= 0, x - end > gap {
          body(CellRun(x: start, y: y, length: end - start))
          start = x
        } else if start < 0 {
          start = x
        }
        end = x + 1
      }
      if start >= 0 { body(CellRun(x: start, y: y, length: end - start)) }
    }
  }

  /// Whether a cell is another one, or the other half of what it is half of: both halves of a wide scalar change together.
  /// - Parameter row: the place of the row's first cell.
  @inline(__always)
  public func isChanged(_ x: Int, _ row: Int, from previous: Buffer) -> Bool {
    let place = row + x
    let cell = cells[place]
    if cell != previous.cells[place] { return true }
    guard cell.glyph.value >= 0x1100 else { return false }
    if cell.glyph == .secondColumn { return x > 0 && cells[place - 1] != previous.cells[place - 1] }
    return cell.glyph.takesTwoColumns && x + 1 < size.width && cells[place + 1] != previous.cells[place + 1]
  }

  /// The cells that differ from another frame, as runs from the top left.
  public func changes(from previous: Buffer?, joining gap: Int = 3) -> [CellRun] {
    var runs: [CellRun] = []
    forEachChange(from: previous, joining: gap) { runs.append($0) }
    return runs
  }
}
