/// A setting that no run can have.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Which setting.
  public var setting: String
  /// What it may be.
  public var expected: String
  /// What it was.
  public var found: String

  /// An error about a setting.
  public init(setting: String, expected: String, found: String) {
    self.setting = setting
    self.expected = expected
    self.found = found
  }

  /// The fault in one sentence.
  public var description: String { "\(setting): expected \(expected), found \(found)" }
}
