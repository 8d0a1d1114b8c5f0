/// Why a formula cannot be read or evaluated.
public struct FormulaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where, counted from 1.
  public let column: Int
  /// What could stand there.
  public let expected: String
  /// What does.
  public let found: String

  /// Makes a fault.
  public init(column: Int, expected: String, found: String) {
    self.column = column
    self.expected = expected
    self.found = found
  }

  /// One line.
  public var description: String { "column \(column): expected \(expected), found \(found)" }
}
