import Plots

/// What one line of a chart looks like.
struct LineLook: Hashable {
  /// The colour.
  var role: Role
  /// How it is interrupted.
  var stroke: Stroke
  /// The sign at its end and in lists.
  var glyph: Unicode.Scalar
  /// What it is drawn with in ASCII.
  var letter: Unicode.Scalar

  /// The metrics of a run by their dashes: the second is lighter at first sight.
  private static let strokes: [Stroke] = [.solid, .dotted, .dashed, .dashDotted, .longDashed]
  /// Letters for lines beyond those that have the runs' own.
  private static let spareLetters: [Unicode.Scalar] = ["v", "c", "t", "z", "H", "a", "e", "s"]

  /// A run's mark with a look of the metric's own.
  private init(_ mark: RunMark, role: Role, stroke: Stroke, letter: Unicode.Scalar) {
    self.role = role
    self.stroke = stroke
    self.letter = letter
    glyph = mark.glyph(Look())
  }

  /// The look of the only run's metrics: each has a colour, a dash and a glyph of its own.
  init(metric: Int) {
    let mark = RunMark(slot: metric)
    self.init(mark, role: mark.role, stroke: mark.stroke, letter: mark.letter)
  }

  /// The looks of several runs' lines, the metrics of each run in their order.
  ///
  /// The first metric is drawn as its run is marked. The others have the run's glyph, a dash of their own, and a colour and letter of their own
  /// as long as there are enough.
  static func looks(of marks: [RunMark], metrics: Int) -> [[LineLook]] {
    let isRoomy = marks.count * metrics <= RunMark.count
    var hues = Array(repeating: 0, count: RunMark.count)
    for mark in marks { hues[mark.hue] += 1 }
    return marks.enumerated().map { place, mark in
      (0..<metrics).map { metric in
        guard metric > 0 else {
          return LineLook(mark, role: mark.role, stroke: metrics > 1 ? .solid : mark.stroke, letter: mark.letter)
        }
        var hue = mark.hue
        if isRoomy {
          hue = RunMark.free(mark.hue + 1, hues)
          hues[hue] += 1
        }
        let spare = (isRoomy ? place * (metrics - 1) + metric - 1 : mark.shape) % spareLetters.count
        return LineLook(
          mark,
          role: .series(hue),
          stroke: strokes[metric % strokes.count],
          letter: spareLetters[spare]
        )
      }
    }
  }

  /// The glyph and the dash, as a legend shows them.
  func sample(_ look: Look) -> String {
    look.isASCII ? "\(letter)\(letter)" : String(Character(glyph)) + stroke.sample
  }
}
