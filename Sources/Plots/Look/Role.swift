/// What a piece of text or a stroke means; a look turns it into a style.
public enum Role: Hashable, Sendable {
  /// Ordinary text.
  case text
  /// Text that can wait.
  case muted
  /// A title.
  case title
  /// What draws the eye.
  case accent
  /// A panel's border.
  case border
  /// The border of what has the focus.
  case focusedBorder
  /// A grid line.
  case grid
  /// Right, converged.
  case good
  /// Wrong, diverged.
  case bad
  /// Worth a look.
  case warning
  /// A selected row.
  case selection
  /// A positive value, in the colour of the diverging map's upper end.
  case positive
  /// A negative value, in the colour of the diverging map's lower end.
  case negative
  /// The colour of a series by its index; indices beyond the palette start again.
  case series(Int)
}
