import Terminal

/// What a terminal answers to a question; never a key.
enum TerminalReply: Hashable {
  /// Where the cursor is (CPR); what was sent before the question has been shown.
  case position
  /// Which terminal it is (DA), the answer that comes last at the start.
  case attributes
  /// The colour behind its text (OSC 11).
  case background(Color)
  /// The pen as the terminal has it (DECRQSS), the parameters of an SGR sequence.
  case rendition(String)
  /// A terminfo capability by its name in hexadecimal digits (XTGETTCAP), and whether the terminal has it.
  case capability(String, isPresent: Bool)

  /// The reply in a control string without its terminator; nil for one that nobody asked for.
  /// - Parameter introducer: `]` for an operating system command, `P` for a device control string.
  init?(introducer: UInt8, content: [UInt8]) {
    let text = String(decoding: content, as: UTF8.self)
    switch introducer {
    case UInt8(ascii: "]"):
      guard text.hasPrefix("11;"), let color = Self.color(text.dropFirst(3)) else { return nil }
      self = .background(color)
    case UInt8(ascii: "P"):
      if text.hasPrefix("1$r"), text.hasSuffix("m") {
        self = .rendition(String(text.dropFirst(3).dropLast()))
      } else if text.hasPrefix("1+r") || text.hasPrefix("0+r") {
        let name = text.dropFirst(3).prefix { $0 != "=" }
        self = .capability(name.uppercased(), isPresent: text.hasPrefix("1"))
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// A colour in X11's notation: `rgb:RR/GG/BB` with one to four hexadecimal digits a component, or `rgba:` with one more.
  static func color(_ text: some StringProtocol) -> Color? {
    guard let colon = text.firstIndex(of: ":"), ["rgb", "rgba"].contains(String(text[..<colon])) else { return nil }
    let parts = text[text.index(after: colon)...].split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3 || parts.count == 4 else { return nil }
    var components: [UInt8] = []
    for part in parts.prefix(3) {
      guard (1...4).contains(part.count), let value = Int(part, radix: 16) else { return nil }
      let highest = 1 << (4 * part.count) - 1
      components.append(UInt8((value * 255 + highest / 2) / highest))
    }
    return Color(red: components[0], green: components[1], blue: components[2])
  }
}
