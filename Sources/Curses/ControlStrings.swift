import Terminal

/// The byte sequences of one terminal, as terminfo has them; a missing one is empty.
struct ControlStrings {
  /// How the cursor is moved.
  enum CursorAddressing {
    /// `ESC [ row ; column H`, by far the most frequent; formatted here.
    case ansi
    /// Whatever terminfo says, from row and column, both from 0.
    case terminfo((_ row: Int, _ column: Int) -> [UInt8])
  }

  var cursorAddressing = CursorAddressing.ansi
  var clear = Array("\u{1B}[H\u{1B}[2J".utf8)
  /// Turns all attributes and colours off.
  var reset = Array("\u{1B}[m".utf8)
  var bold = Array("\u{1B}[1m".utf8)
  var dim = Array("\u{1B}[2m".utf8)
  var underline = Array("\u{1B}[4m".utf8)
  var reverse = Array("\u{1B}[7m".utf8)
  /// Sets the foreground, by index; as many as the palette that is drawn with has.
  var foregrounds: [[UInt8]] = []
  /// Sets the background, by index.
  var backgrounds: [[UInt8]] = []
  /// Sets the foreground back to the terminal's own, and nothing else.
  var defaultForeground: [UInt8] = []
  /// Sets the background back to the terminal's own, and nothing else.
  var defaultBackground: [UInt8] = []
  /// Whether writing the bottom right cell scrolls the screen, so that it has to stay empty.
  var scrollsAtLastCell = false
  /// Put around a frame so that terminals show it at once (https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036).
  var beginUpdate: [UInt8] = []
  var endUpdate: [UInt8] = []
  /// Asks where the cursor is: the answer says that all before it has been shown.
  var requestReport: [UInt8] = []

  /// The sequences of a terminal that follows ECMA-48, for so many colours of the palette.
  static func ecma48(colors: Int) -> ControlStrings {
    var strings = ControlStrings()
    strings.foregrounds = (0..<colors).map { Array("\u{1B}[\(standardColor($0, base: 30))m".utf8) }
    strings.backgrounds = (0..<colors).map { Array("\u{1B}[\(standardColor($0, base: 40))m".utf8) }
    strings.defaultForeground = Array("\u{1B}[39m".utf8)
    strings.defaultBackground = Array("\u{1B}[49m".utf8)
    return strings
  }

  /// Whether a sequence is ECMA-48's SGR, `ESC [ parameters m`, so that its parameters may stand in another's.
  static func selectsRendition(_ sequence: [UInt8]) -> Bool {
    guard sequence.count >= 3, sequence[0] == 0x1B, sequence[1] == UInt8(ascii: "["),
      sequence.last == UInt8(ascii: "m")
    else { return false }
    return sequence[2..<sequence.count - 1].allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ";")
    }
  }

  private static func standardColor(_ index: Int, base: Int) -> String {
    switch index {
    case ..<8: "\(base + index)"
    case ..<16: "\(base + 60 + index - 8)"
    default: "\(base + 8);5;\(index)"
    }
  }
}
