import Terminal

extension FrameEncoder {
  /// Bytes under way, with the pen and the cursor that the terminal will have after them.
  ///
  /// Switches of colour and moves of the cursor are most of a frame's bytes, so both are chosen by their length.
  struct Output {
    let strings: ControlStrings
    let capabilities: Capabilities
    private(set) var bytes: [UInt8] = []
    private var pen = Style.plain
    /// Where the next glyph goes; nil where that is not known.
    private var cursor: Point?
    /// Where the sequence of parameters that more may be added to begins; nil without one.
    private var openSequence: Int?

    init(strings: ControlStrings, capabilities: Capabilities) {
      self.strings = strings
      self.capabilities = capabilities
      bytes.reserveCapacity(4096)
    }

    /// Empties the screen.
    mutating func clear() {
      bytes += strings.reset
      bytes += strings.clear
      cursor = nil
    }

    /// Leaves the terminal in the plain style with the cursor in the corner, which every frame starts from.
    mutating func finish() {
      apply(.plain)
      move(to: Point(0, 0))
    }

    // MARK: Moving

    /// Brings the cursor to a cell in the shortest way: to its row and column, or from where it is.
    private mutating func reach(_ target: Point) {
      guard cursor != target else { return }
      guard case .ansi = strings.cursorAddressing, let cursor, target.y >= cursor.y else { return move(to: target) }
      let (down, across) = (target.y - cursor.y, target.x - cursor.x)
      // A line feed goes down and a backspace to the left, one byte each; the terminal is in raw mode.
      let jump = across.magnitude == 1 ? 3 : 3 + Self.digits(Int(across.magnitude))
      let sideways = across == 0 ? 0 : across < 0 ? min(-across, jump) : jump
      let absolute =
        target == Point(0, 0)
        ? 3 : 3 + Self.digits(target.y + 1) + (target.x == 0 ? 0 : 1 + Self.digits(target.x + 1))
      guard down + sideways < absolute else { return move(to: target) }
      for _ in 0..<down { bytes.append(0x0A) }
      if across < 0, -across <= jump {
        for _ in 0..<(-across) { bytes.append(0x08) }
      } else if across != 0 {
        append("\u{1B}[")
        if across.magnitude > 1 { append(number: Int(across.magnitude)) }
        bytes.append(across < 0 ? UInt8(ascii: "D") : UInt8(ascii: "C"))
      }
      self.cursor = target
    }

    private mutating func move(to point: Point) {
      cursor = point
      switch strings.cursorAddressing {
      case .terminfo(let address):
        bytes += address(point.y, point.x)
      case .ansi:
        append("\u{1B}[")
        // Both are 1 when they are not written.
        if point.y > 0 || point.x > 0 { append(number: point.y + 1) }
        if point.x > 0 {
          append(";")
          append(number: point.x + 1)
        }
        append("H")
      }
    }

    // MARK: Cells

    /// Draws the cells of a run.
    mutating func draw(_ run: Run, of frame: Buffer) {
      reach(Point(run.x, run.y))
      apply(run.pen, isBlank: run.isBlank)
      for x in run.x..<run.end {
        let glyph = frame.drawnGlyph(x: x, y: run.y)
        // Where only ASCII is drawn, either column has its sign.
        if let glyph = glyph ?? (capabilities.charset.isASCII ? "?" : nil) { write(glyph) }
      }
      // Behind the last column terminals differ in where the cursor is.
      cursor = run.end == frame.size.width ? nil : Point(run.end, run.y)
    }

    private mutating func write(_ glyph: Unicode.Scalar) {
      let glyph = glyph.transliterated(to: capabilities.charset)
      if glyph.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: glyph.value))
      } else {
        bytes.append(contentsOf: Unicode.UTF8.encode(glyph) ?? Unicode.UTF8.encodedReplacementCharacter)
      }
    }

    // MARK: The pen

    /// - Parameter isBlank: whether no stroke is drawn, so that the foreground may stay as it is.
    private mutating func apply(_ new: Style, isBlank: Bool = false) {
      var new = new
      if isBlank, pen.attributes.isDisjoint(with: [.underline, .reverse]) {
        new.foreground = pen.foreground
        new.attributes = pen.attributes
      }
      guard new != pen else { return }
      openSequence = nil
      var current = pen
      // An attribute goes off only with everything else: terminals differ in the rest.
      let resets =
        new == .plain || !current.attributes.isSubset(of: new.attributes)
        || (new.foreground.isDefault && !current.foreground.isDefault && strings.defaultForeground.isEmpty)
        || (new.background.isDefault && !current.background.isDefault && strings.defaultBackground.isEmpty)
      if resets {
        add(strings.reset)
        current = .plain
      }
      let added = new.attributes.subtracting(current.attributes)
      if added.contains(.bold) { add(strings.bold) }
      if added.contains(.dim) { add(strings.dim) }
      if added.contains(.underline) { add(strings.underline) }
      if added.contains(.reverse) { add(strings.reverse) }
      if new.foreground != current.foreground {
        apply(new.foreground, strings.foregrounds, direct: "\u{1B}[38;2;", none: strings.defaultForeground)
      }
      if new.background != current.background {
        apply(new.background, strings.backgrounds, direct: "\u{1B}[48;2;", none: strings.defaultBackground)
      }
      pen = new
    }

    private mutating func apply(_ color: Color, _ palette: [[UInt8]], direct: StaticString, none: [UInt8]) {
      guard !color.isDefault else { return add(none) }
      switch capabilities.colorDepth {
      case .mono: return
      case .trueColor:
        var sequence: [UInt8] = []
        direct.withUTF8Buffer { sequence.append(contentsOf: $0) }
        Self.append(Int(color.red), to: &sequence)
        sequence.append(UInt8(ascii: ";"))
        Self.append(Int(color.green), to: &sequence)
        sequence.append(UInt8(ascii: ";"))
        Self.append(Int(color.blue), to: &sequence)
        sequence.append(UInt8(ascii: "m"))
        add(sequence)
      case .colors8, .colors16, .colors256:
        if let index = color.paletteIndex(at: capabilities.colorDepth) { add(palette[Int(index)]) }
      }
    }

    /// Adds a switch of the pen; one in the standard's form joins the one before it in a single sequence.
    private mutating func add(_ sequence: [UInt8]) {
      guard ControlStrings.selectsRendition(sequence) else {
        openSequence = nil
        bytes += sequence
        return
      }
      if let start = openSequence {
        bytes.removeLast()
        // A parameter that is left out is 0; some terminals take it so only at the end.
        if bytes.count == start + 2 { bytes.append(UInt8(ascii: "0")) }
        bytes.append(UInt8(ascii: ";"))
        bytes += sequence.dropFirst(2)
      } else {
        openSequence = bytes.count
        bytes += sequence
      }
    }

    // MARK: Bytes

    private mutating func append(_ string: StaticString) {
      string.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func append(number: Int) { Self.append(number, to: &bytes) }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
      if number >= 10 { append(number / 10, to: &bytes) }
      bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    private static func digits(_ number: Int) -> Int { number < 10 ? 1 : number < 100 ? 2 : number < 1000 ? 3 : 4 }
  }
}
