import Shell

/// The pages of the tensors screen.
public enum TensorsPage: String, ScreenPage {
  /// Lines, operands and results.
  case arrays
  /// A network as its library prints it.
  case module

  /// What stands in the row of pages.
  public var title: String { rawValue }
}
