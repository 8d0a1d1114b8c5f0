extension Buffer {
  /// The frame as text with colours: SGR sequences of ECMA-48, one line a row, attributes reset at each line's end.
  /// - Parameter depth: the colours to use; without any only attributes are written.
  public func ansi(_ depth: Capabilities.ColorDepth = .trueColor) -> String {
    var output = String.UnicodeScalarView()
    for y in 0..<size.height {
      var current = Style.plain
      for x in 0..<size.width {
        let cell = self[x, y]
        let style = cell.style.reduced(to: depth)
        if style != current {
          output.append(contentsOf: style.sgr(depth).unicodeScalars)
          current = style
        }
        if let glyph = drawnGlyph(x: x, y: y) { output.append(glyph) }
      }
      if current != .plain { output.append(contentsOf: "\u{1B}[0m".unicodeScalars) }
      output.append("\n")
    }
    return String(output)
  }

  /// What makes this frame of another one on a terminal: cursor positions, SGR sequences and glyphs, attributes reset at the end.
  /// - Parameters:
  ///   - previous: what the terminal shows; nil or a frame of another size writes every cell.
  ///   - depth: the colours to use.
  public func ansi(changesFrom previous: Buffer?, _ depth: Capabilities.ColorDepth = .trueColor) -> String {
    var output = String.UnicodeScalarView()
    var current = Style.plain
    forEachChange(from: previous) { run in
      output.append(contentsOf: "\u{1B}[\(run.y + 1);\(run.x + 1)H".unicodeScalars)
      for x in run.x..<run.x + run.length {
        let cell = self[x, run.y]
        let style = cell.style.reduced(to: depth)
        if style != current {
          output.append(contentsOf: style.sgr(depth).unicodeScalars)
          current = style
        }
        if let glyph = drawnGlyph(x: x, y: run.y) { output.append(glyph) }
      }
    }
    if current != .plain { output.append(contentsOf: "\u{1B}[0m".unicodeScalars) }
    return String(output)
  }
}

extension Style {
  /// The style with the colours that a terminal of a depth has; for 8 to 256 they are the palette's own.
  public func reduced(to depth: Capabilities.ColorDepth) -> Style {
    Style(foreground.reduced(to: depth), on: background.reduced(to: depth), attributes)
  }

  /// The sequence that switches from any style to this one.
  func sgr(_ depth: Capabilities.ColorDepth) -> String {
    var sequence = "\u{1B}[0"
    if attributes.contains(.bold) { sequence += ";1" }
    if attributes.contains(.dim) { sequence += ";2" }
    if attributes.contains(.underline) { sequence += ";4" }
    if attributes.contains(.reverse) { sequence += ";7" }
    sequence += foreground.sgr(depth, first: 30) + background.sgr(depth, first: 40)
    return sequence + "m"
  }
}

extension Color {
  /// The parameters that select the colour, each after a semicolon.
  /// - Parameter first: 30 for the foreground, 40 for the background.
  fileprivate func sgr(_ depth: Capabilities.ColorDepth, first: Int) -> String {
    guard !isDefault, depth != .mono else { return "" }
    guard let index = paletteIndex(at: depth) else { return ";\(first + 8);2;\(red);\(green);\(blue)" }
    if depth == .colors256 { return ";\(first + 8);5;\(index)" }
    return index < 8 ? ";\(first + Int(index))" : ";\(first + 60 + Int(index) - 8)"
  }
}
