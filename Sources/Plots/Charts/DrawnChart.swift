import Terminal

/// A line chart as it was drawn, to be drawn again at little cost: with its cursor elsewhere, or after some of its lines have changed.
///
/// What it draws is what the chart itself would, on a region of blanks.
public struct DrawnChart: Sendable {
  private var painter: ChartPainter
  private let lines: [ChartPainter.DrawnLine]
  /// The cells of the region without cursor, markers and legend.
  private let plot: Buffer

  /// Draws a chart for the first time, or after it has changed.
  /// - Parameters:
  ///   - region: where it goes; the cells there are blanks of the look.
  ///   - previous: the chart as it was drawn before: lines that are the same in the same place are not drawn anew.
  public init(_ chart: LineChart, in region: Rect, look: Look, after previous: DrawnChart? = nil) {
    let painter = ChartPainter(chart: chart, layout: ChartLayout(chart, Rect(region.size), look), look: look)
    self.painter = painter
    self.painter.layout.move(right: region.x, down: region.y)
    guard !painter.layout.plot.isEmpty else {
      (lines, plot) = ([], Buffer(size: Size(0, 0)))
      return
    }
    lines = painter.lines(after: previous.map { ($0.painter, $0.lines) })
    var plot = look.buffer(region.size)
    painter.drawPlot(lines, in: &plot)
    self.plot = plot
  }

  /// Draws it with its cursor at an x.
  /// - Parameter cursor: the x; nil only if the chart that was drawn has no cursor, since the legend's room depends on it.
  public func draw(cursor: Double?, in buffer: inout Buffer) {
    precondition((cursor == nil) == (painter.chart.cursor == nil), "a cursor comes and goes with the whole chart")
    guard !plot.bounds.isEmpty else { return }
    buffer.blit(plot, from: plot.bounds, to: Point(painter.layout.region.x, painter.layout.region.y))
    var painter = painter
    painter.chart.cursor = cursor
    painter.drawReadings(in: &buffer)
  }

  /// The x under a column of the screen, nil outside the plot.
  public func xValue(atColumn column: Int) -> Double? { painter.layout.xValue(atColumn: column) }
}

extension ChartPainter {
  /// The lines of all series.
  /// - Parameter known: another painter and the lines it drew: on the same dots those that are the same are not drawn anew.
  fileprivate func lines(after known: (painter: ChartPainter, lines: [DrawnLine])?) -> [DrawnLine] {
    guard let known, known.lines.count == chart.series.count, hasLines(like: known.painter) else {
      return chart.series.map { drawn($0) }
    }
    // Most lines stay as they are where they are, in the array as well.
    var lines = known.lines
    for index in lines.indices where !chart.series[index].hasLine(of: known.painter.chart.series[index]) {
      lines[index] = drawn(chart.series[index], after: (known.painter.chart.series[index], known.lines[index]))
    }
    return lines
  }

  /// Whether lines lie on the same dots as another painter's.
  private func hasLines(like other: ChartPainter) -> Bool {
    look.charset == other.look.charset && layout.plot.size == other.layout.plot.size
      && layout.dotsX == other.layout.dotsX && layout.dotsY == other.layout.dotsY
  }
}

extension ChartSeries {
  /// Whether another series has the same line, in whatever colour.
  fileprivate func hasLine(of other: ChartSeries) -> Bool {
    isJoined == other.isJoined && stroke == other.stroke && points == other.points
  }
}
