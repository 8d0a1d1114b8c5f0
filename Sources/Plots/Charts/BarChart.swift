import Terminal

/// Named values as bars, signed ones to both sides of zero.
public struct BarChart: Widget, Hashable {
  /// One bar.
  public struct Bar: Hashable, Sendable {
    /// What it is.
    public var label: String
    /// How long it is.
    public var value: Double
    /// Its colour; nil takes the colour of the value's sign.
    public var role: Role?
    /// Whether it stands out.
    public var isHighlighted: Bool

    /// A bar.
    public init(_ label: String, _ value: Double, role: Role? = nil, isHighlighted: Bool = false) {
      self.label = label
      self.value = value
      self.role = role
      self.isHighlighted = isHighlighted
    }
  }

  /// Which way bars grow.
  public enum Direction: Hashable, Sendable {
    /// To the right, one bar a row.
    case horizontal
    /// Upwards, side by side.
    case vertical
  }

  /// The bars in order.
  public var bars: [Bar]
  /// Which way they grow.
  public var direction: Direction
  /// The values of the room's two ends; nil takes zero and the bars' extent.
  public var range: ClosedRange<Double>?
  /// How values are written; nil writes none.
  public var format: NumberFormat?
  /// Whether a line stands at zero between upright bars.
  public var showsZero: Bool

  /// A chart of bars.
  public init(
    _ bars: [Bar],
    direction: Direction = .horizontal,
    range: ClosedRange<Double>? = nil,
    format: NumberFormat? = .compact,
    showsZero: Bool = false
  ) {
    self.bars = bars
    self.direction = direction
    self.range = range
    self.format = format
    self.showsZero = showsZero
  }

  /// Draws as many bars as fit.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty, !bars.isEmpty else { return }
    switch direction {
    case .horizontal: drawHorizontal(in: region, of: &buffer, look: look)
    case .vertical: drawVertical(in: region, of: &buffer, look: look)
    }
  }

  /// The values of the two ends: what was given, else the bars' extent with zero in it.
  private var ends: ClosedRange<Double> {
    if let range { return range }
    var low = 0.0
    var high = 0.0
    for bar in bars where bar.value.isFinite {
      low = min(low, bar.value)
      high = max(high, bar.value)
    }
    return low < high ? low...high : 0...1
  }

  private func style(_ bar: Bar, _ look: Look) -> Style {
    look.ink(
      bar.role ?? (bar.value.isFinite ? bar.value < 0 ? .negative : .positive : .bad),
      bar.isHighlighted ? .bold : []
    )
  }

  private func drawHorizontal(in region: Rect, of buffer: inout Buffer, look: Look) {
    let labelWidth = min(bars.map(\.label.unicodeScalars.count).max() ?? 0, region.width / 2)
    let figures = bars.map { bar in format.map { $0.string(bar.value) } ?? "" }
    var figureWidth = figures.map(\.unicodeScalars.count).max() ?? 0
    let labelRoom = labelWidth > 0 ? labelWidth + 1 : 0
    if region.width - labelRoom - figureWidth - 1 < 4 { figureWidth = 0 }
    let barX = region.x + labelRoom
    let barWidth = region.width - labelRoom - (figureWidth > 0 ? figureWidth + 1 : 0)
    let scale = BarScale(ends, length: barWidth)
    let zero = Double(scale.zero)
    for (index, bar) in bars.prefix(region.height).enumerated() {
      let y = region.y + index
      let words = look.ink(bar.isHighlighted ? .title : .muted, bar.isHighlighted ? .bold : [])
      let labelPlace = Rect(x: region.x, y: y, width: labelWidth, height: 1)
      buffer.write(bar.label, in: labelPlace, alignment: .right, words)
      if bar.value.isFinite {
        let end = scale.end(of: bar.value)
        for column in 0..<max(0, barWidth) {
          // The part of this cell that the bar covers on either side of zero.
          let right = min(end, Double(column + 1)) - max(zero, Double(column))
          let left = min(zero, Double(column + 1)) - max(end, Double(column))
          let glyph: Unicode.Scalar
          if right > 0 {
            glyph = BlockBar.rightward(right, isASCII: look.isASCII)
          } else if left > 0 {
            glyph = BlockBar.leftward(left, isASCII: look.isASCII)
          } else {
            continue
          }
          guard glyph != " " else { continue }
          buffer.put(glyph, x: barX + column, y: y, style(bar, look), clip: region)
        }
      }
      if figureWidth > 0 {
        let place = Rect(x: region.maxX - figureWidth, y: y, width: figureWidth, height: 1)
        let role: Role = bar.value.isFinite ? bar.isHighlighted ? .title : .text : .bad
        buffer.write(figures[index], in: place, alignment: .right, look.ink(role, bar.isHighlighted ? .bold : []))
      }
    }
  }

  private func drawVertical(in region: Rect, of buffer: inout Buffer, look: Look) {
    let hasLabels = region.height >= 3 && bars.contains { !$0.label.isEmpty }
    let hasFigures = format != nil && region.height >= 5
    let area = Rect(
      x: region.x,
      y: region.y + (hasFigures ? 1 : 0),
      width: region.width,
      height: region.height - (hasLabels ? 1 : 0) - (hasFigures ? 1 : 0)
    )
    let scale = BarScale(ends, length: area.height)
    let zero = Double(scale.zero)
    if showsZero, area.height > 0 {
      // Zero lies between two rows: the line is the upper edge of the row below, or the lower edge of the last.
      let glyph: Unicode.Scalar = scale.zero > 0 ? (look.isASCII ? "-" : "▔") : (look.isASCII ? "_" : "▁")
      for x in area.x..<area.maxX {
        buffer.put(glyph, x: x, y: area.maxY - max(1, scale.zero), look.ink(.border), clip: region)
      }
    }
    let slots = area.columns(Array(repeating: .share(1), count: bars.count))
    for (bar, slot) in zip(bars, slots) where slot.width > 0 {
      let inner = slot.width >= 3 ? slot.inset(horizontal: slot.width >= 8 ? 2 : 1, vertical: 0) : slot
      if bar.value.isFinite {
        let end = scale.end(of: bar.value)
        for row in 0..<area.height {
          let bottom = Double(area.height - 1 - row)
          let up = min(end, bottom + 1) - max(zero, bottom)
          let down = min(zero, bottom + 1) - max(end, bottom)
          let glyph: Unicode.Scalar
          if up > 0 {
            glyph = BlockBar.rising(up, isASCII: look.isASCII)
          } else if down > 0 {
            glyph = BlockBar.falling(down, isASCII: look.isASCII)
          } else {
            continue
          }
          guard glyph != " " else { continue }
          for x in inner.x..<inner.maxX {
            buffer.put(glyph, x: x, y: area.y + row, style(bar, look), clip: region)
          }
        }
      }
      if hasLabels {
        let place = Rect(x: slot.x, y: region.maxY - 1, width: slot.width, height: 1)
        let role: Role = bar.isHighlighted ? .title : .muted
        buffer.write(bar.label, in: place, alignment: .center, look.ink(role, bar.isHighlighted ? .bold : []))
      }
      if hasFigures, let format {
        let figure = format.string(bar.value)
        let place = Rect(x: slot.x, y: region.y, width: slot.width, height: 1)
        if figure.unicodeScalars.count <= slot.width {
          buffer.write(figure, in: place, alignment: .center, look.ink(bar.isHighlighted ? .title : .muted))
        }
      }
    }
  }
}
