/// How values are spread along an axis.
public enum Scale: Hashable, Sendable {
  /// In proportion.
  case linear
  /// By the logarithm; values that are not positive lie below every axis.
  case logarithmic
  /// By the logarithm of the magnitude, with the sign: sign(v) · log₁₀(1 + |v| / c), nearly linear below c.
  case symmetricLog(linearBelow: Double)

  /// Where a value lies, in units that are linear on the screen; -∞ for what a logarithm cannot show.
  public func position(_ value: Double) -> Double {
    switch self {
    case .linear: return value
    case .logarithmic: return value > 0 ? decimalLogarithm(value) : value.isNaN ? .nan : -.infinity
    case .symmetricLog(let threshold):
      let threshold = threshold > 0 ? threshold : 1
      let position = decimalLogarithm(1 + value.magnitude / threshold)
      return value < 0 ? -position : position
    }
  }

  /// The value at a position: the inverse of `position(_:)`.
  public func value(at position: Double) -> Double {
    switch self {
    case .linear: return position
    case .logarithmic: return power(10, position)
    case .symmetricLog(let threshold):
      let threshold = threshold > 0 ? threshold : 1
      let magnitude = (power(10, position.magnitude) - 1) * threshold
      return position < 0 ? -magnitude : magnitude
    }
  }
}
