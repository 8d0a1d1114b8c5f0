import Plots

/// The least and the greatest of what a curve shows.
struct CurveExtent: Hashable {
  /// The least value; infinite where there is none.
  private(set) var least = Double.infinity
  /// The least value above 0, for logarithms.
  private(set) var leastPositive = Double.infinity
  /// The greatest value.
  private(set) var greatest = -Double.infinity

  /// The extent of nothing.
  init() {}

  /// The extent of what a line shows between two places: of the points there, and where it crosses the frame.
  init(_ points: [ChartPoint], within limits: ClosedRange<Double>) {
    var before: ChartPoint?
    for point in points {
      guard point.isFinite else {
        before = nil
        continue
      }
      let isInside = limits.contains(point.x)
      if isInside { add(point.minimum, point.maximum) }
      if let before, !isInside || !limits.contains(before.x), point.x > before.x {
        for frame in [limits.lowerBound, limits.upperBound] where before.x < frame && frame < point.x {
          let value = before.last + (point.first - before.last) * (frame - before.x) / (point.x - before.x)
          add(value, value)
        }
      }
      before = point
    }
  }

  private mutating func add(_ low: Double, _ high: Double) {
    least = min(least, low)
    greatest = max(greatest, high)
    if low > 0 {
      leastPositive = min(leastPositive, low)
    } else if high > 0 {
      leastPositive = min(leastPositive, high)
    }
  }

  /// Takes in another.
  mutating func formUnion(_ other: CurveExtent) {
    least = min(least, other.least)
    leastPositive = min(leastPositive, other.leastPositive)
    greatest = max(greatest, other.greatest)
  }

  /// The greatest magnitude, 0 of nothing.
  var magnitude: Double { least <= greatest ? max(least.magnitude, greatest.magnitude) : 0 }

  /// The values that a scale shows; nil for none.
  func range(on scale: Scale) -> ClosedRange<Double>? {
    let low = scale == .logarithmic ? leastPositive : least
    return low <= greatest ? low...greatest : nil
  }
}
