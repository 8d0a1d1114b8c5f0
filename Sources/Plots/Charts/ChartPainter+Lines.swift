import Terminal

extension ChartPainter {
  /// A line's dots, and where it is broken.
  struct DrawnLine {
    var dots: LineDots
    /// The x of values that are not finite.
    var breaks: [Double] = []
  }

  /// Draws what stays while the cursor moves.
  func drawPlot(_ lines: [DrawnLine], in buffer: inout Buffer) {
    drawAxes(in: &buffer)
    drawRules(in: &buffer)
    draw(lines, in: &buffer)
    drawRuleLabels(in: &buffer)
  }

  /// Draws the cursor and what lies over it.
  func drawReadings(in buffer: inout Buffer) {
    drawCursor(in: &buffer)
    drawMarkers(in: &buffer)
    drawLegend(in: &buffer)
  }

  /// Draws the lines of all series, of which each has its dots.
  private func draw(_ lines: [DrawnLine], in buffer: inout Buffer) {
    let ownGlyphs = chart.series.count > 1
    let canvas = DotCanvas(
      size: layout.plot.size,
      charset: look.charset,
      lines: zip(chart.series, lines).map { series, line in
        let glyph = ownGlyphs || !series.isJoined ? series.glyph : nil
        return DotCanvas.LineLayer(dots: line.dots, style: look.ink(series.role), glyph: glyph)
      }
    )
    for series in chart.series where !series.band.isEmpty { drawBand(of: series, under: canvas, in: &buffer) }
    canvas.draw(in: layout.plot, of: &buffer)
    let bad = look.ink(.bad, .bold)
    for line in lines {
      for x in line.breaks {
        guard let column = layout.column(x) else { continue }
        buffer.put(look.isASCII ? "x" : "×", x: column, y: layout.plot.y, bad, clip: layout.plot)
      }
    }
  }

  /// The dots of a series.
  func drawn(_ series: ChartSeries) -> DrawnLine {
    var line = DrawnLine(dots: LineDots(size: layout.plot.size, charset: look.charset))
    let (across, down) = (layout.dotsX, layout.dotsY)
    line.dots.draw { pen in
      var distance = 0.0
      var previous: (x: Double, y: Double)?
      for point in series.points {
        guard point.isFinite else {
          if point.x.isFinite { line.breaks.append(point.x) }
          previous = nil
          continue
        }
        let x = across.dot(point.x)
        let first = down.dot(point.first)
        if let previous, series.isJoined {
          pen.line(fromX: previous.x, y: previous.y, toX: x, y: first, stroke: series.stroke, distance: &distance)
        } else if point.minimum == point.maximum {
          pen.stroke(x: x, fromY: first, toY: first)
        }
        // Most buckets rise or fall throughout, and a logarithm costs as much as the dots of a short line.
        let last = point.last == point.first ? first : down.dot(point.last)
        if point.minimum < point.maximum || first != last {
          func height(_ value: Double) -> Double {
            value == point.first ? first : value == point.last ? last : down.dot(value)
          }
          pen.stroke(x: x, fromY: height(point.minimum), toY: height(point.maximum))
        }
        previous = (x, last)
      }
    }
    return line
  }
}
