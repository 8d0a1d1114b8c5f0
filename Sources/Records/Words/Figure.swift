/// Numbers in sentences: three digits, a true minus, powers of ten.
public enum Figure {
  private static let superscripts: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]

  /// A value with three significant digits.
  public static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    if value == 0 { return "0" }
    let sign = value < 0 ? "−" : ""
    var exponent = 0
    var mantissa = value.magnitude
    while mantissa >= 10 {
      mantissa /= 10
      exponent += 1
    }
    while mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    var digits = Int((mantissa * 100).rounded())
    if digits == 1000 {
      digits = 100
      exponent += 1
    }
    if (-3...5).contains(exponent) { return sign + plain(digits, exponent) }
    return sign + trimmed("\(digits / 100).\(padded(digits % 100, 2))") + "·10" + superscript(exponent)
  }

  /// A whole number with commas between thousands.
  public static func count(_ value: Int) -> String {
    var text = String(value.magnitude)
    var index = text.endIndex
    while text.distance(from: text.startIndex, to: index) > 3 {
      index = text.index(index, offsetBy: -3)
      text.insert(",", at: index)
    }
    return (value < 0 ? "−" : "") + text
  }

  /// A time in the two largest units that matter.
  public static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e10 else { return "very long" }
    if seconds < 1 { return "\(text(seconds * 1000)) ms" }
    if seconds < 10 { return "\(text(seconds)) s" }
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 {
      return whole % 60 == 0 || whole >= 600 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
    }
    if whole < 86_400 { return whole % 3600 < 60 ? "\(whole / 3600) h" : "\(whole / 3600) h \(whole % 3600 / 60) min" }
    return "\(whole / 86_400) d \(whole % 86_400 / 3600) h"
  }

  /// Three digits of which the first stands at 10^exponent.
  private static func plain(_ digits: Int, _ exponent: Int) -> String {
    switch exponent {
    case 2...: return count(digits * (0..<(exponent - 2)).reduce(1) { power, _ in power * 10 })
    case 1: return trimmed("\(digits / 10).\(digits % 10)")
    case 0: return trimmed("\(digits / 100).\(padded(digits % 100, 2))")
    default: return trimmed("0." + String(repeating: "0", count: -exponent - 1) + padded(digits, 3))
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  private static func superscript(_ exponent: Int) -> String {
    (exponent < 0 ? "⁻" : "")
      + String(String(exponent.magnitude).compactMap { $0.wholeNumberValue.map { superscripts[$0] } })
  }
}
