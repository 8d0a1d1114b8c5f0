import Plots
import Records
import Shell
import Terminal

/// The pages beside the charts: table, settings, histograms, words, log.
extension WatchScreen {
  // MARK: The table

  /// The table's rows in their order.
  var table: WatchTable {
    var table = WatchTable(shownRuns, metric: tableMetric, filter: filter, baseline: state.run(baseline))
    if table.columns.indices.contains(sortColumn - 1) {
      table.sort(by: table.columns[sortColumn - 1], isDescending: isDescending, meanCount: options.meanCount)
    }
    return table
  }

  func drawTable(in region: Rect, of buffer: inout Buffer, look: Look) {
    let widget = tableWidget(look, width: region.width - 4)
    let footer = baseline.map { "Δ against \(runLabel($0, width: max(8, region.width - 20)))" } ?? ""
    let title = tableMetric.map { "\($0), by run" } ?? "all series"
    let inner = frame(.table, title, figure: "\(widget.rows.count)", footer: footer, padding: 1)
      .draw(in: region, of: &buffer, look: look)
    guard !widget.rows.isEmpty else {
      return StyledText("No series to show yet.", .muted).draw(in: inner, of: &buffer, look: look)
    }
    widget.draw(in: inner, of: &buffer, look: look)
  }

  func tableWidget(_ look: Look, width: Int) -> Table {
    let table = table
    let showsRun = listed.count > 1
    let showsMetric = tableMetric == nil
    let columns = table.columns
    let titles = columns.enumerated().map { index, column in
      column.title(meanCount: options.meanCount) + (index == sortColumn - 1 ? (isDescending ? " ↓" : " ↑") : "")
    }
    // The names leave room for the last values.
    let room = min(28, max(8, (width - 3 - 12) / (showsRun && showsMetric ? 2 : 1) - 2))
    let runs = runLabels(width: room)
    let metrics = labels(metricNames, width: room)
    let rows = table.rows.map { row -> [StyledText] in
      var cells: [StyledText] = []
      if showsRun {
        let mark = mark(row.run.name)
        cells.append(StyledText(String(Character(mark.glyph(look))), mark.role))
        cells.append(StyledText(runs[row.run.name] ?? row.run.name, .title))
      }
      if showsMetric { cells.append(StyledText(metrics[row.metric] ?? row.metric, showsRun ? .text : .title)) }
      for (index, column) in columns.enumerated() {
        let text = row.text(column, meanCount: options.meanCount)
        let isBad = column == .last && row.series.last?.value.isFinite == false
        cells.append(
          StyledText(text, isBad ? .bad : index == sortColumn - 1 ? .accent : .text).spelled(for: look)
        )
      }
      return cells
    }
    var head: [Table.Column] = []
    if showsRun { head += [Table.Column("", .left), Table.Column("run", .left)] }
    if showsMetric { head.append(Table.Column("metric", .left)) }
    head += zip(columns, titles).map { column, title in
      let isFact = if case .fact = column { true } else { false }
      return Table.Column(title, isFact ? .left : .right, isOptional: column != .last)
    }
    return Table(columns: head, rows: rows, selectedRow: rows.isEmpty ? nil : min(tableRow, rows.count - 1))
  }

  // MARK: Settings of the runs

  func drawSettings(in region: Rect, of buffer: inout Buffer, look: Look) {
    let facts = RunFacts(shownRuns)
    let count = facts.differing.count
    // The selected run is beside the names, and none without settings takes room.
    let runs = shownRuns.filter { !$0.facts.isEmpty }.sorted { $0.name == selectedRun && $1.name != selectedRun }
    var panel = frame(.settings, "settings of the runs", padding: 1)
    let inner = panel.inner(of: region)
    guard !facts.names.isEmpty else {
      panel.draw(in: region, of: &buffer, look: look)
      return StyledText("The logs name no hyperparameters.", .muted).draw(in: inner, of: &buffer, look: look)
    }
    let nameRoom = min(32, max(8, inner.width / 2 - 1))
    let names = labels(facts.names, width: nameRoom)
    let columnRoom = min(24, max(8, inner.width - nameRoom - 2))
    let runNames = runLabels(width: columnRoom)
    let rows = facts.names.enumerated().map { index, name in
      [StyledText(names[name] ?? name, index < count ? .accent : .muted)]
        + runs.map { run in
          StyledText(Shortening.shortened(run.facts.first { $0.name == name }?.text ?? "–", to: columnRoom))
        }
    }
    let table = Table(
      columns: [Table.Column("", .left)]
        + runs.map { Table.Column(runNames[$0.name] ?? $0.name, .left, isOptional: true) },
      rows: Array(rows.dropFirst(min(scroll, max(0, rows.count - inner.height + 1))))
    )
    let shown = table.columnCount(in: inner) - 1
    let silent = shownRuns.count - runs.count
    panel.footer = [
      shownRuns.count > 1 ? "\(count) of \(facts.names.count) differ, first" : "",
      shown < runs.count ? "\(shown) of \(runs.count) runs, n: next" : "",
      silent > 0 ? "\(silent) \(silent == 1 ? "run gives" : "runs give") none" : "",
    ]
    .filter { !$0.isEmpty }.joined(separator: "; ")
    panel.draw(in: region, of: &buffer, look: look)
    table.draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Histograms

  func drawBands(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let run = selected, !run.histograms.isEmpty else {
      let inner = frame(.bands, "histograms over steps", padding: 1).draw(in: region, of: &buffer, look: look)
      let name = selected.map { "\(runLabel($0.name, width: max(8, inner.width - 20))) has" } ?? "These runs have"
      var lines = StyledText("\(name) no histograms.", .muted).wrapped(width: max(1, inner.width))
      let short = runLabels(width: max(8, inner.width - 4))
      let others = listed.filter { !$0.histograms.isEmpty && $0.name != selectedRun }.map { short[$0.name] ?? $0.name }
      if !others.isEmpty {
        lines += StyledText("Runs with histograms: \(others.joined(separator: ", ")).").wrapped(
          width: max(1, inner.width)
        )
      }
      return lines.draw(in: inner, of: &buffer, look: look)
    }
    let shown = run.histograms[min(bandIndex, run.histograms.count - 1)]
    let inner = frame(.bands, shown.name, footer: "min, 5 %, 25 %, median, 75 %, 95 %, max")
      .draw(in: region, of: &buffer, look: look)
    func line(_ share: Double) -> [ChartPoint] {
      shown.series.entries.compactMap { entry in
        entry.histogram.quantile(share).map { ChartPoint(Double(entry.step), $0) }
      }
    }
    func band(_ low: Double, _ high: Double) -> [ChartPoint] {
      zip(line(low), line(high)).map { low, high in
        ChartPoint(x: low.x, first: low.last, minimum: low.last, maximum: high.last, last: high.last)
      }
    }
    LineChart(
      series: [
        ChartSeries("", points: line(0), role: .muted, stroke: .dotted, glyph: "."),
        ChartSeries("", points: line(1), role: .muted, stroke: .dotted, glyph: "."),
        ChartSeries("5–95 %", points: [], band: band(0.05, 0.95), role: .series(0), glyph: ":"),
        ChartSeries("25–75 %", points: [], band: band(0.25, 0.75), role: .series(0), glyph: ":"),
        ChartSeries("median", points: line(0.5), role: .series(0), glyph: "*"),
      ],
      xAxis: Axis(label: "step", isWhole: true),
      yAxis: Axis(scale: options.y == .symlog ? .symmetricLog(linearBelow: 0.01) : .linear),
      legend: .never
    ).draw(in: inner, of: &buffer, look: look)
  }

  // MARK: Words

  /// What the figures of the runs say, a run's name above its sentences, the selected run first.
  /// - Parameters:
  ///   - look: how the runs' glyphs are drawn; nil for none.
  ///   - width: how much room a run's name and status have on one line; nil for the whole name.
  func sentences(_ look: Look?, width: Int? = nil) -> [StyledText] {
    let status = shownRuns.map { words(of: $0).count }.max() ?? 0
    // A name that is shortened has one or two ellipses, and in ASCII each takes two letters more.
    let spelling = look?.isASCII == true ? 4 : 0
    let names = width.map { runLabels(width: max(12, $0 - status - 5 - spelling)) } ?? [:]
    // The command line may name a metric that no run has.
    var lines = state.notices.map { StyledText("•", .warning) + StyledText(" Conditions: \($0).") }
    for run in shownRuns.filter({ $0.name == selectedRun }) + shownRuns.filter({ $0.name != selectedRun }) {
      // That nothing has come stands beside the run's name.
      let findings = (state.findings[run.name] ?? []).filter { $0.kind != .stalled }
      if listed.count > 1 {
        if !lines.isEmpty { lines.append("") }
        let mark = mark(run.name)
        lines.append(
          StyledText(look.map { "\(Character(mark.glyph($0))) " } ?? "", mark.role)
            + StyledText(names[run.name] ?? run.name, .title, .bold)
            + StyledText("   \(words(of: run))", .muted)
        )
      } else {
        lines.append(StyledText("Status: \(words(of: run)).", .muted))
      }
      lines += findings.map { StyledText("•", Self.role(of: $0.kind)) + StyledText(" \($0.text)") }
      lines += run.warnings.map { StyledText("•", .warning) + StyledText(" The log: \($0).") }
      if findings.isEmpty, run.warnings.isEmpty {
        lines.append(StyledText("Nothing stands out in its \(grouped(run.metrics.count)) series.", .muted))
      }
    }
    return lines
  }

  private static func role(of kind: RunFinding.Kind) -> Role {
    switch kind {
    case .nonFinite, .hidden, .diverges: .bad
    case .stalled, .overfits, .worsens, .plateau, .slower: .warning
    case .improves: .good
    case .rateDropped, .noisy, .timeLeft: .accent
    }
  }

  private func wordLines(width: Int, look: Look) -> [StyledText] {
    sentences(look, width: width).flatMap { $0.spelled(for: look).wrapped(width: max(1, width), indent: 2) }
  }

  func drawWords(in region: Rect, of buffer: inout Buffer, look: Look) {
    let panel = frame(.words, "what the figures say", padding: 1)
    let inner = panel.inner(of: region)
    let lines =
      shownRuns.isEmpty ? [StyledText("No run has been found yet.", .muted)] : wordLines(width: inner.width, look: look)
    drawLines(lines, panel, from: scroll, in: region, of: &buffer, look: look)
  }

  private func drawLines(
    _ lines: [StyledText],
    _ panel: Panel,
    from first: Int,
    in region: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    let inner = panel.inner(of: region)
    let extent = ScrollExtent(rows: lines.count, room: inner.height)
    let first = extent.clamped(first)
    var panel = panel
    if extent.isScrolling { panel.footer = extent.footer(first: first) }
    panel.draw(in: region, of: &buffer, look: look)
    Array(lines.dropFirst(first).prefix(inner.height)).draw(in: inner, of: &buffer, look: look)
  }

  /// What the page says in sentences: the settings of the runs, or the figures.
  public var explanation: Explanation? {
    guard !state.runs.isEmpty else { return nil }
    return shell.page == .settings
      ? Explanation("what the settings say", settingSentences) : Explanation("what the figures say", sentences(nil))
  }

  /// Whether there is a run.
  public var canExplain: Bool { !state.runs.isEmpty }

  /// What the runs were set to, in sentences: what differs with its values, and what is the same.
  private var settingSentences: [StyledText] {
    let facts = RunFacts(shownRuns)
    guard !facts.names.isEmpty else {
      return [
        "Settings are the hyperparameters and other words that a log gives besides its curves; these logs give none."
      ]
    }
    func value(_ name: String, _ run: RunHistory) -> String? { run.facts.first { $0.name == name }?.text }
    var lines: [StyledText] = [
      StyledText(
        "Settings are the hyperparameters and other words that a log gives besides its curves. "
          + (shownRuns.count == 1
            ? "This run gives \(facts.names.count)."
            : "Of \(facts.names.count) settings \(facts.differing.count) \(facts.differing.count == 1 ? "differs" : "differ") between the runs.")
      )
    ]
    for name in shownRuns.count > 1 ? facts.differing.prefix(12) : [] {
      let values = shownRuns.prefix(8).map { "\(value(name, $0) ?? "not given") in \($0.name)" }
      lines.append(
        StyledText("• ", .accent) + StyledText(name, .title, .bold) + StyledText(": \(values.joined(separator: ", ")).")
      )
    }
    let same = shownRuns.count == 1 ? facts.names : facts.common
    let words = same.prefix(20).compactMap { name in shownRuns.first.flatMap { value(name, $0) }.map { "\(name) \($0)" }
    }
    if !words.isEmpty {
      lines.append(
        StyledText(
          (shownRuns.count == 1 ? "They are: " : "The same in all: ") + words.joined(separator: ", ") + ".",
          .muted
        )
      )
    }
    return lines
  }

  // MARK: The log

  func drawLog(in region: Rect, of buffer: inout Buffer, look: Look) {
    if state.console != nil { return drawOutput(.log, in: region, of: &buffer, look: look) }
    let panel = frame(
      .log,
      selected.map { "text of \(runLabel($0.name, width: max(8, region.width - 14)))" } ?? "text",
      padding: 1
    )
    let inner = panel.inner(of: region)
    guard let run = selected, run.text.count > 0 else {
      panel.draw(in: region, of: &buffer, look: look)
      return StyledText("The log has no text besides its figures.", .muted).draw(in: inner, of: &buffer, look: look)
    }
    let rows = LogRows(run.text.lines, width: inner.width)
    let extent = ScrollExtent(rows: rows.count, room: inner.height)
    let first = extent.clamped(rows.count - inner.height - scroll)
    var framed = panel
    if extent.isScrolling { framed.footer = extent.footer(first: first) }
    framed.draw(in: region, of: &buffer, look: look)
    rows.texts(first..<first + inner.height).map { StyledText($0) }.draw(in: inner, of: &buffer, look: look)
  }

  /// The room of a panel's text.
  private func scrolled(_ panel: PanelID) -> Rect {
    Panel(title: "", padding: 1).inner(of: panels.first { $0.panel == panel }?.region ?? body)
  }

  /// How far the page in front can be scrolled.
  var scrollRoom: Int {
    let room = max(1, body.height - 2)
    switch shell.page {
    case .words:
      let inner = scrolled(.words)
      return max(0, wordLines(width: inner.width, look: Look()).count - inner.height)
    case .log where state.console != nil: return max(0, (state.console?.lines.count ?? 0) - room)
    case .log:
      guard let run = selected else { return 0 }
      let inner = scrolled(.log)
      return max(0, LogRows(run.text.lines, width: inner.width).count - inner.height)
    case .settings: return max(0, RunFacts(shownRuns).names.count - room + 1)
    case .charts, .table, .bands, .machine: return 0
    }
  }
}
