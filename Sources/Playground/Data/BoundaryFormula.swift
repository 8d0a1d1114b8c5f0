import NeuralNet

/// A typed function f of x whose graph parts two classes.
public struct BoundaryFormula: Sendable {
  /// As it was typed, without `y >` or `f(x) =` before it.
  public let text: String
  private let formula: ScalarFormula

  /// Reads a function of `x`, or of `x1`, such as `2*sin(x)` or `abs(x) - 2`.
  /// - Throws: the column, what was expected and what was found.
  public init(_ text: String) throws(FormulaError) {
    formula = try ScalarFormula(text, variables: ["x", "x1"])
    self.text = text
  }

  /// f(x).
  public func value(at x: Double) -> Double { formula.value(x, x) }
}
