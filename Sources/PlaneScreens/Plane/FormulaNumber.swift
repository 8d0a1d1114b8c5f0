import Plots

/// How numbers stand in formulas: with a true minus, whole where they are whole, and never rounded to what they are not.
enum FormulaNumber {
  /// Four digits, or as many more as it takes to tell 0.99998 from 1.
  static func string(_ value: Double) -> String {
    guard value.isFinite else { return NumberFormat.compact.string(value) }
    if value == value.rounded(), abs(value) < 1e6 { return String(Int(value)).withTrueMinus }
    for digits in 4...12 {
      let format = NumberFormat.significant(digits)
      if let shown = Double(format.plain(value)), shown != shown.rounded() || abs(value) >= 1e6 {
        return format.string(value)
      }
    }
    return NumberFormat.significant(4).string(value)
  }

  /// A setting, as it was chosen: 0.05, not 0.05000.
  static func setting(_ value: Double) -> String {
    var text = string(value)
    guard text.contains("."), !text.contains("e") else { return text }
    while text.last == "0" { text.removeLast() }
    return text
  }

  /// A factor or term after a sign: negative numbers in brackets.
  static func factor(_ value: Double) -> String {
    value < 0 ? "(\(string(value)))" : string(value)
  }

  /// a·b + c·d − …, with the constant behind; negative second factors in brackets.
  static func sum(_ terms: [(Double, Double)], constant: Double? = nil) -> String {
    var text = ""
    for (index, term) in terms.enumerated() {
      if index == 0 {
        text = "\(string(term.0))·\(factor(term.1))"
      } else {
        text += (term.0 < 0 ? " − " : " + ") + "\(string(abs(term.0)))·\(factor(term.1))"
      }
    }
    guard let constant else { return text }
    return text + (constant < 0 ? " − " : " + ") + string(abs(constant))
  }

  /// A value before and after a change, with so many digits that the change is seen; nil where 14 decimals do not show it.
  static func change(_ old: Double, to new: Double) -> (old: String, new: String)? {
    guard old != new, old.isFinite, new.isFinite else { return nil }
    for decimals in 4...14 {
      let format = NumberFormat.fixed(decimals)
      // Two digits of the change are to be seen.
      guard abs(new - old) >= 10 * Self.unit(decimals) else { continue }
      return (format.string(old), format.string(new))
    }
    return nil
  }

  private static func unit(_ decimals: Int) -> Double { (0..<decimals).reduce(1) { unit, _ in unit / 10 } }
}
