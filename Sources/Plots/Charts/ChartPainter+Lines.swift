import Terminal

extension ChartPainter {
  /// A line with all its points, and without the last few, which change while values are appended.
  struct DrawnLine {
    var start: LineSketch
    var whole: LineSketch
  }

  /// Draws what stays while the cursor moves.
  func drawPlot(_ lines: [DrawnLine], in buffer: inout Buffer) {
    drawAxes(in: &buffer)
    drawRules(in: &buffer)
    draw(lines, canvas(of: lines), in: &buffer)
    drawRuleLabels(in: &buffer)
  }

  /// Draws the cursor and what lies over it.
  func drawReadings(in buffer: inout Buffer) {
    drawCursor(in: &buffer)
    drawMarkers(in: &buffer)
    drawLegend(in: &buffer)
  }

  /// The dots of all series, each in a layer of its own.
  func canvas(of lines: [DrawnLine]) -> DotCanvas {
    var canvas = DotCanvas(size: layout.plot.size, charset: look.charset)
    let ownGlyphs = chart.series.count > 1
    for series in chart.series {
      canvas.beginLayer(look.ink(series.role), glyph: ownGlyphs || !series.isJoined ? series.glyph : nil)
    }
    canvas.fill(count: lines.count) { lines[$0].whole.dots }
    return canvas
  }

  /// Draws the lines of all series, whose dots the canvas has.
  func draw(_ lines: [DrawnLine], _ canvas: DotCanvas, in buffer: inout Buffer) {
    for series in chart.series where !series.band.isEmpty { drawBand(of: series, under: canvas, in: &buffer) }
    canvas.draw(in: layout.plot, of: &buffer)
    let bad = look.ink(.bad, .bold)
    for line in lines {
      for x in line.whole.breaks {
        guard let column = layout.column(x) else { continue }
        buffer.put(look.isASCII ? "x" : "×", x: column, y: layout.plot.y, bad, clip: layout.plot)
      }
    }
  }

  /// The dots of a series.
  /// - Parameter known: a series that was drawn on the same axes before: as far as the two are the same nothing is drawn anew.
  func drawn(_ series: ChartSeries, after known: (series: ChartSeries, line: DrawnLine)? = nil) -> DrawnLine {
    let (across, down) = (layout.dotsX, layout.dotsY)
    var start = LineSketch(LineDots(size: layout.plot.size, charset: look.charset))
    if let known, known.line.start.begins(series, as: known.series) { start = known.line.start }
    // A value more changes the last column; what is not finite, or leads the line out of the plot, stands behind it.
    start.draw(series, to: series.points.count - 3, across, down)
    var whole = start
    whole.draw(series, to: series.points.count, across, down)
    return DrawnLine(start: start, whole: whole)
  }
}
