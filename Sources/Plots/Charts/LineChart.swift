import Terminal

/// Lines over two axes, with legend, rules, markers and a cursor.
///
/// What drawing costs depends on the points given, so callers thin long series to a few points a column first.
public struct LineChart: Widget, Hashable {
  /// When the legend is shown.
  public enum Legend: Hashable, Sendable {
    /// Where several series have names, or a cursor has values to show.
    case automatic
    case always
    case never
  }

  /// The lines; later ones are drawn over earlier ones.
  public var series: [ChartSeries]
  /// The horizontal axis.
  public var xAxis: Axis
  /// The vertical axis.
  public var yAxis: Axis
  /// Straight lines behind the series.
  public var rules: [ChartRule]
  /// Labelled places in front of the series.
  public var markers: [ChartMarker]
  /// An x whose values the legend shows, marked by a vertical line.
  public var cursor: Double?
  /// When the legend is shown.
  public var legend: Legend
  /// How the legend writes values.
  public var valueFormat: NumberFormat
  /// Whether faint lines run across at the ticks.
  public var showsGrid: Bool

  /// A chart.
  public init(
    series: [ChartSeries],
    xAxis: Axis = Axis(),
    yAxis: Axis = Axis(),
    rules: [ChartRule] = [],
    markers: [ChartMarker] = [],
    cursor: Double? = nil,
    legend: Legend = .automatic,
    valueFormat: NumberFormat = .compact,
    showsGrid: Bool = true
  ) {
    self.series = series
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.rules = rules
    self.markers = markers
    self.cursor = cursor
    self.legend = legend
    self.valueFormat = valueFormat
    self.showsGrid = showsGrid
  }

  /// The least and greatest finite x of all series, nil without any.
  public var xExtent: ClosedRange<Double>? {
    LineChart.extent(series) { point, take in take(point.x) }
  }

  /// The least and greatest finite y of all series, bands included; nil without any.
  public var yExtent: ClosedRange<Double>? {
    let positiveOnly = yAxis.scale == .logarithmic
    return LineChart.extent(series) { point, take in
      // Zero has no place on a logarithmic axis and must not stretch it.
      if !positiveOnly || point.minimum > 0 { take(point.minimum) }
      if !positiveOnly || point.maximum > 0 { take(point.maximum) }
    }
  }

  /// The plot's cells without axes and legend: what a mouse position or a number of columns refers to.
  public func plotArea(in region: Rect, look: Look) -> Rect { ChartLayout(self, region, look).plot }

  /// The x under a column of the screen, nil outside the plot.
  public func xValue(atColumn column: Int, in region: Rect, look: Look) -> Double? {
    ChartLayout(self, region, look).xValue(atColumn: column)
  }

  /// Draws axes, series, legend, markers and cursor.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let layout = ChartLayout(self, region, look)
    guard !layout.plot.isEmpty else { return }
    let painter = ChartPainter(chart: self, layout: layout, look: look)
    painter.drawPlot(series.map { painter.drawn($0) }, in: &buffer)
    painter.drawReadings(in: &buffer)
  }

  private static func extent(
    _ series: [ChartSeries],
    _ visit: (ChartPoint, (Double) -> Void) -> Void
  ) -> ClosedRange<Double>? {
    var low = Double.infinity
    var high = -Double.infinity
    for line in series {
      for points in [line.points, line.band] {
        for point in points {
          visit(point) { value in
            guard value.isFinite else { return }
            low = min(low, value)
            high = max(high, value)
          }
        }
      }
    }
    return low <= high ? low...high : nil
  }
}
