/// How a number is written: short, without `−0.00`, with U+2212 for its minus, and never longer than its meaning.
public enum NumberFormat: Hashable, Sendable {
  /// Three significant digits with k, M, G above a thousand and powers of ten when tiny: `0.00473`, `2.14k`, `1e−7`.
  case compact
  /// So many significant digits, trailing zeros kept; scientific when below 1e-4 or above 1e6.
  case significant(Int)
  /// The same without trailing zeros: `0.5`, `3`.
  case trimmed(Int)
  /// So many digits after the point.
  case fixed(Int)
  /// A whole number with a comma between groups of three: `10,000`.
  case grouped
  /// A fraction as per cent with so many digits after the point: `97.3%`.
  case percent(Int)

  /// The text of a number; `NaN`, `∞` and `−∞` for what is not finite.
  public func string(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value > 0 ? "∞" : "−∞" }
    switch self {
    case .compact: return NumberFormat.compactString(value)
    case .significant(let digits): return NumberFormat.significantString(value, max(1, min(digits, 15)))
    case .trimmed(let digits): return NumberFormat.significantString(value, max(1, min(digits, 15)), isTrimmed: true)
    case .fixed(let decimals): return NumberFormat.fixedString(value, decimals)
    case .grouped: return NumberFormat.groupedString(value)
    case .percent(let decimals): return NumberFormat.fixedString(value * 100, decimals) + "%"
    }
  }

  /// The text of a whole number.
  public func string(_ value: Int) -> String {
    if self == .grouped { return NumberFormat.grouping(String(value.magnitude), negative: value < 0) }
    return string(Double(value))
  }

  /// The text for a command line or a file, which know only the hyphen as a minus.
  public func plain(_ value: Double) -> String { string(value).withHyphens }

  /// The text at exactly this width or, when it cannot be shortened that far, more: padded on the left.
  public func string(_ value: Double, width: Int) -> String {
    let text = string(value)
    return String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
  }

  // MARK: Digits

  /// A number with a fixed count of decimals, rounded half away from zero; scientific beyond 15 digits.
  /// - Parameter isTrimmed: whether zeros at the end are left out, and a point with nothing behind it.
  static func fixedString(_ value: Double, _ decimals: Int, isTrimmed: Bool = false) -> String {
    let decimals = max(0, min(decimals, 15))
    let scaled = (value.magnitude * powerOfTen(decimals)).rounded()
    guard scaled < 9e15 else { return scientificString(value, 3) }
    // Screens write thousands of numbers a frame, so the digits are set one by one, the last first.
    return String(unsafeUninitializedCapacity: longestFixed) { text in
      var rest = Int(scaled)
      var place = longestFixed
      func put(_ byte: UInt8) {
        place -= 1
        text[place] = byte
      }
      var isAtEnd = isTrimmed
      for _ in 0..<decimals {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        rest = quotient
        isAtEnd = isAtEnd && digit == 0
        if !isAtEnd { put(UInt8(0x30 + digit)) }
      }
      if decimals > 0, !isAtEnd { put(UInt8(ascii: ".")) }
      repeat {
        put(UInt8(0x30 + rest % 10))
        rest /= 10
      } while rest > 0
      if value < 0, scaled > 0 { for byte in "−".utf8.reversed() { put(byte) } }
      for index in place..<longestFixed { text[index - place] = text[index] }
      return longestFixed - place
    }
  }

  /// More bytes than 16 digits, 15 zeros before them, a point and a minus take.
  private static let longestFixed = 40

  /// The power of ten of a number's first digit after rounding to `digits` significant ones.
  static func exponent(of value: Double, digits: Int) -> Int {
    guard value != 0 else { return 0 }
    var exponent = Int(clamping: decimalLogarithm(value.magnitude).rounded(.down), to: -400...400)
    // The logarithm may be a hair off at powers of ten; rounding 9.996 to three digits moves it up for real.
    let mantissa = (scaled(value.magnitude, by: digits - 1 - exponent)).rounded()
    if mantissa >= powerOfTen(digits) { exponent += 1 }
    if mantissa < powerOfTen(digits - 1) { exponent -= 1 }
    return exponent
  }

  /// `value` times ten to `exponent`, in two steps so that subnormal numbers do not overflow the power.
  private static func scaled(_ value: Double, by exponent: Int) -> Double {
    if exponent > 300 { return value * powerOfTen(300) * powerOfTen(exponent - 300) }
    if exponent < -300 { return value / powerOfTen(300) / powerOfTen(-exponent - 300) }
    return exponent < 0 ? value / powerOfTen(-exponent) : value * powerOfTen(exponent)
  }

  /// A mantissa and a power of ten: `1e−7`, `2.5e20` without its plus sign; trailing zeros are left out.
  static func scientificString(_ value: Double, _ digits: Int) -> String {
    guard value != 0 else { return "0" }
    let exponent = exponent(of: value, digits: digits)
    let mantissa = scaled(value.magnitude, by: -exponent)
    let text = fixedString(mantissa, digits - 1, isTrimmed: true)
    return "\(value < 0 ? "−" : "")\(text)e\(exponent < 0 ? "−" : "")\(exponent.magnitude)"
  }

  static func significantString(_ value: Double, _ digits: Int, isTrimmed: Bool = false) -> String {
    guard value != 0 else { return fixedString(0, digits - 1, isTrimmed: isTrimmed) }
    let exponent = exponent(of: value, digits: digits)
    if exponent < -4 || exponent >= max(6, digits) { return scientificString(value, digits) }
    return fixedString(value, max(0, digits - 1 - exponent), isTrimmed: isTrimmed)
  }

  static func compactString(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    let exponent = exponent(of: value, digits: 3)
    if exponent < -4 || exponent >= 15 { return scientificString(value, 3) }
    if exponent < 3 { return fixedString(value, max(0, 2 - exponent), isTrimmed: true) }
    let group = exponent / 3
    let scaled = value / powerOfTen(3 * group)
    return fixedString(scaled, 2 - exponent % 3, isTrimmed: true) + ["", "k", "M", "G", "T"][group]
  }

  static func groupedString(_ value: Double) -> String {
    let rounded = value.rounded()
    guard rounded.magnitude < 9e15 else { return scientificString(value, 3) }
    return grouping(String(Int(rounded.magnitude)), negative: rounded < 0)
  }

  static func grouping(_ digits: String, negative: Bool) -> String {
    var text = negative ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
