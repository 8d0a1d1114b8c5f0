import Terminal

/// A terminal in memory, which reads bytes as real ones do: what it then shows, what it answers, and what it did not understand.
struct MemoryTerminal {
  /// What is shown, in the colours of xterm's palette.
  private(set) var cells: Buffer
  /// What was sent that no such terminal has, or that terminals read in different ways.
  private(set) var faults: [String] = []
  /// Status reports, in order.
  private(set) var answers: [String] = []
  /// Where the next glyph goes; nil behind the last column, where terminals differ.
  private(set) var cursor: Point? = Point(0, 0)
  private(set) var pen = Style.plain
  /// Whether what is drawn is held back until the frame is whole.
  private(set) var isUpdating = false

  init(size: Size, showing cells: Buffer? = nil) { self.cells = cells ?? Buffer(size: size) }

  /// Reads bytes; sequences must be whole.
  mutating func feed(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self)).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": readEscape(&rest)
      case "\n": move(0, 1)
      case "\u{08}": move(-1, 0)
      case " "...: put(scalar)
      default: faults.append("control character \(scalar.value)")
      }
    }
  }

  private mutating func put(_ glyph: Unicode.Scalar) {
    guard let place = cursor else { return faults.append("a glyph behind the last column") }
    let columns = glyph.takesTwoColumns ? 2 : 1
    guard place.x + columns <= cells.size.width else { return faults.append("a wide glyph in the last column") }
    // Half of a wide glyph does not stay.
    if cells[place.x, place.y].glyph == .secondColumn { blank(place.x - 1, place.y) }
    if cells[place.x + columns, place.y].glyph == .secondColumn { blank(place.x + columns, place.y) }
    cells[place.x, place.y] = Cell(glyph, pen)
    if columns == 2 { cells[place.x + 1, place.y] = Cell(.secondColumn, pen) }
    cursor = place.x + columns == cells.size.width ? nil : Point(place.x + columns, place.y)
  }

  private mutating func blank(_ x: Int, _ y: Int) {
    cells[x, y].glyph = " "
  }

  /// A move that a terminal stops at its edge, or answers by scrolling, is a fault here.
  private mutating func move(_ across: Int, _ down: Int) {
    guard let cursor else { return faults.append("a relative move behind the last column") }
    place(at: Point(cursor.x + across, cursor.y + down))
  }

  private mutating func place(at target: Point) {
    guard cells.bounds.contains(target) else { return faults.append("a move to \(target)") }
    cursor = target
  }

  private mutating func readEscape(_ rest: inout Substring.UnicodeScalarView) {
    guard rest.popFirst() == "[" else { return faults.append("an escape without [") }
    var parameters = ""
    while let scalar = rest.popFirst() {
      guard scalar.value >= 0x40 else {
        parameters.unicodeScalars.append(scalar)
        continue
      }
      return carryOut(parameters, scalar)
    }
    faults.append("a sequence that does not end")
  }

  private mutating func carryOut(_ parameters: String, _ final: Unicode.Scalar) {
    let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    let first = numbers.first.flatMap { $0 } ?? 1
    switch (final, parameters) {
    case ("m", _): select(numbers.map { $0 ?? 0 })
    case ("H", _): place(at: Point((numbers.count > 1 ? numbers[1] ?? 1 : 1) - 1, first - 1))
    case ("C", _): move(first, 0)
    case ("D", _): move(-first, 0)
    case ("J", "2"): cells = Buffer(size: cells.size, fill: Cell(" ", Style(.default, on: pen.background)))
    case ("n", "6"):
      let place = cursor ?? Point(cells.size.width - 1, 0)
      answers.append("\u{1B}[\(place.y + 1);\(place.x + 1)R")
    case ("h", "?2026"): isUpdating = true
    case ("l", "?2026"): isUpdating = false
    default: faults.append("ESC [ \(parameters) \(final)")
    }
  }

  /// SGR; a parameter that is left out is 0.
  private mutating func select(_ numbers: [Int]) {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: pen = .plain
      case 1: pen.attributes.insert(.bold)
      case 2: pen.attributes.insert(.dim)
      case 4: pen.attributes.insert(.underline)
      case 7: pen.attributes.insert(.reverse)
      case 30...37: pen.foreground = .palette(UInt8(number - 30))
      case 90...97: pen.foreground = .palette(UInt8(number - 90 + 8))
      case 40...47: pen.background = .palette(UInt8(number - 40))
      case 100...107: pen.background = .palette(UInt8(number - 100 + 8))
      case 38: pen.foreground = color(&rest) ?? pen.foreground
      case 48: pen.background = color(&rest) ?? pen.background
      case 39: pen.foreground = .default
      case 49: pen.background = .default
      default: faults.append("SGR \(number)")
      }
    }
  }

  private mutating func color(_ rest: inout ArraySlice<Int>) -> Color? {
    switch rest.popFirst() {
    case 5:
      if let index = rest.popFirst() { return .palette(UInt8(index)) }
    case 2:
      if let red = rest.popFirst(), let green = rest.popFirst(), let blue = rest.popFirst() {
        return Color(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
      }
    default: break
    }
    faults.append("a colour without its numbers")
    return nil
  }
}
