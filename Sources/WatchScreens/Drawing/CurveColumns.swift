import Plots

/// The columns in which a curve's values are gathered: equally wide along the axis, and where they were before while the axis grows.
struct CurveColumns: Hashable {
  /// How many there are at least.
  let count: Int
  private let scale: Scale
  /// How wide one is, in positions of the scale.
  private let width: Double

  /// About so many columns between two places, an eighth more at the most.
  ///
  /// Their edges are whole multiples of a width that has four binary digits, so that it stays the same until the axis has grown by a ninth.
  init(_ count: Int, over limits: ClosedRange<Double>, _ scale: Scale) {
    (self.count, self.scale) = (count, scale)
    let exact = (scale.position(limits.upperBound) - scale.position(limits.lowerBound)) / Double(max(1, count))
    guard exact > 0, exact.isFinite else {
      width = 1
      return
    }
    width = Double(sign: .plus, exponent: exact.exponent, significand: (exact.significand * 8).rounded(.down) / 8)
  }

  /// Columns of nothing.
  init() { self.init(0, over: 0...1, .linear) }

  /// The edge that ends the column of a place.
  func end(after place: Double) -> Double {
    scale.value(at: ((scale.position(place) / width).rounded(.down) + 1) * width)
  }
}
