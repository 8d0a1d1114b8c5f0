import ScreenTestSupport
import Shell
import Terminal
import Testing
import Training

@testable import FunctionScreens
@testable import NeuralNet

struct DepthDiagnosisTests {
  private func diagnosis(
    _ activation: Activation,
    _ initializer: Initializer,
    width: Int = 32,
    depth: Int = 30
  ) throws -> DepthDiagnosis {
    let settings = DepthSettings(
      width: width,
      depth: depth,
      batchSize: 32,
      initializer: initializer,
      activations: [activation]
    )
    return DepthDiagnosis(
      try #require(DepthComparison(settings).run()?.first),
      width: width,
      initializer: initializer
    )
  }

  @Test func sigmoidVanishesByAtLeastAQuarterALayer() throws {
    let diagnosis = try diagnosis(.sigmoid, .glorotNormal)
    #expect(diagnosis.gradient == .vanishing)
    #expect(diagnosis.word.hasPrefix("vanishing"))
    #expect((diagnosis.gradientFactor ?? 1) < 0.3)
    #expect(diagnosis.sentences[0].contains("of the gradient reaches layer 1"))
  }

  @Test func largeWeightsExplodeAndOverflow() throws {
    try #expect(diagnosis(.relu, .uniform(1)).gradient == .exploding)
    let overflow = try diagnosis(.identity, .normal(20))
    guard case .overflow(let layer) = overflow.gradient else {
      Issue.record("expected an overflow, found \(overflow.gradient)")
      return
    }
    // √32 · 20 = 113 a layer: 113¹⁹ = 1e39 is the first beyond 3.4e38; the greatest value leads the spread by a layer or so.
    #expect((17...20).contains(layer))
    #expect(overflow.sentences.count == 1)
  }

  /// Glorot's weights leave a ReLU's gradient √½ a layer: the cure is named where that is what was measured, and nowhere else.
  @Test func aReLUThatVanishesIsToldOfHe() throws {
    let glorot = try diagnosis(.relu, .glorotNormal, width: 64)
    #expect([.vanishing, .fading].contains(glorot.gradient))
    let cure = try #require(glorot.sentences.first { $0.contains("He's") })
    #expect(cure.contains("√(width · Var(w) / 2) = 0.707 a layer"), "\(cure)")
    for other in [try diagnosis(.sigmoid, .glorotNormal), try diagnosis(.relu, .heNormal, width: 64)] {
      #expect(!other.sentences.contains { $0.contains("He's") })
    }
  }

  @Test func heInitialisationKeepsReLUHealthy() throws {
    try #expect(diagnosis(.relu, .heNormal, width: 64, depth: 4).word == "healthy")
  }

  /// Samples move a step's units though f′ is 0: no gradient passes, but they are not dead.
  @Test func theStepCutsTheGradientAndIsNotDead() throws {
    let diagnosis = try diagnosis(.step, .heNormal, depth: 3)
    #expect(diagnosis.gradient == .cut)
    #expect(diagnosis.sentences.first == "No gradient passes: f′ = 0 everywhere. Layer 1 cannot learn.")
    // Of 96 units a few are the same for all 32 samples.
    #expect(diagnosis.report.layers.allSatisfy { $0.blocked == 1 && $0.dead < 0.5 })
    #expect(diagnosis.report.layers.allSatisfy { $0.standardDeviation > 0.3 })
  }

  /// The gradient alone does not make a network healthy.
  @Test func aFadingSignalAndDeadUnitsAreInTheVerdict() throws {
    let gelu = try diagnosis(.gelu, .heNormal, width: 64, depth: 20)
    #expect(gelu.signal == .fading)
    #expect(!gelu.isHealthy && gelu.word.contains("signal fades"))
    #expect(gelu.glyph(.braille) != "✓")
    let narrow = try diagnosis(.relu, .heNormal, width: 8, depth: 30)
    #expect(narrow.unitsDie && !narrow.isHealthy)
    #expect(narrow.word.contains("units die"))
    #expect(narrow.deadFigure.hasSuffix("%"))
  }

  @Test func aTwentiethOfTheGradientIsNotFine() {
    let layers = [0.05, 0.2, 1].map { Self.layer(gradient: $0) }
    let diagnosis = DepthDiagnosis(DepthReport(activation: .tanh, layers: layers), width: 10)
    #expect(diagnosis.gradient == .fading)
    #expect(diagnosis.word == "gradient fades")
    #expect(diagnosis.figures == "gradient ×0.05, signal ×1, dead 0")
  }

  private static func layer(gradient: Double, blocked: Double = 0, dead: Double = 0) -> DepthLayer {
    DepthLayer(
      mean: 0,
      standardDeviation: 1,
      preActivationSize: 1,
      range: -1...1,
      histogram: [1, 1],
      saturated: 0,
      blocked: blocked,
      dead: dead,
      gradientSize: gradient,
      weightGradientSize: gradient,
      activationsOverflowed: false,
      hasOverflowed: false
    )
  }

  @Test func blockedAndDeadUnitsAreSaidApart() {
    let layers = [Self.layer(gradient: 1, blocked: 0.3, dead: 0.1), Self.layer(gradient: 1)]
    let sentences = DepthDiagnosis(DepthReport(activation: .hardTanh, layers: layers), width: 10).sentences
    #expect(sentences.contains("2 units are without a gradient, in layer 1: f′ = 0 for every sample."))
    #expect(sentences.contains("1 unit is dead, in layer 1: the same output for every sample."))
  }

  @Test func figuresStayShort() {
    #expect(DepthDiagnosis.figure(0) == "0")
    #expect(DepthDiagnosis.figure(0.2105) == "0.211")
    #expect(DepthDiagnosis.figure(2.84e-13) == "2.8e-13")
    #expect(DepthDiagnosis.figure(1.23e25) == "1.2e25")
    #expect(DepthDiagnosis.figure(9.97e-8) == "1.0e-7")
  }
}
