extension Buffer {
  /// The frame as a standalone SVG picture without a window around it.
  ///
  /// Blocks, braille and box drawing are shapes, so that they join whatever the font; the rest is monospace text fitted to
  /// its cells.
  /// - Parameters:
  ///   - foreground: what the terminal's default foreground is drawn in.
  ///   - background: what the terminal's default background is drawn in.
  public func svg(
    foreground: Color = Color(hex: 0xC6CFDA),
    background: Color = Color(hex: 0x0F1318)
  ) -> String {
    var picture = SVGPicture(buffer: self, foreground: foreground, background: background)
    return picture.render()
  }

  /// The elements of `svg` without the picture around them: a cell is `cellWidth` by `cellHeight` units, the origin is the top left.
  public func svgElements(foreground: Color, background: Color) -> String {
    var picture = SVGPicture(buffer: self, foreground: foreground, background: background)
    return picture.elements()
  }

  /// The start tag of a picture of so many cells, and its background.
  public static func svgStart(size: Size, background: Color) -> String {
    SVGPicture.start(size: size, background: background)
  }

  /// A cell's height in the units of `svgElements`.
  public static var svgCellHeight: Int { SVGPicture.cellHeight }
}
