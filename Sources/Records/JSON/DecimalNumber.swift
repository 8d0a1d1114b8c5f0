/// Reads decimal numbers from bytes, correctly rounded: the digits that a program printed give its number again.
public enum DecimalNumber {
  /// Reads the longest number that begins at a place: sign, digits, point, exponent; no spaces, no words such as `nan`.
  /// - Parameters:
  ///   - bytes: the text.
  ///   - position: where the number begins; afterwards where it ends; unchanged when there is none.
  ///   - decimalComma: whether the decimal point is a comma.
  /// - Returns: nil when no number begins there.
  @inline(__always)
  public static func read(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at position: inout Int,
    decimalComma: Bool = false
  ) -> Double? {
    let end = bytes.count
    var index = position
    guard index < end, let base = bytes.baseAddress else { return nil }
    var isNegative = false
    if base[index] == 0x2D {
      isNegative = true
      index += 1
    } else if base[index] == 0x2B {
      index += 1
    }
    let digitsStart = index
    var mantissa: UInt64 = 0
    while index < end {
      let digit = base[index] &- 0x30
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      index += 1
    }
    var digits = index - digitsStart
    var exponent = 0
    if index < end, base[index] == (decimalComma ? 0x2C : 0x2E) {
      let fractionStart = index + 1
      var fraction = fractionStart
      while fraction + 8 <= end, let eight = eightDigits(base + fraction) {
        mantissa = mantissa &* 100_000_000 &+ eight
        fraction += 8
      }
      while fraction < end {
        let digit = base[fraction] &- 0x30
        guard digit < 10 else { break }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        fraction += 1
      }
      exponent = fractionStart - fraction
      digits -= exponent
      // "5." is a number and so is ".5"; "." is none.
      if digits > 0 { index = fraction }
    }
    guard digits > 0 else { return nil }
    if index < end, base[index] | 0x20 == 0x65 {
      var power = index + 1
      var isPowerNegative = false
      if power < end, base[power] == 0x2D || base[power] == 0x2B {
        isPowerNegative = base[power] == 0x2D
        power += 1
      }
      let powerStart = power
      var value = 0
      while power < end {
        let digit = base[power] &- 0x30
        guard digit < 10 else { break }
        if value < 100_000 { value = value * 10 + Int(digit) }
        power += 1
      }
      if power > powerStart {
        exponent += isPowerNegative ? -value : value
        index = power
      }
    }
    defer { position = index }
    if digits > 19 { digits -= leadingZeros(bytes, from: digitsStart) }
    if digits <= 19, let magnitude = nearest(mantissa, exponent) { return isNegative ? -magnitude : magnitude }
    return slow(UnsafeBufferPointer(rebasing: bytes[position..<index]), decimalComma: decimalComma)
  }

  /// The number that a whole text is, spaces around it allowed; nil when it is something else.
  public static func whole(_ text: some StringProtocol) -> Double? {
    var text = String(text)
    return text.withUTF8 { bytes in
      var position = 0
      while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
      guard let value = read(bytes, at: &position) else { return nil }
      while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
      return position == bytes.count ? value : nil
    }
  }

  private static let exactPowers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// The number nearest to mantissa · 10^exponent; nil where the short ways cannot decide.
  @inline(__always)
  private static func nearest(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    if exponent == 0 { return Double(mantissa) }
    if mantissa < 1 << 53, -22 <= exponent, exponent <= 22 {
      // Both are exact, so that one rounding is made (Clinger, 1990).
      return exponent < 0 ? Double(mantissa) / exactPowers[-exponent] : Double(mantissa) * exactPowers[exponent]
    }
    return PowerOfFive.nearest(mantissa, exponent)
  }

  /// The number that eight digits make; nil when one of the bytes is no digit (Lemire, "Quickly parsing eight digits", 2018).
  @inline(__always)
  private static func eightDigits(_ start: UnsafePointer<UInt8>) -> UInt64? {
    let bytes = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self).littleEndian
    let high = bytes & 0xF0F0_F0F0_F0F0_F0F0
    let overflow = (bytes &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0
    guard high | overflow >> 4 == 0x3333_3333_3333_3333 else { return nil }
    var digits = ((bytes & 0x0F0F_0F0F_0F0F_0F0F) &* 2561) >> 8
    digits = ((digits & 0x00FF_00FF_00FF_00FF) &* 6_553_601) >> 16
    return ((digits & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) >> 32
  }

  /// How many zeros, the point apart, come before the first other digit.
  @inline(never)
  private static func leadingZeros(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var zeros = 0
    for byte in bytes[start...] {
      if byte == 0x30 { zeros += 1 } else if byte != 0x2E && byte != 0x2C { break }
    }
    return zeros
  }

  /// By the standard library, for long and extreme numbers.
  @inline(never)
  private static func slow(_ bytes: UnsafeBufferPointer<UInt8>, decimalComma: Bool) -> Double {
    var text = String(decoding: bytes.prefix(4096), as: UTF8.self)
    if decimalComma { text = String(text.map { $0 == "," ? "." : $0 }) }
    if text.hasSuffix(".") { text.removeLast() }
    // The standard library wants a digit before the point.
    if let value = Double(text) { return value }
    if text.hasPrefix("+") { text.removeFirst() }
    text.replace(".", with: "0.", maxReplacements: 1)
    return Double(text) ?? .nan
  }
}
