/// The confidence interval of a share (Wilson, 1927): the shares from which the one found differs by less than z standard errors.
///
/// (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n). Unlike p ± z·√(p(1 − p)/n) it never leaves 0…1, and has a width at p = 0 and 1.
public struct WilsonInterval: Hashable, Sendable {
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double

  /// The interval of `successes` out of `count`; 0…1 of none.
  /// - Parameter z: how many standard errors; 1.96 gives 95 %.
  public init(successes: Int, count: Int, z: Double = 1.959963984540054) {
    guard count > 0 else {
      (lower, upper) = (0, 1)
      return
    }
    let n = Double(count)
    let share = Double(successes) / n
    let square = z * z
    let centre = share + square / (2 * n)
    let half = z * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
    let scale = 1 + square / n
    // At 0 and all the ends are exactly 0 and 1; rounding must not move them.
    lower = successes == 0 ? 0 : max(0, (centre - half) / scale)
    upper = successes == count ? 1 : min(1, (centre + half) / scale)
  }
}
