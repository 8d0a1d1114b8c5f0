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

  /// The extent of those points that can be drawn.
  init(_ points: [ChartPoint]) {
    for point in points where point.isFinite {
      least = min(least, point.minimum)
      greatest = max(greatest, point.maximum)
      if point.minimum > 0 {
        leastPositive = min(leastPositive, point.minimum)
      } else if point.maximum > 0 {
        leastPositive = min(leastPositive, point.maximum)
      }
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
