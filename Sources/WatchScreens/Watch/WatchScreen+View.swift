import Plots
import Records
import Shell
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension WatchScreen {
  /// What is watched, and how it stands.
  public var heading: Heading {
    let series = listed.reduce(0) { $0 + $1.metrics.count }
    var details = [named].filter { !$0.isEmpty }
    details.append(listed.count == 1 ? "1 run" : "\(grouped(listed.count)) runs")
    details.append(series == 1 ? "1 series" : "\(grouped(series)) series")
    if !filter.isAll { details.append("filter \(filter.text)") }
    return Heading("watch", details: details, status: status)
  }

  /// What was named on the command line, in half of the line at most: how many runs there are is to stand beside it.
  private var named: String {
    let words = paths.joined(separator: " ")
    let room = max(8, shell.size.width / 2 - 8)
    let isMany = paths.count > 3 || (paths.count > 1 && words.columnCount > room)
    if isMany, !paths.contains("--") { return "\(paths.count) paths" }
    return Shortening.shortened(words, to: room)
  }

  private var status: StyledText {
    if isPaused { return StyledText("‖ ", .warning) + "held" }
    if let share = state.share {
      return StyledText("▶ ", .good) + StyledText("reading \(Int((share * 100).rounded(.down))) %")
    }
    if let status = state.exitStatus {
      return StyledText(status == 0 ? "■ " : "✗ ", status == 0 ? .accent : .bad) + StyledText("ended, exit \(status)")
    }
    if state.runs.isEmpty { return StyledText("no run yet", .muted) }
    let alive = state.runs.filter(\.status.isLive).count
    if alive == 0 { return StyledText("■ ", .accent) + "none running" }
    return StyledText("▶ ", .good) + StyledText("\(alive) running")
  }

  func grouped(_ value: Int) -> String { NumberFormat.grouped.string(value) }

  // MARK: Where panels are

  /// A corner of the screen beside an editor has room for one curve.
  public var leastSize: Size { Size(30, 8) }

  /// Whether there is room for one panel only.
  private var isSmall: Bool {
    shell.size.width < ScreenFrame.minimumSize.width || shell.size.height < ScreenFrame.minimumSize.height
  }

  /// Where the panels of the page are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    if isSmall { return [PlacedPanel(onlyPanel, body)] }
    let showsRuns = listed.count > 1 || shell.page == .words || shell.page == .log || shell.page == .bands
    let wanted = max(16, roster.longestName + 10)
    let width = listed.count > 1 && showsRuns ? min(wanted, body.width >= 160 ? 44 : body.width >= 100 ? 32 : 22) : 0
    let columns = body.columns(.fixed(width), .share(1))
    var panels: [PlacedPanel<PanelID>] = []
    var rest = columns[1]
    if state.console != nil, shell.page == .charts, body.height >= 16 {
      let rows = rest.rows(.share(1), .fixed(max(5, body.height / 4)))
      rest = rows[0]
      panels.append(PlacedPanel(.output, rows[1]))
    }
    switch shell.page {
    case .charts:
      let count = max(1, min(charts.count - firstChart, chartsPerPage(in: rest)))
      let (across, down) = Self.grid(count, in: rest)
      let rows = rest.rows(Array(repeating: .share(1), count: down))
      for (row, region) in rows.enumerated() {
        // The charts of the last row share its width.
        let first = row * across
        let places = first..<min(count, first + across)
        let regions = region.columns(Array(repeating: .share(1), count: places.count))
        panels += zip(places, regions).map { PlacedPanel(.chart($0), $1) }
      }
    case .table: panels.append(PlacedPanel(.table, body))
    case .settings: panels.append(PlacedPanel(.settings, body))
    case .bands: panels.append(PlacedPanel(.bands, rest))
    case .words: panels.append(PlacedPanel(.words, rest))
    case .log: panels.append(PlacedPanel(.log, rest))
    case .machine:
      let count = max(1, state.machine?.metrics.count ?? 0)
      let (across, down) = Self.grid(count, in: body)
      for (place, region) in body.grid(columns: across, rows: down).prefix(count).enumerated() {
        panels.append(PlacedPanel(.machine(place), region))
      }
    }
    if ![.table, .settings, .machine].contains(shell.page), width > 0 { panels.append(PlacedPanel(.runs, columns[0])) }
    return panels
  }

  /// The panel of the page that says most.
  private var onlyPanel: PanelID {
    switch shell.page {
    case .charts: .chart(0)
    case .table: .table
    case .settings: .settings
    case .bands: .bands
    case .words: .words
    case .log: .log
    case .machine: .machine(0)
    }
  }

  /// How many charts fit.
  func chartsPerPage(in region: Rect) -> Int { max(1, region.width / 30) * max(1, region.height / 9) }

  /// How many charts stand beside and below one another: as near to two wide to one high as can be.
  static func grid(_ count: Int, in region: Rect) -> (across: Int, down: Int) {
    var best = (across: 1, down: count)
    var least = Double.infinity
    for across in 1...max(1, count) {
      let down = (count + across - 1) / across
      let width = Double(region.width) / Double(across)
      let height = Double(2 * region.height) / Double(down)
      guard width >= 28 || across == 1 else { break }
      let empty = Double(across * down - count)
      let stretch = abs(log(max(1, width) / max(1, height * 1.7))) + empty * 0.15 + (height < 16 ? 2 : 0)
      if stretch < least { (least, best) = (stretch, (across, down)) }
    }
    return best
  }

  /// The region of the charts' page.
  var chartCount: Int { max(1, panels.filter { if case .chart = $0.panel { true } else { false } }.count) }

  // MARK: Panels

  /// Draws a panel with its border.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .runs: drawRuns(in: region, of: &buffer, look: look)
    case .chart(let place): drawChart(place, in: region, of: &buffer, look: look)
    case .table: drawTable(in: region, of: &buffer, look: look)
    case .settings: drawSettings(in: region, of: &buffer, look: look)
    case .bands: drawBands(in: region, of: &buffer, look: look)
    case .words: drawWords(in: region, of: &buffer, look: look)
    case .log: drawLog(in: region, of: &buffer, look: look)
    case .output: drawOutput(panel, in: region, of: &buffer, look: look)
    case .machine(let place): drawMachine(place, in: region, of: &buffer, look: look)
    }
  }

  private func drawRuns(in region: Rect, of buffer: inout Buffer, look: Look) {
    let footer = hidden.isEmpty ? "" : "\(listed.count - shownRuns.count) hidden"
    let inner = frame(.runs, "runs", figure: "\(listed.count)", footer: footer).draw(
      in: region,
      of: &buffer,
      look: look
    )
    let key = CurveMemo.ListKey(
      roster: rosterNumber,
      hidden: hidden,
      statuses: roster.listed.map { state.runs[$0].status },
      selected: selectedRun,
      baseline: baseline,
      size: inner.size,
      look: look
    )
    let picture = memo.list(key) {
      var list = look.buffer(inner.size)
      runTable(look, width: inner.width).draw(in: list.bounds, of: &list, look: look)
      return list
    }
    buffer.blit(picture, from: picture.bounds, to: Point(inner.x, inner.y))
  }

  func runTable(_ look: Look, width: Int) -> Table {
    let labels = runLabels(width: max(4, width - 8))
    let rows = listed.map { run -> [StyledText] in
      let mark = mark(run.name)
      let isHidden = hidden.contains(run.name)
      let line =
        look.isASCII ? "\(mark.letter)\(mark.letter)" : String(Character(mark.glyph(look))) + mark.stroke.sample
      let name = labels[run.name] ?? run.name
      let pin = run.name == baseline ? StyledText(look.isASCII ? "=" : "⚑", .accent) : StyledText(" ")
      return [
        StyledText(isHidden ? "" : line, mark.role), StyledText(name, isHidden ? .muted : .title), pin,
        Self.sign(of: run.status),
      ]
    }
    return Table(
      columns: [
        Table.Column("", .left, width: look.isASCII ? 2 : 3), Table.Column("", .left, width: max(4, width - 8)),
        Table.Column("", .left, width: 1), Table.Column("", .right, width: 1),
      ],
      rows: rows,
      selectedRow: listed.firstIndex { $0.name == selectedRun },
      gap: 1,
      showsHeader: false
    )
  }

  /// A run's status as one sign.
  static func sign(of status: RunStatus) -> StyledText {
    switch status {
    case .unknown: StyledText("·", .muted)
    case .running: StyledText("▶", .good)
    case .paused: StyledText("‖", .warning)
    case .finished: StyledText("■", .accent)
    case .failed: StyledText("✗", .bad)
    case .stalled: StyledText("‖", .warning)
    }
  }

  /// A run's status in words.
  func words(of run: RunHistory) -> String { run.status.words(now: state.now > 0 ? state.now : nil) }

  // MARK: Charts

  /// The chart at a place of the page.
  func chart(at place: Int) -> ChartPlan.Chart? {
    let index = firstChart + place
    return charts.indices.contains(index) ? charts[index] : nil
  }

  /// The room of the chart itself, and of the list of values beside it where it is zoomed.
  func chartRooms(_ place: Int, in region: Rect) -> (chart: Rect, list: Rect) {
    let inner = Panel(title: "").inner(of: region)
    let isLarge = shell.isZoomed && inner.width >= 80
    let columns = inner.columns(.share(1), .fixed(isLarge ? min(44, inner.width / 3) : 0))
    return (columns[0], columns[1])
  }

  private func drawChart(_ place: Int, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let chart = chart(at: place) else {
      let inner = frame(.chart(place), "charts").draw(in: region, of: &buffer, look: look)
      return drawNothing(in: inner, of: &buffer, look: look)
    }
    let (room, list) = chartRooms(place, in: region)
    let name = shell.isZoomed ? chart.metrics.joined(separator: ", ") : chart.title
    let scale = options.y == .linear ? "" : " (\(options.y.rawValue))"
    let figure = figure(of: chart)
    let title =
      shell.isZoomed ? name : title(name, room: region.width - scale.count - (figure.isEmpty ? 6 : figure.count + 8))
    frame(.chart(place), title + scale, figure: figure, footer: footer(of: chart, place, width: region.width - 6))
      .draw(in: region, of: &buffer, look: look)
    drawLines(of: chart, in: room, of: &buffer, look: look)
    if !list.isEmpty { drawReadings(of: chart, in: list, of: &buffer, look: look) }
  }

  /// Draws a chart's lines, from those of earlier frames where nothing has changed.
  private func drawLines(of chart: ChartPlan.Chart, in room: Rect, of buffer: inout Buffer, look: Look) {
    guard let place = roster.place(of: chart) else { return }
    let known = known(place)
    let origins = origins
    let key = CurveMemo.ChartKey(
      content: contents.numbers[place],
      range: range,
      limits: limits[chart.key],
      axis: origins,
      options: options,
      hidden: hidden,
      isZoomed: shell.isZoomed,
      hasCursor: (hovered ?? cursor) != nil,
      region: room,
      look: look
    )
    if known.drawn?.key != key { known.draw(lineChart(chart, in: room, look: look), key) }
    known.drawn?.picture.draw(cursor: (hovered ?? cursor).map { $0 / origins.seconds }, in: &buffer)
  }

  /// What stands above a chart in a width: no two charts have the same.
  private func title(_ title: String, room: Int) -> String {
    labels(chartTitles, width: max(4, room))[title] ?? title
  }

  /// A chart with its lines for a region.
  func lineChart(_ chart: ChartPlan.Chart, in room: Rect, look: Look) -> LineChart {
    let count = roster.listed.count { !hidden.contains(state.runs[$0].name) } * chart.metrics.count
    let showsNames = !(shell.isZoomed && room.width >= 50) && count <= (room.width >= 60 ? 4 : 2) && count > 1
    let columns = max(8, (room.width - 6) * (look.isASCII ? 1 : 2))
    var lines = lineChart(chart, columns: columns, showsNames: showsNames)
    if showsNames { shortenNames(&lines, width: room.width) }
    if look.isASCII {
      for index in lines.markers.indices {
        let glyph = lines.markers[index].glyph
        lines.markers[index].glyph = RunMark.letter(of: glyph)
      }
    }
    return lines
  }

  /// Gives the lines of a legend names that stand beside one another in a chart of a width, with a sample of each line before its name.
  private func shortenNames(_ lines: inout LineChart, width: Int) {
    let names = lines.series.map(\.name).filter { !$0.isEmpty }
    guard names.reduce(0, { $0 + $1.columnCount + 5 }) > width else { return }
    let labels = labels(names, width: max(4, (width - 6) / max(1, names.count) - 5))
    for index in lines.series.indices { lines.series[index].name = labels[lines.series[index].name] ?? "" }
  }

  /// The last value of the selected run, or of the only one.
  private func figure(of chart: ChartPlan.Chart) -> String {
    guard let place = roster.place(of: chart), let run = selectedRun, !hidden.contains(run) || listed.count == 1 else {
      return ""
    }
    let own = roster.lines[place].first { state.runs[$0.run].name == run && !series($0).isEmpty }
    guard let last = own.flatMap({ series($0).last }) else { return "" }
    return last.value.isFinite ? NumberFormat.significant(4).string(last.value) : last.value.isNaN ? "NaN" : "inf"
  }

  private func series(_ line: ChartRoster.Line) -> MetricSeries { state.runs[line.run].metrics[line.metric].series }

  /// What the cursor reads, or what is not finite, or which page it is.
  private func footer(of chart: ChartPlan.Chart, _ place: Int, width: Int) -> String {
    if let x = hovered ?? cursor {
      return reading(of: chart, at: x, width: width)
    }
    // What is not finite is marked in the chart itself; that there are other charts is said nowhere else.
    if isSmall, charts.count > 1 { return "\(firstChart + 1) of \(charts.count); more at 60×20" }
    var bad = 0
    var first: Int?
    for line in roster.place(of: chart).map({ roster.lines[$0] }) ?? [] {
      guard let point = state.runs[line.run].metrics[line.metric].series.firstNonFinite,
        !hidden.contains(state.runs[line.run].name)
      else { continue }
      let series = series(line)
      bad += series.nanCount + series.infinityCount
      first = min(first ?? point.step, point.step)
    }
    if let first { return "\(grouped(bad)) not finite, from step \(grouped(first))" }
    if place == 0, charts.count > chartCount, !shell.isZoomed {
      let last = min(charts.count, firstChart + chartCount)
      let shown = last == firstChart + 1 ? "chart \(last)" : "charts \(firstChart + 1)–\(last)"
      return "\(shown) of \(charts.count)"
    }
    return ""
  }

  private func drawNothing(in inner: Rect, of buffer: inout Buffer, look: Look) {
    var lines: [StyledText] = []
    if !filter.isAll, !state.runs.isEmpty {
      lines = [StyledText("No series passes the filter '\(filter.text)'; / changes it.")]
    } else if state.share != nil {
      lines = ["Reading …"]
    } else if state.problems.isEmpty {
      lines = ["No run has been found yet. New ones appear as soon as they are written."]
    } else {
      lines = state.problems.map { StyledText($0, .warning) }
      lines.append("New runs appear as soon as they are written.")
      lines.append(StyledText("dlviz watch --formats lists the formats it reads.", .muted))
    }
    lines.flatMap { $0.spelled(for: look).wrapped(width: max(1, inner.width - 2)) }
      .draw(in: inner.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
  }

  // MARK: Readings

  /// The value that a series has at a place: its last at or before it.
  func value(_ shown: Shown, at x: Double) -> MetricPoint? {
    var index = shown.places.index(atOrAfter: x)
    if index < shown.places.count, shown.places[index] == x { return shown.series.points[index] }
    index -= 1
    return shown.series.points.indices.contains(index) ? shown.series.points[index] : nil
  }

  /// A place along the x axis in words.
  func placeWords(_ x: Double) -> String {
    switch options.x {
    case .step: "step \(grouped(Int(x.rounded())))"
    case .epoch: "epoch \(NumberFormat.compact.string(x))"
    case .relative, .wall: "after \(Figure.duration(x))"
    }
  }

  /// What the cursor reads of the selected run, each value with its run and metric where there are several.
  private func reading(of chart: ChartPlan.Chart, at x: Double, width: Int) -> String {
    let isOneMetric = chart.metrics.count == 1
    var run = ""
    let figures = read(chart, of: selectedRun).compactMap { one -> String? in
      guard let value = value(one, at: x)?.value else { return nil }
      if listed.count > 1 { run = runLabel(one.run, width: max(6, width / 3)) + " " }
      return (isOneMetric ? "" : "\(one.metric) ") + NumberFormat.significant(4).string(value)
    }
    return "\(placeWords(x)): \(figures.isEmpty ? "–" : run + figures.joined(separator: ", "))"
  }

  /// Every line's value beside the zoomed chart: at the cursor, else the last.
  private func drawReadings(of chart: ChartPlan.Chart, in region: Rect, of buffer: inout Buffer, look: Look) {
    let x = hovered ?? cursor
    let width = max(6, region.width - (look.isASCII ? 15 : 16))
    let shown = shown(chart)
    let labels = labels(shown.map { name(of: $0.line, in: chart) }, width: width)
    var rows: [[StyledText]] = []
    for one in shown {
      let line = one.line.look
      let point = x.map { value(one, at: $0) } ?? one.series.last
      rows.append([
        StyledText(line.sample(look), line.role),
        StyledText(labels[name(of: one.line, in: chart)] ?? "", one.run == selectedRun ? .title : .text),
        StyledText(point.map { NumberFormat.significant(4).string($0.value) } ?? "–", line.role, .bold).spelled(
          for: look
        ),
      ])
    }
    Table(
      columns: [
        Table.Column("", .left, width: look.isASCII ? 2 : 3),
        Table.Column(x.map(placeWords) ?? "last value", .left, width: width),
        Table.Column("", .right, width: 10),
      ],
      rows: rows,
      selectedRow: nil,
      gap: 1
    ).draw(in: region.inset(horizontal: 1, vertical: 0), of: &buffer, look: look)
  }
}
