/// Where values lie on an axis, as a fraction of its length.
struct PlotMapping: Hashable {
  let scale: Scale
  let range: ClosedRange<Double>
  private let start: Double
  private let length: Double

  init(scale: Scale, range: ClosedRange<Double>) {
    self.scale = scale
    self.range = range
    let first = scale.position(range.lowerBound)
    let last = scale.position(range.upperBound)
    start = first.isFinite ? first : -300
    let span = last - start
    length = span.isFinite && span > 0 ? span : 1
  }

  /// 0 at the lower end, 1 at the upper; far outside it is cut to ±10,000 so that lines keep their direction. NaN stays NaN.
  @inline(__always)
  func fraction(_ value: Double) -> Double {
    let fraction = (scale.position(value) - start) / length
    return fraction.isNaN ? (value.isNaN ? .nan : 0) : min(max(fraction, -1e4), 1e4)
  }

  /// The value at a fraction of the axis.
  func value(at fraction: Double) -> Double { scale.value(at: start + fraction * length) }
}
