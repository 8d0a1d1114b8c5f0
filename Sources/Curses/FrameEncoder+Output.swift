import Terminal

extension FrameEncoder {
  /// Bytes under way, with the style that the terminal will have after them.
  struct Output {
    let strings: ControlStrings
    let capabilities: Capabilities
    var bytes: [UInt8] = []
    private var style = Style.plain

    init(strings: ControlStrings, capabilities: Capabilities) {
      self.strings = strings
      self.capabilities = capabilities
      bytes.reserveCapacity(4096)
    }

    mutating func move(to point: Point) {
      switch strings.cursorAddressing {
      case .terminfo(let address):
        bytes += address(point.y, point.x)
      case .ansi:
        append("\u{1B}[")
        append(number: point.y + 1)
        append(";")
        append(number: point.x + 1)
        append("H")
      }
    }

    mutating func write(_ glyph: Unicode.Scalar) {
      let glyph = glyph.transliterated(to: capabilities.charset)
      if glyph.isASCII {
        bytes.append(UInt8(truncatingIfNeeded: glyph.value))
      } else {
        bytes.append(contentsOf: Unicode.UTF8.encode(glyph) ?? Unicode.UTF8.encodedReplacementCharacter)
      }
    }

    mutating func apply(_ new: Style) {
      guard new != style else { return }
      var current = style
      // A colour goes back to the default, and an attribute off, only with everything else: terminals differ in the rest.
      let resets =
        !current.attributes.isSubset(of: new.attributes)
        || (new.foreground.isDefault && !current.foreground.isDefault)
        || (new.background.isDefault && !current.background.isDefault)
      if resets {
        bytes += strings.reset
        current = .plain
      }
      let added = new.attributes.subtracting(current.attributes)
      if added.contains(.bold) { bytes += strings.bold }
      if added.contains(.dim) { bytes += strings.dim }
      if added.contains(.underline) { bytes += strings.underline }
      if added.contains(.reverse) { bytes += strings.reverse }
      if new.foreground != current.foreground { apply(new.foreground, strings.foregrounds, direct: "\u{1B}[38;2;") }
      if new.background != current.background { apply(new.background, strings.backgrounds, direct: "\u{1B}[48;2;") }
      style = new
    }

    /// Leaves the terminal in the plain style, which every frame starts from.
    mutating func finish() { apply(.plain) }

    private mutating func apply(_ color: Color, _ palette: [[UInt8]], direct: StaticString) {
      switch capabilities.colorDepth {
      case .mono: return
      case .trueColor:
        append(direct)
        append(number: Int(color.red))
        append(";")
        append(number: Int(color.green))
        append(";")
        append(number: Int(color.blue))
        append("m")
      case .colors8, .colors16, .colors256:
        if let index = color.paletteIndex(at: capabilities.colorDepth) { bytes += palette[Int(index)] }
      }
    }

    private mutating func append(_ string: StaticString) {
      string.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func append(number: Int) {
      if number >= 10 { append(number: number / 10) }
      bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }
  }
}
