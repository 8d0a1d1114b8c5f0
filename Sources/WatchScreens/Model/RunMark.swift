import Plots

/// What tells a run from others in every picture: a colour, a dash and a glyph, chosen by its name.
struct RunMark: Hashable, Sendable {
  fileprivate static let glyphs: [Unicode.Scalar] = ["●", "▲", "■", "◆", "○", "△", "□", "◇"]
  fileprivate static let letters: [Unicode.Scalar] = ["*", "+", "o", "x", "#", "@", "%", "&"]
  /// So many marks differ in colour.
  static let count = 8

  /// Which mark.
  var slot: Int

  /// The colour.
  var role: Role { .series(slot) }
  /// The dash.
  var stroke: Stroke { Stroke(series: slot) }
  /// The sign at a line's end and in lists.
  func glyph(_ look: Look) -> Unicode.Scalar { look.isASCII ? letter : Self.glyphs[slot % Self.count] }
  /// What a line is drawn with in ASCII.
  var letter: Unicode.Scalar { Self.letters[slot % Self.count] }

  /// The marks of runs in the order in which they were found: by the name where nobody had that mark before, else the next that is free. A run that
  /// appears later changes none.
  static func marks(of names: [String]) -> [String: RunMark] {
    var marks: [String: RunMark] = [:]
    var uses = Array(repeating: 0, count: count)
    for name in names where marks[name] == nil {
      let wanted = Int(hash(name) % UInt64(count))
      let least = uses.min() ?? 0
      let slot = (0..<count).map { (wanted + $0) % count }.first { uses[$0] == least } ?? wanted
      uses[slot] += 1
      marks[name] = RunMark(slot: slot)
    }
    return marks
  }

  /// FNV-1a, which is the same in every process.
  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } >> 7
  }
}

extension RunMark {
  /// The letter that stands for a glyph where only ASCII can be drawn.
  static func letter(of glyph: Unicode.Scalar) -> Unicode.Scalar {
    glyphs.firstIndex(of: glyph).map { letters[$0] } ?? glyph
  }
}
