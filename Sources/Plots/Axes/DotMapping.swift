/// Where values lie among the dots of an axis.
struct DotMapping: Hashable {
  private let mapping: PlotMapping
  private let first: Double
  private let length: Double
  private let isFalling: Bool

  /// - Parameters:
  ///   - first: where the axis begins, in dots from the first one.
  ///   - length: how many dots further it ends.
  ///   - isFalling: whether dots are counted from the axis's upper end.
  init(_ mapping: PlotMapping, first: Double, length: Double, isFalling: Bool = false) {
    self.mapping = mapping
    self.first = first
    self.length = length
    self.isFalling = isFalling
  }

  /// How many dots from the first one a value lies.
  @inline(__always)
  func dot(_ value: Double) -> Double {
    let fraction = mapping.fraction(value)
    // What lies between two dots goes to the lower one, however its last bit was rounded.
    return isFalling ? first + (1 - fraction) * length + 1e-6 : first + fraction * length
  }
}
