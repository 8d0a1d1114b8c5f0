import CCurses
import Terminal

/// Makes input events and replies of what ncurses reads.
///
/// ncurses knows the keys that terminfo knows. What it does not know comes as an escape and single characters: Alt with a
/// key, modified arrows, cursor keys of a terminal that ignores application mode, pasted text, answers. Left alone, those would be taken for
/// the Escape key and commands typed; so they are recognised here, by ECMA-48's grammar, and dropped or understood.
///
/// On a slow line a sequence may come in pieces, cut anywhere. A piece is kept until the rest is there or time has lapsed; only an escape
/// alone must be told soon, for it is a key, and what then follows at once is still taken for its rest.
struct KeyDecoder {
  /// One thing that ncurses has read.
  enum Unit: Hashable {
    /// A Unicode scalar value, control characters included.
    case character(UInt32)
    /// One of the `CCURSES_KEY_…` numbers.
    case key(Int)
    /// There is nothing more to read now. ncurses has waited for its escape delay.
    case end
    /// Nothing has come for as long as `patience` says: what is incomplete stays so.
    case lapse
  }

  /// What units amount to.
  enum Arrival: Hashable {
    case input(InputEvent)
    case reply(TerminalReply)

    static func key(_ key: Key) -> Arrival { .input(.key(key)) }
  }

  /// Where in a sequence the decoder is.
  enum State: Hashable {
    /// Outside any.
    case ground
    /// After an escape.
    case escape
    /// After two.
    case twoEscapes
    /// After an escape that was told as a key, with nothing after it yet.
    case told
    /// After that and `[` or `O`, which are keys unless the rest of a sequence is there.
    case toldAndIntroducer(UInt8)
    /// After `ESC [`, with the bytes so far.
    case controlSequence([UInt8])
    /// After `ESC O`.
    case singleShift
    /// After `ESC [ <`, with the bytes so far.
    case mouse([UInt8])
    /// After `ESC [ M`, with the values so far: button, column, row.
    case oldMouse([UInt32])
    /// In a control string of the terminal: what introduced it, and the bytes so far.
    case string(UInt8, [UInt8])
    /// After an escape in it.
    case stringEscape(UInt8, [UInt8])
    /// In pasted text.
    case paste
    /// After an escape in it, with what of the sequence that ends it has come.
    case pasteEscape([UInt8])
  }

  var state = State.ground
  /// The text that is being pasted.
  var pasted: [Unicode.Scalar] = []
  /// Whether another escape stood before the sequence that has begun: Alt if it is a key, the Escape key if it is an answer, a report or paste.
  private var escapeBefore = false
  private var buttons = MouseButtons()

  /// Of a sequence longer than this the rest is dropped; xterm's answer to DA has 38 bytes.
  private static let longestSequence = 256

  /// How long the rest of what has begun is waited for; nil outside sequences.
  var patience: Duration? {
    switch state {
    case .ground, .told: nil
    case .paste, .pasteEscape: .seconds(5)
    default: .milliseconds(500)
    }
  }

  /// Takes the next unit and returns what it completes.
  mutating func decode(_ unit: Unit) -> [Arrival] {
    let arrivals = advance(unit)
    guard escapeBefore, state == .ground || state == .paste else { return arrivals }
    escapeBefore = false
    if case .input(.key)? = arrivals.first { return arrivals }
    return [.key(.escape)] + arrivals
  }

  private mutating func advance(_ unit: Unit) -> [Arrival] {
    switch state {
    case .ground, .told: decodeInGround(unit)
    case .escape: decodeAfterEscape(unit)
    case .twoEscapes: decodeAfterTwoEscapes(unit)
    case .toldAndIntroducer(let byte): decodeAfterToldEscape(unit, introducer: byte)
    case .controlSequence(let bytes): decodeInControlSequence(unit, after: bytes)
    case .singleShift: decodeAfterSingleShift(unit)
    case .mouse(let bytes): decodeInMouseReport(unit, after: bytes)
    case .oldMouse(let values): decodeInOldMouseReport(unit, after: values)
    case .string(let introducer, let bytes): decodeInString(unit, introducer, after: bytes)
    case .stringEscape(let introducer, let bytes): decodeAfterEscapeInString(unit, introducer, after: bytes)
    case .paste: decodeInPaste(unit)
    case .pasteEscape(let bytes): decodeAfterEscapeInPaste(unit, after: bytes)
    }
  }

  mutating func decodeInGround(_ unit: Unit) -> [Arrival] {
    let followsTold = state == .told
    if unit != .end { state = .ground }
    switch unit {
    case .end, .lapse:
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
    case .character(UInt32(UInt8(ascii: "["))) where followsTold,
      .character(UInt32(UInt8(ascii: "O"))) where followsTold:
      if case .character(let value) = unit { state = .toldAndIntroducer(UInt8(value)) }
      return []
    case .character(let value):
      return Key(character: value).map { [.key($0)] } ?? []
    }
  }

  private mutating func decodeAfterEscape(_ unit: Unit) -> [Arrival] {
    switch unit {
    case .end, .lapse:
      state = .told
      return [.key(.escape)]
    case .character(0x1B):
      state = .twoEscapes
      return []
    case .character(UInt32(UInt8(ascii: "["))):
      state = .controlSequence([])
      return []
    case .character(UInt32(UInt8(ascii: "O"))):
      state = .singleShift
      return []
    case .character(UInt32(UInt8(ascii: "]"))), .character(UInt32(UInt8(ascii: "P"))):
      if case .character(let value) = unit { state = .string(UInt8(value), []) }
      return []
    case .character:
      // Alt with a key: nothing here, rather than Escape and the key.
      state = .ground
      return []
    case .key:
      // A mouse report comes whole after an escape of its own; anything else is a key with Alt, and an arrow is an arrow.
      state = .ground
      return (Self.isMouse(unit) ? [.key(.escape)] : []) + decodeInGround(unit)
    }
  }

  private mutating func decodeAfterTwoEscapes(_ unit: Unit) -> [Arrival] {
    switch unit {
    case .end, .lapse:
      state = .told
      return [.key(.escape), .key(.escape)]
    case .character(0x1B):
      return [.key(.escape)]
    case .character(UInt32(UInt8(ascii: "["))), .character(UInt32(UInt8(ascii: "O"))),
      .character(UInt32(UInt8(ascii: "]"))), .character(UInt32(UInt8(ascii: "P"))):
      // Alt with an arrow, as rxvt and PuTTY send it, or Escape with an answer of the terminal right behind it.
      escapeBefore = true
      return decodeAfterEscape(unit)
    case .character:
      state = .ground
      return [.key(.escape)]
    case .key:
      return decodeAfterEscape(unit)
    }
  }

  /// After an escape that was told and `[` or `O`: a sequence only where its rest is there, too.
  private mutating func decodeAfterToldEscape(_ unit: Unit, introducer: UInt8) -> [Arrival] {
    state = .ground
    if case .character(let value) = unit, value < 0x7F {
      let byte = UInt8(value)
      let isSequence =
        introducer == UInt8(ascii: "[")
        ? byte == UInt8(ascii: "<") || byte == UInt8(ascii: "M") || (0x30...0x3F).contains(byte)
          || Key(controlSequence: [], final: byte) != nil
        : Key(controlSequence: [], final: byte) != nil
      if isSequence {
        state = introducer == UInt8(ascii: "[") ? .controlSequence([]) : .singleShift
        return decode(unit)
      }
    }
    let key = Key(character: UInt32(introducer)).map { [Arrival.key($0)] } ?? []
    return key + decodeInGround(unit)
  }

  private mutating func decodeInControlSequence(_ unit: Unit, after bytes: [UInt8]) -> [Arrival] {
    if unit == .end { return [] }
    guard case .character(let value) = unit, value >= 0x20, value < 0x7F else {
      state = .ground
      return decodeInGround(unit)
    }
    let byte = UInt8(value)
    switch byte {
    case UInt8(ascii: "<") where bytes.isEmpty:
      state = .mouse([])
      return []
    case UInt8(ascii: "M") where bytes.isEmpty:
      state = .oldMouse([])
      return []
    case UInt8(ascii: "[") where bytes.isEmpty:
      // The Linux console's F1…F5: `ESC [ [ A`.
      state = .controlSequence([byte])
      return []
    case 0x40...0x7E:
      state = .ground
      return complete(bytes, final: byte)
    default:
      if bytes.count < Self.longestSequence { state = .controlSequence(bytes + [byte]) }
      return []
    }
  }

  /// What a whole control sequence means.
  private mutating func complete(_ parameters: [UInt8], final: UInt8) -> [Arrival] {
    if parameters == Array("200".utf8), final == UInt8(ascii: "~") {
      pasted = []
      state = .paste
      return []
    }
    if let reply = Self.reply(parameters, final: final) { return [.reply(reply)] }
    return Key(controlSequence: parameters, final: final).map { [.key($0)] } ?? []
  }

  private static func reply(_ parameters: [UInt8], final: UInt8) -> TerminalReply? {
    switch final {
    case UInt8(ascii: "c") where parameters.first == UInt8(ascii: "?"): return .attributes
    case UInt8(ascii: "R"):
      let numbers = parameters.split(separator: UInt8(ascii: ";")).map { Int(String(decoding: $0, as: UTF8.self)) }
      guard numbers.count == 2, let row = numbers[0], let column = numbers[1] else { return nil }
      // F3 with a modifier looks the same; the cursor is asked for in the first column, and 1 is no modifier.
      return row == 1 && (2...16).contains(column) ? nil : .position
    default: return nil
    }
  }

  private mutating func decodeAfterSingleShift(_ unit: Unit) -> [Arrival] {
    if unit == .end { return [] }
    state = .ground
    guard case .character(let value) = unit, value >= 0x20, value < 0x7F else { return decodeInGround(unit) }
    let key = Key(keypad: UInt8(value)) ?? Key(controlSequence: [], final: UInt8(value))
    return key.map { [.key($0)] } ?? []
  }

  private mutating func decodeInMouseReport(_ unit: Unit, after bytes: [UInt8]) -> [Arrival] {
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
      return mouse(code: code, column: column, row: row, isRelease: isRelease)
    default:
      state = .ground
      return decodeInGround(unit)
    }
  }

  private mutating func decodeInOldMouseReport(_ unit: Unit, after values: [UInt32]) -> [Arrival] {
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
      return mouse(code: code, column: Int(values[1]) - 32, row: Int(value) - 32, isRelease: isRelease)
    case .key, .lapse:
      state = .ground
      return decodeInGround(unit)
    }
  }

  private mutating func mouse(code: Int, column: Int, row: Int, isRelease: Bool) -> [Arrival] {
    buttons.event(code: code, column: column, row: row, isRelease: isRelease).map { [.input(.mouse($0))] } ?? []
  }

  private static func isMouse(_ unit: Unit) -> Bool {
    unit == .key(Int(CCURSES_KEY_MOUSE_SGR)) || unit == .key(Int(CCURSES_KEY_MOUSE_X10))
  }
}
