import CKernels

/// An activation in terms of kernels: ReLU is part of the product before it, others are a pass of their own that also
/// keeps f′(z) for the way back.
struct HiddenActivation {
  let activation: Activation
  private let level: ck_level
  private let kernel: (name: ck_activation, parameter: Float)?

  init(_ activation: Activation, level: ck_level) {
    self.activation = activation
    self.level = level
    kernel =
      switch activation {
      case .sigmoid: (ck_activation_sigmoid, 0)
      case .tanh: (ck_activation_tanh, 0)
      case .leakyReLU(let slope): (ck_activation_leaky_relu, Float(slope))
      case .elu(let alpha): (ck_activation_elu, Float(alpha))
      case .silu: (ck_activation_silu, 0)
      case .geluTanh: (ck_activation_gelu_tanh, 0)
      case .identity, .relu, .selu, .gelu, .softplus, .mish, .hardTanh, .step: nil
      }
  }

  /// Whether it is done within the product.
  var isFused: Bool { activation == .relu }

  /// What the product does with z.
  var epilogue: ck_epilogue { isFused ? ck_epilogue_relu : ck_epilogue_none }

  /// z ← f(z) and derivative ← f′(z) for `count` values; not for a fused activation.
  func apply(count: Int, _ z: UnsafeMutablePointer<Float>, derivative: UnsafeMutablePointer<Float>?) {
    if let kernel {
      ck_activate(level, kernel.name, kernel.parameter, count, z, derivative)
      return
    }
    for n in 0..<count {
      let input = z[n]
      z[n] = activation.value(at: input)
      if let derivative { derivative[n] = activation.derivative(atInput: input) }
    }
  }
}
