import CCurses
import Terminal

/// Texts that come within sequences: the terminal's answers, and what a person pastes.
extension KeyDecoder {
  /// Answers are short; of anything longer the rest is dropped.
  private static let longestString = 4096
  /// Of a text longer than this the rest is dropped.
  private static let longestPaste = 65_536
  private static let endOfPaste = Array("[201~".utf8)

  mutating func decodeInString(_ unit: Unit, _ introducer: UInt8, after bytes: [UInt8]) -> [Arrival] {
    switch unit {
    case .end: return []
    case .character(0x07), .character(0x9C): return completeString(introducer, bytes)
    case .character(0x1B):
      state = .stringEscape(introducer, bytes)
      return []
    case .character(let value):
      if value >= 0x20, value < 0x7F, bytes.count < Self.longestString {
        state = .string(introducer, bytes + [UInt8(value)])
      }
      return []
    case .key, .lapse:
      state = .ground
      return decodeInGround(unit)
    }
  }

  mutating func decodeAfterEscapeInString(_ unit: Unit, _ introducer: UInt8, after bytes: [UInt8]) -> [Arrival] {
    switch unit {
    case .end: return []
    case .character(UInt32(UInt8(ascii: "\\"))): return completeString(introducer, bytes)
    default:
      // The string was cut off, and something else begins.
      state = .escape
      return decode(unit)
    }
  }

  private mutating func completeString(_ introducer: UInt8, _ bytes: [UInt8]) -> [Arrival] {
    state = .ground
    return TerminalReply(introducer: introducer, content: bytes).map { [.reply($0)] } ?? []
  }

  mutating func decodeInPaste(_ unit: Unit) -> [Arrival] {
    switch unit {
    case .end: break
    case .lapse: return completePaste()
    case .character(0x1B): state = .pasteEscape([])
    case .character(let value): addToPaste(value)
    case .key(Int(CCURSES_KEY_ENTER)): addToPaste(0x0A)
    // Part of the text that looks like a key.
    case .key: break
    }
    return []
  }

  mutating func decodeAfterEscapeInPaste(_ unit: Unit, after bytes: [UInt8]) -> [Arrival] {
    switch unit {
    case .end: return []
    case .lapse: return completePaste()
    case .character(let value) where value == UInt32(Self.endOfPaste[bytes.count]):
      let bytes = bytes + [UInt8(value)]
      if bytes == Self.endOfPaste { return completePaste() }
      state = .pasteEscape(bytes)
      return []
    default:
      // An escape sequence in the text itself: without its escape it is only letters.
      state = .paste
      for byte in bytes { addToPaste(UInt32(byte)) }
      return decodeInPaste(unit)
    }
  }

  private mutating func addToPaste(_ value: UInt32) {
    guard pasted.count < Self.longestPaste, let scalar = Unicode.Scalar(value == 0x0D ? 0x0A : value) else { return }
    pasted.append(scalar)
  }

  private mutating func completePaste() -> [Arrival] {
    state = .ground
    defer { pasted = [] }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: pasted)
    return pasted.isEmpty ? [] : [.input(.paste(String(text)))]
  }
}
