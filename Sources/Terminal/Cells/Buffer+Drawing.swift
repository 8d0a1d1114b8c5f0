extension Buffer {
  /// Writes one glyph, keeping the background that is there unless the style has its own; on reversed colours, which are a
  /// background where colours are few, the glyph is reversed like them.
  /// - Parameter clip: the only region that may change.
  public mutating func put(_ glyph: Unicode.Scalar, x: Int, y: Int, _ style: Style = .plain, clip: Rect) {
    guard clip.contains(Point(x, y)) else { return }
    var style = style
    if style.background.isDefault {
      let below = self[x, y].style
      style.background = below.background
      if below.attributes.contains(.reverse) {
        style = Style(below.foreground, on: below.background, style.attributes.union(.reverse).subtracting(.dim))
      }
    }
    self[x, y] = Cell(shown(glyph, x: x, y: y, end: clip.maxX), style)
  }

  /// Writes text on one row, in its form in columns, and changes nothing outside `clip`.
  ///
  /// A style whose background is the default keeps the background that is there.
  /// - Returns: the column after the text, clipped or not.
  @discardableResult
  public mutating func write(
    _ text: some StringProtocol,
    x: Int,
    y: Int,
    _ style: Style = .plain,
    clip: Rect
  ) -> Int {
    var column = x
    let columns = text.isPlainlyInColumns ? nil : text.inColumns
    for scalar in columns?.unicodeScalars ?? String(text).unicodeScalars {
      put(scalar, x: column, y: y, style, clip: clip)
      column += 1
    }
    return column
  }

  /// Writes text on one row of a region, aligned, and shortened after a word with `…` where it does not fit.
  /// - Parameters:
  ///   - region: the room; nothing outside it changes.
  ///   - row: the row, counted from the region's top.
  public mutating func write(
    _ text: some StringProtocol,
    in region: Rect,
    row: Int = 0,
    alignment: Alignment = .left,
    _ style: Style = .plain
  ) {
    guard region.width > 0, row >= 0, row < region.height else { return }
    let length = text.columnCount
    if length <= region.width {
      let x = region.x + alignment.offset(of: length, in: region.width)
      write(text, x: x, y: region.y + row, style, clip: region)
    } else {
      let shortened = Shortening.shortened(String(text), to: region.width)
      write(shortened, x: region.x, y: region.y + row, style, clip: region)
    }
  }

  /// Draws a border along the inside of a region's edge; regions below 2×2 stay as they are.
  public mutating func drawBorder(_ region: Rect, _ border: Border = .rounded, _ style: Style = .plain) {
    guard region.width >= 2, region.height >= 2 else { return }
    let right = region.maxX - 1
    let bottom = region.maxY - 1
    for x in region.x + 1..<max(right, region.x + 1) {
      put(border.horizontal, x: x, y: region.y, style, clip: region)
      put(border.horizontal, x: x, y: bottom, style, clip: region)
    }
    for y in region.y + 1..<max(bottom, region.y + 1) {
      put(border.vertical, x: region.x, y: y, style, clip: region)
      put(border.vertical, x: right, y: y, style, clip: region)
    }
    put(border.topLeft, x: region.x, y: region.y, style, clip: region)
    put(border.topRight, x: right, y: region.y, style, clip: region)
    put(border.bottomLeft, x: region.x, y: bottom, style, clip: region)
    put(border.bottomRight, x: right, y: bottom, style, clip: region)
  }

  /// Copies a part of another buffer to a place in this one, clipped on both sides.
  public mutating func blit(_ source: Buffer, from part: Rect, to place: Point) {
    let part = source.bounds.intersection(part)
    let target = bounds.intersection(Rect(x: place.x, y: place.y, width: part.width, height: part.height))
    guard !part.isEmpty, !target.isEmpty else { return }
    for y in target.y..<target.maxY {
      let row = (part.y + y - place.y) * source.size.width + part.x + target.x - place.x
      replaceRow(x: target.x, y: y, with: source.cells[row..<row + target.width])
    }
  }

  /// A part as a buffer of its own.
  public func part(_ region: Rect) -> Buffer {
    var part = Buffer(size: region.size)
    part.blit(self, from: region, to: Point(0, 0))
    return part
  }

  /// Changes the style of every cell in a region and leaves the glyphs.
  public mutating func restyle(_ region: Rect, _ change: (inout Style) -> Void) {
    let region = bounds.intersection(region)
    for y in region.y..<region.maxY {
      for x in region.x..<region.maxX {
        var cell = self[x, y]
        change(&cell.style)
        self[x, y] = cell
      }
    }
  }
}
