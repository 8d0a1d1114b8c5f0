import Terminal

/// Draws the parts of a line chart.
struct ChartPainter {
  var chart: LineChart
  var layout: ChartLayout
  let look: Look

  // MARK: Axes

  func drawAxes(in buffer: inout Buffer) {
    let plot = layout.plot
    let line = look.ink(.border)
    let words = look.ink(.muted)
    if chart.showsGrid, plot.width >= 10, plot.height >= 3, !layout.yTicks.isEmpty {
      let grid = look.ink(.grid)
      for tick in layout.yTicks {
        guard let row = layout.row(tick.value) else { continue }
        for column in stride(from: plot.x, to: plot.maxX, by: look.isASCII ? 4 : 1) {
          buffer.put(look.isASCII ? "." : "┈", x: column, y: row, grid, clip: layout.region)
        }
      }
    }
    if let axisColumn = layout.axisColumn {
      for row in plot.y..<plot.maxY {
        buffer.put(look.isASCII ? "|" : "│", x: axisColumn, y: row, line, clip: layout.region)
      }
      for tick in layout.yTicks {
        guard let row = layout.row(tick.value) else { continue }
        buffer.put(look.isASCII ? "+" : "┤", x: axisColumn, y: row, line, clip: layout.region)
        let x = axisColumn - tick.label.unicodeScalars.count
        buffer.write(tick.label, x: x, y: row, words, clip: layout.region)
      }
    }
    if let axisRow = layout.axisRow, let labelRow = layout.labelRow {
      for column in plot.x..<plot.maxX {
        buffer.put(look.isASCII ? "-" : "─", x: column, y: axisRow, line, clip: layout.region)
      }
      if let axisColumn = layout.axisColumn {
        buffer.put(look.isASCII ? "+" : "└", x: axisColumn, y: axisRow, line, clip: layout.region)
      }
      var end = layout.region.x
      for tick in layout.xTicks {
        guard let column = layout.column(tick.value) else { continue }
        if axisRow != labelRow {
          buffer.put(look.isASCII ? "+" : "┬", x: column, y: axisRow, line, clip: layout.region)
        }
        let length = tick.label.unicodeScalars.count
        let start = min(max(column - length / 2, end), max(layout.region.x, layout.region.maxX - length))
        buffer.write(tick.label, x: start, y: labelRow, words, clip: layout.region)
        end = start + length
      }
      let label = chart.xAxis.label
      let length = label.unicodeScalars.count
      if !label.isEmpty, axisRow != labelRow, end + 2 + length <= layout.region.maxX {
        buffer.write(label, x: layout.region.maxX - length, y: labelRow, words, clip: layout.region)
      }
    }
    if !chart.yAxis.label.isEmpty, layout.axisColumn != nil, !layout.legend.isEmpty {
      buffer.write(chart.yAxis.label, in: Rect(x: layout.region.x, y: layout.legend.y, width: 8, height: 1), words)
    }
  }

  // MARK: Rules

  func drawRules(in buffer: inout Buffer) {
    for rule in chart.rules {
      let style = look.ink(rule.role)
      switch rule.position {
      case .horizontal(let value):
        guard let row = layout.row(value) else { continue }
        for column in layout.plot.x..<layout.plot.maxX {
          buffer.put(look.isASCII ? "-" : "╌", x: column, y: row, style, clip: layout.plot)
        }
      case .vertical(let value):
        guard let column = layout.column(value) else { continue }
        for row in layout.plot.y..<layout.plot.maxY {
          buffer.put(look.isASCII ? ":" : "┊", x: column, y: row, style, clip: layout.plot)
        }
      }
    }
  }

  /// Writes the rules' labels; after the series, which would cover them.
  func drawRuleLabels(in buffer: inout Buffer) {
    for rule in chart.rules where !rule.label.isEmpty {
      let length = rule.label.unicodeScalars.count
      let style = look.ink(rule.role)
      switch rule.position {
      case .horizontal(let value):
        guard let row = layout.row(value), length + 2 <= layout.plot.width else { continue }
        buffer.write(" \(rule.label) ", x: layout.plot.x + 1, y: row, style, clip: layout.plot)
      case .vertical(let value):
        guard let column = layout.column(value) else { continue }
        let x = column + 2 + length <= layout.plot.maxX ? column + 2 : column - 1 - length
        buffer.write(rule.label, x: x, y: layout.plot.y, style, clip: layout.plot)
      }
    }
  }

  // MARK: Cursor, markers, legend

  func drawCursor(in buffer: inout Buffer) {
    guard let cursor = chart.cursor, let column = layout.column(cursor) else { return }
    let style = look.ink(.accent)
    for row in layout.plot.y..<layout.plot.maxY {
      buffer.put(look.isASCII ? "|" : "│", x: column, y: row, style, clip: layout.plot)
    }
    if let axisRow = layout.axisRow {
      buffer.put(look.isASCII ? "^" : "┴", x: column, y: axisRow, style, clip: layout.region)
    }
    for line in chart.series {
      guard let value = line.height(at: cursor), let row = layout.row(value) else { continue }
      buffer.put(look.isASCII ? "o" : "●", x: column, y: row, look.ink(line.role, .bold), clip: layout.plot)
    }
  }

  func drawMarkers(in buffer: inout Buffer) {
    for marker in chart.markers {
      guard let column = layout.column(marker.x), let row = layout.row(marker.y)
      else { continue }
      let style = look.ink(marker.role, .bold)
      buffer.put(marker.glyph, x: column, y: row, style, clip: layout.plot)
      guard !marker.label.isEmpty else { continue }
      let length = marker.label.unicodeScalars.count
      let x = column + 2 + length <= layout.plot.maxX ? column + 2 : column - 1 - length
      buffer.write(marker.label, x: x, y: row, style, clip: layout.plot)
    }
  }

  func drawLegend(in buffer: inout Buffer) {
    guard !layout.legend.isEmpty else { return }
    var text = legend(isShort: false)
    if text.count > layout.legend.width { text = legend(isShort: true) }
    text.draw(in: layout.legend, of: &buffer, look: look, alignment: .right)
  }

  /// Each series' stroke, name and value at the cursor; the short one has values instead of names.
  private func legend(isShort: Bool) -> StyledText {
    var text = StyledText()
    for line in chart.series where !line.name.isEmpty {
      if !text.spans.isEmpty { text.append(isShort ? "  " : "   ") }
      if look.isASCII {
        let glyph = line.glyph ?? "-"
        text.append("\(glyph)\(glyph)", line.role)
      } else {
        text.append(line.isJoined ? line.stroke.sample : "••", line.role)
      }
      let value = chart.cursor.flatMap { line.reading ?? line.value(at: $0) }
      if value == nil || !isShort { text.append(" " + line.name, .muted) }
      if let value {
        text.append(" " + chart.valueFormat.string(value), line.role, .bold)
      } else if chart.cursor != nil {
        text.append(" –", .muted)
      }
    }
    return text
  }
}
