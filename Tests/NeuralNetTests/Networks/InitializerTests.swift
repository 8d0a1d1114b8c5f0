import NeuralNet
import TestSupport
import Testing

@Suite struct InitializerTests {
  private static let expected: [(Initializer, Double)] = [
    // A uniform distribution in ±c has the variance c²/3.
    (.uniform(0.3), 0.09 / 3), (.normal(0.2), 0.04), (.glorotUniform, 2.0 / 150), (.glorotNormal, 2.0 / 150),
    (.heUniform, 2.0 / 100), (.heNormal, 2.0 / 100), (.pytorch, 1.0 / 300), (.uniformWithBiases(0.3), 0.09 / 3),
  ]

  @Test(arguments: expected)
  func weightsHaveTheStatedVariance(initializer: Initializer, variance: Double) {
    let network = Network<Double>.random([100, 50], initializer: initializer, seed: 11)
    let weights = network.parameters[network.architecture.layers[0].weightRange]
    let mean = weights.reduce(0, +) / 5000
    let found = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4999
    // Of 5,000 draws the standard error of the variance is 2 % (normal), of the mean 1.4 % of the deviation.
    #expect(abs(found / variance - 1) < 0.08)
    #expect(abs(mean) < 0.06 * variance.squareRoot())
    expectClose(initializer.standardDeviation(inputs: 100, outputs: 50), variance.squareRoot(), within: 1e-12)
  }

  @Test(arguments: Initializer.all)
  func biasesStartAtZeroUnlessTheyAreDrawn(initializer: Initializer) {
    let network = Network<Double>.random([4, 30], initializer: initializer)
    let biases = network.parameters[network.architecture.layers[0].biasRange]
    let bound: Double? = initializer == .pytorch ? 0.5 : initializer == .uniformWithBiases(1) ? 1 : nil
    #expect(biases.allSatisfy { $0 == 0 } == (bound == nil))
    #expect(biases.allSatisfy { abs($0) <= bound ?? 0 })
  }

  @Test(arguments: Initializer.all)
  func sameSeedSameBits(initializer: Initializer) {
    let first = Network<Double>.random([3, 7, 2], initializer: initializer, seed: 9)
    #expect(first == Network<Double>.random([3, 7, 2], initializer: initializer, seed: 9))
    #expect(first != Network<Double>.random([3, 7, 2], initializer: initializer, seed: 10))
  }

  @Test(arguments: Initializer.all)
  func isFoundByItsName(initializer: Initializer) {
    #expect(Initializer(name: initializer.name) == initializer)
    #expect(Initializer(name: initializer.name.uppercased().replacing("-", with: "_")) == initializer)
  }

  @Test func otherNamesOfGlorotAndHe() {
    #expect(Initializer(name: "xavier") == .glorotUniform)
    #expect(Initializer(name: "kaiming") == .heUniform)
    #expect(Initializer(name: "xavier_normal") == .glorotNormal)
    #expect(Initializer(name: "orthogonal") == nil)
  }
}
