import Terminal

/// What a terminal is asked before the first frame, and what its answers mean.
///
/// terminfo and `COLORTERM` are what somebody else believes of the terminal; over ssh the one is often too modest and the other lost on the
/// way. Most terminals know better, and all of them answer the last question, so that nobody waits for those who do not.
struct StartQuestions {
  /// Whether the answers may raise the depth to 24 bits.
  let asksForDepth: Bool
  /// Answers are waited for so long and no longer; what comes later still counts, and is never a key.
  static let patience = Duration.milliseconds(100)

  /// The questions of a terminal that is to be asked; nil for one that might show them as text.
  /// - Parameter options: what a person has decided is not asked.
  init?(_ terminal: TerminalDescription, capabilities: Capabilities, options: CursesOptions) {
    guard terminal.hasMouse, !terminal.isLinuxConsole, !terminal.isVideoTerminal, !terminal.isGNUScreen else {
      return nil
    }
    asksForDepth =
      options.colorDepth == nil && capabilities.colorDepth >= .colors8 && capabilities.colorDepth < .trueColor
  }

  /// OSC 11 for the colour of the background; XTGETTCAP for `RGB` and `Tc`; DECRQSS for the pen after a 24-bit colour was set, whose
  /// answer repeats it only where it was understood; DA, which comes last.
  var bytes: [UInt8] {
    var text = "\u{1B}]11;?\u{1B}\\"
    if asksForDepth {
      text += "\u{1B}P+q524742;5463\u{1B}\\\u{1B}[48;2;1;2;3m\u{1B}P$qm\u{1B}\\\u{1B}[m"
    }
    return Array((text + "\u{1B}[c").utf8)
  }

  /// The capabilities with what an answer adds to them.
  func capabilities(_ capabilities: Capabilities, with reply: TerminalReply) -> Capabilities {
    var result = capabilities
    switch reply {
    case .background(let color): result.background = color
    case .rendition(let parameters) where asksForDepth:
      result.colorDepth = max(result.colorDepth, Self.depth(parameters))
    // `RGB` and `Tc`; the answer to several names may name only the first.
    case .capability(let name, isPresent: true)
    where asksForDepth && (name.hasPrefix("524742") || name.hasPrefix("5463")):
      result.colorDepth = .trueColor
    default: break
    }
    return result
  }

  /// The depth of a terminal whose pen has these parameters of SGR after the colour was set. It repeats the colour, in one of the ways in which
  /// terminals write it: `48:2:1:2:3`, `48:2::1:2:3` and `48;2;1;2;3`; or it has taken the nearest of its palette.
  private static func depth(_ parameters: String) -> Capabilities.ColorDepth {
    let plain = ";" + parameters.replacing("::", with: ":").replacing(":", with: ";") + ";"
    if plain.contains(";48;2;1;2;3;") { return .trueColor }
    return plain.contains(";48;5;") ? .colors256 : .mono
  }
}
