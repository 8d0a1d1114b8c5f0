import Terminal

/// What terminfo, the locale and the environment say of a terminal.
struct TerminalDescription: Hashable, Sendable {
  /// The value of `TERM`.
  var name: String
  /// Whether the locale's character set is UTF-8.
  var localeIsUTF8: Bool
  /// terminfo's `colors`, 0 where there are none.
  var colors: Int
  /// Whether terminfo says that colours are 24 bits (`RGB` or `Tc`).
  var hasDirectColor: Bool
  /// Whether terminfo says that mouse reports can be had (`kmous`).
  var hasMouse: Bool
  /// The environment variables that matter: `COLORTERM`, `NO_COLOR`, `TMUX`, `STY`.
  var environment: [String: String]
}

extension Capabilities {
  /// What a terminal can show, with what a person asked for in place of what it says.
  init(_ terminal: TerminalDescription, options: CursesOptions) {
    self.init(
      charset: options.charset ?? Self.charset(of: terminal),
      colorDepth: options.colorDepth ?? Self.colorDepth(of: terminal),
      hasMouse: options.usesMouse && terminal.hasMouse && !terminal.isLinuxConsole && !terminal.isGNUScreen
    )
  }

  private static func charset(of terminal: TerminalDescription) -> Charset {
    // In a locale without UTF-8 nothing but ASCII arrives; DEC's terminals are older than Unicode.
    guard terminal.localeIsUTF8, !terminal.isVideoTerminal else { return .ascii }
    // The console's fonts hold 256 or 512 glyphs; braille and quarters of blocks are not among them.
    return terminal.isLinuxConsole ? .shades : .braille
  }

  private static func colorDepth(of terminal: TerminalDescription) -> ColorDepth {
    // https://no-color.org: "when present and not an empty string".
    if let wish = terminal.environment["NO_COLOR"], !wish.isEmpty { return .mono }
    if terminal.hasDirectColor || terminal.environmentPromisesTrueColor { return .trueColor }
    return switch terminal.colors {
    case 256...: .colors256
    case 16...: .colors16
    case 8...: .colors8
    default: .mono
    }
  }
}

extension TerminalDescription {
  var isLinuxConsole: Bool { name == "linux" || name.hasPrefix("linux-") }

  /// GNU screen, which keeps a lone escape back while mouse reports are on; tmux calls itself screen, too.
  var isGNUScreen: Bool {
    let isInScreen =
      environment["STY"]?.isEmpty == false || name == "screen" || name.hasPrefix("screen.") || name.hasPrefix("screen-")
    return isInScreen && environment["TMUX"]?.isEmpty != false
  }

  /// vt52, vt100, vt220 …
  var isVideoTerminal: Bool { name.hasPrefix("vt") && name.dropFirst(2).first?.isNumber == true }

  /// Whether `COLORTERM` can be believed when it says 24 bits.
  ///
  /// It is inherited, so inside GNU screen it speaks of the terminal around it; GNU screen before version 5 reads
  /// `38;2;r;g;b` as five attributes, blinking among them. tmux, which also calls itself screen, understands.
  var environmentPromisesTrueColor: Bool {
    guard let promise = environment["COLORTERM"]?.lowercased(), promise == "truecolor" || promise == "24bit" else {
      return false
    }
    return !(isLinuxConsole || isVideoTerminal || colors < 8 || isGNUScreen)
  }
}
