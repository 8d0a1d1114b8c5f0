import Terminal

/// How often values fall into bins of equal width.
public struct Histogram: Widget, Hashable {
  /// How many values each bin has.
  public var counts: [Int]
  /// The lower end of the first bin and the upper end of the last.
  public var range: ClosedRange<Double>
  /// The colour.
  public var role: Role
  /// Whether the range's ends are written below.
  public var showsAxis: Bool

  /// A histogram of counted bins.
  public init(counts: [Int], range: ClosedRange<Double>, role: Role = .series(0), showsAxis: Bool = true) {
    self.counts = counts
    self.range = range
    self.role = role
    self.showsAxis = showsAxis
  }

  /// A histogram of values; those that are not finite or lie outside the range are left out.
  /// - Parameter range: nil takes the finite values' extent.
  public init(
    values: [Double],
    binCount: Int,
    range: ClosedRange<Double>? = nil,
    role: Role = .series(0),
    showsAxis: Bool = true
  ) {
    let binCount = max(1, binCount)
    let extent = Field(width: values.count, height: 1, values: values).extent
    let range = range ?? extent ?? 0...1
    var counts = [Int](repeating: 0, count: binCount)
    for value in values where value.isFinite && range.contains(value) {
      let place = ColorMap.fraction(of: value, in: range) * Double(binCount)
      counts[Int(clamping: place.rounded(.down), to: 0...binCount - 1)] += 1
    }
    self.init(counts: counts, range: range, role: role, showsAxis: showsAxis)
  }

  /// Draws the bins over the whole width; the fullest reaches the top.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty, !counts.isEmpty else { return }
    let hasAxis = showsAxis && region.height >= 3 && region.width >= 8
    let area = Rect(x: region.x, y: region.y, width: region.width, height: region.height - (hasAxis ? 1 : 0))
    let heights = (0..<area.width).map { column -> Double in
      let first = column * counts.count / area.width
      let last = max(first + 1, (column + 1) * counts.count / area.width)
      // Bins that share a column show their mean, so that narrow regions keep the shape.
      let sum = counts[first..<last].reduce(0.0) { $0 + Double(max(0, $1)) }
      return sum / Double(last - first)
    }
    let top = heights.max() ?? 0
    let style = look.ink(role)
    for (column, height) in heights.enumerated() where top > 0 && height > 0 {
      // What is not empty shows at least the lowest block.
      let filled = max(0.13, height / top * Double(area.height))
      for row in 0..<area.height {
        let part = filled - Double(area.height - 1 - row)
        guard part > 0 else { continue }
        let glyph = BlockBar.rising(min(1, part), isASCII: look.isASCII)
        guard glyph != " " else { continue }
        buffer.put(glyph, x: area.x + column, y: area.y + row, style, clip: region)
      }
    }
    guard hasAxis else { return }
    let below = Rect(x: region.x, y: region.maxY - 1, width: region.width, height: 1)
    let ends = [range.lowerBound, range.upperBound].map { NumberFormat.compact.string($0) }
    let words = look.ink(.muted)
    guard ends[0].unicodeScalars.count + ends[1].unicodeScalars.count + 1 <= region.width else { return }
    buffer.write(ends[0], in: below, alignment: .left, words)
    buffer.write(ends[1], in: below, alignment: .right, words)
    let zero = Int(clamping: ColorMap.fraction(of: 0, in: range) * Double(area.width - 1), to: -1...area.width)
    if zero > ends[0].unicodeScalars.count, zero < area.width - ends[1].unicodeScalars.count - 1 {
      buffer.write("0", x: area.x + zero, y: below.y, words, clip: region)
    }
  }
}
