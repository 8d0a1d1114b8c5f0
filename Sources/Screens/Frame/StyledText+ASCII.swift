import Plots

extension StyledText {
  /// The text for a look: where only ASCII can be drawn, signs whose one-letter stand-ins would mislead are written out.
  func spelled(for look: Look) -> StyledText { look.isASCII ? spelledInASCII : self }

  private var spelledInASCII: StyledText {
    StyledText(spans.map { Span($0.text.spelledInASCII, $0.role, $0.attributes) })
  }
}

extension String {
  /// The text with `≥`, `ŷ`, `→` and their like as more than one ASCII letter: `y - y` is not `y - ŷ`.
  var spelledInASCII: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "≥": text += ">="
      case "≤": text += "<="
      case "→": text += "->"
      case "←": text += "<-"
      case "ŷ": text += "y^"
      case "∞": text += "infinity"
      case "η": text += "eta"
      case "σ": text += "sigma"
      case "Δ": text += "d"
      case "…": text += "..."
      case "²": text += "^2"
      case "³": text += "^3"
      case "±": text += "+-"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
