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
    let known = previous.flatMap { $0.painter.hasLines(like: painter) ? $0 : nil }
    lines = chart.series.indices.map { index in
      let series = chart.series[index]
      guard let known, known.lines.indices.contains(index) else { return painter.drawn(series) }
      let old = known.painter.chart.series[index]
      return old.hasLine(of: series) ? known.lines[index] : painter.drawn(series, after: (old, known.lines[index]))
    }
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
  /// Whether lines lie on the same dots as another painter's.
  fileprivate func hasLines(like other: ChartPainter) -> Bool {
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
