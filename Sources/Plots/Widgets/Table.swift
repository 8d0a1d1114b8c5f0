import Terminal

/// Rows of text under headers.
public struct Table: Widget, Hashable {
  /// One column.
  public struct Column: Hashable, Sendable {
    /// What stands above it.
    public var title: String
    /// Where its text stands.
    public var alignment: Alignment
    /// Its width in cells; nil takes what its longest text needs.
    public var width: Int?
    /// Whether it is left out where not all columns fit; of several the last goes first.
    public var isOptional: Bool

    /// A column.
    public init(_ title: String, _ alignment: Alignment = .right, width: Int? = nil, isOptional: Bool = false) {
      self.title = title.inColumns
      self.alignment = alignment
      self.width = width
      self.isOptional = isOptional
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The rows; cells that are missing stay empty, those beyond the columns are not shown.
  public var rows: [[StyledText]]
  /// The row that is marked; nil for none.
  public var selectedRow: Int?
  /// Empty cells between columns; one where there is little room.
  public var gap: Int
  /// Whether the titles are shown.
  public var showsHeader: Bool

  /// A table.
  public init(
    columns: [Column],
    rows: [[StyledText]],
    selectedRow: Int? = nil,
    gap: Int = 2,
    showsHeader: Bool = true
  ) {
    self.columns = columns
    self.rows = rows
    self.selectedRow = selectedRow
    self.gap = gap
    self.showsHeader = showsHeader
  }

  /// A table of many rows, of which those are made that are seen; the others stay empty.
  public init(
    columns: [Column],
    count: Int,
    selectedRow: Int? = nil,
    height: Int,
    showsHeader: Bool = true,
    row: (Int) -> [StyledText]
  ) {
    let visible = Self.visibleRows(of: count, selected: selectedRow, height: height - (showsHeader ? 1 : 0))
    self.init(
      columns: columns,
      rows: (0..<count).map { visible.contains($0) ? row($0) : [] },
      selectedRow: selectedRow,
      showsHeader: showsHeader
    )
  }

  /// Which of so many rows are shown where so many fit: the selected row is always among them.
  private static func visibleRows(of count: Int, selected: Int?, height: Int) -> Range<Int> {
    let room = max(1, height)
    guard count > room else { return 0..<count }
    let first = min(max(0, (selected ?? 0) - room / 2), count - room)
    return first..<first + room
  }

  /// The first row shown when so many fit: the selected row is always among them.
  public func firstVisibleRow(height: Int) -> Int {
    Self.visibleRows(of: rows.count, selected: selectedRow, height: height - (showsHeader ? 1 : 0)).lowerBound
  }

  /// The row of the table at a row of the screen, nil where there is none.
  public func row(atScreenRow screenRow: Int, in region: Rect) -> Int? {
    let offset = screenRow - region.y - (showsHeader ? 1 : 0)
    guard offset >= 0, screenRow < region.maxY else { return nil }
    let row = firstVisibleRow(height: region.height) + offset
    return rows.indices.contains(row) ? row : nil
  }

  /// How many of the columns have room in a region.
  public func columnCount(in region: Rect) -> Int {
    let first = firstVisibleRow(height: region.height)
    let visible = rows.dropFirst(first).prefix(max(0, region.height - (showsHeader ? 1 : 0)))
    return places(in: region, of: visible).count { $0.width > 0 }
  }

  /// Draws the header and as many rows as fit.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let first = firstVisibleRow(height: region.height)
    let headerHeight = showsHeader ? 1 : 0
    let visible = rows.dropFirst(first).prefix(max(0, region.height - headerHeight))
    let places = places(in: region, of: visible)
    if showsHeader {
      for (column, place) in zip(columns, places) {
        let cell = Rect(x: place.x, y: region.y, width: place.width, height: 1).intersection(region)
        buffer.write(column.title, in: cell, alignment: column.alignment, look.ink(.muted))
      }
    }
    for (offset, row) in visible.enumerated() {
      let y = region.y + headerHeight + offset
      if first + offset == selectedRow {
        buffer.fill(
          Rect(x: region.x, y: y, width: region.width, height: 1).intersection(region),
          Cell(" ", look.style(.selection))
        )
      }
      for (index, place) in places.enumerated() where index < row.count {
        let cell = Rect(x: place.x, y: y, width: place.width, height: 1).intersection(region)
        row[index].draw(in: cell, of: &buffer, look: look, alignment: columns[index].alignment)
      }
    }
  }

  /// Where the columns go; those left out have no width.
  private func places(in region: Rect, of visible: ArraySlice<[StyledText]>) -> [Rect] {
    var widths = columns.indices.map { index -> Int in
      let titleWidth = showsHeader ? columns[index].title.unicodeScalars.count : 0
      return columns[index].width ?? visible.reduce(titleWidth) { max($0, index < $1.count ? $1[index].count : 0) }
    }
    func total(_ gap: Int) -> Int {
      widths.reduce(0) { $0 + ($1 > 0 ? $1 + gap : 0) } - gap
    }
    var gap = max(0, gap)
    if total(gap) > region.width { gap = min(gap, 1) }
    for index in columns.indices.reversed() where columns[index].isOptional && total(gap) > region.width {
      widths[index] = 0
    }
    var x = region.x
    return widths.map { width in
      let place = Rect(x: x, y: region.y, width: width, height: 1)
      if width > 0 { x += width + gap }
      return place
    }
  }
}
