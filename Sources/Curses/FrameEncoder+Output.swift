import Terminal

extension FrameEncoder {
  /// Bytes under way, with what the terminal's cursor and style will be after them.
  struct Output {
    let strings: ControlStrings
    let capabilities: Capabilities
    var bytes: [UInt8] = []
    /// Where the cursor is; nil when unknown.
    var cursor: Point?
    /// The style that is set; nil when unknown.
    private(set) var style: Style? = .plain

    init(strings: ControlStrings, capabilities: Capabilities) {
      self.strings = strings
      self.capabilities = capabilities
      bytes.reserveCapacity(4096)
    }

    mutating func move(to point: Point) {
      guard cursor != point else { return }
      cursor = point
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
      if capabilities.charset == .ascii {
        bytes.append(glyph.nearestASCII)
      } else {
        bytes.append(contentsOf: Unicode.UTF8.encode(glyph) ?? Unicode.UTF8.encodedReplacementCharacter)
      }
    }

    mutating func apply(_ new: Style) {
      guard new != style else { return }
      var current = style ?? .plain
      // A colour goes back to the default, and an attribute off, only with everything else: terminals differ in the rest.
      let resets =
        style == nil || !current.attributes.isSubset(of: new.attributes)
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
      let index: Int
      switch capabilities.colorDepth {
      case .mono:
        return
      case .colors8: index = color.indexIn8
      case .colors16: index = color.indexIn16
      case .colors256: index = color.indexIn256
      case .trueColor:
        append(direct)
        append(number: Int(color.red))
        append(";")
        append(number: Int(color.green))
        append(";")
        append(number: Int(color.blue))
        append("m")
        return
      }
      if index < palette.count { bytes += palette[index] }
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

extension Unicode.Scalar {
  /// The ASCII character that looks most like this one; screens choose ASCII by themselves, this catches what is left.
  var nearestASCII: UInt8 {
    switch value {
    case 0x20...0x7E: UInt8(value)
    case 0x00A0, 0x2800: UInt8(ascii: " ")
    case 0x00B7, 0x2022, 0x2026: UInt8(ascii: ".")
    case 0x00D7: UInt8(ascii: "x")
    case 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550:
      UInt8(ascii: "-")
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551: UInt8(ascii: "|")
    case 0x2571: UInt8(ascii: "/")
    case 0x2572: UInt8(ascii: "\\")
    case 0x250C...0x254B, 0x2552...0x2570, 0x2573: UInt8(ascii: "+")
    case 0x2580...0x259F: UInt8(ascii: "#")
    case 0x2190, 0x2039: UInt8(ascii: "<")
    case 0x2192, 0x203A: UInt8(ascii: ">")
    case 0x2191: UInt8(ascii: "^")
    case 0x2193: UInt8(ascii: "v")
    case 0x25CF, 0x25A0: UInt8(ascii: "*")
    case 0x25CB, 0x25A1: UInt8(ascii: "o")
    case 0x2801...0x28FF: UInt8(ascii: ".")
    default: UInt8(ascii: "?")
    }
  }
}
