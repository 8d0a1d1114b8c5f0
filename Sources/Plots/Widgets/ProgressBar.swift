import Terminal

/// How much of something is done.
public struct ProgressBar: Widget, Hashable {
  /// What is done, 0…1; outside it is cut, NaN is nothing.
  public var fraction: Double
  /// What stands on the right; empty for nothing.
  public var label: String
  /// The colour of what is done.
  public var role: Role

  /// A bar.
  public init(_ fraction: Double, label: String = "", role: Role = .accent) {
    self.fraction = fraction
    self.label = label
    self.role = role
  }

  /// Draws the bar on the region's first row.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let length = label.unicodeScalars.count
    let showsLabel = length > 0 && region.width >= length + 5
    let width = region.width - (showsLabel ? length + 1 : 0)
    let done = Int(clamping: (fraction.isNaN ? 0 : min(max(fraction, 0), 1)) * Double(width * 2), to: 0...width * 2)
    let front = look.ink(role, .bold)
    let back = look.ink(.border)
    for column in 0..<width {
      let isDone = column * 2 + 1 < done
      let isHalf = column * 2 + 1 == done
      let glyph: Unicode.Scalar
      if look.isASCII {
        glyph = isDone ? "#" : "."
      } else {
        glyph = isDone ? "━" : isHalf ? "╸" : "─"
      }
      buffer.put(glyph, x: region.x + column, y: region.y, isDone || isHalf ? front : back, clip: region)
    }
    if showsLabel {
      buffer.write(label, x: region.maxX - length, y: region.y, look.ink(.muted), clip: region)
    }
  }
}
