import Terminal

extension Buffer {
  /// The glyphs of each row, without the spaces at its end.
  public var lines: [String] {
    (0..<size.height).map { y in
      var scalars = String.UnicodeScalarView()
      for x in 0..<size.width { if let glyph = drawnGlyph(x: x, y: y) { scalars.append(glyph) } }
      while scalars.last == " " { scalars.removeLast() }
      return String(scalars)
    }
  }
}

extension Cell {
  /// Whether terminals can draw it: a glyph of one column, or one of the two cells of a wide one.
  public var isDrawable: Bool { glyph.takesOneColumn || glyph.takesTwoColumns || glyph == .secondColumn }
}
