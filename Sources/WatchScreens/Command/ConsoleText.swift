import Terminal

/// What a program has printed, as a terminal would show it: colours, carriage returns, progress bars that are drawn over and over.
///
/// Of what a program can ask a terminal for it takes over colours, erasing and movements by rows and columns. Everything else is left out, so nothing but
/// glyphs of one column or two ever comes from it.
public struct ConsoleText: Sendable {
  /// So many lines are kept.
  private static let capacity = 2000
  /// A longer line is cut.
  private static let lineCapacity = 1000

  private enum State {
    case text
    case escape
    /// After `ESC [`.
    case sequence
    /// A string such as a title, up to BEL or `ESC \`.
    case string
    case stringEscape
    /// One more byte that is left out.
    case skip
  }

  /// The lines, oldest first; the last one is being written.
  public private(set) var lines: [[Cell]] = [[]]
  /// How many bytes have come.
  public private(set) var count = 0
  private var row = 0
  private var column = 0
  private var style = Style.plain
  private var state = State.text
  private var parameters: [UInt8] = []
  private var pending: [UInt8] = []

  /// Nothing was printed yet.
  public init() {}

  /// Takes in what was printed.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      count += 1
      take(byte)
    }
    guard lines.count > Self.capacity else { return }
    let gone = lines.count - Self.capacity
    lines.removeFirst(gone)
    row = max(0, row - gone)
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .text: takeText(byte)
    case .escape:
      switch byte {
      case 0x5B:
        parameters.removeAll(keepingCapacity: true)
        state = .sequence
      case 0x5D, 0x50, 0x58, 0x5E, 0x5F: state = .string
      case 0x20...0x2F: state = .skip
      default: state = .text
      }
    case .sequence:
      if (0x40...0x7E).contains(byte) {
        obey(byte)
        state = .text
      } else if byte == 0x1B {
        state = .escape
      } else if parameters.count < 64 {
        parameters.append(byte)
      }
    case .string:
      if byte == 0x07 { state = .text }
      if byte == 0x1B { state = .stringEscape }
    case .stringEscape: state = byte == 0x5C ? .text : byte == 0x1B ? .stringEscape : .string
    case .skip: state = .text
    }
  }

  private mutating func takeText(_ byte: UInt8) {
    if !pending.isEmpty || byte >= 0x80 { return takeUTF8(byte) }
    switch byte {
    case 0x1B: state = .escape
    case 0x0A:
      move(toRow: row + 1)
      column = 0
    case 0x0D: column = 0
    case 0x08: column = max(0, column - 1)
    case 0x09: column = min(Self.lineCapacity, (column / 8 + 1) * 8)
    case 0x20..<0x7F: put(Unicode.Scalar(byte))
    default: break
    }
  }

  private mutating func takeUTF8(_ byte: UInt8) {
    if byte < 0x80 || byte >= 0xC0, !pending.isEmpty {
      pending.removeAll(keepingCapacity: true)
      put("?")
      return takeText(byte)
    }
    pending.append(byte)
    let first = pending[0]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard pending.count >= length || first < 0xC0 else { return }
    let scalar = String(decoding: pending, as: UTF8.self).unicodeScalars.first ?? "?"
    pending.removeAll(keepingCapacity: true)
    // An accent of its own belongs to the letter before it, where the two have a scalar; joiners have no column.
    if scalar.hasNoColumn { return join(scalar) }
    let isWide = scalar.takesTwoColumns && column + 1 < Self.lineCapacity
    put(scalar.takesOneColumn || isWide ? scalar : "?")
    if isWide { put(.secondColumn) }
  }

  private mutating func join(_ accent: Unicode.Scalar) {
    guard lines.indices.contains(row), column > 0, column <= lines[row].count else { return }
    let glyph = lines[row][column - 1].glyph
    let joined = (String(Character(glyph)) + String(Character(accent))).inColumns.unicodeScalars
    if let first = joined.first, joined.count == 1 { lines[row][column - 1].glyph = first }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    guard column < Self.lineCapacity else { return }
    pad(to: column)
    let cell = Cell(scalar, style)
    if column < lines[row].count { lines[row][column] = cell } else { lines[row].append(cell) }
    column += 1
  }

  private mutating func pad(to column: Int) {
    let missing = column - lines[row].count
    if missing > 0 { lines[row].append(contentsOf: repeatElement(.blank, count: missing)) }
  }

  private mutating func move(toRow new: Int) {
    row = max(0, new)
    while row >= lines.count { lines.append([]) }
  }

  // MARK: Sequences

  private mutating func obey(_ letter: UInt8) {
    // A private sequence changes modes, which are no business of a picture.
    guard parameters.first.map({ $0 < 0x3C }) ?? true else { return }
    let numbers = String(decoding: parameters, as: UTF8.self).split(
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == ";" || $0 == ":" }
    ).map { min(9999, Int($0) ?? 0) }
    let first = numbers.first ?? 0
    let steps = max(1, first)
    switch letter {
    case 0x41: move(toRow: max(max(0, lines.count - 200), row - steps))  // A: up
    case 0x42: move(toRow: min(lines.count - 1, row + steps))  // B: down
    case 0x43: column = min(Self.lineCapacity, column + steps)  // C: right
    case 0x44: column = max(0, column - steps)  // D: left
    case 0x47: column = min(Self.lineCapacity, steps - 1)  // G: to a column
    case 0x45, 0x46:  // E, F: rows down, up, to the beginning
      move(toRow: letter == 0x45 ? min(lines.count - 1, row + steps) : row - steps)
      column = 0
    case 0x4A: erase(below: first)  // J
    case 0x4B: erase(inLine: first)  // K
    case 0x6D: setStyle(numbers)  // m
    default: break
    }
  }

  private mutating func erase(below mode: Int) {
    guard mode == 0 || mode == 2 else { return }
    erase(inLine: mode)
    if row + 1 < lines.count { lines.removeLast(lines.count - row - 1) }
  }

  private mutating func erase(inLine mode: Int) {
    switch mode {
    case 0: if column < lines[row].count { lines[row].removeLast(lines[row].count - column) }
    case 1: for index in 0..<min(lines[row].count, column + 1) { lines[row][index] = .blank }
    default: lines[row].removeAll()
    }
  }

  private mutating func setStyle(_ numbers: [Int]) {
    var rest = ArraySlice(numbers.isEmpty ? [0] : numbers)
    while let number = rest.popFirst() {
      switch number {
      case 0: style = .plain
      case 1: style.attributes.insert(.bold)
      case 2: style.attributes.insert(.dim)
      case 4: style.attributes.insert(.underline)
      case 7: style.attributes.insert(.reverse)
      case 22: style.attributes.subtract([.bold, .dim])
      case 24: style.attributes.remove(.underline)
      case 27: style.attributes.remove(.reverse)
      case 30...37: style.foreground = .palette(UInt8(number - 30))
      case 90...97: style.foreground = .palette(UInt8(number - 90 + 8))
      case 38: style.foreground = Self.color(&rest) ?? style.foreground
      case 39: style.foreground = .default
      case 40...47: style.background = .palette(UInt8(number - 40))
      case 100...107: style.background = .palette(UInt8(number - 100 + 8))
      case 48: style.background = Self.color(&rest) ?? style.background
      case 49: style.background = .default
      default: break
      }
    }
  }

  /// The colour after 38 or 48: `5;n` or `2;r;g;b`.
  private static func color(_ rest: inout ArraySlice<Int>) -> Color? {
    switch rest.popFirst() {
    case 5: return rest.popFirst().flatMap { UInt8(exactly: $0) }.map(Color.palette)
    case 2:
      let parts = rest.prefix(3).compactMap { UInt8(exactly: $0) }
      rest = rest.dropFirst(3)
      return parts.count == 3 ? Color(red: parts[0], green: parts[1], blue: parts[2]) : nil
    default: return nil
    }
  }
}
