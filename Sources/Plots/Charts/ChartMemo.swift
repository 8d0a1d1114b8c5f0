import Terminal

/// A line chart as it was drawn last, from which the next frame's is drawn on: what has not changed is neither laid out nor drawn anew.
///
/// What it draws is what the chart itself would on a region of blanks, whichever chart was drawn before. A reference within a screen's
/// value: its frames are the same without it.
public final class ChartMemo {
  private let grids = AxisGridMemo()
  private var drawn: DrawnChart?

  /// Nothing drawn yet.
  public init() {}

  /// The plot's cells without axes and legend, as ``LineChart/plotArea(in:look:)`` has them.
  public func plotArea(of chart: LineChart, in region: Rect, look: Look) -> Rect {
    ChartLayout(chart, region, look, grids).plot
  }

  /// Draws the chart.
  public func draw(_ chart: LineChart, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let layout = ChartLayout(chart, Rect(region.size), look, grids)
    let painter = ChartPainter(chart: chart, layout: layout, look: look)
    if drawn == nil { drawn = DrawnChart(painter, in: region) } else { drawn?.redraw(painter, in: region) }
    drawn?.draw(cursor: chart.cursor, in: &buffer)
  }
}
