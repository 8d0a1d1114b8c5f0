import RealModule

/// A function of one number, by the name that formulas and the field's libraries call it.
public enum ScalarFunction: String, Hashable, Sendable, CaseIterable {
  /// eˣ.
  case exp
  /// The natural logarithm.
  case log
  /// √x.
  case sqrt
  /// sin x.
  case sin
  /// cos x.
  case cos
  /// tan x.
  case tan
  /// tanh x.
  case tanh
  /// σ(x) = 1 / (1 + e⁻ˣ).
  case sigmoid
  /// max(0, x).
  case relu
  /// ReLU with slope 0.01 for negative x.
  case leakyReLU = "leaky_relu"
  /// ln(1 + eˣ).
  case softplus
  /// x·Φ(x).
  case gelu
  /// x·σ(x).
  case silu
  /// |x|.
  case abs
  /// −1, 0 or 1.
  case sign
  /// The next whole number below.
  case floor

  /// A function by its name; `ln` is `log` too.
  public init?(name: String) { self.init(rawValue: name == "ln" ? "log" : name) }

  /// The activation that it is, if it is one.
  private var activation: Activation? {
    switch self {
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .relu: .relu
    case .leakyReLU: .leakyReLU(slope: 0.01)
    case .softplus: .softplus
    case .gelu: .gelu
    case .silu: .silu
    case .exp, .log, .sqrt, .sin, .cos, .tan, .abs, .sign, .floor: nil
    }
  }

  /// f(x).
  public func value<Scalar: NetworkScalar>(at x: Scalar) -> Scalar {
    if let activation { return activation.value(at: x) }
    switch self {
    case .exp: return Scalar.exp(x)
    case .log: return Scalar.log(x)
    case .sqrt: return x.squareRoot()
    case .sin: return Scalar.sin(x)
    case .cos: return Scalar.cos(x)
    case .tan: return Scalar.tan(x)
    case .abs: return Swift.abs(x)
    case .sign: return x > 0 ? 1 : (x < 0 ? -1 : x)
    case .floor: return x.rounded(.down)
    case .tanh, .sigmoid, .relu, .leakyReLU, .softplus, .gelu, .silu: preconditionFailure("\(self) is an activation")
    }
  }

  /// f′(x); where a function has a corner or a jump, what PyTorch's backward pass gives.
  ///
  /// At 0 that is 0 for ReLU, 0 for |x|, the slope 0.01 for leaky ReLU, and 0 for sign and floor everywhere.
  public func derivative<Scalar: NetworkScalar>(at x: Scalar) -> Scalar {
    if let activation { return activation.derivative(atInput: x) }
    switch self {
    case .exp: return Scalar.exp(x)
    case .log: return 1 / x
    case .sqrt: return 1 / (2 * x.squareRoot())
    case .sin: return Scalar.cos(x)
    case .cos: return -Scalar.sin(x)
    case .tan:
      let y = Scalar.tan(x)
      return 1 + y * y
    case .abs: return x > 0 ? 1 : (x < 0 ? -1 : x)
    case .sign, .floor: return 0
    case .tanh, .sigmoid, .relu, .leakyReLU, .softplus, .gelu, .silu: preconditionFailure("\(self) is an activation")
    }
  }
}
