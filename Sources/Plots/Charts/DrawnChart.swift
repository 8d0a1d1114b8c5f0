import Terminal

/// A line chart as it was drawn, to be drawn again at little cost: with its cursor elsewhere, or after some of its lines have changed.
///
/// What it draws is what the chart itself would, on a region of blanks.
public struct DrawnChart: Sendable {
  private var painter: ChartPainter
  private var lines: [ChartPainter.DrawnLine]
  /// The dots of all lines.
  private var canvas: DotCanvas
  /// The cells of the region with what lies behind the lines.
  private var ground: Buffer
  /// The cells of the region without cursor, markers and legend.
  private var plot: Buffer

  /// Draws a chart for the first time.
  /// - Parameter region: where it goes; the cells there are blanks of the look.
  public init(_ chart: LineChart, in region: Rect, look: Look) {
    self.init(ChartPainter(chart: chart, layout: ChartLayout(chart, Rect(region.size), look), look: look), in: region)
  }

  /// - Parameter painter: draws the chart at the origin.
  init(_ painter: ChartPainter, in region: Rect) {
    self.init(painter, painter.chart.series.map { painter.drawn($0) }, in: region)
  }

  /// - Parameters:
  ///   - painter: draws the chart at the origin.
  ///   - lines: the lines of its series.
  private init(_ painter: ChartPainter, _ lines: [ChartPainter.DrawnLine], in region: Rect) {
    self.painter = painter
    self.painter.layout.move(right: region.x, down: region.y)
    guard !painter.layout.plot.isEmpty else {
      self.lines = []
      canvas = DotCanvas(size: Size(0, 0), charset: painter.look.charset)
      (ground, plot) = (Buffer(size: Size(0, 0)), Buffer(size: Size(0, 0)))
      return
    }
    self.lines = lines
    canvas = painter.canvas(of: lines)
    ground = painter.look.buffer(region.size)
    painter.drawAxes(in: &ground)
    painter.drawRules(in: &ground)
    plot = ground
    painter.draw(lines, canvas, in: &plot)
    painter.drawRuleLabels(in: &plot)
  }

  /// Draws the chart after it has changed: lines that are the same in the same place are not drawn anew, nor what they leave as it was.
  public mutating func redraw(_ chart: LineChart, in region: Rect, look: Look) {
    redraw(ChartPainter(chart: chart, layout: ChartLayout(chart, Rect(region.size), look), look: look), in: region)
  }

  /// - Parameter painter: draws the chart at the origin.
  mutating func redraw(_ painter: ChartPainter, in region: Rect) {
    let chart = painter.chart
    let before = self.painter
    guard !plot.bounds.isEmpty, lines.count == chart.series.count, painter.hasLines(like: before) else {
      self = DrawnChart(painter, in: region)
      return
    }
    // Most lines stay as they are where they are, in the array as well.
    var columns: Set<Int> = []
    var hasBreaks = false
    var hasInk = true
    for index in lines.indices {
      hasBreaks = hasBreaks || !lines[index].whole.breaks.isEmpty
      let (series, old) = (chart.series[index], before.chart.series[index])
      let hasBand = !series.band.isEmpty || !old.band.isEmpty
      hasInk = hasInk && series.hasInk(of: old) && (!hasBand || painter.drawsBandsByColumns)
      painter.addColumns(of: series.band, unlike: old.band, on: canvas.dotSize, to: &columns)
      guard !series.hasLine(of: old) else { continue }
      let line = painter.drawn(series, after: (old, lines[index]))
      line.whole.dots.addColumns(unlike: lines[index].whole.dots, to: &columns)
      hasBreaks = hasBreaks || !line.whole.breaks.isEmpty
      lines[index] = line
    }
    self.painter = painter
    self.painter.layout.move(right: region.x, down: region.y)
    guard !hasBreaks, hasInk, self.painter.hasGround(of: before) else {
      self = DrawnChart(painter, lines, in: region)
      return
    }
    redraw(columns.sorted(), painter)
  }

  /// Draws those columns of the plot anew in which lines or bands have changed.
  private mutating func redraw(_ columns: [Int], _ painter: ChartPainter) {
    guard !columns.isEmpty else { return }
    let area = painter.layout.plot
    for column in columns {
      canvas.clear(column: column)
      for row in area.y..<area.maxY { plot[area.x + column, row] = ground[area.x + column, row] }
    }
    let lines = lines
    canvas.fill(columns, count: lines.count) { lines[$0].whole.dots }
    for series in painter.chart.series where !series.band.isEmpty {
      painter.drawBand(of: series, under: canvas, columns, in: &plot)
    }
    canvas.draw(columns: columns, in: area, of: &plot)
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

  /// Whether everything but the lines is drawn like another painter's: axes and colours, and nothing that lies over lines or between them.
  fileprivate func hasGround(of other: ChartPainter) -> Bool {
    look == other.look && layout == other.layout && chart.rules.isEmpty && other.chart.rules.isEmpty
      && chart.showsGrid == other.chart.showsGrid && chart.xAxis.label == other.chart.xAxis.label
      && chart.yAxis.label == other.chart.yAxis.label
  }
}

extension ChartSeries {
  /// Whether another series has the same line, in whatever colour.
  fileprivate func hasLine(of other: ChartSeries) -> Bool {
    isJoined == other.isJoined && stroke == other.stroke && points == other.points
  }

  /// Whether another series' dots and band look the same where they are.
  fileprivate func hasInk(of other: ChartSeries) -> Bool {
    role == other.role && glyph == other.glyph && isJoined == other.isJoined
  }
}
