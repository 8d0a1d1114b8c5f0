import Terminal

extension DotCanvas {
  /// Fills the layers of empty columns with a line each, the last in front: what `beginLayer` and `dot` would draw.
  ///
  /// Of more lines than there are numbers of layers those at the back are left out.
  /// - Parameters:
  ///   - columns: the columns of cells; nil for all.
  ///   - count: how many lines there are, for each of which a layer was begun.
  ///   - dots: the dots of a line.
  mutating func fill(_ columns: [Int]? = nil, count: Int, dots: (Int) -> LineDots) {
    guard count > 0 else { return }
    let columns = columns ?? Array(0..<size.width)
    var taken = Array(repeating: UInt64(0), count: LineDots(size: size, charset: charset).words.count)
    for index in (max(0, count - Int(UInt16.max))..<count).reversed() {
      take(dots(index), columns, into: min(index + 1, Int(UInt16.max)), taken: &taken)
    }
  }

  /// Puts a line's dots into those cells that lines in front of it have left.
  /// - Parameters:
  ///   - columns: the columns of cells.
  ///   - layer: the number of its layer.
  ///   - taken: the lowest bit of each cell that is taken, in the words of the cells' first columns.
  private mutating func take(_ dots: LineDots, _ columns: [Int], into layer: Int, taken: inout [UInt64]) {
    precondition(dots.size == size, "dots over \(dots.size) do not fit a canvas of \(size)")
    let (across, down) = (dotsAcross, dotsDown)
    // A cell's dots in a column, and the lowest bit of every cell of a word.
    let part: UInt64 = 1 << UInt64(down) - 1
    let rows = dots.wordsPerColumn
    let perWord = dots.cellsPerWord
    let words = dots.words
    for column in columns {
      for word in column * across * rows..<(column * across + 1) * rows {
        let left = words[word]
        let right = across > 1 ? words[word + rows] : 0
        var free = dots.cells(left | right) & ~taken[word]
        guard free != 0 else { continue }
        taken[word] |= free
        while free != 0 {
          let bit = free.trailingZeroBitCount
          free &= free &- 1
          set(
            column: column,
            row: (word - column * across * rows) * perWord + bit / down,
            mask(left: UInt8(left &>> UInt64(bit) & part), right: UInt8(right &>> UInt64(bit) & part)),
            layer: layer
          )
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
