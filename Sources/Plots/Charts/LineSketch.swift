/// The dots of a line up to one of its points, from where it can be drawn on.
struct LineSketch {
  /// The dots so far.
  private(set) var dots: LineDots
  /// The x of values that are not finite so far.
  private(set) var breaks: [Double] = []
  /// How many points were drawn.
  private(set) var count = 0
  /// How long the line is, for its dashes.
  private var distance = 0.0
  /// Where the last point was drawn; nil where the line begins anew.
  private var previous: (x: Double, y: Double)?

  /// No points of a line.
  init(_ dots: LineDots) { self.dots = dots }

  /// Draws the line on.
  /// - Parameters:
  ///   - end: how many of its points are drawn then.
  ///   - across: where values of x lie.
  ///   - down: where values of y lie.
  mutating func draw(_ series: ChartSeries, to end: Int, _ across: DotMapping, _ down: DotMapping) {
    guard end > count else { return }
    var (distance, previous, breaks) = (distance, previous, breaks)
    let points = series.points[count..<end]
    dots.draw { pen in
      for point in points {
        guard point.isFinite else {
          if point.x.isFinite { breaks.append(point.x) }
          previous = nil
          continue
        }
        let x = across.dot(point.x)
        let first = down.dot(point.first)
        if let previous, series.isJoined {
          pen.line(fromX: previous.x, y: previous.y, toX: x, y: first, stroke: series.stroke, distance: &distance)
        } else if point.minimum == point.maximum {
          pen.stroke(x: x, fromY: first, toY: first)
        }
        // Most buckets rise or fall throughout, and a logarithm costs as much as the dots of a short line.
        let last = point.last == point.first ? first : down.dot(point.last)
        if point.minimum < point.maximum || first != last {
          func height(_ value: Double) -> Double {
            value == point.first ? first : value == point.last ? last : down.dot(value)
          }
          pen.stroke(x: x, fromY: height(point.minimum), toY: height(point.maximum))
        }
        previous = (x, last)
      }
    }
    (self.distance, self.previous, self.breaks, count) = (distance, previous, breaks, end)
  }

  /// Whether it is the beginning of another line too.
  func begins(_ other: ChartSeries, as series: ChartSeries) -> Bool {
    guard series.isJoined == other.isJoined, series.stroke == other.stroke, count <= other.points.count else {
      return false
    }
    return series.points[..<count].elementsEqual(other.points[..<count]) { one, other in
      one.x.bitPattern == other.x.bitPattern && one.first.bitPattern == other.first.bitPattern
        && one.minimum.bitPattern == other.minimum.bitPattern && one.maximum.bitPattern == other.maximum.bitPattern
        && one.last.bitPattern == other.last.bitPattern
    }
  }
}
