import Shell

/// The pages of the compare screen.
public enum ComparePage: String, ScreenPage {
  /// All settings: curves, table, words.
  case settings
  /// One setting: its seeds as a picture, when they solved, how the others are stuck.
  case seeds

  /// The name.
  public var title: String { rawValue }
}
