/// Turns a frame into an SVG picture.
///
/// Shapes of one colour are gathered into one path; text is gathered into runs of one style.
struct SVGPicture {
  /// A cell's size in the picture's units.
  static let cellWidth = 10
  /// A cell's size in the picture's units.
  static let cellHeight = 20

  private let buffer: Buffer
  private let foreground: Color
  private let background: Color
  /// What lies behind the shapes, by colour; painted before any of them.
  private var backgrounds = SVGPaths()
  /// Filled shapes by colour; no two overlap, so that their order does not matter.
  private var fills = SVGPaths()
  /// Lines by colour and width.
  private var strokes = SVGPaths()
  private var text = ""

  init(buffer: Buffer, foreground: Color, background: Color) {
    self.buffer = buffer
    self.foreground = foreground
    self.background = background
  }

  mutating func render() -> String {
    SVGPicture.start(size: buffer.size, background: background) + elements() + "</svg>\n"
  }

  static func start(size: Size, background: Color) -> String {
    let width = size.width * cellWidth
    let height = size.height * cellHeight
    // Half a cell of margin keeps borders off the picture's edge.
    let margin = cellWidth
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width + 2 * margin)" height="\(height + 2 * margin)" \
      viewBox="\(-margin) \(-margin) \(width + 2 * margin) \(height + 2 * margin)">
      <rect x="\(-margin)" y="\(-margin)" width="\(width + 2 * margin)" height="\(height + 2 * margin)" \
      fill="\(background.hex)"/>

      """
  }

  /// What is drawn, behind and in front, without the picture around it.
  mutating func elements() -> String {
    for y in 0..<buffer.size.height {
      drawBackgrounds(row: y)
      drawGlyphs(row: y)
    }
    return """
      <g shape-rendering="crispEdges">
      \(backgrounds.elements { "<path fill=\"\($0)\" d=\"\($1)\"/>" })\
      \(fills.elements { "<path fill=\"\($0)\" d=\"\($1)\"/>" })</g>
      <g fill="none" stroke-linecap="butt">
      \(strokes.elements { "<path \($0) d=\"\($1)\"/>" })</g>
      <g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="16" \
      xml:space="preserve">
      \(text)</g>

      """
  }

  /// The two colours of a cell after its attributes, `#rrggbb`.
  private func colors(_ style: Style) -> (front: Color, back: Color) {
    var front = style.foreground.isDefault ? foreground : style.foreground
    var back = style.background.isDefault ? background : style.background
    if style.attributes.contains(.reverse) { swap(&front, &back) }
    if style.attributes.contains(.dim) { front = front.halfway(to: back) }
    return (front, back)
  }

  private mutating func drawBackgrounds(row y: Int) {
    var start = 0
    while start < buffer.size.width {
      let color = colors(buffer[start, y].style).back
      var end = start + 1
      while end < buffer.size.width, colors(buffer[end, y].style).back == color { end += 1 }
      if color != background {
        let width = (end - start) * SVGPicture.cellWidth
        backgrounds.add(
          "M\(start * SVGPicture.cellWidth) \(y * SVGPicture.cellHeight)h\(width)v\(SVGPicture.cellHeight)h\(-width)z",
          to: color.hex
        )
      }
      start = end
    }
  }

  private mutating func drawGlyphs(row y: Int) {
    var x = 0
    while x < buffer.size.width {
      let cell = buffer[x, y]
      let glyph = cell.glyph.value
      if cell.style.attributes.contains(.underline) {
        fill(
          colors(cell.style).front,
          x * SVGPicture.cellWidth,
          (y + 1) * SVGPicture.cellHeight - 2,
          SVGPicture.cellWidth,
          1
        )
      }
      switch glyph {
      case 0x20, 0xA0: x += 1
      case 0x2800...0x28FF:
        drawBraille(glyph - 0x2800, x, y, colors(cell.style).front)
        x += 1
      case 0x2580...0x259F:
        drawBlock(glyph - 0x2580, x, y, cell.style)
        x += 1
      default:
        if let line = BoxLine(cell.glyph) {
          draw(line, x, y, colors(cell.style).front)
          x += 1
        } else {
          x = drawText(from: x, y)
        }
      }
    }
  }

  private mutating func fill(_ color: Color, _ x: Int, _ y: Int, _ width: Int, _ height: Int) {
    fills.add("M\(x) \(y)h\(width)v\(height)h\(-width)z", to: color.hex)
  }

  private mutating func drawBraille(_ mask: UInt32, _ x: Int, _ y: Int, _ color: Color) {
    // Dots 1, 2, 3, 7 run down the left column, 4, 5, 6, 8 down the right.
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
    for (bit, place) in places.enumerated() where mask >> UInt32(bit) & 1 == 1 {
      fill(
        color,
        x * SVGPicture.cellWidth + 1 + place.0 * 5,
        y * SVGPicture.cellHeight + 1 + place.1 * 5,
        3,
        3
      )
    }
  }

  private mutating func drawBlock(_ block: UInt32, _ x: Int, _ y: Int, _ style: Style) {
    let (width, height) = (SVGPicture.cellWidth, SVGPicture.cellHeight)
    let (left, top) = (x * width, y * height)
    let (color, back) = colors(style)
    switch block {
    case 0x00: fill(color, left, top, width, height / 2)
    case 0x01...0x08:
      let rise = max(1, height * Int(block) / 8)
      fill(color, left, top + height - rise, width, rise)
    case 0x09...0x0F: fill(color, left, top, max(1, width * Int(0x10 - block) / 8), height)
    case 0x10: fill(color, left + width / 2, top, width / 2, height)
    case 0x11...0x13: fill(back.mixed(with: color, quarters: Int(block - 0x10)), left, top, width, height)
    case 0x14: fill(color, left, top, width, 2)
    case 0x15: fill(color, left + width - 1, top, 1, height)
    default:
      // Bits: upper left, upper right, lower left, lower right, for U+2596…U+259F.
      let quarters = [0b0100, 0b1000, 0b0001, 0b1101, 0b1001, 0b0111, 0b1011, 0b0010, 0b0110, 0b1110][Int(block) - 0x16]
      for quarter in 0..<4 where quarters >> quarter & 1 == 1 {
        fill(color, left + quarter % 2 * width / 2, top + quarter / 2 * height / 2, width / 2, height / 2)
      }
    }
  }

  private mutating func draw(_ line: BoxLine, _ x: Int, _ y: Int, _ color: Color) {
    let middleX = x * SVGPicture.cellWidth + SVGPicture.cellWidth / 2
    let middleY = y * SVGPicture.cellHeight + SVGPicture.cellHeight / 2
    let path = line.path(x: middleX, y: middleY, reachX: SVGPicture.cellWidth / 2, reachY: SVGPicture.cellHeight / 2)
    let dash = line.dash.isEmpty ? "" : " stroke-dasharray=\"\(line.dash)\""
    strokes.add(path, to: "stroke=\"\(color.hex)\" stroke-width=\"\(line.isHeavy ? "2.6" : "1.3")\"\(dash)")
  }

  /// Draws letters of one style up to the next shape, space or other style.
  /// - Returns: the column after them.
  private mutating func drawText(from start: Int, _ y: Int) -> Int {
    let style = buffer[start, y].style
    var end = start
    var words = ""
    while end < buffer.size.width {
      let cell = buffer[end, y]
      guard cell.style == style, cell.glyph != " ", !SVGPicture.isShape(cell.glyph) else { break }
      let isWide = cell.glyph.takesTwoColumns || cell.glyph == .secondColumn
      // A letter of another font is fitted to its own two cells, and moves none beside it.
      if isWide, end > start { break }
      if isWide {
        let hasRoom = end + 1 < buffer.size.width && buffer[end + 1, y].glyph == .secondColumn
        if cell.glyph.takesTwoColumns, hasRoom { words = SVGPicture.escaped(cell.glyph) }
        end += words.isEmpty ? 1 : 2
        break
      }
      words += SVGPicture.escaped(cell.glyph)
      end += 1
    }
    if words.isEmpty { return end }
    let weight = style.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
    text += """
      <text x="\(start * SVGPicture.cellWidth)" y="\(y * SVGPicture.cellHeight + 15)" \
      textLength="\((end - start) * SVGPicture.cellWidth)" lengthAdjust="spacingAndGlyphs" \
      fill="\(colors(style).front.hex)"\(weight)>\(words)</text>

      """
    return end
  }

  private static func isShape(_ glyph: Unicode.Scalar) -> Bool {
    (0x2800...0x28FF).contains(glyph.value) || (0x2580...0x259F).contains(glyph.value) || BoxLine(glyph) != nil
  }

  private static func escaped(_ glyph: Unicode.Scalar) -> String {
    switch glyph {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    default: glyph.takesOneColumn || glyph.takesTwoColumns ? String(glyph) : "?"
    }
  }
}

/// Path data gathered by what they are drawn with.
private struct SVGPaths {
  private var order: [String] = []
  private var data: [String: String] = [:]

  mutating func add(_ path: String, to key: String) {
    if data[key] == nil { order.append(key) }
    data[key, default: ""] += path
  }

  func elements(_ element: (_ key: String, _ path: String) -> String) -> String {
    order.reduce(into: "") { $0 += element($1, data[$1] ?? "") + "\n" }
  }
}

extension Color {
  fileprivate func halfway(to other: Color) -> Color { mixed(with: other, quarters: 2) }

  /// The colour so many quarters of the way to another.
  fileprivate func mixed(with other: Color, quarters: Int) -> Color {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8(truncatingIfNeeded: (Int(from) * (4 - quarters) + Int(to) * quarters) / 4)
    }
    return Color(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
