import Terminal

/// A picture of values with square pixels, centred in its region.
///
/// Shown at full resolution where that fits (two rows of pixels a cell row), else each shown pixel is the mean of those it
/// stands for.
public struct ImageView: Widget, Hashable {
  /// The pixels.
  public var field: Field
  /// Which colours show them: `.image` for grey pictures, `.diverging` for weights.
  public var palette: FieldPalette
  /// The values of the map's two ends.
  public var range: ClosedRange<Double>
  /// Where the picture stands when the region is wider than it.
  public var alignment: Alignment
  /// Whether pixels may be repeated to fill the region.
  public var allowsEnlarging: Bool

  /// A picture.
  /// - Parameter range: the values of the map's two ends; nil takes the field's extent, symmetric for a diverging map.
  public init(
    field: Field,
    palette: FieldPalette = .image,
    range: ClosedRange<Double>? = nil,
    alignment: Alignment = .center,
    allowsEnlarging: Bool = false
  ) {
    self.field = field
    self.palette = palette
    self.range = range ?? (palette == .diverging ? field.symmetricExtent : field.extent) ?? 0...1
    self.alignment = alignment
    self.allowsEnlarging = allowsEnlarging
  }

  /// The cells that the picture takes in a room of a size: the most that keep pixels square.
  ///
  /// A cell is taken to be twice as high as wide.
  public func size(fitting room: Size) -> Size {
    guard field.width > 0, field.height > 0, room.width > 0, room.height > 0 else { return Size(0, 0) }
    let fitting = min(Double(room.width) / Double(field.width), Double(room.height * 2) / Double(field.height))
    var scale = fitting
    if scale >= 1 { scale = allowsEnlarging ? max(1, fitting.rounded(.down)) : 1 }
    let width = Int(clamping: (Double(field.width) * scale).rounded(.down), to: 1...room.width)
    let height = Int(clamping: (Double(field.height) * scale / 2 - 1e-9).rounded(.up), to: 1...room.height)
    return Size(width, height)
  }

  /// Draws the picture.
  public func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    let size = size(fitting: region.size)
    guard size.width > 0, size.height > 0 else { return }
    let place = Rect(
      x: region.x + alignment.offset(of: size.width, in: region.width),
      y: region.y + (region.height - size.height) / 2,
      width: size.width,
      height: size.height
    )
    FieldPainter(palette: palette, range: range, look: look).draw(field, in: place, of: &buffer)
  }
}
