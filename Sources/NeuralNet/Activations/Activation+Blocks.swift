extension Activation {
  /// Writes f(z) of `count` pre-activations, `count` a multiple of ``NetworkScalar/laneCount``.
  @inline(__always)
  func apply<Scalar: NetworkScalar>(
    count: Int,
    _ z: UnsafePointer<Scalar>,
    into a: UnsafeMutablePointer<Scalar>
  ) {
    switch self {
    case .sigmoid: Scalar.sigmoid(count: count, z, a)
    case .tanh: Scalar.hyperbolicTangent(count: count, z, a)
    case .identity: a.update(from: z, count: count)
    case .relu:
      for n in 0..<count { a[n] = z[n] <= 0 ? 0 : z[n] }
    case .leakyReLU(let slope):
      let slope = Scalar(slope)
      for n in 0..<count { a[n] = z[n] > 0 ? z[n] : slope * z[n] }
    case .elu(let alpha):
      applyExponential(count: count, z, into: a, scale: 1, alpha: Scalar(alpha))
    case .selu:
      applyExponential(
        count: count,
        z,
        into: a,
        scale: Scalar(Activation.seluScale),
        alpha: Scalar(Activation.seluScale * Activation.seluAlpha)
      )
    case .silu:
      Scalar.sigmoid(count: count, z, a)
      for n in 0..<count { a[n] *= z[n] }
    case .hardTanh:
      for n in 0..<count { a[n] = z[n] > 1 ? 1 : (z[n] < -1 ? -1 : z[n]) }
    case .gelu, .geluTanh, .softplus, .mish, .step:
      for n in 0..<count { a[n] = value(at: z[n]) }
    }
  }

  /// ELU and SELU: `scale`·z where z is positive, `alpha`·(eᶻ − 1) elsewhere.
  @inline(__always)
  private func applyExponential<Scalar: NetworkScalar>(
    count: Int,
    _ z: UnsafePointer<Scalar>,
    into a: UnsafeMutablePointer<Scalar>,
    scale: Scalar,
    alpha: Scalar
  ) {
    Scalar.exponentialMinusOne(count: count, z, a)
    for n in 0..<count { a[n] = z[n] > 0 ? scale * z[n] : alpha * a[n] }
  }

  /// Turns `count` gradients with respect to activations a = f(z) into gradients with respect to z, in place.
  @inline(__always)
  func backpropagate<Scalar: NetworkScalar>(
    count: Int,
    preActivations z: UnsafePointer<Scalar>,
    activations a: UnsafePointer<Scalar>,
    _ gradients: UnsafeMutablePointer<Scalar>
  ) {
    switch self {
    case .identity: break
    case .sigmoid:
      for n in 0..<count { gradients[n] *= a[n] * (1 - a[n]) }
    case .tanh:
      for n in 0..<count { gradients[n] *= 1 - a[n] * a[n] }
    case .relu:
      for n in 0..<count { gradients[n] = z[n] > 0 ? gradients[n] : 0 }
    case .leakyReLU(let slope):
      let slope = Scalar(slope)
      for n in 0..<count { gradients[n] = z[n] > 0 ? gradients[n] : slope * gradients[n] }
    case .elu(let alpha):
      let alpha = Scalar(alpha)
      for n in 0..<count { gradients[n] *= z[n] > 0 ? 1 : a[n] + alpha }
    case .selu:
      let scale = Scalar(Activation.seluScale)
      let alpha = Scalar(Activation.seluScale * Activation.seluAlpha)
      for n in 0..<count { gradients[n] *= z[n] > 0 ? scale : a[n] + alpha }
    case .hardTanh:
      for n in 0..<count { gradients[n] = z[n] > -1 && z[n] < 1 ? gradients[n] : 0 }
    case .gelu, .geluTanh, .silu, .softplus, .mish, .step:
      for n in 0..<count { gradients[n] *= derivative(atInput: z[n]) }
    }
  }
}
