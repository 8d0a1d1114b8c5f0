import Terminal

/// What a field's values mean, and so which colours show them.
public enum FieldPalette: Hashable, Sendable, CaseIterable {
  /// Signed values about a middle: orange, grey, blue.
  case diverging
  /// Amounts from little to much.
  case sequential
  /// Grey pictures.
  case image

  /// The theme's map.
  public func map(_ theme: Theme) -> ColorMap {
    switch self {
    case .diverging: theme.diverging
    case .sequential: theme.sequential
    case .image: theme.image
    }
  }
}
