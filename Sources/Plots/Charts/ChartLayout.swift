import Terminal

/// Where the parts of a line chart go in a region.
struct ChartLayout {
  let region: Rect
  /// The cells of the plot itself.
  var plot: Rect
  /// The row of the legend, empty without one.
  var legend: Rect
  /// The row below the plot with the horizontal axis; nil without room.
  var axisRow: Int?
  /// The row of the horizontal axis's labels: the row below the axis, or the axis's own.
  var labelRow: Int?
  /// The column of the vertical axis; nil without room.
  var axisColumn: Int?
  let x: PlotMapping
  let y: PlotMapping
  var xTicks: [Tick] = []
  var yTicks: [Tick] = []

  init(_ chart: LineChart, _ region: Rect, _ look: Look) {
    self.region = region
    x = PlotMapping(
      scale: chart.xAxis.scale,
      range: chart.xAxis.limits ?? ChartLayout.tight(chart.xExtent, chart.xAxis.scale)
    )
    y = PlotMapping(
      scale: chart.yAxis.scale,
      range: chart.yAxis.limits ?? AxisLimits.rounded(chart.yExtent ?? 0...1, scale: chart.yAxis.scale)
    )
    plot = region
    legend = Rect(x: region.x, y: region.y, width: 0, height: 0)
    let names = chart.series.filter { !$0.name.isEmpty }.count
    let wantsLegend =
      switch chart.legend {
      case .never: false
      case .always: names > 0
      case .automatic: names > 1 || (chart.cursor != nil && names > 0)
      }
    if wantsLegend, plot.height >= 6, plot.width >= 16 {
      legend = Rect(x: plot.x, y: plot.y, width: plot.width, height: 1)
      plot = Rect(x: plot.x, y: plot.y + 1, width: plot.width, height: plot.height - 1)
    }
    if plot.height >= 4, plot.width >= 14 {
      let rows = plot.height >= 8 ? 2 : 1
      plot.height -= rows
      axisRow = plot.maxY
      labelRow = plot.maxY + rows - 1
    }
    if plot.height >= 3, plot.width >= 14 {
      // Labels keep a row between them: closer ones make the axis a column of figures.
      yTicks = Ticks.ticks(in: y.range, scale: y.scale, maximumCount: max(2, (plot.height + 1) * 2 / 5))
      let width = yTicks.map(\.label.unicodeScalars.count).max() ?? 0
      if plot.width - width - 1 >= 8 {
        plot.x += width + 1
        plot.width -= width + 1
        axisColumn = plot.x - 1
        if !legend.isEmpty {
          legend = Rect(x: plot.x, y: legend.y, width: plot.width, height: 1)
        }
      } else {
        yTicks = []
      }
    }
    if axisRow != nil {
      xTicks = ChartLayout.fittingTicks(x, width: plot.width)
    }
  }

  /// The cell column of a fraction of the horizontal axis, nil outside the plot.
  func column(_ fraction: Double) -> Int? {
    guard fraction >= -1e-9, fraction <= 1 + 1e-9, plot.width > 0 else { return nil }
    return plot.x + Int(clamping: fraction * Double(plot.width - 1), to: 0...plot.width - 1)
  }

  /// The cell row of a fraction of the vertical axis, nil outside the plot.
  func row(_ fraction: Double) -> Int? {
    guard fraction >= -1e-9, fraction <= 1 + 1e-9, plot.height > 0 else { return nil }
    return plot.maxY - 1 - Int(clamping: fraction * Double(plot.height - 1), to: 0...plot.height - 1)
  }

  /// The data's own ends: time does not need round ones.
  private static func tight(_ extent: ClosedRange<Double>?, _ scale: Scale) -> ClosedRange<Double> {
    guard let extent else { return scale == .logarithmic ? 1...10 : 0...1 }
    if scale == .logarithmic, extent.lowerBound <= 0 { return AxisLimits.rounded(extent, scale: scale) }
    if extent.lowerBound < extent.upperBound { return extent }
    return AxisLimits.rounded(extent, scale: scale)
  }

  /// As many ticks as leave two columns between their labels.
  static func fittingTicks(_ mapping: PlotMapping, width: Int) -> [Tick] {
    var count = max(2, width / 6)
    while count > 1 {
      let ticks = Ticks.ticks(in: mapping.range, scale: mapping.scale, maximumCount: count)
      var end = Int.min
      var fits = true
      for tick in ticks {
        let center = Int(clamping: mapping.fraction(tick.value) * Double(width - 1), to: -1...width)
        let start = center - tick.label.unicodeScalars.count / 2
        if start < end { fits = false }
        end = start + tick.label.unicodeScalars.count + 2
      }
      if fits { return ticks }
      count -= 1
    }
    return Ticks.ticks(in: mapping.range, scale: mapping.scale, maximumCount: 1)
  }
}
