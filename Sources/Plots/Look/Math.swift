#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The decimal logarithm; NaN below 0 and -∞ at 0.
func decimalLogarithm(_ value: Double) -> Double { log10(value) }

/// `base` to the power of `exponent`.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// The cube root, as OKLab needs it.
func cubeRoot(_ value: Double) -> Double { cbrt(value) }

/// The angle of a vector in radians, -π…π.
func angle(x: Double, y: Double) -> Double { atan2(y, x) }

/// Ten to a whole power, as exact as a double can be.
func powerOfTen(_ exponent: Int) -> Double {
  // Powers up to 22 are exact in a double; dividing by one rounds once, as a literal such as 1e-4 does.
  if exponent >= 0, exponent <= 22 { return exactPowersOfTen[exponent] }
  if exponent < 0, exponent >= -22 { return 1 / exactPowersOfTen[-exponent] }
  return pow(10, Double(exponent))
}

private let exactPowersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]

extension Int {
  /// The nearest integer; values outside `range` and infinities go to its ends, NaN to its lower end.
  init(clamping value: Double, to range: ClosedRange<Int> = -1_000_000_000...1_000_000_000) {
    if value.isNaN {
      self = range.lowerBound
    } else if value <= Double(range.lowerBound) {
      self = range.lowerBound
    } else if value >= Double(range.upperBound) {
      self = range.upperBound
    } else {
      // Truncation is one instruction on every processor, `rounded` a call where SSE4.1 is not taken for granted.
      self = Int(value < 0 ? value - 0.5 : value + 0.5)
    }
  }
}
