extension Unicode.Scalar {
  /// The scalar that stands for this one where only some glyphs may be drawn; always one column wide.
  public func transliterated(to charset: Capabilities.Charset) -> Unicode.Scalar {
    switch charset {
    case .braille: return self
    case .block: return (0x2800...0x28FF).contains(value) ? quadrant : self
    case .shades where self == "░" || self == "▒" || self == "█": return self
    case .shades where self == "▓": return "▒"
    case .ascii, .shades:
      if (0x20...0x7E).contains(value) { return self }
      if (0x2800...0x28FF).contains(value) { return brailleAsASCII }
      if (0x2580...0x259F).contains(value) { return blockLetters[Int(value) - 0x2580] }
      if (0x2500...0x257F).contains(value) { return lineLetters[Int(value) - 0x2500] }
      if (0xA0...0xFF).contains(value) { return latinLetters[Int(value) - 0xA0] }
      if (0x100...0x17F).contains(value) { return extendedLetters[Int(value) - 0x100] }
      if (0x391...0x3C9).contains(value) { return greekLetters[Int(value) - 0x391] }
      if (0x2070...0x208E).contains(value) { return scriptLetters[Int(value) - 0x2070] }
      return others[self] ?? "?"
    }
  }

  /// The block whose quarters have dots in them.
  private var quadrant: Unicode.Scalar {
    let mask = value - 0x2800
    var quarters = 0
    if mask & 0b0000_0011 != 0 { quarters |= 1 }
    if mask & 0b0001_1000 != 0 { quarters |= 2 }
    if mask & 0b0100_0100 != 0 { quarters |= 4 }
    if mask & 0b1010_0000 != 0 { quarters |= 8 }
    return quadrantGlyphs[quarters]
  }

  /// A glyph at about the height of the dots.
  private var brailleAsASCII: Unicode.Scalar {
    let mask = value - 0x2800
    if mask == 0 { return " " }
    let upper = mask & 0b0000_1001 != 0
    let middle = mask & 0b0011_0110 != 0
    let lower = mask & 0b1100_0000 != 0
    switch (upper, middle, lower) {
    case (true, true, true): return "#"
    case (true, false, true): return ":"
    case (true, _, _): return "'"
    case (false, true, false): return "-"
    default: return "."
    }
  }
}

extension Unicode.Scalar {
  /// As ``transliterated(to:)``, where it is known what stands beside it: the dot of a product is not that of a decimal number.
  fileprivate func transliterated(to charset: Capabilities.Charset, isBetweenLetters: Bool) -> Unicode.Scalar {
    charset.isASCII && isBetweenLetters && self == "·" ? "*" : transliterated(to: charset)
  }
}

extension String {
  /// The text with every scalar transliterated; its length in scalars stays.
  public func transliterated(to charset: Capabilities.Charset) -> String {
    let scalars = Array(unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isBetween = index > 0 && index + 1 < scalars.count && scalars[index - 1] != " " && scalars[index + 1] != " "
      result.append(scalar.transliterated(to: charset, isBetweenLetters: isBetween))
    }
    return String(result)
  }
}

extension Buffer {
  /// Replaces every glyph that a charset does not have.
  public mutating func transliterate(to charset: Capabilities.Charset) {
    guard charset != .braille else { return }
    for y in 0..<size.height {
      for x in 0..<size.width {
        var cell = self[x, y]
        let isBetween = x > 0 && x + 1 < size.width && self[x - 1, y].glyph != " " && self[x + 1, y].glyph != " "
        let glyph = cell.glyph.transliterated(to: charset, isBetweenLetters: isBetween)
        guard glyph != cell.glyph else { continue }
        cell.glyph = glyph
        self[x, y] = cell
      }
    }
  }
}

private func letters(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }

/// Quadrants by the bits upper left, upper right, lower left, lower right.
private let quadrantGlyphs = letters(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")

/// For the block elements U+2580…U+259F.
private let blockLetters = letters("\"__..-=#####[|||].:%'|..'#\\##'/#")

/// For the box drawing U+2500…U+257F.
private let lineLetters = letters(
  "-=||--::++::++++++++++++++++++||+||+++||+||++--++--++--++--+++++"
    + "+++----+++++--::=|+++++++++++++++++++++++++++++++/\\X-|-|-|-|-+-+"
)

/// For Latin-1, U+00A0…U+00FF.
private let latinLetters = letters(
  " !cLoY|S\"Ca<!-R-o+23'uP.,1o>????AAAAAAACEEEEIIIIDNOOOOOxOUUUUYPs"
    + "aaaaaaaceeeeiiiidnooooo/ouuuuypy"
)

/// For Latin Extended-A, U+0100…U+017F.
private let extendedLetters = letters(
  "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
    + "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"
)

/// For Greek, U+0391…U+03C9.
private let greekLetters = letters("ABGDEZNOIKLMVXOPR?STUFCYWIUaeniuabgdeznoiklmvxoprsstufcyw")

/// For superscripts and subscripts, U+2070…U+208E.
private let scriptLetters = letters("0i??456789+-=()n0123456789+-=()")

/// What has no table of its own.
private let others: [Unicode.Scalar: Unicode.Scalar] = [
  "…": ".", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "‘": "'", "’": "'",
  "‚": ",", "“": "\"", "”": "\"", "„": "\"", "•": "*", "‣": "*", "‹": "<", "›": ">", "′": "'",
  "″": "\"", "‰": "%", "←": "<", "↑": "^", "→": ">", "↓": "v", "↔": "-", "↕": "|", "↖": "\\",
  "↗": "/", "↘": "\\", "↙": "/", "⇐": "<", "⇑": "^", "⇒": ">", "⇓": "v", "⇔": "=", "⟵": "<",
  "⟶": ">", "↦": ">", "↩": "<", "↪": ">", "↵": ">", "⏎": "<", "∂": "d", "∇": "V", "∆": "D",
  "∑": "S", "∏": "P", "√": "V", "∞": "I", "∈": "e", "∉": "!", "∀": "A", "∃": "E", "∅": "0",
  "≈": "~", "≃": "~", "≅": "~", "≠": "!", "≡": "=", "≤": "<", "≥": ">", "≪": "<", "≫": ">",
  "∝": "~", "∫": "S", "∘": "o", "⊙": "o", "⊗": "x", "⊕": "^", "∗": "*", "∙": ".", "⋅": ".",
  "⋯": ".", "⋮": ":", "∧": "&", "∨": "|", "∥": "|", "‖": "|", "∣": "|", "⊤": "T", "⊥": "T", "∴": ":",
  "●": "o", "○": "o", "◉": "o", "◎": "o", "◌": ".", "◔": "o", "◑": "o", "◕": "o", "◐": "o",
  "■": "#", "□": "#", "▪": "#", "▫": ".", "▲": "^", "△": "^", "▴": "^", "▼": "v", "▽": "v",
  "▾": "v", "▶": ">", "▷": ">", "▸": ">", "◀": "<", "◁": "<", "◂": "<", "►": ">", "◄": "<",
  "◆": "*", "⚑": "=", "◇": "*", "◊": "*", "★": "*", "☆": "*", "✓": "v", "✔": "v", "✗": "x", "✘": "x",
  "✕": "x", "✖": "x", "⏸": "=", "⏵": ">", "⏹": "#", "⏺": "o", "⚠": "!", "ℓ": "l", "ℝ": "R",
  "ᵀ": "T", "ᵢ": "i", "ⱼ": "j", "ᵣ": "r", "ᵤ": "u", "ᵥ": "v",
  "ₐ": "a", "ₑ": "e", "ₒ": "o", "ₓ": "x",
  "ₕ": "h", "ₖ": "k", "ₗ": "l", "ₘ": "m", "ₙ": "n", "ₚ": "p", "ₛ": "s", "ₜ": "t", "ˡ": "l",
  "ʰ": "h", "ʲ": "j", "ᵏ": "k", "ᵐ": "m", "ᵗ": "t", "ᵃ": "a", "ᵇ": "b", "ˢ": "s", "ˣ": "x",
  "ʸ": "y", "⌊": "[", "⌋": "]", "⌈": "[", "⌉": "]", "⟨": "<", "⟩": ">", "†": "+", "‡": "#",
  "€": "E", "™": "T", "ϕ": "f", "ϵ": "e", "ϑ": "o",
  "ȳ": "y", "⌫": "<", "⇧": "^", "⌃": "^",
  "␣": "_", "⎵": "_",
  "ʱ": "h", "ʳ": "r", "ʴ": "r", "ʵ": "r", "ʶ": "r", "ʷ": "w", "ᴬ": "A", "ᴮ": "B", "ᴰ": "D",
  "ᴱ": "E", "ᴳ": "G", "ᴴ": "H", "ᴵ": "I", "ᴶ": "J", "ᴷ": "K", "ᴸ": "L", "ᴹ": "M", "ᴺ": "N",
  "ᴼ": "O", "ᴾ": "P", "ᴿ": "R", "ᵁ": "U", "ᵂ": "W", "ᵄ": "a", "ᵅ": "a", "ᵈ": "d", "ᵉ": "e",
  "ᵊ": "e", "ᵋ": "e", "ᵌ": "e", "ᵍ": "g", "ᵑ": "n", "ᵒ": "o", "ᵓ": "o", "ᵖ": "p", "ᵘ": "u",
  "ᵚ": "m", "ᵛ": "v", "ᵝ": "b", "ᵞ": "g", "ᵟ": "d", "ᵠ": "f", "ᵡ": "x", "ᵦ": "b", "ᵧ": "g",
  "ᵨ": "r", "ᵩ": "f", "ᵪ": "x", "ᶜ": "c", "ᶝ": "c", "ᶞ": "d", "ᶟ": "e", "ᶠ": "f", "ᶡ": "j",
  "ᶢ": "g", "ᶣ": "h", "ᶤ": "i", "ᶥ": "i", "ᶦ": "i", "ᶨ": "j", "ᶩ": "l", "ᶫ": "l", "ᶬ": "m",
  "ᶭ": "m", "ᶮ": "n", "ᶯ": "n", "ᶰ": "n", "ᶱ": "o", "ᶲ": "f", "ᶳ": "s", "ᶴ": "s", "ᶵ": "t",
  "ᶶ": "u", "ᶷ": "u", "ᶹ": "v", "ᶻ": "z", "ᶼ": "z", "ᶽ": "z", "ᶾ": "z", "ᶿ": "t", "ₔ": "e",
  "ⱽ": "V", "⁄": "/", "∖": "\\", "∓": "-", "≔": "=", "≜": "=", "⌀": "0", "☐": "o", "☑": "x",
  "☒": "x", "♦": "*",
]
