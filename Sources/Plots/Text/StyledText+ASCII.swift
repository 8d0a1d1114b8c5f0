extension StyledText {
  /// The text for a look: where only ASCII can be drawn, signs whose one-letter stand-ins would mislead are written out.
  public func spelled(for look: Look) -> StyledText { look.isASCII ? spelledInASCII : self }

  /// The text with misleading signs written out.
  public var spelledInASCII: StyledText {
    StyledText(spans.map { Span($0.text.spelledInASCII, $0.role, $0.attributes) })
  }
}

extension Table {
  /// The table with misleading signs written out where only ASCII can be drawn.
  public func spelled(for look: Look) -> Table {
    guard look.isASCII else { return self }
    var table = self
    for index in columns.indices { table.columns[index].title = columns[index].title.spelledInASCII }
    table.rows = rows.map { $0.map(\.spelledInASCII) }
    return table
  }
}

extension String {
  /// The text with `≥`, `ŷ`, `→`, `e⁻ˣ` and their like as more than one ASCII letter: `y - y` is not `y - ŷ`, `e-x` not `e⁻ˣ`.
  public var spelledInASCII: String {
    var isRaised = false
    return unicodeScalars.reduce(into: "") { text, scalar in
      if let letter = scalar.raisedLetter {
        // One sign raises all letters up to the next that is on the line.
        text += isRaised ? letter : "^" + letter
      } else if let spelling = scalar.asciiSpelling {
        text += spelling
      } else {
        text.unicodeScalars.append(scalar)
      }
      isRaised = scalar.raisedLetter != nil
    }
  }
}

extension Unicode.Scalar {
  /// Several ASCII letters for a sign whose one-letter stand-in would mislead, at its longest; nil for every other.
  var asciiSpelling: String? { Self.asciiSpellings[self] ?? raisedLetter.map { "^" + $0 } }

  /// What stands above the line, on it.
  fileprivate var raisedLetter: String? { Self.raisedLetters[self] }

  private static let asciiSpellings: [Unicode.Scalar: String] = [
    "≥": ">=", "≤": "<=", "→": "->", "←": "<-", "ŷ": "y^", "∞": "inf", "η": "eta", "σ": "sigma", "Σ": "sum", "Δ": "d",
    "…": "...", "±": "+-", "√": "sqrt ",
  ]

  private static let raisedLetters: [Unicode.Scalar: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    "⁻": "-", "⁺": "+", "ˣ": "x", "ᶻ": "z", "ⁿ": "n",
  ]
}
