#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An exponential moving average with bias correction over finite values.
///
/// mₜ = β·mₜ₋₁ + (1 − β)·xₜ, and the figure shown is mₜ / (1 − βᵗ) (Kingma and Ba, 2015, §3), so that the first values are not
/// drawn towards 0. Values that are not finite leave the average as it is.
public struct Smoothing: Hashable, Sendable {
  /// How much of the average is kept at each value, 0…1.
  public let beta: Double
  private var moment = 0.0
  private var betaPower = 1.0

  /// An average that has seen nothing.
  /// - Parameter beta: how much is kept at each value; the default spans about 50 values.
  public init(beta: Double = 0.98) {
    precondition(beta >= 0 && beta < 1, "beta must be in 0..<1, found \(beta)")
    self.beta = beta
  }

  /// The average to which a value contributes half as much after so many further values.
  public init(halfLife: Double) {
    self.init(beta: halfLife > 0 ? min(exp2(-1 / halfLife), 1 - 1e-12) : 0)
  }

  /// The average now, NaN before the first finite value.
  public var value: Double { betaPower < 1 ? moment / (1 - betaPower) : .nan }

  /// Takes in a value and returns the average.
  public mutating func append(_ value: Double) -> Double {
    take(value)
    return self.value
  }

  /// Takes in a value.
  @inline(__always)
  mutating func take(_ value: Double) {
    guard value.isFinite else { return }
    moment = beta * moment + (1 - beta) * value
    betaPower = betaPower > 1e-18 ? betaPower * beta : 0
  }

  /// Takes in so many values of which the mean is known, as if each were the mean, and returns the average.
  public mutating func append(mean: Double, count: Int) -> Double {
    guard count > 0, mean.isFinite else { return value }
    let kept = power(count)
    moment = kept * moment + (1 - kept) * mean
    betaPower = betaPower * kept > 1e-18 ? betaPower * kept : 0
    return value
  }

  /// βⁿ by squaring.
  private func power(_ exponent: Int) -> Double {
    var result = 1.0
    var base = beta
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= base }
      base *= base
      rest >>= 1
    }
    return result
  }
}
