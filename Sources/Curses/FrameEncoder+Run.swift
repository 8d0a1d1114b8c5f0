import Terminal

extension FrameEncoder {
  /// Cells of a row that follow one another and are drawn with one pen.
  struct Run: Comparable {
    let x: Int
    let y: Int
    private(set) var length = 1
    private(set) var pen: Style
    /// Whether there are only blanks so far, which any pen with the same background draws.
    private(set) var isBlank: Bool
    /// How many bytes the glyphs have.
    private var bytes: Int

    /// The column behind the run.
    var end: Int { x + length }

    /// A run of one cell.
    init(_ cell: Cell, x: Int, y: Int) {
      (self.x, self.y) = (x, y)
      pen = cell.style
      isBlank = cell.isPlainBlank
      bytes = UTF8.width(cell.glyph)
    }

    /// Takes in the next cell. Returns false, and stays as it is, where that needs another pen.
    mutating func add(_ cell: Cell) -> Bool {
      if cell.style != pen {
        if cell.isPlainBlank {
          guard pen.background == cell.style.background, pen.attributes.isDisjoint(with: [.underline, .reverse])
          else { return false }
        } else {
          guard isBlank, pen.background == cell.style.background,
            cell.style.attributes.isDisjoint(with: [.underline, .reverse])
          else { return false }
          pen = cell.style
        }
      }
      isBlank = isBlank && cell.isPlainBlank
      length += 1
      bytes += UTF8.width(cell.glyph)
      return true
    }

    /// Takes in the second column of its last glyph.
    mutating func extend() { length += 1 }

    /// The run with cells that do not change, where they need no other pen and no more bytes than a jump over them.
    func joining(_ cells: ArraySlice<Cell>) -> Run? {
      guard cells.count <= 4 else { return nil }
      var run = self
      for cell in cells {
        guard run.add(cell), run.bytes - bytes <= 4 else { return nil }
      }
      return run
    }

    /// By pen, so that neighbours differ in as little as can be; then by place.
    static func < (left: Run, right: Run) -> Bool { left.order < right.order }

    private var order: (Int, Int, Int, Int, Int) {
      (Int(pen.attributes.rawValue), pen.background.order, isBlank ? -1 : pen.foreground.order, y, x)
    }
  }
}

extension Cell {
  /// Whether nothing of the foreground is seen.
  var isPlainBlank: Bool { glyph == " " && style.attributes.isDisjoint(with: [.underline, .reverse]) }
}

extension Color {
  /// Where the colour stands in the order of pens.
  var order: Int { isDefault ? 0 : 0x100_0000 | Int(red) << 16 | Int(green) << 8 | Int(blue) }
}
