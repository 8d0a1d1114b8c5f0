import Terminal

/// A raster of dots finer than cells: 2×4 braille dots, 2×2 quadrants, or 1×3 heights in ASCII.
///
/// Dots belong to layers, each with one style. Within a layer dots merge; a later layer takes over the cells it touches, so
/// that no cell shows one layer's dots in another's colour, unless the canvas keeps them for the sake of unbroken lines.
public struct DotCanvas: Sendable {
  /// What becomes of a cell's dots when a later layer draws into it.
  public enum Composition: Hashable, Sendable {
    /// They go: each cell shows one layer.
    case opaque
    /// They stay and take the later layer's style: crossing lines are not broken.
    case merged
  }

  /// What becomes of a cell's dots when a later layer draws into it.
  public let composition: Composition
  /// The size in cells.
  public let size: Size
  /// Dots across one cell.
  public let dotsAcross: Int
  /// Dots down one cell.
  public let dotsDown: Int
  /// The glyphs in use.
  public let charset: Capabilities.Charset

  private struct Layer {
    var style: Style
    var glyph: Unicode.Scalar?
  }

  private var layers: [Layer] = []
  private var masks: [UInt8]
  private var owners: [UInt16]

  /// An empty canvas over so many cells.
  public init(size: Size, charset: Capabilities.Charset, composition: Composition = .opaque) {
    self.composition = composition
    self.size = size
    self.charset = charset
    let dots = DotCanvas.dotsPerCell(charset)
    (dotsAcross, dotsDown) = (dots.width, dots.height)
    masks = Array(repeating: 0, count: size.width * size.height)
    owners = Array(repeating: 0, count: size.width * size.height)
  }

  /// How many dots a cell has.
  public static func dotsPerCell(_ charset: Capabilities.Charset) -> Size {
    switch charset {
    case .braille: Size(2, 4)
    case .block: Size(2, 2)
    case .ascii, .shades: Size(1, 3)
    }
  }

  /// The size in dots.
  public var dotSize: Size { Size(size.width * dotsAcross, size.height * dotsDown) }

  /// Starts a layer: what is drawn from now on has this style.
  /// - Parameter glyph: what ASCII shows instead of the dots' heights, to tell layers apart.
  public mutating func beginLayer(_ style: Style, glyph: Unicode.Scalar? = nil) {
    // The owner's number has 16 bits; what comes after the last number shares its layer.
    guard layers.count < Int(UInt16.max) else { return layers[layers.count - 1] = Layer(style: style, glyph: glyph) }
    layers.append(Layer(style: style, glyph: glyph))
  }

  /// Sets one dot; outside the canvas nothing happens.
  public mutating func dot(x: Int, y: Int) {
    guard x >= 0, y >= 0 else { return }
    // Braille has most of all dots to set, and a division takes as long as all the rest.
    let isBraille = charset == .braille
    let column = isBraille ? x >> 1 : x / dotsAcross
    let row = isBraille ? y >> 2 : y / dotsDown
    guard column < size.width, row < size.height else { return }
    if layers.isEmpty { layers.append(Layer(style: .plain, glyph: nil)) }
    set(column: column, row: row, bit(x - column * dotsAcross, y - row * dotsDown), layer: layers.count)
  }

  /// Sets dots of one cell of the canvas.
  /// - Parameter layer: the number of a layer, counted from 1.
  mutating func set(column: Int, row: Int, _ mask: UInt8, layer: Int) {
    let index = row * size.width + column
    let owner = UInt16(layer)
    if owners[index] != owner {
      owners[index] = owner
      if composition == .opaque { masks[index] = 0 }
    }
    masks[index] |= mask
  }

  /// Takes the dots out of a column of cells.
  mutating func clear(column: Int) {
    for index in stride(from: column, to: masks.count, by: max(1, size.width)) {
      masks[index] = 0
      owners[index] = 0
    }
  }

  /// Draws a straight line between two places in dots, clipped at the canvas's edge.
  /// - Parameters:
  ///   - stroke: where the line is interrupted.
  ///   - distance: dots drawn so far along a longer line, so that its pattern goes on; moved along.
  public mutating func line(
    fromX x0: Double,
    y y0: Double,
    toX x1: Double,
    y y1: Double,
    stroke: Stroke = .solid,
    distance: inout Double
  ) {
    let frame = dotSize
    guard frame.width > 0, frame.height > 0 else { return }
    let segment = Segment(x0: x0, y0: y0, x1: x1, y1: y1)
    guard
      let visible = segment.clipped(
        x: -0.5...Double(frame.width) - 0.5,
        y: -0.5...Double(frame.height) - 0.5
      )
    else { return }
    let length = max((visible.x1 - visible.x0).magnitude, (visible.y1 - visible.y0).magnitude)
    let steps = DotCanvas.steps(length)
    let dx = (visible.x1 - visible.x0) / Double(steps)
    let dy = (visible.y1 - visible.y0) / Double(steps)
    for step in 0...steps {
      if stroke == .solid || stroke.isOn(distance + length * Double(step) / Double(steps)) {
        let x = Int(clamping: visible.x0 + dx * Double(step), to: -1...frame.width)
        let y = Int(clamping: visible.y0 + dy * Double(step), to: -1...frame.height)
        dot(x: min(max(x, 0), frame.width - 1), y: min(max(y, 0), frame.height - 1))
      }
    }
    distance += length
  }

  /// In how many steps a line of so many dots is drawn.
  @inline(__always)
  static func steps(_ length: Double) -> Int {
    guard length < 100_000 else { return 100_000 }
    let whole = Int(length)
    return max(1, Double(whole) < length ? whole + 1 : whole)
  }

  /// Draws a straight line between two places in dots, clipped at the canvas's edge.
  public mutating func line(
    fromX x0: Double,
    y y0: Double,
    toX x1: Double,
    y y1: Double,
    stroke: Stroke = .solid
  ) {
    var distance = 0.0
    line(fromX: x0, y: y0, toX: x1, y: y1, stroke: stroke, distance: &distance)
  }

  /// Sets the dots of one column between two rows, both included, in any order.
  public mutating func column(x: Int, fromY: Int, toY: Int) {
    let low = max(0, min(fromY, toY))
    let high = min(dotSize.height - 1, max(fromY, toY))
    guard low <= high else { return }
    for y in low...high { dot(x: x, y: y) }
  }

  /// Whether a cell has any dots.
  public func hasDots(column: Int, row: Int) -> Bool {
    guard column >= 0, row >= 0, column < size.width, row < size.height else { return false }
    return masks[row * size.width + column] != 0
  }

  /// Draws the cells that have dots; others stay as they are, and so do backgrounds, save that a cell with two colours, one above the
  /// other, gets their mean.
  /// - Parameter region: where the canvas's upper left corner goes, and what may change.
  public func draw(in region: Rect, of buffer: inout Buffer) {
    draw(columns: Array(0..<size.width), in: region, of: &buffer)
  }

  /// Draws the cells of some columns.
  func draw(columns: [Int], in region: Rect, of buffer: inout Buffer) {
    for row in 0..<min(size.height, region.height) {
      for column in columns where column < region.width {
        let index = row * size.width + column
        let mask = masks[index]
        guard mask != 0 else { continue }
        let layer = layers[Int(owners[index]) - 1]
        let glyph = charset.isASCII ? layer.glyph ?? self.glyph(mask) : self.glyph(mask)
        buffer.flattenHalfBlock(x: region.x + column, y: region.y + row)
        buffer.put(glyph, x: region.x + column, y: region.y + row, layer.style, clip: region)
      }
    }
  }

  private func bit(_ x: Int, _ y: Int) -> UInt8 {
    switch charset {
    // Unicode numbers braille dots down the left column, then the right, with the fourth row added later.
    case .braille: y == 3 ? (x == 0 ? 0x40 : 0x80) : 1 << UInt8(x * 3 + y)
    case .block: 1 << UInt8(y * 2 + x)
    case .ascii, .shades: 1 << UInt8(y)
    }
  }

  private func glyph(_ mask: UInt8) -> Unicode.Scalar {
    switch charset {
    case .braille: Unicode.Scalar(0x2800 + UInt32(mask)) ?? " "
    case .block: quadrants[Int(mask & 15)]
    case .ascii, .shades: heights[Int(mask & 7)]
    }
  }
}

/// Quadrant blocks by the bits upper left, upper right, lower left, lower right.
private let quadrants: [Unicode.Scalar] = [
  " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
]

/// ASCII by the bits top, middle, bottom.
private let heights: [Unicode.Scalar] = [" ", "'", "-", "'", ".", "|", ".", "|"]
