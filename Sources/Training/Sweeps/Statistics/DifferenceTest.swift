#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether two groups of runs differ by more than chance explains.
public struct DifferenceTest: Hashable, Sendable {
  /// Which test it is.
  public enum Kind: String, Hashable, Sendable {
    /// Of two means with spreads of their own (Welch, 1947).
    case welch = "Welch's t-test"
    /// Of two shares, exact for any number of runs (Fisher, 1922).
    case fisher = "Fisher's exact test"
  }

  /// Which test.
  public var kind: Kind
  /// The probability of a difference at least so large where there is none, two-sided; nil where nothing can be said.
  public var probability: Double?
  /// Welch's t, NaN without; nil for other tests.
  public var statistic: Double?
  /// Welch's degrees of freedom; nil for other tests.
  public var freedom: Double?
  /// So many runs a group would show a difference of this size four times in five at the 5 % level; nil where it cannot be told.
  public var runsNeeded: Int?

  /// 1.96 + 0.84: the 5 % level, two-sided, and four chances in five of seeing the difference.
  private static let z = 1.959963984540054 + 0.8416212335729143

  /// Welch's test of two means.
  ///
  /// t = (m₁ − m₂) / √(s₁²/n₁ + s₂²/n₂), with (s₁²/n₁ + s₂²/n₂)² / Σ (sᵢ²/nᵢ)²/(nᵢ − 1) degrees of freedom.
  public init(means first: SampleSummary, _ second: SampleSummary) {
    kind = .welch
    guard first.count > 1, second.count > 1 else { return }
    let difference = abs(first.mean - second.mean)
    let variances = (pow(first.standardDeviation, 2), pow(second.standardDeviation, 2))
    let (a, b) = (variances.0 / Double(first.count), variances.1 / Double(second.count))
    if difference > 0 {
      let needed = Self.z * Self.z * (variances.0 + variances.1) / (difference * difference)
      // Of few runs the t distribution wants about two more than the normal one.
      if needed < 1e9 { runsNeeded = max(2, Int(needed.rounded(.up)) + 2) }
    }
    guard a + b > 0 else {
      // Without any spread every difference is one.
      probability = difference > 0 ? 0 : 1
      return
    }
    let freedom = (a + b) * (a + b) / (a * a / Double(first.count - 1) + b * b / Double(second.count - 1))
    statistic = (first.mean - second.mean) / (a + b).squareRoot()
    self.freedom = freedom
    probability = StudentsT.twoSided(difference / (a + b).squareRoot(), freedom: freedom)
  }

  /// Fisher's test of two shares: the probability of all tables with the same sums that are no more probable than the one found.
  public init(shares first: (successes: Int, count: Int), _ second: (successes: Int, count: Int)) {
    kind = .fisher
    guard first.count > 0, second.count > 0 else { return }
    let successes = first.successes + second.successes
    let total = first.count + second.count
    func logChoose(_ n: Int, _ k: Int) -> Double {
      StudentsT.logGamma(Double(n + 1)) - StudentsT.logGamma(Double(k + 1)) - StudentsT.logGamma(Double(n - k + 1))
    }
    let all = logChoose(total, successes)
    func logProbability(_ k: Int) -> Double {
      logChoose(first.count, k) + logChoose(second.count, successes - k) - all
    }
    let found = logProbability(first.successes)
    var sum = 0.0
    for k in max(0, successes - second.count)...min(successes, first.count) {
      let logarithm = logProbability(k)
      // Tables of equal probability differ in the last digits.
      if logarithm <= found + 1e-7 { sum += exp(logarithm) }
    }
    probability = min(1, sum)
    let (p, q) = (Double(first.successes) / Double(first.count), Double(second.successes) / Double(second.count))
    if p != q {
      let needed = Self.z * Self.z * (p * (1 - p) + q * (1 - q)) / ((p - q) * (p - q))
      if needed < 1e9 { runsNeeded = max(2, Int(needed.rounded(.up))) }
    }
  }

  /// Probabilities of several tests, corrected for their number (Holm, 1979): the k-th smallest of m times m − k + 1, never decreasing.
  public static func holm(_ probabilities: [Double?]) -> [Double?] {
    let known = probabilities.indices.filter { probabilities[$0] != nil }
    let order = known.sorted { (probabilities[$0] ?? 1, $0) < (probabilities[$1] ?? 1, $1) }
    var corrected = probabilities
    var largest = 0.0
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, (probabilities[index] ?? 1) * Double(order.count - rank)))
      corrected[index] = largest
    }
    return corrected
  }
}
