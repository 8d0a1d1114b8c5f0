import NeuralNet
import TestSupport
import Testing

@Suite struct DepthExperimentTests {
  private func run(_ activation: Activation, _ initializer: Initializer, depth: Int = 12) throws -> [DepthLayer] {
    try #require(
      DepthExperiment(depth: depth, width: 24, batchSize: 21, activation: activation, initializer: initializer, seed: 7)
        .run()
    )
  }

  @Test func theSigmoidsGradientVanishes() throws {
    let layers = try run(.sigmoid, .glorotNormal)
    #expect(layers.count == 12)
    // f′ is at most 1/4, so each layer takes at least that factor off on average.
    #expect(layers[0].gradientSize < layers[11].gradientSize * 1e-5)
    #expect(layers.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= 1 && !$0.hasOverflowed })
  }

  @Test func heKeepsReLUsSizeAndTooLargeWeightsExplode() throws {
    let kept = try run(.relu, .heNormal)
    #expect(kept[11].preActivationSize > kept[0].preActivationSize / 5)
    #expect(kept[11].preActivationSize < kept[0].preActivationSize * 5)
    let exploded = try run(.relu, .normal(2))
    #expect(exploded[11].preActivationSize > exploded[0].preActivationSize * 1e6)
  }

  @Test func linearLayersScaleAsTheirWeights() throws {
    // Width 24 and deviation 1/√24 keep the variance; twice the deviation doubles the size per layer, both ways.
    let layers = try run(.identity, .normal(2 / 24.0.squareRoot()), depth: 6)
    let forward = layers[5].preActivationSize / layers[0].preActivationSize
    let backward = layers[0].gradientSize / layers[5].gradientSize
    #expect(forward > 16 && forward < 64)
    #expect(backward > 16 && backward < 64)
    #expect(layers.allSatisfy { $0.saturated == 0 && $0.dead == 0 })
  }

  @Test func everyActivationIsInTheHistogramOnce() throws {
    for layer in try run(.tanh, .normal(0.5)) {
      #expect(layer.histogram.count == 40)
      #expect(layer.histogram.reduce(0, +) == 24 * 21)
      #expect(layer.histogram[39] > 0 && layer.histogram[0] > 0)
    }
  }

  @Test func deadUnitsAndSaturationAreCounted() throws {
    let step = try run(.step, .heNormal, depth: 2)
    // Samples move its units: no gradient passes them, but they are not dead.
    #expect(step[0].blocked == 1 && step[0].dead == 0 && step[0].saturated == 1)
    #expect(step[0].gradientSize == 0 && step[1].gradientSize > 0.9)
    let tanh = try run(.tanh, .normal(10), depth: 2)
    #expect(tanh[0].saturated > 0.8)
    // So deep a narrow network has ReLUs that stay 0 for all 21 samples, and then nothing behind them moves.
    let relu = try run(.relu, .heNormal, depth: 40)
    #expect(relu[39].dead > 0 && relu[39].dead == relu[39].blocked)
  }

  @Test func overflowIsSaid() throws {
    let layers = try run(.identity, .normal(1e20), depth: 3)
    #expect(layers[2].hasOverflowed)
    #expect(layers.allSatisfy { $0.standardDeviation.isFinite && $0.gradientSize.isFinite })
  }

  @Test func sameSeedSameFigures() throws {
    try #expect(run(.gelu, .heUniform) == run(.gelu, .heUniform))
  }

  @Test func tellsItsProgressAndCanBeGivenUp() {
    let experiment = DepthExperiment(depth: 3, width: 4, batchSize: 4, activation: .relu, initializer: .heNormal)
    var told: [Double] = []
    let layers = experiment.run {
      told.append($0)
      return true
    }
    #expect(layers?.count == 3)
    expectClose(told, [1.0 / 6, 2.0 / 6, 3.0 / 6, 4.0 / 6, 5.0 / 6, 1], within: 1e-15)
    #expect(experiment.run { $0 < 0.5 } == nil)
  }
}
