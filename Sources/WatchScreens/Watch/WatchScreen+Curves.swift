import Plots
import Records
import Shell
import Terminal

extension WatchScreen {
  /// A series that a chart shows.
  struct Shown {
    var run: String
    var metric: String
    /// Its place among the chart's lines.
    var index: Int
    var line: ChartRoster.Line
    var series: MetricSeries
    var places: AxisPlaces
  }

  // MARK: The x axis

  /// Where time begins on the x axis.
  var origins: AxisOrigins {
    let axis = options.x
    guard axis == .relative || axis == .wall else { return AxisOrigins(axis, [], shown: []) }
    return memo.origins(CurveMemo.OriginKey(state: stateNumber, axis: axis, hidden: hidden)) {
      AxisOrigins(axis, state.runs, shown: roster.listed.filter { !hidden.contains(state.runs[$0].name) })
    }
  }

  /// What stands at the x axis.
  private func xLabel(_ origins: AxisOrigins) -> String {
    switch options.x {
    case .step: "step"
    case .epoch: "epoch"
    case .relative: "\(origins.unit?.name ?? "s") of run"
    case .wall: "\(origins.unit?.name ?? "s") since first run"
    }
  }

  private var xScale: Scale { options.isLogarithmicX ? .logarithmic : .linear }

  /// The series of a chart that are drawn, in the order of their runs.
  func shown(_ chart: ChartPlan.Chart) -> [Shown] { shown(chart, origins) }

  private func shown(_ chart: ChartPlan.Chart, _ origins: AxisOrigins) -> [Shown] {
    guard let place = roster.place(of: chart) else { return [] }
    let known = known(place)
    return roster.lines[place].indices.compactMap { shown($0, of: place, known, origins) }
  }

  /// The series of a chart that the cursor reads: those of one run, or the first where that has none.
  func read(_ chart: ChartPlan.Chart, of run: String?) -> [Shown] {
    guard let place = roster.place(of: chart) else { return [] }
    let (known, origins) = (known(place), origins)
    let lines = roster.lines[place]
    let own = lines.indices.filter { state.runs[lines[$0].run].name == run }
      .compactMap { shown($0, of: place, known, origins) }
    guard own.isEmpty else { return own }
    return lines.indices.lazy.compactMap { shown($0, of: place, known, origins) }.first.map { [$0] } ?? []
  }

  private func isShown(_ line: ChartRoster.Line) -> Bool {
    hidden.isEmpty || !hidden.contains(state.runs[line.run].name)
  }

  /// The lines of a chart that are drawn; the places of all of them are known then.
  private func drawn(_ chart: Int, _ known: CurveMemo.Chart, _ origins: AxisOrigins) -> [Int] {
    let stamps = contents[chart]
    let lines = roster.lines[chart]
    return lines.indices.filter { index in
      let line = lines[index]
      guard isShown(line) else { return false }
      if !known.hasPlaces(index, stamps[index], options.x, origin: origins[line.run]) {
        let series = state.runs[line.run].metrics[line.metric].series
        _ = known.places(index, series, stamps[index], options.x, origin: origins[line.run])
      }
      return known.ends(of: index) != nil
    }
  }

  /// A line of a chart, nil where it is not drawn.
  private func shown(_ index: Int, of chart: Int, _ known: CurveMemo.Chart, _ origins: AxisOrigins) -> Shown? {
    let line = roster.lines[chart][index]
    let run = state.runs[line.run].name
    guard isShown(line) else { return nil }
    let series = state.runs[line.run].metrics[line.metric].series
    let stamp = contents[chart][index]
    guard !series.isEmpty,
      let places = known.places(index, series, stamp, options.x, origin: origins[line.run]), places.count > 0
    else { return nil }
    return Shown(
      run: run,
      metric: state.runs[line.run].metrics[line.metric].name,
      index: index,
      line: line,
      series: series,
      places: places
    )
  }

  /// What is kept of a chart.
  func known(_ chart: Int) -> CurveMemo.Chart {
    memo.chart(charts[chart].key, lines: roster.lines[chart].count, roster: rosterNumber)
  }

  /// The ends of a chart's data along the x axis.
  func fullRange(of chart: ChartPlan.Chart) -> ClosedRange<Double> {
    guard let place = roster.place(of: chart) else { return 0...1 }
    let known = known(place)
    return extent(drawn(place, known, origins), known)
  }

  /// The ends of the focused chart's data.
  var fullRange: ClosedRange<Double> { focusedChart.map(fullRange) ?? 0...1 }

  private func extent(_ lines: [Int], _ known: CurveMemo.Chart) -> ClosedRange<Double> {
    var low = Double.infinity
    var high = -Double.infinity
    for line in lines {
      guard let ends = known.ends(of: line) else { continue }
      low = min(low, ends.lowerBound)
      high = max(high, ends.upperBound)
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
    let origins = origins
    let place = roster.place(of: chart)
    let known = place.map(known) ?? memo.chart("", lines: 0, roster: 0)
    let shown = place.map { drawn($0, known, origins) } ?? []
    let x = range ?? extent(shown, known)
    let unit = origins.seconds
    if let place { makeCurves(shown, of: place, known, in: x, columns: columns) }
    let members = place.map { roster.lines[$0] } ?? []
    var lines = ghosts(shown.map { members[$0] }, unit)
    if options.spread == .mean {
      lines += means(chart, shown.map { (members[$0], known.curves[$0]) }, x, columns: columns, unit)
    }
    var extent = CurveExtent()
    var bands = CurveExtent()
    let shownRange = x.lowerBound / unit...x.upperBound / unit
    for line in lines {
      extent.formUnion(CurveExtent(line.points, within: shownRange))
      bands.formUnion(CurveExtent(line.band, within: shownRange))
    }
    if options.spread == .each {
      lines.reserveCapacity(lines.count + shown.count)
      for index in shown {
        extent.formUnion(known.curves[index].extent)
        bands.formUnion(known.curves[index].bandExtent)
        let look = members[index].look
        lines.append(
          ChartSeries(
            showsNames ? name(of: members[index], in: chart) : "",
            points: Self.scaled(known.curves[index].line, unit),
            band: Self.scaled(known.curves[index].band, unit),
            role: look.role,
            stroke: look.stroke,
            glyph: look.letter
          )
        )
      }
    }
    let yScale = yScale(of: extent)
    extent.formUnion(bands)
    return LineChart(
      series: lines,
      xAxis: Axis(
        scale: xScale,
        limits: shownRange,
        label: xLabel(origins),
        fit: range == nil ? .padded : .exact,
        isWhole: options.x == .step
      ),
      yAxis: Axis(scale: yScale, limits: limits[chart.key] ?? yLimits(lines, extent, yScale)),
      markers: options.spread == .mean || listed.count < 2
        ? [] : shown.compactMap { end(known.curves[$0], members[$0].look, x, unit) },
      cursor: (hovered ?? cursor).map { $0 / unit },
      legend: showsNames ? .automatic : .never,
      valueFormat: .significant(4)
    )
  }

  /// Makes the curves that are not known.
  private func makeCurves(
    _ lines: [Int],
    of chart: Int,
    _ known: CurveMemo.Chart,
    in limits: ClosedRange<Double>,
    columns count: Int
  ) {
    let columns = CurveColumns(count, over: limits, xScale)
    let beta = options.smoothing
    for index in lines where !known.hasCurve(index, in: limits, columns, beta: beta) {
      let line = roster.lines[chart][index]
      known.makeCurve(
        index,
        state.runs[line.run].metrics[line.metric].series,
        in: limits,
        columns,
        beta: beta
      )
    }
  }

  /// What a line is called beside others.
  func name(of line: ChartRoster.Line, in chart: ChartPlan.Chart) -> String {
    let run = state.runs[line.run].name
    let metric = state.runs[line.run].metrics[line.metric].name
    return listed.count == 1 ? metric : chart.metrics.count > 1 ? "\(run) \(metric)" : run
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
  private func ghosts(_ lines: [ChartRoster.Line], _ unit: Double) -> [ChartSeries] {
    guard options.x == .step, lines.count <= 8 else { return [] }
    return lines.flatMap { line in
      state.runs[line.run].metrics[line.metric].series.branches.map { branch in
        ChartSeries.ghost("", points: branch.points.map { ChartPoint(Double($0.step), $0.value) })
      }
    }
  }

  /// The run's glyph at the end of its line.
  private func end(_ curve: SeriesCurve, _ look: LineLook, _ x: ClosedRange<Double>, _ unit: Double) -> ChartMarker? {
    guard let last = curve.line.last(where: { $0.isFinite && x.contains($0.x) }) else { return nil }
    return ChartMarker(x: last.x / unit, y: last.last, glyph: look.glyph, role: look.role)
  }

  // MARK: The y axis

  private func yScale(of lines: CurveExtent) -> Scale {
    switch options.y {
    case .linear: .linear
    case .log: .logarithmic
    // Three decades on either side, and near zero in proportion.
    case .symlog: .symmetricLog(linearBelow: lines.magnitude > 0 ? lines.magnitude / 1000 : 1)
    }
  }

  private func yLimits(_ lines: [ChartSeries], _ extent: CurveExtent, _ scale: Scale) -> ClosedRange<Double> {
    guard let range = extent.range(on: scale) else { return scale == .logarithmic ? 0.1...10 : 0...1 }
    let inner = options.keepsOutliers ? nil : Self.withoutOutliers(lines, scale)
    return AxisLimits.rounded(inner ?? range, scale: scale)
  }

  /// The range of values without the twentieth at either end; nil for few.
  private static func withoutOutliers(_ lines: [ChartSeries], _ scale: Scale) -> ClosedRange<Double>? {
    var values: [Double] = []
    for line in lines {
      for points in [line.points, line.band] {
        for point in points where point.isFinite { values += [point.minimum, point.maximum] }
      }
    }
    if scale == .logarithmic { values.removeAll { $0 <= 0 } }
    guard values.count >= 20 else { return nil }
    values.sort()
    return values[values.count / 20]...values[values.count - 1 - values.count / 20]
  }

  // MARK: Runs together

  /// What runs that are shown as one are called: the name without its last part, or without the number that ends it.
  ///
  /// A file that others have too, as in `seed-0/metrics.csv`, tells no run from the next: what is before it does.
  static func groupNames(_ runs: [String]) -> [String: String] {
    let files = runs.map { String($0.split(separator: "/").last ?? "") }
    let counts = Dictionary(files.map { ($0, 1) }) { $0 + $1 }
    return Dictionary(
      zip(runs, files).map { run, file in
        let isShared = run.contains("/") && counts[file, default: 0] > 1
        return (run, groupName(isShared ? String(run.dropLast(file.count + 1)) : run))
      }
    ) { first, _ in first }
  }

  private static func groupName(_ run: String) -> String {
    if let slash = run.lastIndex(of: "/") { return String(run[..<slash]) }
    var name = Substring(run)
    while let last = name.last, last.isNumber { name.removeLast() }
    while let last = name.last, "-_. ".contains(last) { name.removeLast() }
    return name.isEmpty ? "all" : String(name)
  }

  /// The mean of each group of runs between the least and the greatest of them.
  private func means(
    _ chart: ChartPlan.Chart,
    _ curves: [(line: ChartRoster.Line, curve: SeriesCurve)],
    _ x: ClosedRange<Double>,
    columns: Int,
    _ unit: Double
  ) -> [ChartSeries] {
    var groups: [(name: String, metric: String, curves: [SeriesCurve])] = []
    let names = Self.groupNames(state.runs.map(\.name))
    for one in curves {
      let run = state.runs[one.line.run].name
      let name = names[run] ?? run
      let metric = state.runs[one.line.run].metrics[one.line.metric].name
      if let index = groups.firstIndex(where: { $0.name == name && $0.metric == metric }) {
        groups[index].curves.append(one.curve)
      } else {
        groups.append((name, metric, [one.curve]))
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
