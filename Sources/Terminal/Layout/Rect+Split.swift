extension Rect {
  /// Splits the region into rows from top to bottom.
  /// - Parameters:
  ///   - parts: the height of each row.
  ///   - gap: the empty rows between two parts.
  /// - Returns: as many regions as parts; those without room are empty.
  public func rows(_ parts: [Length], gap: Int = 0) -> [Rect] {
    let heights = Length.resolve(parts, total: height - max(0, gap) * max(0, parts.count - 1))
    var top = y
    return heights.map { length in
      let start = min(top, maxY)
      top += length + max(0, gap)
      return Rect(x: x, y: start, width: width, height: min(length, maxY - start))
    }
  }

  /// Splits the region into rows from top to bottom.
  public func rows(_ parts: Length..., gap: Int = 0) -> [Rect] { rows(parts, gap: gap) }

  /// Splits the region into columns from left to right.
  /// - Parameters:
  ///   - parts: the width of each column.
  ///   - gap: the empty columns between two parts.
  /// - Returns: as many regions as parts; those without room are empty.
  public func columns(_ parts: [Length], gap: Int = 0) -> [Rect] {
    let widths = Length.resolve(parts, total: width - max(0, gap) * max(0, parts.count - 1))
    var left = x
    return widths.map { length in
      let start = min(left, maxX)
      left += length + max(0, gap)
      return Rect(x: start, y: y, width: min(length, maxX - start), height: height)
    }
  }

  /// Splits the region into columns from left to right.
  public func columns(_ parts: Length..., gap: Int = 0) -> [Rect] { columns(parts, gap: gap) }

  /// Splits the region into a grid of equal cells, row by row.
  public func grid(columns columnCount: Int, rows rowCount: Int, gap: Int = 0) -> [Rect] {
    guard columnCount > 0, rowCount > 0 else { return [] }
    return rows(Array(repeating: .share(1), count: rowCount), gap: gap)
      .flatMap { $0.columns(Array(repeating: .share(1), count: columnCount), gap: gap) }
  }

  /// A region of a given size in the middle of this one, no larger than it.
  public func centered(_ size: Size) -> Rect {
    let width = min(size.width, self.width)
    let height = min(size.height, self.height)
    return Rect(x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width, height: height)
  }
}
