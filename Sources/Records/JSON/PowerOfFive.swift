/// 128 bits of powers of five, and the rounding that they allow (Lemire, "Number Parsing at a Gigabyte per Second", 2021).
struct PowerOfFive {
  /// 5^exponent between 2¹²⁷ and 2¹²⁸, cut off where the exponent is positive, rounded up where it is negative.
  let bits: UInt128

  /// The exponents for which all 128 bits are right by short arithmetic.
  static let range = -55...55
  private static let table: [PowerOfFive] = range.map(PowerOfFive.init(exponent:))

  init(exponent: Int) {
    var power: UInt128 = 1
    for _ in 0..<exponent.magnitude { power *= 5 }
    if exponent >= 0 {
      bits = power << power.leadingZeroBitCount
    } else {
      // 2^(127 + b) / power, b the bits of power less one when it is no power of two; by long division, the remainder always below power.
      let width = 128 - power.leadingZeroBitCount
      var remainder: UInt128 = 1
      var quotient: UInt128 = 0
      for _ in 0..<(127 + width) {
        let overflows = remainder >> 127 == 1
        remainder <<= 1
        quotient <<= 1
        if overflows || remainder >= power {
          remainder &-= power
          quotient |= 1
        }
      }
      bits = quotient + 1
    }
  }

  /// The number nearest to mantissa · 10^exponent; nil where 128 bits do not decide, or the result is not normal.
  @inline(never)
  static func nearest(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    guard mantissa != 0 else { return 0 }
    guard range.contains(exponent) else { return nil }
    let power = table[exponent - range.lowerBound].bits
    let shift = mantissa.leadingZeroBitCount
    let normal = mantissa << UInt64(shift)
    // The upper 128 bits of normal · power, from its two halves.
    let upper = normal.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power >> 64))
    let lower = normal.multipliedFullWidth(by: UInt64(truncatingIfNeeded: power))
    let (middle, carry) = upper.low.addingReportingOverflow(lower.high)
    let high = upper.high &+ (carry ? 1 : 0)
    // The bits that are not known, and a tie, may decide only here.
    guard middle > 1, middle < .max - 1 else { return nil }
    let upperBit = Int(high >> 63)
    var fraction = high >> UInt64(upperBit + 9)
    // The binary exponent of 10^exponent is ⌊exponent · log₂ 10⌋.
    let binary = (exponent * 217_706) >> 16
    var result = binary + 63 + upperBit - shift
    fraction += fraction & 1
    fraction >>= 1
    if fraction == 1 << 53 {
      fraction >>= 1
      result += 1
    }
    guard (-1022...1023).contains(result) else { return nil }
    return Double(
      sign: .plus,
      exponentBitPattern: UInt(result + 1023),
      significandBitPattern: fraction & ((1 << 52) - 1)
    )
  }
}
