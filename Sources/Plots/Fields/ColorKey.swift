import Terminal

/// What a heat map's colours mean, in one row: the least value, the map's own steps, the greatest value, and the contour's level.
public struct ColorKey: Widget, Hashable {
  /// Which colours the map has.
  public var palette: FieldPalette
  /// The values of the map's two ends.
  public var range: ClosedRange<Double>
  /// The level of the map's contour line; nil for none.
  public var contour: Double?
  /// How many cells the steps take.
  public var steps: Int

  /// A key to a map.
  public init(palette: FieldPalette = .diverging, range: ClosedRange<Double>, contour: Double? = nil, steps: Int = 6) {
    self.palette = palette
    self.range = range
    self.contour = contour
    self.steps = max(2, steps)
  }

  private var ends: (low: String, high: String) {
    (NumberFormat.compact.string(range.lowerBound), NumberFormat.compact.string(range.upperBound))
  }

  private var line: String { contour.map { "  line \(NumberFormat.compact.string($0))" } ?? "" }

  /// How many cells the key takes.
  public var width: Int {
    ends.low.unicodeScalars.count + 1 + steps + 1 + ends.high.unicodeScalars.count + line.unicodeScalars.count
  }

  /// Draws the key on the region's first row, without the contour's level where that has no room; nothing where the rest has none.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let hasLine = width <= region.width
    guard hasLine || width - line.unicodeScalars.count <= region.width else { return }
    let words = look.ink(.muted)
    let stepsX = buffer.write(ends.low, x: region.x, y: region.y, words, clip: region) + 1
    let length = range.upperBound / 2 - range.lowerBound / 2
    let values = (0..<steps).map { range.lowerBound + 2 * length * Double($0) / Double(steps - 1) }
    // Both halves of a cell show one step.
    let rows = FieldPainter.usesHalfBlocks(look) ? 2 : 1
    let field = Field(width: steps, height: rows, values: Array(repeating: values, count: rows).flatMap { $0 })
    FieldPainter(palette: palette, range: range, look: look)
      .draw(field, in: Rect(x: stepsX, y: region.y, width: steps, height: 1), of: &buffer)
    let end = buffer.write(ends.high, x: stepsX + steps + 1, y: region.y, words, clip: region)
    if hasLine { buffer.write(line, x: end, y: region.y, words, clip: region) }
  }
}
