import Terminal

extension Buffer {
  /// Turns a cell of two colours, one above the other, into a blank one with their mean as its background, so that a glyph can stand on it.
  mutating func flattenHalfBlock(x: Int, y: Int) {
    let cell = self[x, y]
    guard cell.glyph == "▀" || cell.glyph == "▄", !cell.style.foreground.isDefault, !cell.style.background.isDefault
    else { return }
    let mean = cell.style.foreground.blended(with: cell.style.background, 0.5)
    self[x, y] = Cell(" ", Style(cell.style.foreground, on: mean, cell.style.attributes))
  }
}
