import NeuralNet
import TestSupport
import Testing

/// Every backward pass against central differences of the loss, which know nothing of derivatives.
@Suite struct GradientTests {
  private static let trainable = Activation.all.filter(\.isTrainable)

  @Test(arguments: trainable, Loss.all)
  func agreeWithFiniteDifferences(activation: Activation, loss: Loss) throws {
    var random = RandomNumbers(seed: UInt64(activation.name.count * 31 + loss.name.count))
    for depth in 1...3 {
      // BCE without a sigmoid needs predictions that are probabilities.
      let outputs: [Activation] = loss == .bce ? [.sigmoid] : [.sigmoid, activation, .identity]
      for output in outputs {
        let sizes = (0...depth).map { _ in 1 + random.below(5) }
        try check(sizes, hidden: activation, output: output, loss: loss, batch: 1 + random.below(6), &random)
      }
    }
  }

  @Test func binaryCrossEntropyOfAProbabilityThatIsNotASigmoidAgreesToo() throws {
    // A hard tanh of inputs kept in (0, 1) by the weights is its own kind of probability.
    let network = Network(
      Architecture(layerSizes: [1, 1], hiddenActivation: .tanh, outputActivation: .hardTanh),
      parameters: [0.5, 0.2]
    )
    try compare(network, .bce, Samples(inputs: [0.1, 0.9, 0.4], targets: [0, 1, 1], count: 3))
  }

  @Test func ofLargeLayersAgreeWithFiniteDifferencesToo() throws {
    let network = Network<Double>.random([40, 32, 20], hidden: .tanh, output: .identity, seed: 2)
    var random = RandomNumbers(seed: 8)
    let samples = Samples(
      inputs: (0..<64 * 40).map { _ in random.normal() },
      targets: (0..<64 * 20).map { _ in random.normal() },
      count: 64
    )
    try compare(network, .mse, samples, parameters: [0, 500, 1279, 1280, 1311, 1312, 1500, 1951, 1952, 1971])
  }

  private func check(
    _ sizes: [Int],
    hidden: Activation,
    output: Activation,
    loss: Loss,
    batch: Int,
    _ random: inout RandomNumbers
  ) throws {
    let network = Network<Double>(
      Architecture(layerSizes: sizes, hiddenActivation: hidden, outputActivation: output),
      initializer: .pytorch,
      using: &random
    )
    let outputs = sizes[sizes.count - 1]
    var targets: [Double] = []
    for _ in 0..<batch {
      switch loss {
      case .softmaxCrossEntropy:
        let label = random.below(outputs)
        targets += (0..<outputs).map { $0 == label ? 1 : 0 }
      case .bce, .bceWithLogits, .hinge: targets += (0..<outputs).map { _ in Double(random.below(2)) }
      case .mse, .mae, .huber: targets += (0..<outputs).map { _ in random.normal() }
      }
    }
    let samples = Samples(
      inputs: (0..<batch * sizes[0]).map { _ in random.normal() },
      targets: targets,
      count: batch
    )
    try compare(network, loss, samples)
  }

  private func compare(
    _ network: Network<Double>,
    _ loss: Loss,
    _ samples: Samples<Double>,
    parameters: [Int]? = nil
  ) throws {
    let trainer = Trainer(
      network: network,
      loss: loss,
      optimizer: .sgd,
      learningRate: 1,
      maximumBatchSize: samples.count
    )
    let (value, gradients) = trainer.gradients(samples)
    #expect(value.isFinite)
    #expect(value == trainer.loss(samples))
    let step = 1e-6
    for index in parameters ?? Array(gradients.indices) {
      var moved = network
      moved.parameters[index] += step
      trainer.network = moved
      let above = trainer.loss(samples)
      moved.parameters[index] -= 2 * step
      trainer.network = moved
      let below = trainer.loss(samples)
      let slope = (above - below) / (2 * step)
      // At a kink the two one-sided slopes differ and the central difference is neither.
      let isKink = abs((above - value) - (value - below)) / step > 1e-4
      if !isKink {
        expectClose(
          gradients[index],
          slope,
          within: 1e-6,
          "\(network.architecture.layerSizes) \(network.architecture.outputActivation) parameter \(index)"
        )
      }
    }
  }
}
