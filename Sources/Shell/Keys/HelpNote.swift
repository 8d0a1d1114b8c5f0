/// A line of the help box that no key stands for.
public struct HelpNote: Hashable, Sendable {
  /// The title of the group that it stands in.
  public var group: String
  /// What it is about: `mouse`.
  public var subject: String
  /// What there is to know.
  public var text: String

  /// A note.
  public init(_ group: String, _ subject: String, _ text: String) {
    self.group = group
    self.subject = subject
    self.text = text
  }
}
