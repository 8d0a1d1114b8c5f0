import RealModule

/// The numbers of NAdam's step t, as `torch.optim.NAdam` has them.
///
/// With μₜ = β₁·(1 − 0.5·0.96^(t·ψ)), ψ = 0.004 and Mₜ = μ₁·…·μₜ:
/// θ ← θ − (η·(1 − μₜ)/(1 − Mₜ)·g + η·μₜ₊₁/(1 − Mₜ₊₁)·m) / (√(v/(1 − β₂ᵗ)) + ε).
struct NAdamFactors {
  /// What g is multiplied by.
  let gradientRate: Double
  /// What m is multiplied by.
  let momentRate: Double
  /// 1/√(1 − β₂ᵗ).
  let rootCorrection: Double

  /// No μ is above 0.9, so that after so many steps their product no longer shows in 1 − M.
  private static let longestProduct = 512

  /// - Parameter step: t, from 1.
  init(learningRate: Double, step: Int) {
    var product = 1.0
    if step <= Self.longestProduct {
      for earlier in 1...step { product *= Self.momentum(earlier) }
    } else {
      product = 0
    }
    let next = Self.momentum(step + 1)
    gradientRate = learningRate * (1 - Self.momentum(step)) / (1 - product)
    momentRate = learningRate * next / (1 - product * next)
    rootCorrection = 1 / (1 - Double.pow(0.999, step)).squareRoot()
  }

  private static func momentum(_ step: Int) -> Double {
    0.9 * (1 - 0.5 * Double.pow(0.96, Double(step) * 0.004))
  }
}
