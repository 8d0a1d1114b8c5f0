import RealModule

extension Activation {
  /// SELU's scale λ and α, which make zero mean and unit variance a fixed point (Klambauer et al., 2017).
  static let seluScale = 1.0507009873554804934193349852946
  static let seluAlpha = 1.6732632423543772848170429916717

  /// f(z).
  public func value<Scalar: NetworkScalar>(at z: Scalar) -> Scalar {
    switch self {
    case .identity: z
    case .sigmoid: logistic(z)
    case .tanh: Scalar.tanh(z)
    case .relu: z > 0 ? z : (z <= 0 ? 0 : z)
    case .leakyReLU(let slope): z > 0 ? z : Scalar(slope) * z
    case .elu(let alpha): z > 0 ? z : Scalar(alpha) * Scalar.expMinusOne(z)
    case .selu:
      z > 0
        ? Scalar(Activation.seluScale) * z
        : Scalar(Activation.seluScale * Activation.seluAlpha) * Scalar.expMinusOne(z)
    case .gelu: z * normalCumulative(z)
    case .geluTanh: z * approximateNormalCumulative(z)
    case .silu: z * logistic(z)
    case .softplus: logOnePlusExp(z)
    case .mish: z * softplusTangent(z).tangent
    case .hardTanh: z > 1 ? 1 : (z < -1 ? -1 : z)
    case .step: z >= 0 ? 1 : 0
    }
  }

  /// f′(z), from the input z.
  public func derivative<Scalar: NetworkScalar>(atInput z: Scalar) -> Scalar {
    switch self {
    case .identity: return 1
    case .sigmoid:
      let y = logistic(z)
      return y * (1 - y)
    case .tanh:
      let y = Scalar.tanh(z)
      return 1 - y * y
    case .relu: return z > 0 ? 1 : 0
    case .leakyReLU(let slope): return z > 0 ? 1 : Scalar(slope)
    case .elu(let alpha): return z > 0 ? 1 : Scalar(alpha) * Scalar.exp(z)
    case .selu:
      return z > 0
        ? Scalar(Activation.seluScale)
        : Scalar(Activation.seluScale * Activation.seluAlpha) * Scalar.exp(z)
    case .gelu:
      let density = Scalar.exp(-z * z / 2) / Scalar.sqrt(2 * Scalar.pi)
      return normalCumulative(z) + (density == 0 ? 0 : z * density)
    case .geluTanh:
      let y = approximateNormalCumulative(z)
      let slope = y * (1 - y)
      // Where the logistic function has reached 0 or 1, z² below may overflow, and 0 · ∞ is not a number.
      guard slope != 0 else { return y }
      let bend = 1 + Scalar(3 * geluCubic) * z * z
      return y + 2 * z * slope * Scalar(geluScale) * bend
    case .silu:
      let y = logistic(z)
      return y * (1 + z * (1 - y))
    case .softplus: return logistic(z)
    case .mish:
      let (t, sigma) = softplusTangent(z)
      return t + z * (1 - t * t) * sigma
    case .hardTanh: return z > -1 && z < 1 ? 1 : 0
    case .step: return 0
    }
  }

  /// f′(z), from the output y = f(z); nil for the functions that take one value at two inputs of different slope.
  public func derivative<Scalar: NetworkScalar>(fromOutput y: Scalar) -> Scalar? {
    switch self {
    case .identity: 1
    case .sigmoid: y * (1 - y)
    case .tanh: 1 - y * y
    case .relu: y > 0 ? 1 : 0
    case .leakyReLU(let slope): slope < 0 ? nil : (y > 0 ? 1 : Scalar(slope))
    case .elu(let alpha): alpha < 0 ? nil : (y > 0 ? 1 : y + Scalar(alpha))
    case .selu:
      y > 0
        ? Scalar(Activation.seluScale)
        : y + Scalar(Activation.seluScale * Activation.seluAlpha)
    case .gelu, .geluTanh, .silu, .mish: nil
    case .softplus: -Scalar.expMinusOne(-y)
    case .hardTanh: y > -1 && y < 1 ? 1 : 0
    case .step: 0
    }
  }
}

/// σ(z) without overflow: the exponential is only ever taken of a number that is not positive.
func logistic<Scalar: NetworkScalar>(_ z: Scalar) -> Scalar {
  let e = Scalar.exp(-abs(z))
  return z < 0 ? e / (1 + e) : 1 / (1 + e)
}

/// ln(1 + eᶻ) without overflow.
func logOnePlusExp<Scalar: NetworkScalar>(_ z: Scalar) -> Scalar {
  Swift.max(z, 0) + Scalar.log(onePlus: Scalar.exp(-abs(z)))
}

/// tanh(ln(1 + eᶻ)) and σ(z), of one exponential.
///
/// tanh(ln u) = (u² − 1)/(u² + 1), and with w = eᶻ, u² − 1 = w(w + 2); above 0 both sides are divided by w². Nothing overflows, and no
/// two near numbers are subtracted.
private func softplusTangent<Scalar: NetworkScalar>(_ z: Scalar) -> (tangent: Scalar, sigma: Scalar) {
  let e = Scalar.exp(-abs(z))
  if z < 0 {
    let n = e * (e + 2)
    return (n / (n + 2), e / (1 + e))
  }
  let n = 1 + 2 * e
  return (n / (n + 2 * e * e), 1 / (1 + e))
}

/// Φ(z), the standard normal's cumulative distribution, by erfc so that the lower tail keeps its digits.
private func normalCumulative<Scalar: NetworkScalar>(_ z: Scalar) -> Scalar {
  Scalar.erfc(-z * Scalar(0.5).squareRoot()) / 2
}

private let geluScale = 0.79788456080286535587989211986876  // √(2/π)
private let geluCubic = 0.044715

/// (1 + tanh u)/2 = σ(2u), the approximated GELU's Φ(z); by σ, so that the lower tail keeps its digits.
private func approximateNormalCumulative<Scalar: NetworkScalar>(_ z: Scalar) -> Scalar {
  logistic(2 * Scalar(geluScale) * (z + Scalar(geluCubic) * z * z * z))
}
