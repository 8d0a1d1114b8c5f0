/// One place of the screen: one Unicode scalar, and its style.
///
/// A scalar that takes two columns is followed by a cell with ``Swift/Unicode/Scalar/secondColumn``.
public struct Cell: Hashable, Sendable {
  /// What is drawn; always printable.
  public var glyph: Unicode.Scalar
  /// How it is drawn.
  public var style: Style

  /// A space in the terminal's default colours.
  public static let blank = Cell(" ")

  /// A cell with one glyph.
  public init(_ glyph: Unicode.Scalar, _ style: Style = .plain) {
    self.glyph = glyph
    self.style = style
  }
}
