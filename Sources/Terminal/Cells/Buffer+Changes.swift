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
      for x in 0..<width where cells[row + x] != previous.cells[row + x] {
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

  /// The cells that differ from another frame, as runs from the top left.
  public func changes(from previous: Buffer?, joining gap: Int = 3) -> [CellRun] {
    var runs: [CellRun] = []
    forEachChange(from: previous, joining: gap) { runs.append($0) }
    return runs
  }
}
