import Terminal

/// Draws contours, lines and markers over a heat map's cells.
struct PlaneOverlay {
  let axes: PlaneAxes
  let area: Rect
  let look: Look

  private func fractionX(_ x: Double) -> Double { ColorMap.fraction(of: x, in: axes.x) }
  private func fractionY(_ y: Double) -> Double { 1 - ColorMap.fraction(of: y, in: axes.y) }

  /// Dot coordinates: dot 0's middle is half a dot inside the edge.
  private func dots(_ x: Double, _ y: Double, _ size: Size) -> (x: Double, y: Double) {
    (fractionX(x) * Double(size.width) - 0.5, fractionY(y) * Double(size.height) - 0.5)
  }

  /// A line's colour: readable on both ends of any map.
  private func style(_ role: Role) -> Style {
    look.isMono ? look.ink(role, .bold) : Style(look.color(role), on: .default, .bold)
  }

  func drawContours(of field: Field, levels: [Double], in buffer: inout Buffer) {
    guard !levels.isEmpty, field.width > 1, field.height > 1 else { return }
    var canvas = DotCanvas(size: area.size, charset: look.charset)
    canvas.beginLayer(style(.title), glyph: "+")
    let size = canvas.dotSize
    let scaleX = Double(size.width) / Double(field.width)
    let scaleY = Double(size.height) / Double(field.height)
    for level in levels {
      Contour.forEachSegment(of: field, level: level) { x0, y0, x1, y1 in
        canvas.line(
          fromX: (x0 + 0.5) * scaleX - 0.5,
          y: (y0 + 0.5) * scaleY - 0.5,
          toX: (x1 + 0.5) * scaleX - 0.5,
          y: (y1 + 0.5) * scaleY - 0.5
        )
      }
    }
    canvas.draw(in: area, of: &buffer)
  }

  func draw(_ line: PlaneLine, in buffer: inout Buffer) {
    var canvas = DotCanvas(size: area.size, charset: look.charset)
    canvas.beginLayer(style(line.role), glyph: "*")
    let start = dots(line.startX, line.startY, canvas.dotSize)
    let end = dots(line.endX, line.endY, canvas.dotSize)
    canvas.line(fromX: start.x, y: start.y, toX: end.x, y: end.y, stroke: line.stroke)
    canvas.draw(in: area, of: &buffer)
    guard line.hasHead, end.x.isFinite, end.y.isFinite, start != end else { return }
    let column = Int(clamping: (fractionX(line.endX) * Double(area.width)).rounded(.down))
    let row = Int(clamping: (fractionY(line.endY) * Double(area.height)).rounded(.down))
    let point = Point(area.x + column, area.y + row)
    guard area.contains(point) else { return }
    buffer.flattenHalfBlock(x: point.x, y: point.y)
    buffer.put(
      head(dx: end.x - start.x, dy: end.y - start.y, canvas),
      x: point.x,
      y: point.y,
      style(line.role),
      clip: area
    )
  }

  func draw(_ curve: PlaneCurve, in buffer: inout Buffer) {
    guard curve.points.count > 1 else { return }
    var canvas = DotCanvas(size: area.size, charset: look.charset)
    canvas.beginLayer(style(curve.role), glyph: "*")
    for (start, end) in zip(curve.points, curve.points.dropFirst()) {
      let (from, to) = (dots(start.x, start.y, canvas.dotSize), dots(end.x, end.y, canvas.dotSize))
      canvas.line(fromX: from.x, y: from.y, toX: to.x, y: to.y)
    }
    canvas.draw(in: area, of: &buffer)
  }

  /// The arrow's head for a direction on the screen, where a cell is twice as high as wide.
  private func head(dx: Double, dy: Double, _ canvas: DotCanvas) -> Unicode.Scalar {
    let x = dx / Double(canvas.dotsAcross)
    let y = 2 * dy / Double(canvas.dotsDown)
    let eighth = Int(clamping: angle(x: x, y: y) / (Double.pi / 4), to: -4...4)
    let heads: [Unicode.Scalar] =
      look.isASCII ? [">", "\\", "v", "/", "<", "\\", "^", "/"] : ["→", "↘", "↓", "↙", "←", "↖", "↑", "↗"]
    return heads[Look.wrapped(eighth, 8)]
  }

  func draw(_ marker: PlaneMarker, in buffer: inout Buffer) {
    let x = fractionX(marker.x)
    let y = fractionY(marker.y)
    guard x >= 0, x <= 1, y >= 0, y <= 1, !area.isEmpty else { return }
    let column = area.x + Int(clamping: (x * Double(area.width)).rounded(.down), to: 0...area.width - 1)
    let row = area.y + Int(clamping: (y * Double(area.height)).rounded(.down), to: 0...area.height - 1)
    let style = look.cellStyle(marker.role)
    let length = marker.label.unicodeScalars.count
    // Markers stand on a plate of the theme's background: no map colour can hide them.
    let onRight = column + 2 + length <= area.maxX
    let start = onRight || length == 0 ? column : column - 1 - length
    let plateLength = length == 0 ? 1 : length + 2
    for offset in 0..<plateLength {
      let point = Point(start + offset, row)
      if area.contains(point) { buffer[point.x, point.y] = Cell(" ", style) }
    }
    var bold = style
    bold.attributes.insert(.bold)
    buffer.put(marker.glyph(isASCII: look.isASCII), x: column, y: row, bold, clip: area)
    buffer.write(marker.label, x: onRight ? column + 2 : start, y: row, look.ink(.title), clip: area)
  }
}
