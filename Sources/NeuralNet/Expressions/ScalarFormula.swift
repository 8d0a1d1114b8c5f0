import RealModule

/// A formula ready to be evaluated with numbers, many times: a row of operations on numbers, without names, types or memory to get.
///
/// It knows `+ − * / ^`, comparisons (1 for true, 0 for false), the ``ScalarFunction``s, `max`, `min` and `pow`, `clamp(x, low, high)`,
/// vectors `[1, 2, 3]` with operations element by element, `dot(a, b)`, `sum(v)` and `mean(v)`, and the constants `pi` and `e`. Its result
/// is that of the last statement, a number. Powers of negative numbers to whole exponents are real; to others they are NaN.
public struct ScalarFormula: Sendable {
  enum Instruction: Sendable {
    case constant(Double)
    case argument(Int)
    case function(ScalarFunction, Int)
    case negate(Int)
    case binary(Formula.BinaryOperator, Int, Int)
    case largest(Int, Int)
    case smallest(Int, Int)
  }

  /// The most operations that a formula may come to, vectors counted element by element.
  public static let mostInstructions = 10_000

  /// The names of the arguments, in order.
  public let variables: [String]

  private let instructions: [Instruction]
  private let result: Int

  /// Makes a formula ready.
  /// - Parameter variables: the names that the formula may use beside those it gives itself, in the order of the arguments.
  /// - Throws: which name, function or operand does not fit, and where it stands.
  public init(_ formula: Formula, variables: [String]) throws(FormulaError) {
    var compiler = ScalarCompiler(formula, variables: variables)
    result = try compiler.compile()
    instructions = compiler.instructions
    self.variables = variables
  }

  /// Parses and makes ready.
  public init(_ source: String, variables: [String]) throws(FormulaError) {
    try self.init(Formula(source), variables: variables)
  }

  /// The value for arguments in the order of ``variables``.
  public func value(_ arguments: Double...) -> Double { value(arguments) }

  /// The value for arguments in the order of ``variables``.
  public func value(_ arguments: [Double]) -> Double {
    precondition(arguments.count == variables.count, "expected \(variables.count) arguments, found \(arguments.count)")
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: instructions.count) { values in
      for (index, instruction) in instructions.enumerated() {
        values.initializeElement(at: index, to: Self.evaluate(instruction, values, arguments))
      }
      return values[result]
    }
  }

  private static func evaluate(
    _ instruction: Instruction,
    _ values: UnsafeMutableBufferPointer<Double>,
    _ arguments: [Double]
  ) -> Double {
    switch instruction {
    case .constant(let value): value
    case .argument(let index): arguments[index]
    case .function(let function, let x): function.value(at: values[x])
    case .negate(let x): -values[x]
    case .binary(let operation, let a, let b): operation.value(values[a], values[b])
    // A NaN goes through, as in NumPy and PyTorch.
    case .largest(let a, let b): values[a].isNaN || values[a] >= values[b] ? values[a] : values[b]
    case .smallest(let a, let b): values[a].isNaN || values[a] <= values[b] ? values[a] : values[b]
    }
  }
}

extension Formula.BinaryOperator {
  /// a ∘ b; comparisons give 1 or 0, and the product of matrices is that of numbers.
  public func value(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply, .matrixMultiply: a * b
    case .divide: a / b
    case .power: realPower(a, b)
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    }
  }
}

/// aᵇ over the real numbers, also of negative a to whole b, as C's `pow` has it.
///
/// `Double.pow(_:_:)` of the numerics library is e^(b·ln a), which is NaN there.
public func realPower(_ a: Double, _ b: Double) -> Double {
  if let whole = Int(exactly: b) { return Double.pow(a, whole) }
  if b.isInfinite || a.isInfinite || a == 0 {
    let size = abs(a)
    if size == 1 { return 1 }
    if b.isNaN { return b }
    // Infinite exponents, and bases of which the logarithm is infinite, have limits and no products.
    return (size > 1) == (b > 0) ? .infinity : 0
  }
  return Double.pow(a, b)
}
