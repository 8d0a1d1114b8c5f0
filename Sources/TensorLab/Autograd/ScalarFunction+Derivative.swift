import NeuralNet

extension ScalarFunction {
  /// How the derivative is written, of an argument.
  func derivativeText(of x: String) -> String {
    switch self {
    case .exp: "exp(\(x))"
    case .log: "1 / \(grouped(x))"
    case .sqrt: "1 / (2·sqrt(\(x)))"
    case .sin: "cos(\(x))"
    case .cos: "-sin(\(x))"
    case .tan: "1 + tan(\(x))^2"
    case .tanh: "1 - tanh(\(x))^2"
    case .sigmoid: "σ·(1 - σ) at \(x)"
    case .relu: "1 if \(x) > 0, else 0"
    case .leakyReLU: "1 if \(x) > 0, else 0.01"
    case .softplus: "sigmoid(\(x))"
    case .gelu: "Φ + x·φ at \(x)"
    case .silu: "σ·(1 + x·(1 - σ)) at \(x)"
    case .abs: "sign(\(x))"
    case .sign, .floor: "0"
    }
  }

  private func grouped(_ x: String) -> String { x.contains(where: { "+-*/ ".contains($0) }) ? "(\(x))" : x }
}
