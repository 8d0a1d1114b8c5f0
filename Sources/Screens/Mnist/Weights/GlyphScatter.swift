import Plots
import Terminal

/// Points as the digits of their classes: each cell shows the class that most of its points have.
///
/// The glyph says the class, the colour says it again; where classes overlap in a cell it is drawn faint.
struct GlyphScatter: Widget {
  var projection: ActivationProjection
  /// The only class that is not drawn as a dot; nil for all.
  var highlighted: Int?

  /// A cell's class has more images than these where its digit is bold.
  static let few = 4

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    let classes = max(1, 1 + Int(projection.labels.max() ?? 0))
    var counts = [Int](repeating: 0, count: region.width * region.height * classes)
    for (image, label) in projection.labels.enumerated() {
      let column = Self.cell(Double(projection.points[2 * image]), in: projection.x, of: region.width)
      let row =
        region.height - 1 - Self.cell(Double(projection.points[2 * image + 1]), in: projection.y, of: region.height)
      counts[(row * region.width + column) * classes + Int(label)] += 1
    }
    for row in 0..<region.height {
      for column in 0..<region.width {
        let start = (row * region.width + column) * classes
        let here = counts[start..<start + classes]
        let total = here.reduce(0, +)
        guard total > 0 else { continue }
        var best = 0
        for label in 1..<max(1, classes) where counts[start + label] > counts[start + best] { best = label }
        let glyph: Unicode.Scalar
        let style: Style
        if let highlighted {
          let isThere = highlighted < classes && counts[start + highlighted] > 0
          glyph = isThere ? Self.glyph(highlighted) : "·"
          style = isThere ? look.ink(Self.role(highlighted), .bold) : look.ink(.muted)
        } else {
          glyph = Self.glyph(best)
          // Half of a cell's points and more make it a class's own.
          let isMixed = 2 * counts[start + best] <= total
          style = look.ink(
            isMixed ? .muted : Self.role(best),
            isMixed ? [] : counts[start + best] > Self.few ? .bold : []
          )
        }
        buffer.put(glyph, x: region.x + column, y: region.y + row, style, clip: region)
      }
    }
  }

  /// The digit that stands for a class.
  static func glyph(_ label: Int) -> Unicode.Scalar { Unicode.Scalar(UInt8(0x30 + label % 10)) }

  /// A class's colour; beyond the series' eight, two that no series has.
  static func role(_ label: Int) -> Role {
    switch label {
    case 0..<8: .series(label)
    case 8: .title
    default: .bad
    }
  }

  private static func cell(_ value: Double, in range: ClosedRange<Double>, of count: Int) -> Int {
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return min(count - 1, max(0, Int(share * Double(count))))
  }
}
