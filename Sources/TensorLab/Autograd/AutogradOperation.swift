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

  /// One cell of an element-by-element operation.
  func value(_ a: [Double]) -> Double {
    switch self {
    case .add: a[0] + a[1]
    case .subtract: a[0] - a[1]
    case .multiply: a[0] * a[1]
    case .divide: a[0] / a[1]
    case .power(let exponent): realPower(a[0], exponent)
    case .powerOf: realPower(a[0], a[1])
    case .negate: -a[0]
    case .function(let function): function.value(at: a[0])
    case .maximum: a[0].isNaN || a[0] >= a[1] ? a[0] : a[1]
    case .minimum: a[0].isNaN || a[0] <= a[1] ? a[0] : a[1]
    case .clamp: min(max(a[0], a[1]), a[2])
    default: preconditionFailure("\(self) is not element by element")
    }
  }

  /// The derivative of one cell of an element-by-element operation by the cell of an operand, as PyTorch has it.
  ///
  /// Where there is none it is a choice: 0 for ReLU and |a| at 0; ½ each where two operands of max or min are equal; 0 for a clamp
  /// exactly at a bound, or half where the bound is a value whose gradient is asked for; 0 for aᵇ by a at b = 0 and by b at a = 0.
  func derivative(_ a: [Double], byOperand operand: Int, boundsAreConstant: Bool) -> Double {
    switch self {
    case .add: return 1
    case .subtract: return operand == 0 ? 1 : -1
    case .multiply: return a[1 - operand]
    case .divide: return operand == 0 ? 1 / a[1] : -a[0] / a[1] / a[1]
    case .power(let exponent): return exponent == 0 ? 0 : exponent * realPower(a[0], exponent - 1)
    case .powerOf:
      if operand == 0 { return a[1] == 0 ? 0 : a[1] * realPower(a[0], a[1] - 1) }
      return a[0] == 0 && a[1] >= 0 ? 0 : realPower(a[0], a[1]) * Double.log(a[0])
    case .negate: return -1
    case .function(let function): return function.derivative(at: a[0])
    case .maximum, .minimum:
      if a[0] == a[1] { return 0.5 }
      let firstWins = self == .maximum ? a[0] > a[1] : a[0] < a[1]
      return firstWins == (operand == 0) ? 1 : 0
    case .clamp: return Self.clampDerivative(a, operand, boundsAreConstant: boundsAreConstant)
    default: preconditionFailure("\(self) is not element by element")
    }
  }

  private static func clampDerivative(_ a: [Double], _ operand: Int, boundsAreConstant: Bool) -> Double {
    let (x, low, high) = (a[0], a[1], a[2])
    switch operand {
    case 0:
      if x > low, x < high { return 1 }
      return !boundsAreConstant && (x == low || x == high) && low < high ? 0.5 : 0
    case 1: return low < high ? (x < low ? 1 : x == low ? 0.5 : 0) : 0
    default: return x > high || low > high ? 1 : x == high ? 0.5 : 0
    }
  }
}
