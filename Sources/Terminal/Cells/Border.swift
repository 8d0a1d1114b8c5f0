/// The glyphs of a box's edge.
public struct Border: Hashable, Sendable {
  /// The glyph of the upper left corner.
  public var topLeft: Unicode.Scalar
  /// The glyph of the upper right corner.
  public var topRight: Unicode.Scalar
  /// The glyph of the lower left corner.
  public var bottomLeft: Unicode.Scalar
  /// The glyph of the lower right corner.
  public var bottomRight: Unicode.Scalar
  /// The glyph of the upper and lower edge.
  public var horizontal: Unicode.Scalar
  /// The glyph of the left and right edge.
  public var vertical: Unicode.Scalar

  /// A border from its glyphs: the four corners clockwise from the upper left, then the edges.
  public init(
    _ topLeft: Unicode.Scalar,
    _ topRight: Unicode.Scalar,
    _ bottomRight: Unicode.Scalar,
    _ bottomLeft: Unicode.Scalar,
    horizontal: Unicode.Scalar,
    vertical: Unicode.Scalar
  ) {
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomLeft = bottomLeft
    self.bottomRight = bottomRight
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// Light lines with round corners.
  public static let rounded = Border("╭", "╮", "╯", "╰", horizontal: "─", vertical: "│")
  /// Heavy lines: what has the focus where colours cannot say so.
  public static let heavy = Border("┏", "┓", "┛", "┗", horizontal: "━", vertical: "┃")
  /// Printable ASCII.
  public static let ascii = Border("+", "+", "+", "+", horizontal: "-", vertical: "|")
  /// Printable ASCII, told apart from `ascii` by its edges.
  public static let asciiHeavy = Border("#", "#", "#", "#", horizontal: "=", vertical: "|")
}
