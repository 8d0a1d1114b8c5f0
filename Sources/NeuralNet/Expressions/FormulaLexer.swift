/// Cuts a formula into words.
struct FormulaLexer {
  /// Longest first, so that `**` is not read as two `*`.
  private static let signs = [
    "**", "+=", "-=", "*=", "/=", "<=", ">=", "==", "!=", "+", "-", "*", "/", "^", "@", "(", ")", "[", "]", ",", ";",
    "=",
    ".", "<", ">",
  ].map { Array($0) }

  /// Signs that are typed or pasted in place of ASCII's.
  private static let substitutes: [Character: Character] = [
    "−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", "\n": ";",
  ]

  private let characters: [Character]
  private var position = 0

  init(_ source: String) { characters = source.map { Self.substitutes[$0] ?? $0 } }

  /// All words, the last of which is the end.
  mutating func tokens() throws(FormulaError) -> [FormulaToken] {
    var tokens: [FormulaToken] = []
    while true {
      while position < characters.count, characters[position].isWhitespace { position += 1 }
      let start = position
      let kind = try next()
      tokens.append(FormulaToken(kind: kind, columns: start + 1..<max(position, start) + 1))
      if kind == .end { return tokens }
    }
  }

  private mutating func next() throws(FormulaError) -> FormulaToken.Kind {
    guard position < characters.count else { return .end }
    let first = characters[position]
    if isDigit(position) || first == "." && isDigit(position + 1) { return try number() }
    if first == "_" || first.isLetter {
      let start = position
      while position < characters.count, isNamed(characters[position]) { position += 1 }
      return .name(String(characters[start..<position]))
    }
    for sign in Self.signs where characters[position...].starts(with: sign) {
      position += sign.count
      return .sign(String(sign))
    }
    throw FormulaError(column: position + 1, expected: "a number, a name or an operator", found: "'\(first)'")
  }

  private mutating func number() throws(FormulaError) -> FormulaToken.Kind {
    let start = position
    skipDigits()
    var isWhole = true
    if position < characters.count, characters[position] == "." {
      isWhole = false
      position += 1
      skipDigits()
    }
    if position < characters.count, characters[position] == "e" || characters[position] == "E" {
      let sign = position + 1 < characters.count && (characters[position + 1] == "-" || characters[position + 1] == "+")
      let digits = position + (sign ? 2 : 1)
      if isDigit(digits) {
        isWhole = false
        position = digits
        skipDigits()
      }
    }
    let text = String(characters[start..<position])
    // "1." is a number here, as in Python, but not to Swift.
    guard let value = Double(text.hasSuffix(".") ? text + "0" : text.replacingDotBeforeExponent), value.isFinite else {
      throw FormulaError(column: start + 1, expected: "a number up to 1.8e308", found: "'\(text.prefix(40))'")
    }
    return .number(value, whole: isWhole ? Int(text) : nil)
  }

  private mutating func skipDigits() { while isDigit(position) { position += 1 } }

  private func isDigit(_ index: Int) -> Bool {
    index < characters.count && characters[index] >= "0" && characters[index] <= "9" && characters[index].isASCII
  }

  /// Whether a character can go on a name: a letter, a digit, a subscript digit or a prime.
  private func isNamed(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_" || character == "′"
  }
}

extension String {
  /// "1.e5" as "1.0e5", which Swift reads.
  fileprivate var replacingDotBeforeExponent: String {
    var result = ""
    for character in self {
      if character == "e" || character == "E", result.last == "." { result.append("0") }
      result.append(character)
    }
    return result
  }
}
