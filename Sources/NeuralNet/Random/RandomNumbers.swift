/// A seeded random number generator that gives the same numbers on every platform and Swift version.
///
/// xoshiro256** (Blackman and Vigna, 2018), its state filled from the seed by splitmix64. It is a value: copying it
/// snapshots the stream, and two equal generators go on alike. Only IEEE additions, multiplications, divisions and square
/// roots enter ``normal()``, no system library, so normals are the same bits everywhere too.
public struct RandomNumbers: RandomNumberGenerator, Hashable, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// The second of a pair of normals, which come two at a time.
  private var spareNormal: Double?

  /// Starts the stream of a seed.
  public init(seed: UInt64) {
    var counter = seed
    func splitMix() -> UInt64 {
      counter &+= 0x9E37_79B9_7F4A_7C15
      var z = counter
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    s0 = splitMix()
    s1 = splitMix()
    s2 = splitMix()
    s3 = splitMix()
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    func rotate(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    let result = rotate(s1 &* 5, 7) &* 9
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotate(s3, 45)
    return result
  }

  /// A number in [0, 1), one of 2⁵³ equally likely ones.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A number in the range, each equally likely.
  public mutating func uniform(in range: ClosedRange<Double>) -> Double {
    let value = range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    return Swift.min(value, range.upperBound)
  }

  /// A number of the normal distribution with mean 0 and standard deviation 1 (Marsaglia's polar method).
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square < 1, square > 0 else { continue }
      let factor = (-2 * portableLog(square) / square).squareRoot()
      spareNormal = y * factor
      return x * factor
    }
  }

  /// An integer in 0..<bound, each equally likely (Lemire's method, 2019).
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "expected a positive bound, found \(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Puts the elements in random order (Fisher and Yates); unlike the standard library's, the same in every Swift version.
  public mutating func shuffle<Elements: MutableCollection & RandomAccessCollection>(_ elements: inout Elements) {
    var remaining = elements.count
    while remaining > 1 {
      let chosen = below(remaining)
      remaining -= 1
      elements.swapAt(
        elements.index(elements.startIndex, offsetBy: remaining),
        elements.index(elements.startIndex, offsetBy: chosen)
      )
    }
  }

  /// ln x of a normal positive number from IEEE basic operations alone: system libraries differ in the last bit.
  private func portableLog(_ x: Double) -> Double {
    var mantissa = x.significand
    var exponent = Double(x.exponent)
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    // ln m = 2·artanh f with f = (m − 1)/(m + 1), |f| < 0.172: twelve odd terms reach double precision;
    // written out, so that the divisions are the compiler's and not the loop's.
    let f = (mantissa - 1) / (mantissa + 1)
    let square = f * f
    var sum = 1.0 / 23
    sum = sum * square + 1.0 / 21
    sum = sum * square + 1.0 / 19
    sum = sum * square + 1.0 / 17
    sum = sum * square + 1.0 / 15
    sum = sum * square + 1.0 / 13
    sum = sum * square + 1.0 / 11
    sum = sum * square + 1.0 / 9
    sum = sum * square + 1.0 / 7
    sum = sum * square + 1.0 / 5
    sum = sum * square + 1.0 / 3
    sum = sum * square + 1
    return exponent * 0.693147180559945309417 + 2 * f * sum
  }
}
