import Plots

/// A text that lies over the panels until it is closed.
public struct Explanation: Hashable, Sendable {
  /// What the box's border says.
  public var title: String
  /// Its lines.
  public var lines: [StyledText]

  /// A text.
  public init(_ title: String, _ lines: [StyledText]) {
    self.title = title
    self.lines = lines
  }
}
