import Plots

extension StyledText {
  /// The text for a look: where only ASCII can be drawn, signs whose one-letter stand-ins would mislead are written out.
  func spelled(for look: Look) -> StyledText { look.isASCII ? spelledInASCII : self }

  /// The text with misleading signs written out.
  var spelledInASCII: StyledText {
    StyledText(spans.map { Span($0.text.spelledInASCII, $0.role, $0.attributes) })
  }
}

extension String {
  /// The text with `≥`, `ŷ`, `→` and their like as more than one ASCII letter: `y - y` is not `y - ŷ`.
  var spelledInASCII: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      if let spelling = scalar.asciiSpelling { text += spelling } else { text.unicodeScalars.append(scalar) }
    }
  }
}

extension Unicode.Scalar {
  /// Several ASCII letters for a sign whose one-letter stand-in would mislead; nil for every other.
  var asciiSpelling: String? { Self.asciiSpellings[self] }

  private static let asciiSpellings: [Unicode.Scalar: String] = [
    "≥": ">=", "≤": "<=", "→": "->", "←": "<-", "ŷ": "y^", "∞": "infinity", "η": "eta", "σ": "sigma", "Δ": "d",
    "…": "...", "²": "^2", "³": "^3", "±": "+-",
  ]
}
