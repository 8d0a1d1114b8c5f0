import Plots
import Terminal

/// What a screen's title line says.
public struct Heading: Hashable, Sendable {
  /// What runs.
  public var title: StyledText
  /// With which settings: those that have no room are left out whole, the last first.
  public var details: [String]
  /// State, progress and speed, at the right.
  public var status: StyledText

  /// A heading: `dlviz · xor`, its details, its status.
  public init(_ title: String, details: [String] = [], status: StyledText = "") {
    self.title = StyledText("dlviz · \(title)", .title, .bold)
    self.details = details
    self.status = status
  }
}
