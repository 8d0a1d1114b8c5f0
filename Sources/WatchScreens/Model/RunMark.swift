import Plots

/// What tells a run from others in every picture: a glyph, a dash and a colour, chosen by its name.
struct RunMark: Hashable, Sendable {
  fileprivate static let glyphs: [Unicode.Scalar] = ["●", "▲", "■", "◆", "○", "△", "□", "◇"]
  static let letters: [Unicode.Scalar] = ["*", "+", "o", "x", "#", "@", "%", "&"]
  /// So many glyphs there are, and so many colours.
  static let count = 8
  private static let strokes = Stroke.allCases

  /// Which glyph.
  var shape: Int
  /// Which dash.
  var dash: Int
  /// Which colour.
  var hue: Int

  /// A mark of three indices.
  init(shape: Int, dash: Int, hue: Int) {
    self.shape = shape % Self.count
    self.dash = dash % Self.strokes.count
    self.hue = hue % Self.count
  }

  /// The mark of a place in an order: all three differ from place to place.
  init(slot: Int) { self.init(shape: slot, dash: slot, hue: slot) }

  /// The colour.
  var role: Role { .series(hue) }
  /// The dash.
  var stroke: Stroke { Self.strokes[dash] }
  /// The sign at a line's end and in lists.
  func glyph(_ look: Look) -> Unicode.Scalar { look.isASCII ? letter : Self.glyphs[shape] }
  /// What a line is drawn with in ASCII.
  var letter: Unicode.Scalar { Self.letters[shape] }

  /// The marks of runs: by the hash of each name, the next that is free where another has it, the names in their order so that the same
  /// runs have the same marks in whatever order they are found.
  /// - Parameter known: marks that were given before, which a run that appears later does not change.
  static func marks(of names: [String], keeping known: [String: RunMark] = [:]) -> [String: RunMark] {
    var marks = known.filter { names.contains($0.key) }
    var shapes = Array(repeating: 0, count: count)
    var hues = Array(repeating: 0, count: count)
    for mark in marks.values {
      shapes[mark.shape] += 1
      hues[mark.hue] += 1
    }
    var taken = Set(marks.values)
    for name in names.sorted() where marks[name] == nil {
      let hash = hash(name)
      // Neither glyph nor colour comes twice before all have come once.
      var mark = RunMark(
        shape: free(Int(hash % 8), shapes),
        dash: Int(hash / 8 % UInt64(strokes.count)),
        hue: free(Int(hash / 64 % 8), hues)
      )
      var tries = 0
      while taken.contains(mark), tries < count * count * strokes.count {
        tries += 1
        mark = RunMark(
          shape: mark.shape + (tries % (strokes.count * count) == 0 ? 1 : 0),
          dash: mark.dash + 1,
          hue: mark.hue + (tries % strokes.count == 0 ? 1 : 0)
        )
      }
      taken.insert(mark)
      shapes[mark.shape] += 1
      hues[mark.hue] += 1
      marks[name] = mark
    }
    return marks
  }

  /// The first from a wanted one on that is used least.
  static func free(_ wanted: Int, _ uses: [Int]) -> Int {
    let least = uses.min() ?? 0
    return (0..<uses.count).map { (wanted + $0) % uses.count }.first { uses[$0] == least } ?? wanted
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
