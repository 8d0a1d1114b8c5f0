import NeuralNet
import Plots
import Shell
import Terminal

/// An activation's formula and derivative at work on one x, with the numbers in them.
struct ActivationExplanation: ExplanationWriter {
  var lines: [StyledText] = []
  private let activation: Activation
  private let x: Double
  private let value: Double
  private let slope: Double

  init(_ activation: Activation, at x: Double, profile: ActivationProfile, threshold: Double) {
    self.activation = activation
    self.x = x
    value = activation.value(at: x)
    slope = activation.derivative(atInput: x)
    heading("The value")
    say(activation.formulaOfX)
    for line in valueSteps { say(line) }
    heading("The derivative")
    say(activation.derivativeFormulaOfX)
    for line in slopeSteps { say(line) }
    writeTangent()
    writeSaturation(profile, threshold)
    writeDepth()
  }

  private func n(_ number: Double) -> String {
    ActivationsScreen.short(number)
  }

  /// σ(x), ln(1 + eˣ) and their like, computed as the library computes them.
  private var sigmoid: Double { Activation.sigmoid.value(at: x) }
  private var softplus: Double { Activation.softplus.value(at: x) }

  private var valueSteps: [String] {
    let z = n(x)
    let result = n(value)
    switch activation {
    case .identity: return ["f(\(z)) = \(result)"]
    case .sigmoid: return ["σ(\(z)) = 1 / (1 + e^(\(n(-x)))) = 1 / (1 + \(n(exponential(-x)))) = \(result)"]
    case .tanh:
      let (up, down) = (n(exponential(x)), n(exponential(-x)))
      return ["tanh(\(z)) = (\(up) − \(down)) / (\(up) + \(down)) = \(result)"]
    case .relu: return ["max(0, \(z)) = \(result)"]
    case .leakyReLU(let slope):
      return [x > 0 ? "\(z) > 0, so f = x = \(result)" : "\(z) ≤ 0, so f = \(n(slope)) × \(z) = \(result)"]
    case .elu(let alpha):
      return [
        x > 0
          ? "\(z) > 0, so f = x = \(result)" : "\(z) ≤ 0, so f = \(n(alpha)) × (\(n(exponential(x))) − 1) = \(result)"
      ]
    case .selu:
      return [
        x > 0
          ? "\(z) > 0, so f = 1.0507 × \(z) = \(result)"
          : "\(z) ≤ 0, so f = 1.0507 × 1.6733 × (\(n(exponential(x))) − 1) = \(result)"
      ]
    case .gelu: return ["Φ(\(z)) = \(n(x == 0 ? 0.5 : value / x))", "\(z) × Φ(\(z)) = \(result)"]
    case .geluTanh:
      return ["Φ(\(z)) ≈ (1 + tanh(…)) / 2 = \(n(x == 0 ? 0.5 : value / x))", "\(z) × that = \(result)"]
    case .silu: return ["σ(\(z)) = \(n(sigmoid))", "\(z) × \(n(sigmoid)) = \(result)"]
    case .softplus: return ["ln(1 + e^(\(z))) = ln(1 + \(n(exponential(x)))) = \(result)"]
    case .mish:
      return [
        "softplus(\(z)) = \(n(softplus))", "\(z) × tanh(\(n(softplus))) = \(z) × \(n(tangentOfSoftplus)) = \(result)",
      ]
    case .hardTanh: return ["max(−1, min(1, \(z))) = \(result)"]
    case .step: return ["\(z) \(x >= 0 ? "≥" : "<") 0, so f = \(result)"]
    }
  }

  private var slopeSteps: [String] {
    let z = n(x)
    let result = n(slope)
    switch activation {
    case .identity: return ["f′ = 1 for every x"]
    case .sigmoid: return ["\(n(value)) × (1 − \(n(value))) = \(result)"]
    case .tanh: return ["1 − (\(n(value)))² = 1 − \(n(value * value)) = \(result)"]
    case .relu: return [x > 0 ? "\(z) > 0, so f′ = 1" : "\(z) ≤ 0, so f′ = 0: no gradient passes"]
    case .leakyReLU: return [x > 0 ? "\(z) > 0, so f′ = 1" : "\(z) ≤ 0, so f′ is the slope, \(result)"]
    case .elu(let alpha):
      return [x > 0 ? "\(z) > 0, so f′ = 1" : "\(n(alpha)) × e^(\(z)) = \(n(alpha)) × \(n(exponential(x))) = \(result)"]
    case .selu:
      return [x > 0 ? "\(z) > 0, so f′ = 1.0507" : "1.0507 × 1.6733 × \(n(exponential(x))) = \(result)"]
    case .gelu:
      let cumulative = x == 0 ? 0.5 : value / x
      return ["Φ(\(z)) + \(z) × φ(\(z)) = \(n(cumulative)) + \(n(slope - cumulative)) = \(result)"]
    case .geluTanh:
      let half = x == 0 ? 0.5 : value / x
      return ["\(n(half)) + \(n(slope - half)) = \(result)"]
    case .silu: return ["\(n(sigmoid)) × (1 + \(z) × \(n(1 - sigmoid))) = \(result)"]
    case .softplus: return ["σ(\(z)) = \(result)"]
    case .mish:
      let t = tangentOfSoftplus
      return ["t = \(n(t)), σ(\(z)) = \(n(sigmoid))", "\(n(t)) + \(z) × (1 − \(n(t * t))) × \(n(sigmoid)) = \(result)"]
    case .hardTanh: return [slope == 0 ? "\(z) is not between −1 and 1, so f′ = 0" : "−1 < \(z) < 1, so f′ = 1"]
    case .step: return ["constant on both sides of 0, so f′ = 0 (undefined at the jump)"]
    }
  }

  /// eᶻ: what the slope of ELU is where z is negative.
  private func exponential(_ z: Double) -> Double {
    let decay = Activation.elu(alpha: 1).derivative(atInput: -abs(z))
    return z > 0 ? 1 / decay : decay
  }
  private var tangentOfSoftplus: Double { Activation.tanh.value(at: softplus) }

  private mutating func writeTangent() {
    heading("The tangent, drawn dotted")
    say(
      "y = f(x₀) + f′(x₀)·(x − x₀) = \(n(value)) \(slope < 0 ? "−" : "+") \(n(abs(slope)))·(x \(x < 0 ? "+" : "−") \(n(abs(x))))"
    )
    let step = 0.1
    let moved = activation.value(at: x + step)
    say("A step of 0.1 in x: the tangent predicts \(n(value + slope * step)), the function gives \(n(moved)).")
  }

  private mutating func writeSaturation(_ profile: ActivationProfile, _ threshold: Double) {
    heading("Saturation")
    let limit = NumberFormat.compact.string(threshold)
    if profile.isSaturated(at: x) {
      say("|f′| = \(n(abs(slope))) is below \(limit): here a unit is saturated and hardly learns.", .warning)
    } else {
      say("|f′| = \(n(abs(slope))) is not below \(limit): here a unit learns.")
    }
    say("|f′| is below \(limit) \(profile.isEverywhereOrNowhere ? "" : "where ")\(profile.saturatedWords(n)).")
  }

  private mutating func writeDepth() {
    heading("Through depth")
    let ten = (0..<10).reduce(1.0) { product, _ in product * slope }
    let fifty = (0..<5).reduce(1.0) { product, _ in product * ten }
    say("Ten layers with this slope multiply a gradient by \(n(slope))¹⁰ = \(n(ten)), fifty by \(n(fifty)),")
    say("not counting the weights; d tries it in a real network.")
  }
}
