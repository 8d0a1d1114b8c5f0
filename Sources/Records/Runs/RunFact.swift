/// Something that is true of a whole run: a setting, a hyperparameter, a version.
public struct RunFact: Hashable, Sendable {
  /// The name, as the run's source writes it.
  public var name: String
  /// The value, as text.
  public var text: String

  /// A fact from its parts.
  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}
