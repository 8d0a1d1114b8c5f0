import CCurses
import Terminal

/// Makes input events of what ncurses reads.
///
/// ncurses knows the keys that terminfo knows. What it does not know comes as an escape and single characters: Alt with a
/// key, modified arrows, cursor keys of a terminal that ignores application mode. Left alone, those would be taken for
/// the Escape key and commands typed; so they are recognised here, by ECMA-48's grammar, and dropped or understood.
struct KeyDecoder {
  /// One thing that ncurses has read.
  enum Unit: Hashable {
    /// A Unicode scalar value, control characters included.
    case character(UInt32)
    /// One of the `CCURSES_KEY_…` numbers.
    case key(Int)
    /// There is nothing more to read now. ncurses has waited for its escape delay.
    case end
  }

  /// Where in a sequence the decoder is.
  private enum State: Hashable {
    /// Outside any.
    case ground
    /// After an escape.
    case escape
    /// After `ESC [`, with the bytes so far.
    case controlSequence([UInt8])
    /// After `ESC O`.
    case singleShift
    /// After `ESC [ <`, with the bytes so far.
    case mouse([UInt8])
    /// After `ESC [ M`, with the values so far: button, column, row.
    case oldMouse([UInt32])
  }

  private var state = State.ground
  private var buttons = MouseButtons()

  /// A sequence longer than this is none.
  private static let longestSequence = 32

  /// Takes the next unit and returns the events it completes.
  mutating func decode(_ unit: Unit) -> [InputEvent] {
    switch state {
    case .ground: decodeInGround(unit)
    case .escape: decodeAfterEscape(unit)
    case .controlSequence(let bytes): decodeInControlSequence(unit, after: bytes)
    case .singleShift: decodeAfterSingleShift(unit)
    case .mouse(let bytes): decodeInMouseReport(unit, after: bytes)
    case .oldMouse(let values): decodeInOldMouseReport(unit, after: values)
    }
  }

  private mutating func decodeInGround(_ unit: Unit) -> [InputEvent] {
    switch unit {
    case .end:
      return []
    case .key(Int(CCURSES_KEY_MOUSE_SGR)):
      state = .mouse([])
      return []
    case .key(Int(CCURSES_KEY_MOUSE_X10)):
      state = .oldMouse([])
      return []
    case .key(let number):
      return Key(cursesKey: number).map { [.key($0)] } ?? []
    case .character(0x1B):
      state = .escape
      return []
    case .character(let value):
      return Key(character: value).map { [.key($0)] } ?? []
    }
  }

  private mutating func decodeAfterEscape(_ unit: Unit) -> [InputEvent] {
    switch unit {
    case .end:
      state = .ground
      return [.key(.escape)]
    case .character(0x1B):
      // Two in a row: the first was the key; the second may begin something.
      return [.key(.escape)]
    case .character(UInt32(UInt8(ascii: "["))):
      state = .controlSequence([])
      return []
    case .character(UInt32(UInt8(ascii: "O"))):
      state = .singleShift
      return []
    case .character:
      // Alt with a key: nothing here, rather than Escape and the key.
      state = .ground
      return []
    case .key:
      // A key that comes whole, after an escape of its own.
      state = .ground
      return [.key(.escape)] + decodeInGround(unit)
    }
  }

  private mutating func decodeInControlSequence(_ unit: Unit, after bytes: [UInt8]) -> [InputEvent] {
    guard case .character(let value) = unit, value >= 0x20, value < 0x7F, bytes.count < Self.longestSequence else {
      state = .ground
      return unit == .end ? [] : decodeInGround(unit)
    }
    let byte = UInt8(value)
    switch byte {
    case UInt8(ascii: "<") where bytes.isEmpty:
      state = .mouse([])
      return []
    case UInt8(ascii: "[") where bytes.isEmpty:
      // The Linux console's F1…F5: `ESC [ [ A`.
      state = .controlSequence([byte])
      return []
    case 0x40...0x7E:
      state = .ground
      return Key(controlSequence: bytes, final: byte).map { [.key($0)] } ?? []
    default:
      state = .controlSequence(bytes + [byte])
      return []
    }
  }

  private mutating func decodeAfterSingleShift(_ unit: Unit) -> [InputEvent] {
    state = .ground
    guard case .character(let value) = unit, value >= 0x20, value < 0x7F else { return [] }
    return Key(controlSequence: [], final: UInt8(value)).map { [.key($0)] } ?? []
  }

  private mutating func decodeInMouseReport(_ unit: Unit, after bytes: [UInt8]) -> [InputEvent] {
    switch unit {
    case .end:
      // A report cut in two on its way goes on with the next read.
      return []
    case .character(let value)
    where (0x30...0x39).contains(value) || value == UInt32(UInt8(ascii: ";")):
      state = bytes.count < Self.longestSequence ? .mouse(bytes + [UInt8(value)]) : .ground
      return []
    case .character(UInt32(UInt8(ascii: "M"))), .character(UInt32(UInt8(ascii: "m"))):
      state = .ground
      let numbers = bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        .map { Int(String(decoding: $0, as: UTF8.self)) }
      guard numbers.count == 3, let code = numbers[0], let column = numbers[1], let row = numbers[2] else { return [] }
      let isRelease = unit == .character(UInt32(UInt8(ascii: "m")))
      return buttons.event(code: code, column: column, row: row, isRelease: isRelease).map { [.mouse($0)] } ?? []
    default:
      state = .ground
      return decodeInGround(unit)
    }
  }

  private mutating func decodeInOldMouseReport(_ unit: Unit, after values: [UInt32]) -> [InputEvent] {
    switch unit {
    case .end:
      return []
    case .character(let value):
      guard values.count == 2 else {
        state = .oldMouse(values + [value])
        return []
      }
      state = .ground
      guard values[0] >= 32, values[1] > 32, value > 32 else { return [] }
      let code = Int(values[0]) - 32
      // In this encoding button 3 is "the button went up", whichever.
      let isRelease = code & 0b1100_0011 == 3 && code & 32 == 0
      return buttons.event(code: code, column: Int(values[1]) - 32, row: Int(value) - 32, isRelease: isRelease)
        .map { [.mouse($0)] } ?? []
    case .key:
      state = .ground
      return decodeInGround(unit)
    }
  }
}
