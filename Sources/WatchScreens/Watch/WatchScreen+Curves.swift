import Plots
import Records
import Shell
import Terminal

extension WatchScreen {
  /// A series that a chart shows.
  struct Shown {
    var run: String
    var metric: String
    var series: MetricSeries
    var places: AxisPlaces
    var stamp: CurveMemo.Stamp

    var key: LineKey { LineKey(run: run, metric: metric) }
  }

  /// Which line of a chart.
  struct LineKey: Hashable {
    var run: String
    var metric: String
  }

  /// The unit of a time axis.
  struct TimeUnit {
    var seconds: Double
    var name: String
  }

  // MARK: The x axis

  /// When the first run began, in the logs' own seconds; the zero of the axis of wall time.
  var wallOrigin: Double { shownRuns.compactMap(Self.beginning).min() ?? 0 }

  private static func beginning(_ run: RunHistory) -> Double? {
    run.metrics.compactMap(\.series.timeOrigin).min()
  }

  /// The unit in which times read well.
  var timeUnit: TimeUnit {
    var span = 0.0
    let origin = wallOrigin
    for run in shownRuns {
      let begin = options.x == .wall ? origin : Self.beginning(run) ?? 0
      for metric in run.metrics {
        guard let time = metric.series.time(at: metric.series.points.count - 1) else { continue }
        span = max(span, time - begin)
      }
    }
    if span < 180 { return TimeUnit(seconds: 1, name: "s") }
    if span < 3 * 3600 { return TimeUnit(seconds: 60, name: "min") }
    if span < 3 * 86_400 { return TimeUnit(seconds: 3600, name: "h") }
    return TimeUnit(seconds: 86_400, name: "d")
  }

  /// What stands at the x axis.
  var xLabel: String {
    switch options.x {
    case .step: "step"
    case .epoch: "epoch"
    case .relative: "\(timeUnit.name) of run"
    case .wall: "\(timeUnit.name) since first run"
    }
  }

  private var xScale: Scale { options.isLogarithmicX ? .logarithmic : .linear }

  /// The series of a chart that are drawn, in the order of their runs.
  func shown(_ chart: ChartPlan.Chart) -> [Shown] {
    let axis = options.x
    let wall = axis == .wall ? wallOrigin : 0
    return shownRuns.flatMap { run -> [Shown] in
      let begin = axis == .relative ? Self.beginning(run) ?? 0 : wall
      return chart.metrics.compactMap { name in
        guard let series = run[name], !series.isEmpty, filter.passes(run: run.name, metric: name) else { return nil }
        let stamp = CurveMemo.Stamp(
          generation: run.generation,
          revision: series.revision,
          count: series.count,
          origin: begin
        )
        let key = "\(axis.rawValue) \(run.name)\n\(name)"
        guard let places = memo.places(key, stamp, make: { AxisPlaces(series, axis, origin: begin) }), places.count > 0
        else { return nil }
        return Shown(run: run.name, metric: name, series: series, places: places, stamp: stamp)
      }
    }
  }

  /// A time axis counts in a unit of its own; all others in their own figures.
  var xUnitSeconds: Double { options.x == .relative || options.x == .wall ? timeUnit.seconds : 1 }

  /// The ends of a chart's data along the x axis.
  func fullRange(of chart: ChartPlan.Chart) -> ClosedRange<Double> {
    let key = CurveMemo.RangeKey(
      chart: chart.key,
      version: version,
      axis: options.x,
      isLogarithmic: options.isLogarithmicX,
      hidden: hidden
    )
    return memo.range(key) { extent(shown(chart)) }
  }

  /// The ends of the focused chart's data.
  var fullRange: ClosedRange<Double> { focusedChart.map(fullRange) ?? 0...1 }

  private func extent(_ all: [Shown]) -> ClosedRange<Double> {
    var low = Double.infinity
    var high = -Double.infinity
    for series in all {
      low = min(low, series.places[0])
      high = max(high, series.places[series.places.count - 1])
    }
    guard low <= high else { return 0...1 }
    if options.isLogarithmicX {
      low = max(low, 1)
      high = max(high, 2 * low)
    }
    return low < high ? low...high : low - 0.5...low + 0.5
  }

  // MARK: A chart

  /// A chart with its lines, for a region of so many columns.
  func lineChart(_ chart: ChartPlan.Chart, columns: Int, showsNames: Bool) -> LineChart {
    let series = shown(chart)
    let x = range ?? fullRange(of: chart)
    let unit = xUnitSeconds
    var curves: [(shown: Shown, curve: SeriesCurve)] = []
    for one in series {
      let key = CurveMemo.Key(
        run: one.run,
        metric: one.metric,
        axis: options.x,
        isLogarithmic: options.isLogarithmicX,
        low: x.lowerBound,
        high: x.upperBound,
        columns: columns,
        beta: options.smoothing
      )
      let curve = memo.curve(key, one.stamp) {
        SeriesCurve(
          one.series,
          one.places,
          in: x,
          xScale,
          columns: columns,
          beta: options.smoothing
        )
      }
      curves.append((one, curve))
    }
    var lines = ghosts(series, unit)
    if options.spread == .mean {
      lines += means(chart, curves, x, columns: columns, unit)
    } else {
      let looks = lineLooks(chart)
      lines += curves.map { line($0.shown, $0.curve, looks[$0.shown.key], unit, named: showsNames ? chart : nil) }
    }
    let yScale = yScale(of: lines)
    let y = limits[chart.key] ?? yLimits(lines, yScale)
    return LineChart(
      series: lines,
      xAxis: Axis(
        scale: xScale,
        limits: x.lowerBound / unit...x.upperBound / unit,
        label: xLabel,
        fit: range == nil ? .padded : .exact,
        isWhole: options.x == .step
      ),
      yAxis: Axis(scale: yScale, limits: y),
      markers: options.spread == .mean ? [] : ends(curves, lineLooks(chart), x, unit),
      cursor: (hovered ?? cursor).map { $0 / unit },
      legend: showsNames ? .automatic : .never,
      valueFormat: .significant(4)
    )
  }

  /// What each line of a chart looks like.
  func lineLooks(_ chart: ChartPlan.Chart) -> [LineKey: LineLook] {
    var looks: [LineKey: LineLook] = [:]
    if listed.count == 1 {
      for run in listed {
        for (index, metric) in chart.metrics.enumerated() {
          looks[LineKey(run: run.name, metric: metric)] = LineLook(metric: index)
        }
      }
      return looks
    }
    // Of all runs that have one of its metrics, so that hiding one changes no other.
    let runs = listed.filter { run in chart.metrics.contains { run[$0] != nil } }
    let all = LineLook.looks(of: runs.map { mark($0.name) }, metrics: chart.metrics.count)
    for (run, own) in zip(runs, all) {
      for (metric, look) in zip(chart.metrics, own) { looks[LineKey(run: run.name, metric: metric)] = look }
    }
    return looks
  }

  /// What a line is called beside others.
  func lineName(_ shown: Shown, _ chart: ChartPlan.Chart) -> String {
    listed.count == 1 ? shown.metric : chart.metrics.count > 1 ? "\(shown.run) \(shown.metric)" : shown.run
  }

  /// The line of one series.
  private func line(
    _ shown: Shown,
    _ curve: SeriesCurve,
    _ look: LineLook?,
    _ unit: Double,
    named chart: ChartPlan.Chart?
  ) -> ChartSeries {
    let look = look ?? LineLook(metric: 0)
    return ChartSeries(
      chart.map { lineName(shown, $0) } ?? "",
      points: Self.scaled(curve.line, unit),
      band: Self.scaled(curve.band, unit),
      role: look.role,
      stroke: look.stroke,
      glyph: look.letter
    )
  }

  private static func scaled(_ points: [ChartPoint], _ unit: Double) -> [ChartPoint] {
    guard unit != 1 else { return points }
    return points.map { point in
      var point = point
      point.x /= unit
      return point
    }
  }

  /// What restarts replaced, faint behind the lines.
  private func ghosts(_ series: [Shown], _ unit: Double) -> [ChartSeries] {
    guard options.x == .step, series.count <= 8 else { return [] }
    return series.flatMap { one in
      one.series.branches.map { branch in
        ChartSeries.ghost("", points: branch.points.map { ChartPoint(Double($0.step), $0.value) })
      }
    }
  }

  /// The runs' glyphs at the ends of their lines.
  private func ends(
    _ curves: [(shown: Shown, curve: SeriesCurve)],
    _ looks: [LineKey: LineLook],
    _ x: ClosedRange<Double>,
    _ unit: Double
  ) -> [ChartMarker] {
    guard listed.count > 1 else { return [] }
    return curves.compactMap { one in
      guard let last = one.curve.line.last(where: { $0.isFinite && x.contains($0.x) }) else { return nil }
      let look = looks[one.shown.key] ?? LineLook(metric: 0)
      return ChartMarker(x: last.x / unit, y: last.last, glyph: look.glyph, role: look.role)
    }
  }

  // MARK: The y axis

  private func yScale(of lines: [ChartSeries]) -> Scale {
    switch options.y {
    case .linear: return .linear
    case .log: return .logarithmic
    case .symlog:
      var greatest = 0.0
      for line in lines {
        for point in line.points where point.isFinite {
          greatest = max(greatest, point.minimum.magnitude, point.maximum.magnitude)
        }
      }
      // Three decades on either side, and near zero in proportion.
      return .symmetricLog(linearBelow: greatest > 0 ? greatest / 1000 : 1)
    }
  }

  private func yLimits(_ lines: [ChartSeries], _ scale: Scale) -> ClosedRange<Double> {
    var values: [Double] = []
    for line in lines {
      for point in line.points + line.band where point.isFinite {
        values.append(point.minimum)
        values.append(point.maximum)
      }
    }
    if scale == .logarithmic { values.removeAll { $0 <= 0 } }
    guard var low = values.min(), var high = values.max() else { return scale == .logarithmic ? 0.1...10 : 0...1 }
    if !options.keepsOutliers, values.count >= 20 {
      values.sort()
      low = values[values.count / 20]
      high = values[values.count - 1 - values.count / 20]
    }
    return AxisLimits.rounded(low...high, scale: scale)
  }

  // MARK: Runs together

  /// What runs that are shown as one are called: the name without its last part, or without the number that ends it.
  static func groupName(_ run: String) -> String {
    if let slash = run.lastIndex(of: "/") { return String(run[..<slash]) }
    var name = Substring(run)
    while let last = name.last, last.isNumber { name.removeLast() }
    while let last = name.last, "-_. ".contains(last) { name.removeLast() }
    return name.isEmpty ? run : String(name)
  }

  /// The mean of each group of runs between the least and the greatest of them.
  private func means(
    _ chart: ChartPlan.Chart,
    _ curves: [(shown: Shown, curve: SeriesCurve)],
    _ x: ClosedRange<Double>,
    columns: Int,
    _ unit: Double
  ) -> [ChartSeries] {
    var groups: [(name: String, metric: String, curves: [SeriesCurve])] = []
    for one in curves {
      let name = Self.groupName(one.shown.run)
      if let index = groups.firstIndex(where: { $0.name == name && $0.metric == one.shown.metric }) {
        groups[index].curves.append(one.curve)
      } else {
        groups.append((name, one.shown.metric, [one.curve]))
      }
    }
    let marks = RunMark.marks(of: groups.map(\.name))
    let low = xScale.position(x.lowerBound)
    let width = (xScale.position(x.upperBound) - low) / Double(columns)
    return groups.map { group in
      let lines = group.curves.map { ChartSeries("", points: $0.line) }
      var mean: [ChartPoint] = []
      var band: [ChartPoint] = []
      for column in 0...columns {
        let place = xScale.value(at: low + Double(column) * width)
        let values = zip(lines, group.curves).compactMap { line, curve -> Double? in
          guard let last = curve.line.last, place <= last.x, let value = line.value(at: place), value.isFinite else {
            return nil
          }
          return value
        }
        guard let least = values.min(), let greatest = values.max() else { continue }
        let average = values.reduce(0) { $0 + $1 / Double(values.count) }
        mean.append(ChartPoint(place / unit, average))
        band.append(ChartPoint(x: place / unit, first: least, minimum: least, maximum: greatest, last: greatest))
      }
      let mark = marks[group.name] ?? RunMark(slot: 0)
      return ChartSeries(
        "\(group.name) (\(group.curves.count))",
        points: mean,
        band: band,
        role: mark.role,
        stroke: Stroke(series: chart.metrics.firstIndex(of: group.metric) ?? 0),
        glyph: mark.letter
      )
    }
  }
}
