import NeuralNet

/// Why a line of the tensor language cannot be carried out, and where.
public struct TensorFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where, counted from 1.
  public let column: Int
  /// What could stand there.
  public let expected: String
  /// What does.
  public let found: String
  /// Both shapes, one above the other, where they do not fit; else empty.
  public let explanation: [String]

  init(column: Int, expected: String, found: String) {
    self.column = column
    self.expected = expected
    self.found = found
    explanation = []
  }

  init(column: Int, _ error: TensorError) {
    self.column = column
    expected = error.expected
    found = error.found
    explanation = error.explanation
  }

  init(_ error: FormulaError) { self.init(column: error.column, expected: error.expected, found: error.found) }

  /// One line.
  public var description: String { "column \(column): expected \(expected), found \(found)" }
}
