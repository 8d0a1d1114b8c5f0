extension Activation {
  /// The name on the command line and in JSON, such as `leaky-relu`.
  public var name: String {
    switch self {
    case .identity: "identity"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .relu: "relu"
    case .leakyReLU: "leaky-relu"
    case .elu: "elu"
    case .selu: "selu"
    case .gelu: "gelu"
    case .geluTanh: "gelu-tanh"
    case .silu: "silu"
    case .softplus: "softplus"
    case .mish: "mish"
    case .hardTanh: "hard-tanh"
    case .step: "step"
    }
  }

  /// The activation of a command-line name, with the default slope or α; case and `_` for `-` do not matter.
  ///
  /// PyTorch's spellings without a separator (`leakyrelu`, `hardtanh`) and `swish` for ``silu`` are also understood.
  public init?(name: String) {
    let wanted = canonicalName(name)
    let synonyms = ["leakyrelu": "leaky-relu", "hardtanh": "hard-tanh", "swish": "silu", "linear": "identity"]
    let canonical = synonyms[wanted] ?? wanted
    guard let found = Activation.all.first(where: { $0.name == canonical }) else { return nil }
    self = found
  }

  /// The name as prose has it, such as "leaky ReLU".
  public var displayName: String {
    switch self {
    case .identity: "identity"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .relu: "ReLU"
    case .leakyReLU: "leaky ReLU"
    case .elu: "ELU"
    case .selu: "SELU"
    case .gelu: "GELU"
    case .geluTanh: "GELU (tanh)"
    case .silu: "SiLU"
    case .softplus: "softplus"
    case .mish: "Mish"
    case .hardTanh: "hard tanh"
    case .step: "step"
    }
  }

  /// The definition on one line.
  public var formula: String {
    switch self {
    case .identity: "f(z) = z"
    case .sigmoid: "σ(z) = 1 / (1 + e⁻ᶻ)"
    case .tanh: "tanh(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)"
    case .relu: "f(z) = max(0, z)"
    case .leakyReLU(let slope): "f(z) = z if z > 0, else \(shortDecimal(slope))·z"
    case .elu(let alpha): "f(z) = z if z > 0, else \(factor(alpha))(eᶻ − 1)"
    case .selu: "f(z) = 1.0507·(z if z > 0, else 1.6733·(eᶻ − 1))"
    case .gelu: "f(z) = z·Φ(z) = z/2·(1 + erf(z/√2))"
    case .geluTanh: "f(z) = z/2·(1 + tanh(√(2/π)·(z + 0.0447·z³)))"
    case .silu: "f(z) = z·σ(z) = z / (1 + e⁻ᶻ)"
    case .softplus: "f(z) = ln(1 + eᶻ)"
    case .mish: "f(z) = z·tanh(ln(1 + eᶻ))"
    case .hardTanh: "f(z) = max(−1, min(1, z))"
    case .step: "f(z) = 1 if z ≥ 0, else 0"
    }
  }

  /// The derivative on one line, in terms of f(z) where that is how it is computed.
  public var derivativeFormula: String {
    switch self {
    case .identity: "f′(z) = 1"
    case .sigmoid: "σ′(z) = σ(z)·(1 − σ(z))"
    case .tanh: "tanh′(z) = 1 − tanh²(z)"
    case .relu: "f′(z) = 1 if z > 0, else 0"
    case .leakyReLU(let slope): "f′(z) = 1 if z > 0, else \(shortDecimal(slope))"
    case .elu(let alpha): "f′(z) = 1 if z > 0, else \(factor(alpha))eᶻ"
    case .selu: "f′(z) = 1.0507·(1 if z > 0, else 1.6733·eᶻ)"
    case .gelu: "f′(z) = Φ(z) + z·φ(z)"
    case .geluTanh: "f′(z) = (1 + t)/2 + z/2·(1 − t²)·√(2/π)·(1 + 0.1341·z²)"
    case .silu: "f′(z) = σ(z)·(1 + z·(1 − σ(z)))"
    case .softplus: "f′(z) = σ(z)"
    case .mish: "f′(z) = t + z·(1 − t²)·σ(z), t = tanh(ln(1 + eᶻ))"
    case .hardTanh: "f′(z) = 1 if −1 < z < 1, else 0"
    case .step: "f′(z) = 0"
    }
  }

  /// The set of values it takes, such as "(0, 1)".
  public var range: String {
    switch self {
    case .identity: "(−∞, ∞)"
    case .sigmoid: "(0, 1)"
    case .tanh: "(−1, 1)"
    case .relu: "[0, ∞)"
    case .leakyReLU(let slope): slope > 0 ? "(−∞, ∞)" : "[0, ∞)"
    case .elu(let alpha): alpha > 0 ? "(−\(shortDecimal(alpha)), ∞)" : "[0, ∞)"
    case .selu: "(−1.758, ∞)"
    case .gelu, .geluTanh: "[−0.170, ∞)"
    case .silu: "[−0.278, ∞)"
    case .softplus: "(0, ∞)"
    case .mish: "[−0.309, ∞)"
    case .hardTanh: "[−1, 1]"
    case .step: "{0, 1}"
    }
  }
}

/// Lower case, with `-` for `_` and blanks: how every name of the command line is compared.
func canonicalName(_ name: String) -> String {
  String(name.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
}

/// A coefficient as formulas write it: "1" rather than "1.0".
func shortDecimal(_ value: Double) -> String {
  guard value == value.rounded(), abs(value) < 1e15 else { return "\(value)" }
  return "\(Int(value))"
}

/// A leading factor with its dot, and nothing for 1.
private func factor(_ value: Double) -> String {
  value == 1 ? "" : shortDecimal(value) + "·"
}
