/// The ends of an axis that follows its data without jitter.
///
/// The range grows at once, to round numbers beyond the data, and shrinks only when the data fill less than half of it.
public struct AxisLimits: Hashable, Sendable {
  /// The ends now; nil before the first data.
  public private(set) var range: ClosedRange<Double>?
  private var scale: Scale = .linear

  /// Limits that have not seen data.
  public init() {}

  /// Takes the data's extent and returns the axis's ends.
  /// - Parameter data: the least and greatest finite value; nil keeps the ends.
  @discardableResult
  public mutating func update(_ data: ClosedRange<Double>?, scale: Scale = .linear) -> ClosedRange<Double> {
    guard let data else { return range ?? AxisLimits.rounded(0...1, scale: scale) }
    if let range, scale == self.scale, range.lowerBound <= data.lowerBound, data.upperBound <= range.upperBound {
      let length = scale.position(range.upperBound) - scale.position(range.lowerBound)
      let filled = scale.position(data.upperBound) - scale.position(data.lowerBound)
      // A flat line has no length of its own to fill the axis with; it keeps the axis it is on.
      if !(filled < length / 2) || filled == 0 { return range }
      let tighter = AxisLimits.rounded(data, scale: scale)
      let tighterLength = scale.position(tighter.upperBound) - scale.position(tighter.lowerBound)
      if !(tighterLength < length * 0.7) { return range }
    }
    let rounded = AxisLimits.rounded(data, scale: scale)
    self.scale = scale
    range = rounded
    return rounded
  }

  /// Round numbers around the data: multiples of a 1-2-5 step, on a logarithmic axis 1, 2 or 5 times a power of ten.
  public static func rounded(_ data: ClosedRange<Double>, scale: Scale = .linear) -> ClosedRange<Double> {
    var low = data.lowerBound.isFinite ? max(data.lowerBound, -1e300) : -1e300
    var high = data.upperBound.isFinite ? min(data.upperBound, 1e300) : 1e300
    if low > high { swap(&low, &high) }
    switch scale {
    case .linear:
      if low == high {
        let margin = low == 0 ? 1 : low.magnitude / 2
        (low, high) = (low - margin, high + margin)
      }
      let step = Ticks.niceStep((high - low) / 5)
      let lowEnd = (low / step + 1e-9).rounded(.down) * step
      let highEnd = (high / step - 1e-9).rounded(.up) * step
      return lowEnd < highEnd ? lowEnd...highEnd : lowEnd - step...lowEnd + step
    case .logarithmic:
      high = high > 0 ? max(high, 1e-300) : 1
      low = low > 0 ? max(low, 1e-300) : high / 1e6
      let lowEnd = roundedDown(low)
      let highEnd = roundedUp(high)
      return lowEnd < highEnd ? lowEnd...highEnd : lowEnd / 10...highEnd * 10
    case .symmetricLog:
      if low == high { (low, high) = (min(low, 0), max(high, 0)) }
      if low == high { return -1...1 }
      let lowEnd = low < 0 ? -roundedUp(low.magnitude) : low > 0 ? roundedDown(low) : 0
      let highEnd = high > 0 ? roundedUp(high) : high < 0 ? -roundedDown(high.magnitude) : 0
      return lowEnd < highEnd ? lowEnd...highEnd : -1...1
    }
  }

  private static func roundedUp(_ value: Double) -> Double { Ticks.niceStep(value) }

  private static func roundedDown(_ value: Double) -> Double {
    let step = Ticks.niceStep(value)
    if step <= value * (1 + 1e-9) { return step }
    // The 1-2-5 number below: 10 → 5, 5 → 2, 2 → 1, so half and then down to the next one.
    for candidate in [step / 2, step / 2.5] where Ticks.niceStep(candidate * (1 - 1e-6)) <= candidate * (1 + 1e-6) {
      return candidate
    }
    return step / 2
  }
}
