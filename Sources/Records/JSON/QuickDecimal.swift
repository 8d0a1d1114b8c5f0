/// Reads the numbers that programs mostly print, eight digits at a time and without a branch on how many there are; leaves others to `DecimalNumber`.
///
/// Its result is `DecimalNumber`'s to the last bit. A value, so that a loop has the tables at hand.
public struct QuickDecimal: Sendable {
  /// So many bytes must be readable from where a number begins.
  @inlinable public static var window: Int { 48 }

  /// The one reader there is.
  public static let shared = QuickDecimal()

  /// 5^n in 128 bits, n from −55 to 55.
  public nonisolated(unsafe) let powersOfFive: UnsafePointer<(high: UInt64, low: UInt64)>  // only read once filled
  /// 10^n.
  @usableFromInline nonisolated(unsafe) let powersOfTen: UnsafePointer<UInt64>  // only read once filled
  /// What a mantissa may be before so many digits are added; filled once, only read from then on, never freed.
  @usableFromInline nonisolated(unsafe) let mantissaLimits: UnsafePointer<UInt64>

  private init() {
    let fives = UnsafeMutablePointer<(high: UInt64, low: UInt64)>.allocate(capacity: PowerOfFive.range.count)
    for exponent in PowerOfFive.range {
      let bits = PowerOfFive(exponent: exponent).bits
      fives[exponent - PowerOfFive.range.lowerBound] = (
        UInt64(truncatingIfNeeded: bits >> 64), UInt64(truncatingIfNeeded: bits)
      )
    }
    let tens = UnsafeMutablePointer<UInt64>.allocate(capacity: 8)
    let limits = UnsafeMutablePointer<UInt64>.allocate(capacity: 8)
    var ten: UInt64 = 1
    for exponent in 0..<8 {
      tens[exponent] = ten
      limits[exponent] = .max / ten - 1
      ten *= 10
    }
    powersOfFive = UnsafePointer(fives)
    powersOfTen = UnsafePointer(tens)
    mantissaLimits = UnsafePointer(limits)
  }

  /// Reads the number that begins at a place.
  /// - Parameter value: becomes the number.
  /// - Returns: how many bytes it takes; 0 where no number begins, or one that is not of the usual kind.
  @inlinable
  @inline(__always)
  public func read(_ start: UnsafePointer<UInt8>, into value: inout Double) -> Int {
    let isNegative = start.pointee == 0x2D
    var place = start + (isNegative ? 1 : 0)
    var word: UInt64
    var count = 1
    var mantissa = UInt64(place.pointee ^ 0x30)
    if place[1] == 0x2E, mantissa < 10 {
      // The processor foresees this branch and need not wait for a count.
      place += 1
    } else {
      word = Self.load(place)
      count = Self.digitCount(word)
      guard count > 0, count < 8 else { return 0 }
      mantissa = Self.number(word, digits: count)
      place += count
    }
    var exponent = 0
    if place.pointee == 0x2E {
      place += 1
      let fraction = place
      word = Self.load(place)
      var following = Self.digitCount(word)
      if following == 8 {
        mantissa = mantissa &* 100_000_000 &+ Self.number(word)
        place += 8
        word = Self.load(place)
        following = Self.digitCount(word)
        if following == 8 {
          mantissa = mantissa &* 100_000_000 &+ Self.number(word)
          place += 8
          word = Self.load(place)
          following = Self.digitCount(word)
          // More digits may not fit into the mantissa, zeros at the beginning apart.
          guard following < 8, count <= 3, mantissa < mantissaLimits[following] else { return 0 }
        }
      }
      mantissa = mantissa &* powersOfTen[following] &+ Self.number(word, digits: following)
      place += following
      exponent = fraction - place
    }
    if place.pointee | 0x20 == 0x65 {
      guard let (power, length) = Self.power(place + 1) else { return 0 }
      exponent &+= power
      place += 1 + length
    }
    guard let magnitude = magnitude(mantissa, exponent) else { return 0 }
    value = isNegative ? -magnitude : magnitude
    return place - start
  }

  /// The number nearest to mantissa · 10^exponent, as `PowerOfFive.nearest` finds it.
  @inlinable
  @inline(__always)
  func magnitude(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    if exponent == 0 || mantissa == 0 { return Double(mantissa) }
    guard -55 <= exponent, exponent <= 55 else { return nil }
    let power = powersOfFive[exponent + 55]
    let shift = mantissa.leadingZeroBitCount
    let normal = mantissa &<< UInt64(truncatingIfNeeded: shift)
    let upper = normal.multipliedFullWidth(by: power.high)
    let lower = normal.multipliedFullWidth(by: power.low)
    let (middle, carry) = upper.low.addingReportingOverflow(lower.high)
    let high = upper.high &+ (carry ? 1 : 0)
    guard middle &- 2 < .max - 3 else { return nil }
    let upperBit = high &>> 63
    let fraction = high &>> (upperBit &+ 9)
    // Rounding up may carry into the exponent, which then is the right one.
    let rounded = (fraction &+ (fraction & 1)) &>> 1
    let binary = (exponent &* 217_706) >> 16
    let result = binary &+ 63 &+ Int(truncatingIfNeeded: upperBit) &- shift
    guard -1000 <= result, result <= 1000 else { return nil }
    return Double(
      bitPattern: UInt64(truncatingIfNeeded: result &+ 1022) &<< 52 &+ rounded
    )
  }

  /// The exponent behind an `e`, and its length; nil where none of one to three digits is.
  @inlinable
  @inline(__always)
  static func power(_ start: UnsafePointer<UInt8>) -> (power: Int, length: Int)? {
    let isNegative = start.pointee == 0x2D
    let place = start + (isNegative || start.pointee == 0x2B ? 1 : 0)
    var power = 0
    var count = 0
    while count < 4 {
      let digit = place[count] &- 0x30
      guard digit < 10 else { break }
      power = power &* 10 &+ Int(digit)
      count += 1
    }
    guard count > 0, count < 4 else { return nil }
    return (isNegative ? -power : power, place - start + count)
  }

  /// Eight bytes less the code of the digit 0.
  @inlinable
  @inline(__always)
  static func load(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian ^ 0x3030_3030_3030_3030
  }

  /// How many of eight bytes, from the first on, are digits.
  @inlinable
  @inline(__always)
  static func digitCount(_ word: UInt64) -> Int {
    // A carry goes from a byte that is no digit to those behind it, so that the first is right.
    ((word &+ 0x7676_7676_7676_7676 | word) & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
  }

  /// The number of the first digits, fewer than eight.
  @inlinable
  @inline(__always)
  static func number(_ word: UInt64, digits: Int) -> UInt64 {
    number((word &<< 8) &<< UInt64(truncatingIfNeeded: 56 &- 8 &* digits))
  }

  /// The number of eight digits (Lemire, "Quickly parsing eight digits", 2018).
  @inlinable
  @inline(__always)
  static func number(_ word: UInt64) -> UInt64 {
    var digits = (word &* 2561) &>> 8
    digits = ((digits & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
    return ((digits & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
  }
}
