/// A rectangle of cells that a screen draws into; writes outside it are clipped, never an error.
public struct Buffer: Equatable, Sendable {
  /// The size in cells.
  public let size: Size
  /// Row-major, `size.width * size.height` cells.
  public private(set) var cells: [Cell]

  /// A blank buffer.
  public init(size: Size, fill: Cell = .blank) {
    self.size = size
    cells = Array(repeating: fill, count: size.width * size.height)
  }

  /// The whole region.
  public var bounds: Rect { Rect(size) }

  /// A cell; reading outside gives a blank, writing outside does nothing.
  public subscript(x: Int, y: Int) -> Cell {
    get {
      guard x >= 0, y >= 0, x < size.width, y < size.height else { return .blank }
      return cells[y * size.width + x]
    }
    set {
      guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
      cells[y * size.width + x] = newValue
    }
  }

  /// Fills a region.
  public mutating func fill(_ region: Rect, _ cell: Cell = .blank) {
    let region = bounds.intersection(region)
    guard !region.isEmpty else { return }
    for y in region.y..<region.maxY {
      for x in region.x..<region.maxX { cells[y * size.width + x] = cell }
    }
  }

  /// Puts cells into a row that has room for all of them.
  mutating func replaceRow(x: Int, y: Int, with new: ArraySlice<Cell>) {
    let start = y * size.width + x
    cells.replaceSubrange(start..<start + new.count, with: new)
  }

  /// Writes text on one row, clipped to `limit` (an exclusive column) and the buffer.
  ///
  /// A style whose background is the default keeps the background that is already there. Text is put into its form in
  /// columns; what takes neither one column nor two, such as control characters, is shown as `?`, so that no frame can be torn.
  /// - Returns: the column after the last scalar written, clipped or not.
  @discardableResult
  public mutating func write(
    _ text: some StringProtocol,
    x: Int,
    y: Int,
    _ style: Style = .plain,
    limit: Int = .max
  ) -> Int {
    var column = x
    let end = min(limit, size.width)
    let columns = text.isPlainlyInColumns ? nil : text.inColumns
    for scalar in columns?.unicodeScalars ?? String(text).unicodeScalars {
      if column >= 0, column < end, y >= 0, y < size.height {
        let index = y * size.width + column
        var style = style
        if style.background.isDefault { style.background = cells[index].style.background }
        cells[index] = Cell(shown(scalar, x: column, y: y, end: end), style)
      }
      column += 1
    }
    return column
  }

  /// What a cell can hold of a scalar: half of one that takes two columns is a blank where the other half has no room.
  /// - Parameter end: the column that is no longer free.
  func shown(_ scalar: Unicode.Scalar, x: Int, y: Int, end: Int) -> Unicode.Scalar {
    if scalar.takesOneColumn { return scalar }
    if scalar == .secondColumn { return x > 0 && self[x - 1, y].glyph.takesTwoColumns ? scalar : " " }
    guard scalar.takesTwoColumns else { return "?" }
    return x + 1 < min(end, size.width) ? scalar : " "
  }

  /// What is drawn at a place: half of a wide scalar whose other half was drawn over is a blank, as terminals show it.
  /// - Returns: nil for the second column of a scalar that is drawn.
  public func drawnGlyph(x: Int, y: Int) -> Unicode.Scalar? {
    let glyph = self[x, y].glyph
    // Most cells hold neither.
    if glyph.value < 0x1100 { return glyph }
    if glyph == .secondColumn { return x > 0 && self[x - 1, y].glyph.takesTwoColumns ? nil : " " }
    return glyph.takesTwoColumns && self[x + 1, y].glyph != .secondColumn ? " " : glyph
  }
}
