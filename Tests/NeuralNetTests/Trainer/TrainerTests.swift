import NeuralNet
import TestSupport
import Testing

@Suite struct TrainerTests {
  private func trainer(
    _ optimizer: Optimizer = .sgd,
    loss: Loss = .mse,
    hidden: Activation = .sigmoid,
    seed: UInt64 = 1
  ) -> Trainer<Double> {
    Trainer(
      network: .random([2, 4, 1], hidden: hidden, seed: seed),
      loss: loss,
      optimizer: optimizer,
      learningRate: 0.5,
      maximumBatchSize: 4
    )
  }

  @Test(arguments: Optimizer.all)
  func sameSeedSameBits(optimizer: Optimizer) {
    let first = trainer(optimizer)
    let second = trainer(optimizer)
    for _ in 0..<20 { #expect(first.step(.xor) == second.step(.xor)) }
    #expect(first.state == second.state)
  }

  @Test(arguments: Optimizer.all)
  func goingBackAndOnGivesTheSameBits(optimizer: Optimizer) {
    let trainer = trainer(optimizer)
    for _ in 0..<7 { trainer.step(.xor) }
    let past = trainer.state
    let losses = (0..<9).map { _ in trainer.step(.xor) }
    let end = trainer.state
    trainer.state = past
    #expect(trainer.state == past)
    #expect((0..<9).map { _ in trainer.step(.xor) } == losses)
    #expect(trainer.state == end)
    let other = self.trainer(optimizer, seed: 99)
    other.state = past
    #expect((0..<9).map { _ in other.step(.xor) } == losses)
  }

  @Test func aStateKeepsOnlyTheMomentsThatItsOptimizerHas() {
    for optimizer in Optimizer.all {
      let trainer = trainer(optimizer)
      trainer.step(.xor)
      #expect(trainer.state.firstMoments.count == (optimizer.momentCount >= 1 ? 17 : 0))
      #expect(trainer.state.secondMoments.count == (optimizer.momentCount >= 2 ? 17 : 0))
    }
  }

  @Test func anotherOptimizerStartsAfresh() {
    let switched = trainer(.adam)
    for _ in 0..<5 { switched.step(.xor) }
    switched.optimizer = .momentum(0.9)
    #expect(switched.stepCount == 0)
    let fresh = Trainer(
      network: switched.network,
      loss: .mse,
      optimizer: .momentum(0.9),
      learningRate: 0.5,
      maximumBatchSize: 4
    )
    for _ in 0..<5 { #expect(switched.step(.xor) == fresh.step(.xor)) }
  }

  @Test func theSameOptimizerSetAgainGoesOn() {
    let trainer = trainer(.adam)
    trainer.step(.xor)
    let state = trainer.state
    trainer.optimizer = .adam
    #expect(trainer.state == state)
  }

  @Test func settingsApplyToTheNextStep() {
    let trainer = trainer()
    let before = trainer.network.parameters
    trainer.learningRate = 0
    trainer.step(.xor)
    #expect(trainer.network.parameters == before)
    trainer.loss = .mae
    let mae = trainer.step(.xor)
    trainer.loss = .mse
    #expect(trainer.step(.xor) != mae)
    trainer.hiddenActivation = .relu
    #expect(trainer.network.architecture.hiddenActivation == .relu)
    expectClose(trainer.loss(.xor), Trainer.meanSquaredError(of: trainer.network), within: 1e-14)
  }

  @Test func aStepReturnsTheLossBeforeItsUpdate() {
    let trainer = trainer()
    let before = trainer.loss(.xor)
    #expect(trainer.step(.xor) == before)
    #expect(trainer.loss(.xor) < before)
  }

  /// A batch is padded to whole lanes inside; the padding must not count.
  @Test(arguments: Loss.all)
  func aBatchIsTheMeanOfItsSamples(loss: Loss) {
    let network = Network<Double>.random([2, 3, 2], hidden: .tanh, output: .sigmoid)
    let inputs: [Double] = [0.1, 0.9, -1, 0.5, 2, -0.3, 0.7, 0.7, -0.2, -0.4]
    let targets: [Double] = [1, 0, 0, 1, 1, 0, 1, 0, 0, 1]
    let trainer = Trainer(network: network, loss: loss, optimizer: .sgd, learningRate: 1, maximumBatchSize: 5)
    let whole = trainer.gradients(Samples(inputs: inputs, targets: targets, count: 5))
    var meanLoss = 0.0
    var meanGradients = [Double](repeating: 0, count: network.parameters.count)
    for sample in 0..<5 {
      let part = trainer.gradients(
        Samples(
          inputs: Array(inputs[sample * 2..<sample * 2 + 2]),
          targets: Array(targets[sample * 2..<sample * 2 + 2]),
          count: 1
        )
      )
      meanLoss += part.loss / 5
      for (index, gradient) in part.gradients.enumerated() { meanGradients[index] += gradient / 5 }
    }
    expectClose(whole.loss, meanLoss, within: 1e-13)
    expectClose(whole.gradients, meanGradients, within: 1e-13)
  }

  @Test func regularisationAddsToTheGradientOfEveryParameter() {
    let plain = trainer()
    let (_, gradients) = plain.gradients(.xor)
    let parameters = plain.network.parameters
    plain.l1 = 0.01
    plain.l2 = 0.1
    plain.step(.xor)
    let expected = zip(parameters, gradients).map { parameter, gradient in
      let sign: Double = parameter > 0 ? 1 : (parameter < 0 ? -1 : 0)
      return parameter - 0.5 * (gradient + 0.1 * parameter + 0.01 * sign)
    }
    expectClose(plain.network.parameters, expected, within: 1e-15)
  }

  @Test func binaryCrossEntropyBehindASigmoidKeepsItsGradientAtAnyLogit() {
    // σ(−1000) is 0 in floating point, where the clamped formula's gradient would vanish.
    let network = Network(
      Architecture(layerSizes: [1, 1], hiddenActivation: .sigmoid, outputActivation: .sigmoid),
      parameters: [0, -1000]
    )
    let trainer = Trainer(network: network, loss: .bce, optimizer: .sgd, learningRate: 1, maximumBatchSize: 1)
    let (loss, gradients) = trainer.gradients(Samples(inputs: [1], targets: [1], count: 1))
    #expect(loss == 1000)
    #expect(gradients == [-1, -1])
    expectClose(trainer.predictions, [0])
  }

  @Test(arguments: Activation.all, Loss.all)
  func staysFiniteWithWeightsOfAThousand(activation: Activation, loss: Loss) {
    let network = Network(
      Architecture(layerSizes: [1, 2, 2], hiddenActivation: activation, outputActivation: .sigmoid),
      parameters: [1000, -1000, 1000, -1000, 1, -1, 1, 1, 0, 0]
    )
    let trainer = Trainer(network: network, loss: loss, optimizer: .sgd, learningRate: 1, maximumBatchSize: 2)
    let (value, gradients) = trainer.gradients(Samples(inputs: [1, -1], targets: [1, 0, 0, 1], count: 2))
    #expect(value.isFinite)
    #expect(gradients.allSatisfy { $0.isFinite })
  }

  @Test func aDivergedNetworkSaysSo() {
    let trainer = trainer()
    var parameters = trainer.network.parameters
    parameters[0] = .nan
    trainer.state = .init(parameters: parameters)
    #expect(trainer.step(.xor).isNaN)
  }

  /// Tiny and subnormal inputs, the whole range of the exponential, infinities and NaN through the vector kernels.
  @Test func vectorFunctionsAgreeWithTheSystemsToAFewUnitsInTheLastPlace() {
    var inputs = stride(from: -745.0, through: 745, by: 0.37).map { $0 }
    inputs += [1e-300, -1e-300, 1e-17, -1e-9, 1e-5, 0.3, -0.3, 0, .leastNonzeroMagnitude]
    inputs += [Double](repeating: 0, count: (4 - inputs.count % 4) % 4)
    for activation in [Activation.sigmoid, .tanh, .elu(alpha: 1), .silu] {
      let network = Network(
        Architecture(layerSizes: [1, 1], hiddenActivation: activation, outputActivation: activation),
        parameters: [1, 0]
      )
      let evaluation = Evaluation<Double>(network.architecture, capacity: inputs.count)
      network.evaluate(inputs: inputs, into: evaluation)
      for (index, input) in inputs.enumerated() where abs(input) < 700 {
        let expected = activation.value(at: input)
        let found = evaluation[layer: 0, unit: 0, sample: index]
        #expect(abs(found - expected) <= 1e-15 * abs(expected), "\(activation) at \(input): \(found), \(expected)")
      }
      #expect(evaluation.values(layer: 0, unit: 0).allSatisfy { $0.isFinite })
      network.evaluate(inputs: [.nan, .infinity, 1, 2], into: evaluation)
      #expect(evaluation[layer: 0, unit: 0, sample: 0].isNaN)
      expectClose(evaluation[layer: 0, unit: 0, sample: 2], activation.value(at: 1), within: 1e-15)
    }
  }

  @Test func floatsTrainToo() {
    let trainer = Trainer<Float>(
      network: .random([2, 8, 1], hidden: .tanh, seed: 3),
      loss: .bce,
      optimizer: .adam,
      learningRate: 0.05,
      maximumBatchSize: 4
    )
    for _ in 0..<300 { trainer.step(.xor) }
    #expect(trainer.loss(.xor) < 0.05)
    #expect(trainer.predictions.map { $0 > 0.5 } == [false, true, true, false])
  }
}

extension Trainer where Scalar == Double {
  fileprivate static func meanSquaredError(of network: Network<Double>) -> Double {
    let samples = Samples<Double>.xor
    return (0..<4).reduce(0) { sum, sample in
      let difference = network.forward(Array(samples.inputs[2 * sample..<2 * sample + 2])).output[0]
      return sum + (difference - samples.targets[sample]) * (difference - samples.targets[sample]) / 4
    }
  }
}
