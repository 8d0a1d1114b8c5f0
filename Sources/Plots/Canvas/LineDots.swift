import Terminal

/// The dots of one line: a bit a dot, a column after the other, so that a stroke up or down is a word or two however long it is.
///
/// The same dots as `DotCanvas` sets one by one, in a fraction of the time.
struct LineDots {
  /// The size in cells.
  let size: Size
  /// The dots of a cell.
  let dotsPerCell: Size
  /// Rows of dots in a word: those of as many whole cells as go into it.
  private let rowsPerWord: Int
  /// Words in a column of dots.
  let wordsPerColumn: Int
  /// The columns of dots, the topmost dot in the lowest bit.
  private(set) var words: [UInt64]

  /// No dots over so many cells.
  init(size: Size, charset: Capabilities.Charset) {
    self.size = size
    dotsPerCell = DotCanvas.dotsPerCell(charset)
    let cellsPerWord = UInt64.bitWidth / dotsPerCell.height
    rowsPerWord = cellsPerWord * dotsPerCell.height
    wordsPerColumn = (size.height + cellsPerWord - 1) / cellsPerWord
    words = Array(repeating: 0, count: size.width * dotsPerCell.width * wordsPerColumn)
  }

  /// Cells down one word.
  var cellsPerWord: Int { rowsPerWord / dotsPerCell.height }

  /// The lowest bit of each cell that has a dot in a word.
  @inline(__always)
  func cells(_ word: UInt64) -> UInt64 {
    switch dotsPerCell.height {
    case 4: (word | word &>> 1 | word &>> 2 | word &>> 3) & 0x1111_1111_1111_1111
    case 2: (word | word &>> 1) & 0x5555_5555_5555_5555
    default: (word | word &>> 1 | word &>> 2) & 0x1249_2492_4924_9249
    }
  }

  /// The columns of cells in which another line's dots over as many cells are others, added to a set.
  func addColumns(unlike other: LineDots, to columns: inout Set<Int>) {
    guard words.count == other.words.count else { return columns.formUnion(0..<size.width) }
    let wordsPerCell = dotsPerCell.width * wordsPerColumn
    for index in words.indices where words[index] != other.words[index] { columns.insert(index / wordsPerCell) }
  }

  /// Draws with a pen that is good as long as the closure runs.
  mutating func draw(_ body: (inout Pen) -> Void) {
    guard !words.isEmpty else { return }
    let (width, height) = (size.width * dotsPerCell.width, size.height * dotsPerCell.height)
    words.withUnsafeMutableBufferPointer { words in
      var pen = Pen(
        words: words,
        width: width,
        height: height,
        rowsPerWord: rowsPerWord,
        wordsPerColumn: wordsPerColumn
      )
      body(&pen)
    }
  }

  /// What sets the dots; places are counted in dots from the middle of the first one.
  struct Pen {
    fileprivate let words: UnsafeMutableBufferPointer<UInt64>
    fileprivate let width: Int
    fileprivate let height: Int
    fileprivate let rowsPerWord: Int
    fileprivate let wordsPerColumn: Int

    fileprivate init(
      words: UnsafeMutableBufferPointer<UInt64>,
      width: Int,
      height: Int,
      rowsPerWord: Int,
      wordsPerColumn: Int
    ) {
      self.words = words
      self.width = width
      self.height = height
      self.rowsPerWord = rowsPerWord
      self.wordsPerColumn = wordsPerColumn
    }

    /// Draws a stroke up or down, clipped at the edges.
    @inline(__always)
    func stroke(x: Double, fromY y0: Double, toY y1: Double) {
      let (low, high) = y0 < y1 ? (y0, y1) : (y1, y0)
      guard x >= -0.5, x <= Double(width) - 0.5, high >= -0.5, low <= Double(height) - 0.5 else { return }
      let column = Self.dot(x, below: width)
      let first = Self.dot(max(low, -0.5), below: height)
      let last = Self.dot(min(high, Double(height) - 0.5), below: height)
      guard wordsPerColumn > 1 else {
        // The bits from the first to the last, both included.
        words[column] |= (UInt64.max &>> UInt64(63 &- (last &- first))) &<< UInt64(first)
        return
      }
      for word in first / rowsPerWord...last / rowsPerWord {
        let begin = max(first - word * rowsPerWord, 0)
        let end = min(last - word * rowsPerWord, rowsPerWord - 1)
        words[column * wordsPerColumn + word] |= (UInt64.max &>> UInt64(63 &- (end &- begin))) &<< UInt64(begin)
      }
    }

    /// Draws a straight line, clipped at the edges.
    /// - Parameters:
    ///   - stroke: where the line is interrupted.
    ///   - distance: dots drawn so far along a longer line, so that its pattern goes on; moved along.
    @inline(__always)
    func line(
      fromX x0: Double,
      y y0: Double,
      toX x1: Double,
      y y1: Double,
      stroke: Stroke,
      distance: inout Double
    ) {
      let right = Double(width) - 0.5
      let bottom = Double(height) - 0.5
      var visible = Segment(x0: x0, y0: y0, x1: x0 + (x1 - x0), y1: y0 + (y1 - y0))
      // Nearly every part of a line lies within the frame: what clipping costs is more than all of its dots.
      if min(x0, x1) < -0.5 || max(x0, x1) > right || min(y0, y1) < -0.5 || max(y0, y1) > bottom {
        guard let clipped = Segment(x0: x0, y0: y0, x1: x1, y1: y1).clipped(x: -0.5...right, y: -0.5...bottom) else {
          return
        }
        visible = clipped
      }
      let length = max((visible.x1 - visible.x0).magnitude, (visible.y1 - visible.y0).magnitude)
      let steps = DotCanvas.steps(length)
      let part = length / Double(steps)
      let dx = (visible.x1 - visible.x0) / Double(steps)
      let dy = (visible.y1 - visible.y0) / Double(steps)
      for step in 0...steps
      where stroke == .solid || stroke.isOn(dot: Int(min(distance + part * Double(step), 1e9) + 0.5)) {
        set(
          Self.dot(visible.x0 + dx * Double(step), below: width),
          Self.dot(visible.y0 + dy * Double(step), below: height)
        )
      }
      distance += length
    }

    /// The dot that holds a place not before the first one's edge.
    @inline(__always)
    private static func dot(_ place: Double, below end: Int) -> Int { min(max(Int(place + 0.5), 0), end &- 1) }

    @inline(__always)
    private func set(_ x: Int, _ y: Int) {
      guard wordsPerColumn > 1 else {
        words[x] |= 1 &<< UInt64(y)
        return
      }
      let word = y / rowsPerWord
      words[x * wordsPerColumn + word] |= 1 &<< UInt64(y - word * rowsPerWord)
    }
  }
}
