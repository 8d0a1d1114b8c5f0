import Terminal

/// Where the parts of a line chart go in a region.
struct ChartLayout: Equatable {
  private(set) var region: Rect
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
  private(set) var x: PlotMapping
  private(set) var y: PlotMapping
  /// The dots of a cell.
  let dotsPerCell: Size
  var xTicks: [Tick] = []
  var yTicks: [Tick] = []

  /// - Parameter grids: the grids that were found before, where somebody keeps them.
  init(_ chart: LineChart, _ region: Rect, _ look: Look, _ grids: AxisGridMemo? = nil) {
    func found(_ axis: Axis, _ mapping: PlotMapping, cells: Int, _ direction: AxisGrid.Direction) -> AxisGrid? {
      let request = AxisGridMemo.Request(
        limits: mapping.range,
        scale: mapping.scale,
        cells: cells,
        direction: direction,
        isWhole: axis.isWhole
      )
      if let grids { return grids.grid(request) }
      return AxisGrid(request)
    }
    self.region = region
    dotsPerCell = DotCanvas.dotsPerCell(look.charset)
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
      let grid = chart.yAxis.fit == .exact ? nil : found(chart.yAxis, y, cells: plot.height, .rows)
      // Labels keep a row between them: closer ones make the axis a column of figures.
      yTicks =
        grid?.ticks
        ?? Ticks.ticks(
          in: y.range,
          scale: y.scale,
          maximumCount: max(2, (plot.height + 1) * 2 / 5),
          isWhole: chart.yAxis.isWhole
        )
      let width = yTicks.map { $0.label.unicodeScalars.count }.max() ?? 0
      if plot.width - width - 1 >= 8 {
        plot.x += width + 1
        plot.width -= width + 1
        axisColumn = plot.x - 1
        y = PlotMapping(scale: y.scale, range: grid?.range ?? y.range)
        if !legend.isEmpty {
          legend = Rect(x: plot.x, y: legend.y, width: plot.width, height: 1)
        }
      } else {
        yTicks = []
      }
    }
    if axisRow != nil {
      let grid =
        (chart.xAxis.fit ?? (chart.xAxis.limits == nil ? .padded : .exact)) == .exact
        ? nil : found(chart.xAxis, x, cells: plot.width, .columns)
      x = PlotMapping(scale: x.scale, range: grid?.range ?? x.range)
      xTicks = grid?.ticks ?? ChartLayout.fittingTicks(x, width: plot.width, isWhole: chart.xAxis.isWhole)
    }
  }

  /// Moves all parts.
  mutating func move(right columns: Int, down rows: Int) {
    func moved(_ rect: Rect) -> Rect {
      Rect(x: rect.x + columns, y: rect.y + rows, width: rect.width, height: rect.height)
    }
    (region, plot, legend) = (moved(region), moved(plot), moved(legend))
    axisRow = axisRow.map { $0 + rows }
    labelRow = labelRow.map { $0 + rows }
    axisColumn = axisColumn.map { $0 + columns }
  }

  // MARK: Places

  /// The plot's size in dots.
  private var dots: Size { Size(plot.width * dotsPerCell.width, plot.height * dotsPerCell.height) }

  /// How x lies over the columns of dots.
  ///
  /// With an axis, its ends are in the middle of the first and last cell, so that a value lies in the cell that has its tick.
  var dotsX: DotMapping {
    let ends = axisRow == nil ? 0 : Double(dotsPerCell.width - 1) / 2
    return DotMapping(x, first: ends, length: Double(max(1, dots.width) - 1) - 2 * ends)
  }

  /// How y lies over the rows of dots, which are counted from the top.
  var dotsY: DotMapping {
    let ends = axisColumn == nil ? 0 : Double(dotsPerCell.height - 1) / 2
    return DotMapping(y, first: ends, length: Double(max(1, dots.height) - 1) - 2 * ends, isFalling: true)
  }

  /// How many dots right of the plot's first one a value lies.
  func dotX(_ value: Double) -> Double { dotsX.dot(value) }

  /// How many dots below the plot's first one a value lies.
  func dotY(_ value: Double) -> Double { dotsY.dot(value) }

  /// The x under a column of the screen, nil outside the plot.
  func xValue(atColumn column: Int) -> Double? {
    guard column >= plot.x, column < plot.maxX else { return nil }
    return x.value(at: plot.width > 1 ? Double(column - plot.x) / Double(plot.width - 1) : 0.5)
  }

  /// The cell column that holds an x, nil outside the plot.
  func column(_ value: Double) -> Int? {
    let dot = dotX(value).rounded()
    guard dot >= 0, dot < Double(dots.width) else { return nil }
    return plot.x + Int(dot) / dotsPerCell.width
  }

  /// The cell row that holds a y, nil outside the plot.
  func row(_ value: Double) -> Int? {
    let dot = dotY(value).rounded()
    guard dot >= 0, dot < Double(dots.height) else { return nil }
    return plot.y + Int(dot) / dotsPerCell.height
  }

  /// The data's own ends: time does not need round ones.
  private static func tight(_ extent: ClosedRange<Double>?, _ scale: Scale) -> ClosedRange<Double> {
    guard let extent else { return scale == .logarithmic ? 1...10 : 0...1 }
    if scale == .logarithmic, extent.lowerBound <= 0 { return AxisLimits.rounded(extent, scale: scale) }
    if extent.lowerBound < extent.upperBound { return extent }
    return AxisLimits.rounded(extent, scale: scale)
  }

  /// As many ticks as leave two columns between their labels.
  static func fittingTicks(_ mapping: PlotMapping, width: Int, isWhole: Bool = false) -> [Tick] {
    func ticks(_ count: Int) -> [Tick] {
      Ticks.ticks(in: mapping.range, scale: mapping.scale, maximumCount: count, isWhole: isWhole)
    }
    var count = max(2, width / 6)
    while count > 1 {
      let ticks = ticks(count)
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
    return ticks(1)
  }
}
