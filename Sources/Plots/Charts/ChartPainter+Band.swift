import Terminal

extension ChartPainter {
  /// Fills the area between a series' least and greatest values.
  ///
  /// With enough colours it is a tint of the background, half a cell fine, on which lines stand out; otherwise faint dots.
  func drawBand(of line: ChartSeries, in buffer: inout Buffer) {
    var canvas = DotCanvas(size: layout.plot.size, charset: look.charset)
    canvas.beginLayer(look.ink(line.role, .dim), glyph: ":")
    trace(line.band, on: &canvas)
    guard look.hasGradients, !look.isASCII else { return canvas.draw(in: layout.plot, of: &buffer) }
    let tint = look.theme.background.blended(with: look.color(line.role), 0.3)
    for row in 0..<layout.plot.height {
      for column in 0..<layout.plot.width {
        let upper = canvas.fillsHalf(column: column, row: row, lower: false)
        let lower = canvas.fillsHalf(column: column, row: row, lower: true)
        guard upper || lower else { continue }
        let x = layout.plot.x + column
        let y = layout.plot.y + row
        let below = buffer[x, y].style.background
        if upper, lower {
          buffer[x, y] = Cell(" ", Style(tint, on: tint))
        } else {
          buffer[x, y] = Cell(upper ? "▀" : "▄", Style(tint, on: below))
        }
      }
    }
  }

  /// Sets the dots between the band's edges, joined from point to point.
  private func trace(_ band: [ChartPoint], on canvas: inout DotCanvas) {
    let dots = canvas.dotSize
    guard dots.width > 0 else { return }
    var top = [Double](repeating: .infinity, count: dots.width)
    var bottom = [Double](repeating: -.infinity, count: dots.width)
    func widen(_ column: Int, _ high: Double, _ low: Double) {
      guard column >= 0, column < dots.width else { return }
      top[column] = min(top[column], high)
      bottom[column] = max(bottom[column], low)
    }
    var previous: (x: Int, high: Double, low: Double)?
    for point in band {
      guard point.isFinite else {
        previous = nil
        continue
      }
      let x = Int(clamping: layout.dotX(point.x), to: -1_000_000...1_000_000)
      let high = layout.dotY(point.maximum)
      let low = layout.dotY(point.minimum)
      widen(x, high, low)
      if let previous, previous.x < x - 1 {
        for column in max(0, previous.x + 1)..<max(0, previous.x + 1, min(x, dots.width)) {
          let part = Double(column - previous.x) / Double(x - previous.x)
          widen(column, previous.high + (high - previous.high) * part, previous.low + (low - previous.low) * part)
        }
      }
      previous = (x, high, low)
    }
    for column in 0..<dots.width where top[column] <= bottom[column] {
      canvas.column(
        x: column,
        fromY: Int(clamping: top[column], to: -2...dots.height + 1),
        toY: Int(clamping: bottom[column], to: -2...dots.height + 1)
      )
    }
  }
}
