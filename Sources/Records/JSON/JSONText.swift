/// How JSON writes texts and numbers, and how programs write what JSON cannot say.
public enum JSONText {
  /// What a word for a number that is not finite stands for: `NaN`, `nan`, `inf`, `-Infinity` …; nil for other words.
  public static func nonFinite(_ word: some StringProtocol) -> Double? {
    switch word.lowercased() {
    case "nan", "-nan", "+nan": .nan
    case "inf", "infinity", "+inf", "+infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: nil
    }
  }

  /// A number as JSON: the shortest digits that read back as the same number; NaN and infinities as texts.
  public static func number(_ value: Double) -> String {
    if value.isFinite { return "\(value)" }
    if value.isNaN { return "\"NaN\"" }
    return value > 0 ? "\"Infinity\"" : "\"-Infinity\""
  }

  /// A text in quotes.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    result.reserveCapacity(text.utf8.count + 2)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{c}": result += "\\f"
      case "\u{0}"..."\u{1f}", "\u{7f}"..."\u{9f}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A text without its escapes; what is no escape stays as it is, half a surrogate pair becomes U+FFFD.
  public static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == 0x5C, index < bytes.count else {
        result.append(byte)
        continue
      }
      let escape = bytes[index]
      index += 1
      switch escape {
      case 0x6E: result.append(0x0A)
      case 0x74: result.append(0x09)
      case 0x72: result.append(0x0D)
      case 0x62: result.append(0x08)
      case 0x66: result.append(0x0C)
      case 0x75:
        guard var code = hexadecimal(bytes, at: index) else {
          result.append(0x75)
          continue
        }
        index += 4
        if 0xD800...0xDBFF ~= code, index + 6 <= bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75,
          let low = hexadecimal(bytes, at: index + 2), 0xDC00...0xDFFF ~= low
        {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
          index += 6
        }
        result += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
      default: result.append(escape)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var code: UInt32 = 0
    for byte in bytes[index..<(index + 4)] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      code = code << 4 | UInt32(digit)
    }
    return code
  }
}
