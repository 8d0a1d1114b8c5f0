import Terminal

extension ChartPainter {
  /// A band's edges in each column of dots: dots below the plot's first one, no number where there is no band.
  private struct Edges {
    var top: [Double]
    var bottom: [Double]
  }

  /// Fills the area between a series' least and greatest values, where that is high enough to be seen.
  ///
  /// With enough colours it is a tint of the background, an eighth of a cell fine, on which lines stand out; otherwise faint dots.
  /// - Parameters:
  ///   - lines: what will be drawn over it; its cells have one background, tinted where the band covers all of them.
  ///   - columns: the columns of cells that are drawn, where ``drawsBandsByColumns``; nil for all.
  func drawBand(of line: ChartSeries, under lines: DotCanvas, _ columns: [Int]? = nil, in buffer: inout Buffer) {
    let edges = edges(line.band, lines.dotSize)
    guard drawsBandsByColumns else {
      var canvas = DotCanvas(size: layout.plot.size, charset: look.charset)
      canvas.beginLayer(look.ink(line.role, .dim), glyph: ":")
      // What has no height at all is a line of its own, not a band that is too thin to be seen.
      for column in edges.top.indices
      where edges.bottom[column] - edges.top[column] >= 1 || edges.bottom[column] == edges.top[column] {
        canvas.column(
          x: column,
          fromY: Int(clamping: edges.top[column], to: -2...lines.dotSize.height + 1),
          toY: Int(clamping: edges.bottom[column], to: -2...lines.dotSize.height + 1)
        )
      }
      return canvas.draw(in: layout.plot, of: &buffer)
    }
    let tint = look.theme.background.blended(with: look.color(line.role), 0.3)
    for column in columns ?? Array(0..<layout.plot.width) {
      guard let (top, bottom) = cells(edges, column: column, lines) else { continue }
      for row in max(0, Int(top))..<max(0, Int(top), min(layout.plot.height, Int(bottom.rounded(.up)))) {
        let x = layout.plot.x + column
        let y = layout.plot.y + row
        let below = buffer[x, y].style.background
        let upper = max(0, top - Double(row))
        let lower = min(1, bottom - Double(row))
        if lines.hasDots(column: column, row: row) {
          // One background for all of a cell: tinted where the band ends in it, it would reach values that did not occur.
          if lower - upper > 0.9375 { buffer[x, y] = Cell(" ", Style(tint, on: tint)) }
        } else {
          buffer[x, y] = cell(from: upper, to: lower, tint: tint, below: below)
        }
      }
    }
  }

  /// Whether a column of a band is drawn by itself.
  var drawsBandsByColumns: Bool { look.hasGradients && !look.isASCII }

  /// Adds the columns of cells in which two bands have other edges.
  func addColumns(of band: [ChartPoint], unlike other: [ChartPoint], on dots: Size, to columns: inout Set<Int>) {
    guard band != other else { return }
    let (one, two) = (edges(band, dots), edges(other, dots))
    for dot in one.top.indices where one.top[dot] != two.top[dot] || one.bottom[dot] != two.bottom[dot] {
      columns.insert(dot / layout.dotsPerCell.width)
    }
  }

  /// A cell tinted between two heights, counted from its top, 0…1.
  private func cell(from upper: Double, to lower: Double, tint: Color, below: Color) -> Cell {
    if upper < 0.0625, lower > 0.9375 { return Cell(" ", Style(tint, on: tint)) }
    // Blocks grow from the bottom: one that hangs from the top is the rest of the cell in the other colour.
    if 1 - lower <= upper {
      return Cell(BlockBar.rising(1 - upper, isASCII: false), Style(tint, on: below))
    }
    return Cell(BlockBar.rising(1 - lower, isASCII: false), Style(below, on: tint))
  }

  /// The band's edges in a column of cells, counted in cells from the plot's top; nil where it is thinner than a quarter of one.
  private func cells(_ edges: Edges, column: Int, _ lines: DotCanvas) -> (top: Double, bottom: Double)? {
    let across = column * lines.dotsAcross..<(column + 1) * lines.dotsAcross
    let filled = across.filter { edges.top[$0] <= edges.bottom[$0] }
    guard !filled.isEmpty else { return nil }
    let down = Double(lines.dotsDown)
    // Half a dot around a dot's middle belongs to it.
    let top = (filled.reduce(0) { $0 + edges.top[$1] } / Double(filled.count) + 0.5) / down
    let bottom = (filled.reduce(0) { $0 + edges.bottom[$1] } / Double(filled.count) + 0.5) / down
    guard bottom - top >= 0.25 else { return nil }
    return (min(max(top, 0), Double(layout.plot.height)), min(max(bottom, 0), Double(layout.plot.height)))
  }

  /// The edges between the band's points, joined from point to point.
  private func edges(_ band: [ChartPoint], _ dots: Size) -> Edges {
    var edges = Edges(
      top: Array(repeating: .infinity, count: dots.width),
      bottom: Array(repeating: -.infinity, count: dots.width)
    )
    func widen(_ column: Int, _ high: Double, _ low: Double) {
      guard column >= 0, column < dots.width else { return }
      edges.top[column] = min(edges.top[column], high)
      edges.bottom[column] = max(edges.bottom[column], low)
    }
    var previous: (x: Int, high: Double, low: Double)?
    for point in band {
      guard point.isFinite else {
        previous = nil
        continue
      }
      let x = Int(clamping: layout.dotX(point.x), to: -1_000_000...1_000_000)
      let high = layout.dotY(point.maximum)
      let low = layout.dotY(point.minimum)
      widen(x, high, low)
      if let previous, previous.x < x - 1 {
        for column in max(0, previous.x + 1)..<max(0, previous.x + 1, min(x, dots.width)) {
          let part = Double(column - previous.x) / Double(x - previous.x)
          widen(column, previous.high + (high - previous.high) * part, previous.low + (low - previous.low) * part)
        }
      }
      previous = (x, high, low)
    }
    return edges
  }
}
