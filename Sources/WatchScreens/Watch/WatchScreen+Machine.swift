import Plots
import Records
import Shell
import Terminal

/// What stands beside the runs: the output of the command, the machine.
extension WatchScreen {
  /// Draws what the command has printed, as a terminal would show it, the end of it where it is long.
  func drawOutput(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let console = state.console else { return }
    var lines = ArraySlice(console.lines)
    if lines.last?.isEmpty == true { lines.removeLast() }
    let isPage = panel == .log
    let title = state.exitStatus.map { "output, exit \($0)" } ?? "output"
    let room = frame(panel, title).inner(of: region)
    let first = max(lines.startIndex, lines.endIndex - room.height - (isPage ? scroll : 0))
    let last = min(lines.endIndex, first + room.height)
    let footer = isPage && lines.count > room.height ? "lines \(first + 1)–\(last) of \(lines.count)" : ""
    let inner = frame(panel, title, footer: footer).draw(in: region, of: &buffer, look: look)
    for (row, line) in lines[first..<last].enumerated() {
      for (column, cell) in line.prefix(inner.width).enumerated() {
        var style = cell.style
        if look.isMono { (style.foreground, style.background) = (.default, .default) }
        if style.foreground.isDefault { style.foreground = look.color(.text) }
        buffer.put(cell.glyph, x: inner.x + column, y: inner.y + row, style, clip: inner)
      }
    }
  }

  /// Draws one of the machine's figures over time.
  func drawMachine(_ place: Int, in region: Rect, of buffer: inout Buffer, look: Look) {
    guard let machine = state.machine, machine.metrics.indices.contains(place) else {
      let inner = frame(.machine(place), "machine", padding: 1).draw(in: region, of: &buffer, look: look)
      return StyledText("Nothing has been measured yet.", .muted).draw(in: inner, of: &buffer, look: look)
    }
    let metric = machine.metrics[place]
    let series = metric.series
    let total =
      metric.name == MachineSampler.memoryName
      ? state.memory.map { " of \(NumberFormat.significant(3).string($0))" } : nil
    let figure = series.last.map { NumberFormat.significant(3).string($0.value) + (total ?? "") } ?? ""
    let inner = frame(.machine(place), metric.name, figure: figure, footer: "seconds since the start").draw(
      in: region,
      of: &buffer,
      look: look
    )
    // All figures over the same time, whenever the first of each was measured.
    let steps = machine.metrics.compactMap(\.series.steps)
    guard let first = steps.map(\.lowerBound).min(), let last = steps.map(\.upperBound).max(),
      let places = AxisPlaces(series, .step, origin: 0)
    else { return }
    let range = Double(first)...Double(max(first + 1, last))
    let columns = CurveColumns(max(8, 2 * inner.width), over: range, .linear)
    let curve = SeriesCurve(series, places, in: range, columns, beta: 0)
    let isShare = metric.name.hasSuffix("%")
    LineChart(
      series: [ChartSeries("", points: curve.line)],
      xAxis: Axis(limits: range, label: "s", fit: .padded, isWhole: true),
      yAxis: Axis(
        limits: isShare ? 0...100 : 0...max(1, AxisLimits.rounded(0...(series.maximum?.value ?? 1)).upperBound)
      ),
      legend: .never
    ).draw(in: inner, of: &buffer, look: look)
  }
}
