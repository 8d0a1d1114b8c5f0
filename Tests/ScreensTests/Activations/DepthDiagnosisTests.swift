import NeuralNet
import Testing
import Training

@testable import Screens

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
    return DepthDiagnosis(try #require(DepthComparison(settings).run()?.first), width: width)
  }

  @Test func sigmoidVanishesByAtLeastAQuarterALayer() throws {
    let diagnosis = try diagnosis(.sigmoid, .glorotNormal)
    #expect(diagnosis.verdict == .vanishing)
    #expect((diagnosis.gradientFactor ?? 1) < 0.3)
    #expect(diagnosis.sentences[0].contains("of the gradient reaches layer 1"))
  }

  @Test func largeWeightsExplodeAndOverflow() throws {
    try #expect(diagnosis(.relu, .uniform(1)).verdict == .exploding)
    let overflow = try diagnosis(.identity, .normal(20))
    guard case .overflow(let layer) = overflow.verdict else {
      Issue.record("expected an overflow, found \(overflow.verdict)")
      return
    }
    // √32 · 20 = 113 a layer: 113¹⁹ = 1e39 is the first beyond 3.4e38; the greatest value leads the spread by a layer or so.
    #expect((17...20).contains(layer))
    #expect(overflow.sentences.count == 1)
  }

  @Test func heInitialisationKeepsReLUHealthy() throws {
    try #expect(diagnosis(.relu, .heNormal, width: 64, depth: 10).verdict == .healthy)
  }

  @Test func theStepCutsTheGradientAndIsDeadEverywhere() throws {
    let diagnosis = try diagnosis(.step, .heNormal, depth: 3)
    #expect(diagnosis.verdict == .cut)
    #expect(diagnosis.sentences.contains { $0.contains("96 units are dead, 32 of them in layer") })
    #expect(diagnosis.sentences.contains { $0.hasPrefix("100% of layer") })
  }

  @Test func figuresStayShort() {
    #expect(DepthDiagnosis.figure(0) == "0")
    #expect(DepthDiagnosis.figure(0.2105) == "0.211")
    #expect(DepthDiagnosis.figure(2.84e-13) == "2.8e-13")
    #expect(DepthDiagnosis.figure(1.23e25) == "1.2e25")
    #expect(DepthDiagnosis.figure(9.97e-8) == "1.0e-7")
  }
}
