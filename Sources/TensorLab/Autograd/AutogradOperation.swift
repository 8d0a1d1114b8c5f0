import NeuralNet
import RealModule

/// What a node of an ``AutogradGraph`` is made by: a forward and backward pair.
public enum AutogradOperation: Hashable, Sendable {
  /// A value with a name, whose gradient is asked for.
  case input
  /// A number that was typed.
  case constant
  /// a + b.
  case add
  /// a − b.
  case subtract
  /// a · b, element by element.
  case multiply
  /// a / b.
  case divide
  /// a raised to a number that was typed.
  case power(Double)
  /// a raised to b.
  case powerOf
  /// −a.
  case negate
  /// f(a), element by element.
  case function(ScalarFunction)
  /// The greater of a and b.
  case maximum
  /// The smaller of a and b.
  case minimum
  /// a, cut off at bounds b and c.
  case clamp
  /// a @ b, or the dot product of two vectors.
  case matrixProduct
  /// The sum of all elements.
  case sum
  /// Their mean.
  case mean
  /// The greatest of all elements.
  case greatest
  /// The smallest.
  case smallest
  /// The axes in reverse.
  case transpose
  /// Operands of one shape along a new first axis.
  case stack

  /// How it is written in a node, such as "+" or "tanh"; empty for inputs and constants.
  public var symbol: String {
    switch self {
    case .input, .constant: ""
    case .add: "+"
    case .subtract, .negate: "-"
    case .multiply: "·"
    case .divide: "/"
    case .power(let exponent): "^" + NumberText.short(exponent)
    case .powerOf: "^"
    case .function(let function): function.rawValue
    case .maximum, .greatest: "max"
    case .minimum, .smallest: "min"
    case .clamp: "clamp"
    case .matrixProduct: "@"
    case .sum: "sum"
    case .mean: "mean"
    case .transpose: "T"
    case .stack: "[ ]"
    }
  }

  /// Whether each cell of the result is made of the cells at its place, stretched to one shape.
  var isElementwise: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .powerOf, .negate, .function, .maximum, .minimum, .clamp: true
    case .input, .constant, .matrixProduct, .sum, .mean, .greatest, .smallest, .transpose, .stack: false
    }
  }

  /// Operands of one cell; an operation with fewer does not look at the others.
  typealias Cell = (a: Double, b: Double, c: Double)

  /// One cell of an element-by-element operation.
  func value(_ x: Cell) -> Double {
    switch self {
    case .add: x.a + x.b
    case .subtract: x.a - x.b
    case .multiply: x.a * x.b
    case .divide: x.a / x.b
    case .power(let exponent): realPower(x.a, exponent)
    case .powerOf: realPower(x.a, x.b)
    case .negate: -x.a
    case .function(let function): function.value(at: x.a)
    case .maximum: x.a.isNaN || x.a >= x.b ? x.a : x.b
    case .minimum: x.a.isNaN || x.a <= x.b ? x.a : x.b
    case .clamp: min(max(x.a, x.b), x.c)
    default: preconditionFailure("\(self) is not element by element")
    }
  }

  /// The derivative of one cell of an element-by-element operation by the cell of an operand, as PyTorch has it.
  ///
  /// Where there is none it is a choice: 0 for ReLU and |a| at 0; ½ each where two operands of max or min are equal; 0 for a clamp
  /// exactly at a bound, or half where the bound is a value whose gradient is asked for; 0 for aᵇ by a at b = 0 and by b at a = 0.
  func derivative(_ x: Cell, byOperand operand: Int, boundsAreConstant: Bool) -> Double {
    switch self {
    case .add: return 1
    case .subtract: return operand == 0 ? 1 : -1
    case .multiply: return operand == 0 ? x.b : x.a
    case .divide: return operand == 0 ? 1 / x.b : -x.a / x.b / x.b
    case .power(let exponent): return exponent == 0 ? 0 : exponent * realPower(x.a, exponent - 1)
    case .powerOf:
      if operand == 0 { return x.b == 0 ? 0 : x.b * realPower(x.a, x.b - 1) }
      return x.a == 0 && x.b >= 0 ? 0 : realPower(x.a, x.b) * Double.log(x.a)
    case .negate: return -1
    case .function(let function): return function.derivative(at: x.a)
    case .maximum, .minimum:
      if x.a == x.b { return 0.5 }
      let firstWins = self == .maximum ? x.a > x.b : x.a < x.b
      return firstWins == (operand == 0) ? 1 : 0
    case .clamp: return Self.clampDerivative(x, operand, boundsAreConstant: boundsAreConstant)
    default: preconditionFailure("\(self) is not element by element")
    }
  }

  private static func clampDerivative(_ cell: Cell, _ operand: Int, boundsAreConstant: Bool) -> Double {
    let (x, low, high) = cell
    switch operand {
    case 0:
      if x > low, x < high { return 1 }
      return !boundsAreConstant && (x == low || x == high) && low < high ? 0.5 : 0
    case 1: return low < high ? (x < low ? 1 : x == low ? 0.5 : 0) : 0
    default: return x > high || low > high ? 1 : x == high ? 0.5 : 0
    }
  }
}
