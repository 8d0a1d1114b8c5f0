import Terminal

extension DotCanvas {
  /// A layer of a canvas that has lines only.
  struct LineLayer {
    /// The dots.
    var dots: LineDots
    /// How they are drawn.
    var style: Style
    /// What ASCII shows instead of the dots' heights.
    var glyph: Unicode.Scalar?
  }

  /// A canvas of lines, the last in front: what `beginLayer` and `dot` would draw.
  ///
  /// Of more lines than there are numbers of layers those at the back are left out.
  init(size: Size, charset: Capabilities.Charset, lines: [LineLayer]) {
    self.init(size: size, charset: charset)
    let lines = lines.suffix(Int(UInt16.max))
    for line in lines { beginLayer(line.style, glyph: line.glyph) }
    var taken = Array(repeating: UInt64(0), count: lines.first?.dots.words.count ?? 0)
    for (offset, line) in lines.enumerated().reversed() { take(line.dots, into: offset + 1, taken: &taken) }
  }

  /// Puts a line's dots into those cells that lines in front of it have left.
  /// - Parameters:
  ///   - layer: the number of its layer.
  ///   - taken: the lowest bit of each cell that is taken, in the words of the cells' first columns.
  private mutating func take(_ dots: LineDots, into layer: Int, taken: inout [UInt64]) {
    precondition(dots.size == size, "dots over \(dots.size) do not fit a canvas of \(size)")
    let (across, down) = (dotsAcross, dotsDown)
    // A cell's dots in a column, and the lowest bit of every cell of a word.
    let part: UInt64 = 1 << UInt64(down) - 1
    let rows = dots.wordsPerColumn
    let step = across * rows
    for first in stride(from: 0, to: dots.words.count, by: step) {
      for word in 0..<rows {
        let left = dots.words[first + word]
        let right = across > 1 ? dots.words[first + rows + word] : 0
        guard left | right != 0 else { continue }
        var free = dots.cells(left | right) & ~taken[first + word]
        taken[first + word] |= free
        while free != 0 {
          let bit = free.trailingZeroBitCount
          free &= free &- 1
          let row = word * dots.cellsPerWord + bit / down
          set(
            column: first / step,
            row: row,
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
