import CCurses
import Terminal

/// Answers from the terminfo entry that ncurses has looked up last.
enum Terminfo {
  /// Makes the entry of a name the one that is asked, the built-in one where terminfo has none: most terminals that terminfo does not
  /// know are newer than it, and much like xterm.
  static func lookUp(_ name: String?) throws(CursesError) -> (name: String, isKnown: Bool) {
    guard let name, !name.isEmpty else { throw .terminalNameMissing }
    let isKnown = ccurses_look_up(name) == CCURSES_LOOKUP_FOUND
    guard isKnown || ccurses_look_up_built_in() else { throw .terminalUnknown(name: name) }
    if let missing = missingAbility { throw .terminalTooPlain(name: name, missing: missing) }
    return (name, isKnown)
  }

  /// What a screen cannot do without and this terminal lacks, as a verb; nil when it has all.
  private static var missingAbility: String? {
    if string("cup") == nil { return "move its cursor" }
    if string("clear") == nil { return "clear its screen" }
    return nil
  }

  static func description(name: String, localeIsUTF8: Bool, environment: [String: String]) -> TerminalDescription {
    TerminalDescription(
      name: name,
      localeIsUTF8: localeIsUTF8,
      colors: colorCount,
      hasDirectColor: hasDirectColor,
      hasMouse: string("kmous") != nil,
      environment: environment
    )
  }

  static func controlStrings(for capabilities: Capabilities) -> ControlStrings {
    let needed = capabilities.colorDepth == .trueColor ? 0 : capabilities.colorDepth.rawValue
    // More colours than terminfo has are drawn only on request, and then in the standard's way; so is a palette where
    // terminfo's numbers are 24-bit colours.
    var strings = ControlStrings.ecma48(colors: needed)
    if needed > 0, colorCount >= needed, !hasDirectColor, string("setaf") != nil, string("setab") != nil {
      strings.foregrounds = (0..<needed).map { string("setaf", $0) ?? [] }
      strings.backgrounds = (0..<needed).map { string("setab", $0) ?? [] }
    }
    if !usesStandardAddressing {
      strings.cursorAddressing = .terminfo { row, column in string("cup", row, column) ?? [] }
    }
    strings.clear = string("clear") ?? strings.clear
    strings.reset = resetString(for: capabilities)
    if string("op") != Array("\u{1B}[39;49m".utf8) { (strings.defaultForeground, strings.defaultBackground) = ([], []) }
    strings.bold = string("bold") ?? []
    strings.dim = string("dim") ?? []
    strings.underline = string("smul") ?? []
    strings.reverse = string("rev") ?? []
    strings.scrollsAtLastCell = ccurses_flag("am") && !ccurses_flag("xenl")
    if isXtermLike {
      strings.beginUpdate = Array("\u{1B}[?2026h".utf8)
      strings.endUpdate = Array("\u{1B}[?2026l".utf8)
    }
    if case .ansi = strings.cursorAddressing { strings.requestReport = Array("\u{1B}[6n".utf8) }
    return strings
  }

  /// What turns all attributes and colours off.
  ///
  /// `sgr0` need not turn colours off; `op` does. Where both are the standard's, its shortest form says the same: what else stands in
  /// `sgr0` is about the alternate character set, which nothing here switches to.
  private static func resetString(for capabilities: Capabilities) -> [UInt8] {
    let standard = Array("\u{1B}[m".utf8)
    let all = string("sgr0") ?? []
    let colors = string("op") ?? []
    let known = [
      "\u{1B}[m", "\u{1B}[0m", "\u{1B}(B\u{1B}[m", "\u{1B}[m\u{1B}(B", "\u{1B}[m\u{0F}", "\u{1B}[0m\u{0F}",
      "\u{1B}[0;10m",
    ]
    let colorsAreStandard =
      colors.isEmpty || ["\u{1B}[39;49m", "\u{1B}[m", "\u{1B}[0m"].contains { Array($0.utf8) == colors }
    // A terminal of another standard, such as VT52, would show it as text.
    if all.isEmpty, !usesStandardAddressing { return [] }
    if all.isEmpty || colorsAreStandard && known.contains(where: { Array($0.utf8) == all }) { return standard }
    return all + (capabilities.colorDepth == .mono ? [] : colors)
  }

  /// What switches the terminal to the program's screen; the first frame clears it.
  static func enterStrings(for capabilities: Capabilities) -> [UInt8] {
    var bytes: [UInt8] = []
    for name in ["smcup", "smkx", "civis"] { bytes += string(name) ?? [] }
    // Pasted text comes in brackets, not as keys.
    if isXtermLike { bytes += Array("\u{1B}[?2004h".utf8) }
    // Presses, drags and motion, in the encoding without an end at column 223.
    if capabilities.hasMouse { bytes += Array("\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1003h\u{1B}[?1006h".utf8) }
    return bytes
  }

  /// What undoes `enterStrings`, also in the middle of a frame.
  static func leaveStrings(for capabilities: Capabilities) -> [UInt8] {
    var bytes: [UInt8] = []
    if isXtermLike { bytes += Array("\u{1B}[?2026l".utf8) }
    if capabilities.hasMouse { bytes += Array("\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l".utf8) }
    if isXtermLike { bytes += Array("\u{1B}[?2004l".utf8) }
    bytes += resetString(for: capabilities)
    // Without a second screen to leave, the frame makes way for the shell's next line. With one, what a terminal that has grown meanwhile
    // would keep of the frame goes too (tmux keeps the rows that were added).
    for name in ["clear", "rmcup", "rmkx", "cnorm"] { bytes += string(name) ?? [] }
    return bytes
  }

  /// Whether the cursor is moved in ECMA-48's way, and so the rest is likely to be of it.
  private static var usesStandardAddressing: Bool { string("cup", 11, 33) == Array("\u{1B}[12;34H".utf8) }

  private static var colorCount: Int { max(0, Int(ccurses_number("colors"))) }

  /// Whether colours are 24 bits: ncurses' `RGB`, which may be of any type (user_caps(5)), or tmux' `Tc`.
  private static var hasDirectColor: Bool {
    ccurses_flag("Tc") || ccurses_flag("RGB") || ccurses_number("RGB") > 0 || string("RGB") != nil
  }

  /// Whether the terminal skips private modes it does not have, as all that report the mouse do.
  private static var isXtermLike: Bool { string("kmous") != nil }

  private static func string(_ capability: String, _ first: Int = 0, _ second: Int = 0) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = ccurses_string(capability, Int32(first), Int32(second), &bytes, Int32(bytes.count))
    return count < 0 ? nil : Array(bytes.prefix(Int(count)))
  }
}
