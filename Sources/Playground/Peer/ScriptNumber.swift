/// JavaScript's way from texts to numbers and back.
enum ScriptNumber {
  /// `Number(text)`: NaN for what is no number, 0 for nothing.
  static func value(of text: String) -> Double {
    let trimmed = trimmed(text)
    if trimmed.isEmpty { return 0 }
    if let radix = radix(of: trimmed) {
      let digits = trimmed.dropFirst(2)
      guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return .nan }
      var value = 0.0
      for digit in digits {
        guard let number = digit.hexDigitValue, number < radix else { return .nan }
        value = value * Double(radix) + Double(number)
      }
      return value
    }
    var body = trimmed[...]
    let isNegative = body.first == "-"
    if isNegative || body.first == "+" { body = body.dropFirst() }
    if body == "Infinity" { return isNegative ? -.infinity : .infinity }
    guard isDecimal(body) else { return .nan }
    // Swift wants a digit on both sides of the point.
    let padded = body.first == "." ? "0" + body : String(body)
    let completed = padded.replacingPoint()
    let size = Double(completed) ?? .nan
    return isNegative ? -size : size
  }

  private static func radix(of text: String) -> Int? {
    switch text.prefix(2).lowercased() {
    case "0x": 16
    case "0o": 8
    case "0b": 2
    default: nil
    }
  }

  /// digits, digits., digits.digits or .digits, with or without an exponent.
  private static func isDecimal(_ text: Substring) -> Bool {
    var rest = text
    func digits() -> Int {
      let run = rest.prefix { ("0"..."9").contains($0) }
      rest = rest.dropFirst(run.count)
      return run.count
    }
    var count = digits()
    if rest.first == "." {
      rest = rest.dropFirst()
      count += digits()
    }
    guard count > 0 else { return false }
    if rest.first == "e" || rest.first == "E" {
      rest = rest.dropFirst()
      if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  /// Without the spaces and line ends around it.
  static func trimmed(_ text: String) -> String {
    var body = text[...]
    while let first = body.first, first.isWhitespace || first == "\u{FEFF}" { body = body.dropFirst() }
    while let last = body.last, last.isWhitespace || last == "\u{FEFF}" { body = body.dropLast() }
    return String(body)
  }

  /// `String(number)`: the shortest digits, an exponent only from 1e21 on and below 1e-6.
  static func text(of number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    if number == 0 { return "0" }
    // Swift's shortest digits, taken apart into digits and a power of ten.
    let sign = number < 0 ? "-" : ""
    let parts = "\(number.magnitude)".split(separator: "e")
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let places = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let fraction = places.count > 1 && places[1] != "0" ? places[1] : ""
    var digits = String(places[0] + fraction)
    var point = places[0].count + exponent
    while digits.count > 1, digits.first == "0" {
      digits.removeFirst()
      point -= 1
    }
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    let count = digits.count
    if count <= point, point <= 21 { return sign + digits + String(repeating: "0", count: point - count) }
    if 0 < point, point <= 21 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
    if -6 < point, point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    let power = point - 1
    let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
    return sign + mantissa + "e" + (power < 0 ? "-" : "+") + "\(abs(power))"
  }
}

extension String {
  /// A zero between a point and what follows it, where no digit does.
  fileprivate func replacingPoint() -> String {
    guard let point = firstIndex(of: ".") else { return self }
    let after = index(after: point)
    if after < endIndex, ("0"..."9").contains(self[after]) { return self }
    return self[..<after] + "0" + self[after...]
  }
}
