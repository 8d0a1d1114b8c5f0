/// Why a walk cannot be made so.
public struct BackpropError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What does not fit.
  public let name: String
  /// What it may be.
  public let expected: String
  /// What it is.
  public let found: String

  /// A fault.
  public init(_ name: String, expected: String, found: String) {
    self.name = name
    self.expected = expected
    self.found = found
  }

  /// The fault in one sentence.
  public var description: String { "\(name): expected \(expected), found \(found)" }
}
