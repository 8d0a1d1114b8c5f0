import NeuralNet
import ScreenTestSupport
import Shell
import Testing

@testable import FunctionScreens

struct ActivationProfileTests {
  /// Derived by hand: σ′ = 1/4 at 0; tanh′ = 1 at 0; GELU's f″ = φ(z)(2 − z²) vanishes at √2, where
  /// f′ = Φ(√2) + √2·φ(√2) = 0.92135 + 1.41421 × 0.14676 = 1.12890; SELU's and ELU's from their formulas at 0.
  @Test(
    arguments: [
      (Activation.sigmoid, 0.25, 0.25), (.tanh, 1, 1), (.relu, 0, 1), (.leakyReLU(slope: 0.1), 0.1, 1),
      (.elu(alpha: 2), 2, 2), (.selu, 1.7580993408473766, 1.7580993408473766), (.gelu, 0.5, 1.1289041),
      (.identity, 1, 1),
      (.hardTanh, 1, 1), (.step, 0, 0), (.softplus, 0.5, 1),
    ]
  )
  func findsTheDerivativeAtZeroAndItsMaximum(activation: Activation, atZero: Double, maximum: Double) {
    let profile = ActivationProfile(activation, threshold: 0.01)
    #expect(abs(profile.derivativeAtZero - atZero) < 1e-12)
    #expect(abs(profile.maximumDerivative - maximum) < 1e-6)
  }

  @Test func findsWhereTheMaximumIs() {
    #expect(abs((ActivationProfile(.gelu, threshold: 0.01).maximumPlace ?? 0) - 2.0.squareRoot()) < 1e-4)
    #expect(abs(ActivationProfile(.sigmoid, threshold: 0.01).maximumPlace ?? 1) < 1e-4)
    // The same everywhere, or never reached: no place to name.
    #expect(ActivationProfile(.relu, threshold: 0.01).maximumPlace == nil)
    #expect(ActivationProfile(.softplus, threshold: 0.01).maximumPlace == nil)
  }

  /// σ(1 − σ) = t at z = ±ln((1 + r) / (1 − r)), r = √(1 − 4t); tanh′ = t at z = ±artanh √(1 − t).
  @Test func findsWhereItIsSaturated() {
    let sigmoid = ActivationProfile(.sigmoid, threshold: 0.01).saturated
    #expect(sigmoid.count == 2)
    #expect(sigmoid.first?.lowerBound == -.infinity && sigmoid.last?.upperBound == .infinity)
    #expect(abs((sigmoid.first?.upperBound ?? 0) + 4.584863339122353) < 1e-9)
    #expect(abs((sigmoid.last?.lowerBound ?? 0) - 4.584863339122353) < 1e-9)

    let tanh = ActivationProfile(.tanh, threshold: 0.1).saturated
    #expect(abs((tanh.last?.lowerBound ?? 0) - 1.8184464592320668) < 1e-9)

    #expect(ActivationProfile(.identity, threshold: 0.01).saturated.isEmpty)
    #expect(ActivationProfile(.leakyReLU(slope: 0.1), threshold: 0.01).saturated.isEmpty)
    #expect(ActivationProfile(.step, threshold: 0.01).saturated == [-Double.infinity...Double.infinity])
  }

  @Test func findsTheShortStretchAboutAMinimum() {
    // SiLU's minimum is at -1.27846; a threshold of 1e-4 leaves a stretch far narrower than any grid.
    let saturated = ActivationProfile(.silu, threshold: 1e-4).saturated
    let inner = saturated.first { $0.contains(-1.2784645427610738) }
    #expect(inner != nil)
    #expect((inner?.upperBound ?? 1) - (inner?.lowerBound ?? 0) < 0.01)
  }
}
