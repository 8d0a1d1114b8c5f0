import Terminal

extension DotCanvas {
  /// Adds the dots of a line to the layer that was begun last.
  mutating func add(_ dots: LineDots) {
    precondition(dots.size == size, "dots over \(dots.size) do not fit a canvas of \(size)")
    let across = dotsAcross
    let down = dotsDown
    // A cell's dots in a column, and the lowest bit of each cell.
    let part: UInt64 = 1 << UInt64(down) - 1
    let perWord = dots.cellsPerWord
    for column in 0..<size.width {
      for word in 0..<dots.wordsPerColumn {
        let place = column * across * dots.wordsPerColumn + word
        var left = dots.words[place]
        var right = across > 1 ? dots.words[place + dots.wordsPerColumn] : 0
        var row = word * perWord
        while left | right != 0 {
          // Whole cells without a dot are passed over at once.
          let empty = (left | right).trailingZeroBitCount / down
          left &>>= UInt64(empty * down)
          right &>>= UInt64(empty * down)
          row += empty
          set(column: column, row: row, mask(left: UInt8(left & part), right: UInt8(right & part)))
          left &>>= UInt64(down)
          right &>>= UInt64(down)
          row += 1
        }
      }
    }
  }

  /// The bits of a cell from those of its columns, the topmost dot in the lowest.
  private func mask(left: UInt8, right: UInt8) -> UInt8 {
    switch charset {
    case .braille: left & 7 | (left & 8) << 3 | (right & 7) << 3 | (right & 8) << 4
    case .block: left & 1 | (right & 1) << 1 | (left & 2) << 1 | (right & 2) << 2
    case .ascii, .shades: left
    }
  }
}
