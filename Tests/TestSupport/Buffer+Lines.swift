import Terminal

extension Buffer {
  /// The glyphs of each row, without the spaces at its end.
  public var lines: [String] {
    (0..<size.height).map { y in
      var scalars = String.UnicodeScalarView()
      for x in 0..<size.width { scalars.append(self[x, y].glyph) }
      while scalars.last == " " { scalars.removeLast() }
      return String(scalars)
    }
  }
}
