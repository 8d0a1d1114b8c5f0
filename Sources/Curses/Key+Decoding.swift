import CCurses
import Terminal

extension Key {
  /// The key of one of ncurses' numbers; nil for one that is not used.
  init?(cursesKey number: Int) {
    switch number {
    case Int(CCURSES_KEY_UP): self = .up
    case Int(CCURSES_KEY_DOWN): self = .down
    case Int(CCURSES_KEY_LEFT): self = .left
    case Int(CCURSES_KEY_RIGHT): self = .right
    case Int(CCURSES_KEY_ENTER): self = .enter
    case Int(CCURSES_KEY_BACK_TAB): self = .backTab
    case Int(CCURSES_KEY_BACKSPACE): self = .backspace
    case Int(CCURSES_KEY_DELETE): self = .delete
    case Int(CCURSES_KEY_INSERT): self = .insert
    case Int(CCURSES_KEY_HOME): self = .home
    case Int(CCURSES_KEY_END): self = .end
    case Int(CCURSES_KEY_PAGE_UP): self = .pageUp
    case Int(CCURSES_KEY_PAGE_DOWN): self = .pageDown
    case Int(CCURSES_KEY_FUNCTION) + 1...Int(CCURSES_KEY_FUNCTION) + 12:
      self = .function(number - Int(CCURSES_KEY_FUNCTION))
    default: return nil
    }
  }

  /// The key of a character as a terminal in raw mode sends it; nil for control characters without a letter.
  init?(character value: UInt32) {
    switch value {
    case 0x09: self = .tab
    case 0x0A, 0x0D: self = .enter
    case 0x08, 0x7F: self = .backspace
    case 0x01...0x1A:
      guard let letter = Unicode.Scalar(value + 0x60) else { return nil }
      self = .control(letter)
    case 0x20..<0x7F, 0xA0...:
      guard let scalar = Unicode.Scalar(value) else { return nil }
      self = .character(scalar)
    default: return nil
    }
  }

  /// The key of the numeric keypad in its application mode: `ESC O letter`.
  init?(keypad letter: UInt8) {
    let digits = Array("*+,-./0123456789".unicodeScalars)
    switch letter {
    case UInt8(ascii: "j")...UInt8(ascii: "y"): self = .character(digits[Int(letter - UInt8(ascii: "j"))])
    case UInt8(ascii: "X"): self = .character("=")
    case UInt8(ascii: "I"): self = .tab
    case UInt8(ascii: " "): self = .character(" ")
    default: return nil
    }
  }

  /// The key of `ESC [ parameters final` or `ESC O final`, which are the same but for the terminal's mode.
  init?(controlSequence parameters: [UInt8], final: UInt8) {
    // With a private prefix it is an answer, whatever its last letter.
    if let first = parameters.first, (0x3C...0x3F).contains(first) { return nil }
    // With a modifier, an arrow is an arrow: `ESC [ 1 ; 5 C`.
    let number = parameters.split(separator: UInt8(ascii: ";")).first.flatMap {
      Int(String(decoding: $0, as: UTF8.self))
    }
    switch final {
    case UInt8(ascii: "A") where parameters == [UInt8(ascii: "[")]: self = .function(1)
    case UInt8(ascii: "B") where parameters == [UInt8(ascii: "[")]: self = .function(2)
    case UInt8(ascii: "C") where parameters == [UInt8(ascii: "[")]: self = .function(3)
    case UInt8(ascii: "D") where parameters == [UInt8(ascii: "[")]: self = .function(4)
    case UInt8(ascii: "E") where parameters == [UInt8(ascii: "[")]: self = .function(5)
    case UInt8(ascii: "A"): self = .up
    case UInt8(ascii: "B"): self = .down
    case UInt8(ascii: "C"): self = .right
    case UInt8(ascii: "D"): self = .left
    case UInt8(ascii: "F"): self = .end
    case UInt8(ascii: "H"): self = .home
    case UInt8(ascii: "M") where parameters.isEmpty: self = .enter
    case UInt8(ascii: "Z"): self = .backTab
    case UInt8(ascii: "P"): self = .function(1)
    case UInt8(ascii: "Q"): self = .function(2)
    case UInt8(ascii: "R") where number == nil || number == 1: self = .function(3)
    case UInt8(ascii: "S"): self = .function(4)
    case UInt8(ascii: "~"):
      switch number {
      case 1, 7: self = .home
      case 2: self = .insert
      case 3: self = .delete
      case 4, 8: self = .end
      case 5: self = .pageUp
      case 6: self = .pageDown
      case 11, 12, 13, 14, 15: self = .function((number ?? 11) - 10)
      case 17, 18, 19, 20, 21: self = .function((number ?? 17) - 11)
      case 23, 24: self = .function((number ?? 23) - 12)
      default: return nil
      }
    default: return nil
    }
  }
}
