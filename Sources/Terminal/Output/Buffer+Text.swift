extension Buffer {
  /// The glyphs alone: one line a row, each ended by a line break, without the spaces at its end.
  public var text: String {
    var text = String.UnicodeScalarView()
    for y in 0..<size.height {
      var end = size.width
      while end > 0, self[end - 1, y].glyph == " " { end -= 1 }
      for x in 0..<end { if let glyph = drawnGlyph(x: x, y: y) { text.append(glyph) } }
      text.append("\n")
    }
    return String(text)
  }
}
