/// A screen that can be opened by name: from the menu, from another screen or from the command line.
public struct Destination: Hashable, Sendable {
  /// The screen's name in the catalog: `xor`.
  public var screen: String
  /// What it is opened with, such as a gate; nil for the screen's own defaults.
  public var argument: String?

  /// A destination.
  public init(_ screen: String, _ argument: String? = nil) {
    self.screen = screen
    self.argument = argument
  }

  /// All screens.
  public static let menu = Destination("menu")
}
