import Terminal

extension Buffer {
  /// Writes hyphens that begin a number as minus signs, as formulas beside a plot have them.
  mutating func writeMinusSigns(in region: Rect) {
    func isDigit(_ glyph: Unicode.Scalar) -> Bool { ("0"..."9").contains(glyph) }
    let region = bounds.intersection(region)
    for y in region.y..<region.maxY {
      for x in region.x..<max(region.x, region.maxX - 1) where self[x, y].glyph == "-" && isDigit(self[x + 1, y].glyph)
      {
        // After a digit or an e it is a dash or part of a power of ten.
        let before: Unicode.Scalar = x > region.x ? self[x - 1, y].glyph : " "
        guard !isDigit(before), before != "e" else { continue }
        self[x, y] = Cell("−", self[x, y].style)
      }
    }
  }
}
