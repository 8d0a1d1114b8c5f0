import Plots
import Shell
import Terminal
import Training

extension CompareScreen {
  /// What is trained, over what, and how far it is.
  public var heading: Heading {
    let over = sweep.axes.map { "\($0.parameter.words) \($0.values.map(\.text).joined(separator: ", "))" }
    let seeds = sweep.seedCount == 1 ? "seed \(sweep.firstSeed)" : "\(grouped(sweep.seedCount)) seeds"
    return Heading("compare", details: [sweep.subject.rawValue] + over + [seeds], status: status)
  }

  private var status: StyledText {
    var runs = "\(grouped(results.outcomes.count)) of \(grouped(results.wantedCount)) runs"
    if !results.stopped.isEmpty { runs += ", \(grouped(results.stopped.count)) stopped" }
    if results.isIdle { return StyledText("■ ", .accent) + StyledText(runs) }
    return isPaused ? StyledText("‖ ", .warning) + StyledText(runs) : StyledText("▶ ", .good) + StyledText(runs)
  }

  // MARK: Where panels are

  /// Where the panels of the page are.
  public func layout(in body: Rect) -> [PlacedPanel<PanelID>] {
    shell.page == .settings ? settingsLayout(in: body) : seedsLayout(in: body)
  }

  private func settingsLayout(in body: Rect) -> [PlacedPanel<PanelID>] {
    let tableHeight = min(results.points.count + 3, max(6, body.height / 3))
    let isWide = body.width >= 100
    let hasGrid = sweep.axes.count == 2
    let wordsHeight = body.height >= 30 ? 9 : body.height >= 20 ? 6 : 5
    let rows = body.rows(.share(1), .fixed(tableHeight), .fixed(isWide ? 0 : wordsHeight))
    var panels: [PlacedPanel<PanelID>] = []
    let charts: [PanelID] = [.loss] + (hasAccuracy ? [.accuracy] : []) + (hasGrid ? [.grid] : [])
    let beside: [PanelID] = isWide ? charts + [.words] : charts.count > 2 ? [.loss, .grid] : charts
    let weights = beside.map { $0 == .words ? Length.share(0.9) : .share(1) }
    for (panel, region) in zip(beside, rows[0].columns(weights)) { panels.append(.init(panel, region)) }
    panels.append(.init(.table, rows[1]))
    if !isWide { panels.append(.init(.words, rows[2])) }
    return panels
  }

  private func seedsLayout(in body: Rect) -> [PlacedPanel<PanelID>] {
    if body.width >= 100 {
      let columns = body.columns(.share(1), .share(1))
      let left = columns[0].rows(.share(1), .share(0.5))
      let right = columns[1].rows(.share(1), .share(1.4))
      return [
        .init(.density, left[0]), .init(.histogram, left[1]), .init(.groups, right[0]), .init(.runs, right[1]),
      ]
    }
    let rows = body.rows(.share(1), .share(1))
    let top = rows[0].columns(.share(1), .share(0.8))
    let bottom = rows[1].columns(.share(1.3), .share(1))
    return [
      .init(.density, top[0]), .init(.histogram, top[1]), .init(.groups, bottom[0]), .init(.runs, bottom[1]),
    ]
  }

  // MARK: Panels

  /// Draws a panel with its border.
  public func draw(_ panel: PanelID, in region: Rect, of buffer: inout Buffer, look: Look) {
    switch panel {
    case .loss, .accuracy: drawCurves(panel, in: region, of: &buffer, look: look)
    case .grid: drawGrid(in: region, of: &buffer, look: look)
    case .table: drawTable(in: region, of: &buffer, look: look)
    case .words: drawWords(in: region, of: &buffer, look: look)
    case .density: drawDensity(in: region, of: &buffer, look: look)
    case .histogram: drawHistogram(in: region, of: &buffer, look: look)
    case .groups: drawGroups(in: region, of: &buffer, look: look)
    case .runs: drawRuns(in: region, of: &buffer, look: look)
    }
  }

  private func drawTable(in region: Rect, of buffer: inout Buffer, look: Look) {
    let columns = results.table.columns()
    let sorted = sortColumn > 0 && columns.indices.contains(sortColumn) ? "by \(columns[sortColumn].title)" : ""
    let inner = frame(.table, "results", footer: sorted, padding: 1).draw(in: region, of: &buffer, look: look)
    table(look).draw(in: inner, of: &buffer, look: look)
  }

  func table(_ look: Look) -> Table {
    let columns = results.table.columns()
    let groups = results.table.groups
    let order = order
    let titles = columns.enumerated().map { index, column in
      index == sortColumn && index > 0 ? column.title + (isDescending ? " ↓" : " ↑") : column.title
    }
    let rows = order.map { point -> [StyledText] in
      let isHidden = !results.shown.contains(point: point)
      let mark =
        look.isASCII
        ? String(Character(ChartSeries("", index: point, points: []).glyph ?? "*")) : Stroke(series: point).sample
      var cells = [StyledText(isHidden ? "  " : mark, .series(point))]
      for (index, column) in columns.enumerated() {
        let role: Role = isHidden ? .muted : index == 0 ? .title : index == sortColumn ? .accent : .text
        cells.append(StyledText(column.text(groups[point]), role).spelled(for: look))
      }
      return cells
    }
    let tableColumns =
      [Table.Column("", .left)]
      + zip(columns, titles).enumerated().map { index, pair in
        // Name and the figure that ranks stay however narrow the window is.
        Table.Column(pair.1, pair.0.isNumeric ? .right : .left, isOptional: index != 0 && pair.0.title != rankingTitle)
      }
    return Table(columns: tableColumns, rows: rows, selectedRow: order.firstIndex(of: point))
  }

  /// The title of the column that settings are ranked by.
  private var rankingTitle: String {
    switch results.table.ranking {
    case .solved: "solved %"
    case .mean(.testAccuracy): "test accuracy %"
    case .mean(.testLoss): "test loss"
    case .mean: "train loss"
    }
  }

  private func drawWords(in region: Rect, of buffer: inout Buffer, look: Look) {
    let inner = frame(.words, "conclusions", padding: 1).draw(in: region, of: &buffer, look: look)
    let words = SweepWords(results.table).sentences.map {
      StyledText($0).spelled(for: look).wrapped(width: inner.width)
    }
    let rows = words.reduce(0) { $0 + $1.count }
    let gap = rows + words.count <= inner.height ? [StyledText()] : []
    let lines = words.flatMap { $0 + gap }
    if lines.count - gap.count > inner.height, inner.height > 0 {
      let rest = StyledText("… e shows the rest", .muted).spelled(for: look)
      (Array(lines.prefix(inner.height - 1)) + [rest]).draw(in: inner, of: &buffer, look: look)
    } else {
      lines.draw(in: inner, of: &buffer, look: look)
    }
  }

  /// The figure of every pair of two settings, coloured.
  private func drawGrid(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard sweep.axes.count == 2 else { return }
    let (down, across) = (sweep.axes[0], sweep.axes[1])
    let inner = frame(.grid, "\(down.parameter.words) × \(across.parameter.words)", figure: rankingTitle)
      .draw(in: region, of: &buffer, look: look)
    let scores = results.table.groups.map { group -> Double? in
      switch results.table.ranking {
      case .solved: group.solvedShare.map { $0 * 100 }
      case .mean(.testAccuracy): group.metrics[.testAccuracy].map { $0.mean * 100 }
      case .mean(let metric): group.metrics[metric]?.mean
      }
    }
    let known = scores.compactMap(\.self)
    let range = (known.min() ?? 0)...(known.max() ?? 1)
    let labelWidth = min(inner.width / 3, (down.values.map { $0.text.count }.max() ?? 0) + 1)
    let count = across.values.count
    let cellWidth = max(1, (inner.width - labelWidth) / count)
    // A cell of the screen is about twice as high as wide.
    let rowHeight = max(1, min(max(3, cellWidth / 2), (inner.height - 1) / max(1, down.values.count)))
    for (column, value) in across.values.enumerated() {
      let place = Rect(x: inner.x + labelWidth + column * cellWidth, y: inner.y, width: cellWidth - 1, height: 1)
      StyledText(value.text, .muted).draw(in: place.intersection(inner), of: &buffer, look: look, alignment: .center)
    }
    for (row, value) in down.values.enumerated() {
      let top = inner.y + 1 + row * rowHeight
      let label = Rect(x: inner.x, y: top + (rowHeight - 1) / 2, width: max(0, labelWidth - 1), height: 1)
      StyledText(value.text, .muted).draw(in: label.intersection(inner), of: &buffer, look: look, alignment: .right)
      for column in across.values.indices {
        let place = Rect(x: inner.x + labelWidth + column * cellWidth, y: top, width: cellWidth - 1, height: rowHeight)
          .intersection(inner)
        drawGridCell(row * count + column, scores, range, in: place, of: &buffer, look: look)
      }
    }
  }

  private func drawGridCell(
    _ index: Int,
    _ scores: [Double?],
    _ range: ClosedRange<Double>,
    in place: Rect,
    of buffer: inout Buffer,
    look: Look
  ) {
    guard !place.isEmpty else { return }
    let score = scores[index]
    let isBest = score != nil && results.table.ranked.first?.point == index
    var style = look.ink(isBest ? .accent : .text, isBest ? .bold : [])
    if let score, look.hasGradients, let color = look.theme.sequential.color(of: score, in: range) {
      style = Style(color.contrast, on: color, isBest ? .bold : [])
      buffer.fill(place, Cell(" ", style))
    }
    let isSelected = index == point
    let figure = score.map { NumberFormat.significant(3).string($0) } ?? "–"
    let text = isSelected && place.width >= figure.count + 2 ? "[\(figure)]" : figure
    let line = Rect(x: place.x, y: place.y + (place.height - 1) / 2, width: place.width, height: 1)
    buffer.write(text, in: line, alignment: .center, style)
  }

  func grouped(_ value: Int) -> String { NumberFormat.grouped.string(value) }
}
