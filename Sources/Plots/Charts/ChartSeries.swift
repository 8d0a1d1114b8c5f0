import Terminal

/// One line of a chart.
public struct ChartSeries: Hashable, Sendable {
  /// What the legend calls it.
  public var name: String
  /// The line, in rising x.
  public var points: [ChartPoint]
  /// Raw values behind a smoothed line: the area between least and greatest is filled; empty for none.
  public var band: [ChartPoint]
  /// The colour.
  public var role: Role
  /// How the line is interrupted.
  public var stroke: Stroke
  /// What ASCII draws the line with where a chart has several; nil follows the line's slope.
  public var glyph: Unicode.Scalar?
  /// Whether the points are joined; otherwise each is a dot.
  public var isJoined: Bool
  /// What the legend says at the cursor, where the points are too few to say it; nil for the value of the points.
  public var reading: Double?

  /// A series with its colour, stroke and glyph chosen by its index.
  public init(_ name: String, index: Int = 0, points: [ChartPoint], band: [ChartPoint] = []) {
    self.init(
      name,
      points: points,
      band: band,
      role: .series(index),
      stroke: Stroke(series: index),
      glyph: seriesGlyphs[Look.wrapped(index, seriesGlyphs.count)]
    )
  }

  /// A series.
  public init(
    _ name: String,
    points: [ChartPoint],
    band: [ChartPoint] = [],
    role: Role,
    stroke: Stroke = .solid,
    glyph: Unicode.Scalar? = nil,
    isJoined: Bool = true
  ) {
    self.name = name
    self.points = points
    self.band = band
    self.role = role
    self.stroke = stroke
    self.glyph = glyph
    self.isJoined = isJoined
  }

  /// A faint dotted line behind the others: the curve that a branch left.
  public static func ghost(_ name: String, points: [ChartPoint]) -> ChartSeries {
    ChartSeries(name, points: points, role: .muted, stroke: .dotted, glyph: ".")
  }

  /// The value at an x: the last point that is not after it; nil before the first.
  public func value(at x: Double) -> Double? {
    guard !x.isNaN else { return nil }
    let next = index(after: x)
    return next == 0 ? nil : points[next - 1].last
  }

  /// The height of the drawn line at an x: between two joined points it lies between them; nil where nothing is drawn.
  func height(at x: Double) -> Double? {
    let next = index(after: x)
    guard !x.isNaN, next > 0, points[next - 1].isFinite else { return nil }
    let before = points[next - 1]
    if next == points.count { return x <= before.x + before.x.magnitude * 1e-9 ? before.last : nil }
    guard isJoined, points[next].isFinite, points[next].x > before.x else { return before.last }
    let part = (x - before.x) / (points[next].x - before.x)
    return before.last + (points[next].first - before.last) * part
  }

  /// The first point after an x.
  private func index(after x: Double) -> Int {
    var low = 0
    var high = points.count
    while low < high {
      let middle = (low + high) / 2
      if points[middle].x <= x { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// ASCII glyphs that stay apart in a crowd.
private let seriesGlyphs: [Unicode.Scalar] = ["*", "+", "o", "x", "#", "@", "%", "&"]
