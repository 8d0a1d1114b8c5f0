/// An activation function: what a unit makes of its weighted sum z.
///
/// Each is a forward and backward pair: ``value(at:)`` and ``derivative(atInput:)``, with ``derivative(fromOutput:)``
/// where the output alone determines the derivative. None overflows or gives NaN for a finite input.
public enum Activation: Hashable, Sendable {
  /// f(z) = z.
  case identity

  /// The logistic function, σ(z) = 1 / (1 + e⁻ᶻ).
  case sigmoid

  /// The hyperbolic tangent.
  case tanh

  /// The rectified linear unit, max(0, z); its derivative at 0 is taken as 0, as PyTorch does.
  case relu

  /// ReLU with a small slope for negative inputs; its derivative at 0 is the slope, as in PyTorch.
  case leakyReLU(slope: Double)

  /// The exponential linear unit (Clevert et al., 2015): α(eᶻ − 1) for negative inputs.
  case elu(alpha: Double)

  /// The self-normalising ELU (Klambauer et al., 2017).
  case selu

  /// The Gaussian error linear unit z·Φ(z) (Hendrycks and Gimpel, 2016), with the exact Φ.
  case gelu

  /// GELU with the tanh approximation of Φ, as GPT-2 has it.
  case geluTanh

  /// z·σ(z), also called swish (Ramachandran et al., 2017).
  case silu

  /// ln(1 + eᶻ), the smooth ReLU.
  case softplus

  /// z·tanh(softplus(z)) (Misra, 2019).
  case mish

  /// tanh's piecewise-linear stand-in: z cut off at ±1; its derivative at ±1 is taken as 0, as PyTorch does.
  case hardTanh

  /// The threshold of the perceptron: 1 from 0 on, else 0. Its derivative is 0, so gradient descent cannot train it.
  case step

  /// Every activation once, with the usual slope of 0.01 for leaky ReLU and α = 1 for ELU.
  public static let all: [Activation] = [
    .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.01), .elu(alpha: 1), .selu, .gelu, .geluTanh, .silu, .softplus, .mish,
    .hardTanh, .identity, .step,
  ]

  /// Whether gradient descent can train a network with it: true for all but ``step``.
  public var isTrainable: Bool { self != .step }

  /// Whether the derivative tends to 0 for large inputs of both signs, so that a unit can get stuck on either side.
  public var saturates: Bool {
    switch self {
    case .sigmoid, .tanh, .hardTanh, .step: true
    case .identity, .relu, .leakyReLU, .elu, .selu, .gelu, .geluTanh, .silu, .softplus, .mish: false
    }
  }
}

extension Activation {
  /// f(z) of many inputs at once: what a curve is drawn from, compiled for `Double`.
  public func values(at inputs: [Double]) -> [Double] { inputs.map { value(at: $0) } }

  /// f′(z) of many inputs at once: what a curve is drawn from, compiled for `Double`.
  public func derivatives(atInputs inputs: [Double]) -> [Double] { inputs.map { derivative(atInput: $0) } }
}
