/// An exponential moving average with bias correction over finite values.
///
/// mₜ = β·mₜ₋₁ + (1 − β)·xₜ, and the figure shown is mₜ / (1 − βᵗ) (Kingma and Ba, 2015, §3), so that the first values are not
/// drawn towards 0. Values that are not finite leave the average as it is.
public struct Smoothing: Hashable, Sendable {
  /// How much of the average is kept at each value, 0…1.
  public let beta: Double
  private var moment = 0.0
  private var betaPower = 1.0
  private var hasValue = false

  /// An average that has seen nothing.
  /// - Parameter beta: how much is kept at each value; the default spans about 50 values.
  public init(beta: Double = 0.98) {
    precondition(beta >= 0 && beta < 1, "beta must be in 0..<1, found \(beta)")
    self.beta = beta
  }

  /// The average now, NaN before the first finite value.
  public var value: Double { hasValue ? moment / (1 - betaPower) : .nan }

  /// Takes in a value and returns the average.
  public mutating func append(_ value: Double) -> Double {
    guard value.isFinite else { return self.value }
    hasValue = true
    moment = beta * moment + (1 - beta) * value
    guard betaPower > 1e-18 else { return moment }
    betaPower *= beta
    return moment / (1 - betaPower)
  }
}
