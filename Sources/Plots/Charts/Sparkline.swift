import Terminal

/// A row of small bars without axes: how a value went, beside its figure.
public struct Sparkline: Widget, Hashable {
  /// The values in order; where they outnumber the columns, each column shows its greatest.
  public var values: [Double]
  /// The values of an empty and of a full column; nil takes the extent.
  public var range: ClosedRange<Double>?
  /// The colour.
  public var role: Role

  /// A sparkline.
  public init(_ values: [Double], range: ClosedRange<Double>? = nil, role: Role = .series(0)) {
    self.values = values
    self.range = range
    self.role = role
  }

  /// Draws the values over the whole width, bottom up.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty, !values.isEmpty else { return }
    guard let range = range ?? Field(width: values.count, height: 1, values: values).extent else { return }
    let columns = min(region.width, values.count)
    let style = look.ink(role)
    for column in 0..<columns {
      let first = column * values.count / columns
      let last = max(first + 1, (column + 1) * values.count / columns)
      let finite = values[first..<last].filter(\.isFinite)
      guard let value = finite.max() else {
        buffer.put(
          look.isASCII ? "x" : "×",
          x: region.x + column,
          y: region.maxY - 1,
          look.ink(.bad, .bold),
          clip: region
        )
        continue
      }
      let fraction = min(max(ColorMap.fraction(of: value, in: range), 0), 1)
      // The least value still shows its lowest eighth.
      let filled = max(look.isASCII ? 0.34 : 0.125, fraction * Double(region.height))
      for row in 0..<region.height {
        let part = filled - Double(region.height - 1 - row)
        guard part > 0 else { continue }
        let glyph = BlockBar.rising(min(1, part), isASCII: look.isASCII)
        guard glyph != " " else { continue }
        buffer.put(glyph, x: region.x + column, y: region.y + row, style, clip: region)
      }
    }
  }
}
