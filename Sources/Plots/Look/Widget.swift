import Terminal

/// Something that draws itself into a region of a buffer: a value without I/O, clock or globals.
///
/// Regions of any size are fine, 0×0 included; nothing outside the region changes.
public protocol Widget: Sendable {
  /// Draws the widget.
  /// - Parameters:
  ///   - region: the cells that may change.
  ///   - buffer: the frame.
  ///   - look: theme, glyphs and colours.
  func draw(in region: Rect, of buffer: inout Buffer, look: Look)
}
