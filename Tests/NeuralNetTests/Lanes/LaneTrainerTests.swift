import CKernels
import Testing

@testable import NeuralNet

/// Networks trained side by side have the bits of networks trained alone.
@Suite struct LaneTrainerTests {
  private static let activations: [Activation] = [
    .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.01), .elu(alpha: 1.3), .selu, .hardTanh, .identity,
  ]
  private static let losses: [Loss] = [.mse, .mae, .huber(delta: 0.3), .hinge, .bce, .bceWithLogits]

  /// Trains in lanes and alone and expects the same bits in every parameter, loss and count.
  private func expectSameBits(
    _ sizes: [Int],
    hidden: Activation = .sigmoid,
    loss: Loss = .mse,
    optimizer: Optimizer = .sgd,
    learningRate: Double = 1,
    l1: Double = 0,
    l2: Double = 0,
    samples: Samples<Double> = .xor,
    steps: Int = 60,
    networks count: Int? = nil,
    level: ck_level = ck_best_level(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let networks = (0..<(count ?? Int(dlviz_lane_count(level)))).map {
      Network<Double>.random(sizes, hidden: hidden, initializer: .pytorch, seed: UInt64($0))
    }
    let lanes = try #require(
      LaneTrainer(
        networks: networks,
        loss: loss,
        optimizer: optimizer,
        learningRate: learningRate,
        l1: l1,
        l2: l2,
        inputs: samples.inputs,
        targets: samples.targets,
        level: level
      )
    )
    // In two parts, so that the step's number must go on.
    lanes.train(steps: steps / 3)
    lanes.train(steps: steps - steps / 3)
    for (index, network) in networks.enumerated() {
      let trainer = Trainer(
        network: network,
        loss: loss,
        optimizer: optimizer,
        learningRate: learningRate,
        l1: l1,
        l2: l2,
        maximumBatchSize: samples.count
      )
      var last = Double.nan
      var lastWrong: Int?
      for step in 1...steps {
        last = trainer.step(samples)
        let isRight = zip(trainer.predictions, samples.targets).allSatisfy { ($0 >= 0.5) == ($1 >= 0.5) && !$0.isNaN }
        if !isRight { lastWrong = step }
      }
      let what = "\(sizes) \(hidden) \(loss) \(optimizer) network \(index)"
      #expect(bits(lanes.network(index)) == bits(trainer.network), "\(what)", sourceLocation: sourceLocation)
      #expect(lanes.loss(of: index).bitPattern == last.bitPattern, "\(what)", sourceLocation: sourceLocation)
      #expect(lanes.lastWrongStep(of: index) == lastWrong, "\(what)", sourceLocation: sourceLocation)
    }
  }

  private func bits(_ network: Network<Double>) -> [UInt64] { network.parameters.map(\.bitPattern) }

  @Test(arguments: activations) func everyActivation(_ activation: Activation) throws {
    try expectSameBits([2, 4, 1], hidden: activation, learningRate: 0.5)
    try expectSameBits([2, 3, 2, 1], hidden: activation, loss: .bce, learningRate: 0.5)
  }

  @Test(arguments: losses) func everyLoss(_ loss: Loss) throws {
    try expectSameBits([2, 3, 1], hidden: .tanh, loss: loss, learningRate: 0.3)
  }

  @Test(arguments: Optimizer.all.filter { ![.nadam, .muon].contains($0) }) func everyOptimizer(_ optimizer: Optimizer)
    throws
  {
    try expectSameBits([2, 5, 1], optimizer: optimizer, learningRate: 0.05)
    try expectSameBits([2, 5, 1], hidden: .relu, optimizer: optimizer, learningRate: 0.05, l1: 0.001, l2: 0.01)
  }

  @Test func samplesThatDoNotFillFour() throws {
    let five = Samples<Double>(inputs: [0, 0, 0, 1, 1, 0, 1, 1, 0.5, -0.25], targets: [0, 1, 1, 0, 1], count: 5)
    let two = Samples<Double>(inputs: [0, 1, -1, 1], targets: [0, 1], count: 2)
    try expectSameBits([2, 3, 1], samples: five)
    try expectSameBits([2, 3, 1], loss: .bce, samples: two)
    try expectSameBits([2, 1], samples: five)
  }

  @Test func everyInstructionSetThatIsHere() throws {
    for level in [ck_level_portable, ck_level_avx2, ck_level_avx512] where level.rawValue <= ck_best_level().rawValue {
      try expectSameBits([2, 4, 1], hidden: .tanh, optimizer: .adam, learningRate: 0.1, level: level)
      try expectSameBits([2, 3, 2, 1], hidden: .elu(alpha: 1), loss: .bce, level: level)
      try expectSameBits([2, 2, 1], optimizer: .momentum(0.9), learningRate: 0.5, l2: 0.001, level: level)
    }
  }

  @Test func someLanesEmpty() throws {
    try expectSameBits([2, 2, 1], networks: 1)
    try expectSameBits([2, 2, 1], networks: LaneTrainer.laneCount - 1)
  }

  @Test func aRunThatDivergesDoesNotDisturbItsNeighbours() throws {
    var wild = Network<Double>.random([2, 2, 1], hidden: .identity, initializer: .pytorch, seed: 0)
    wild.parameters = wild.parameters.map { $0 * 1e200 }
    let calm = Network<Double>.random([2, 2, 1], hidden: .identity, initializer: .pytorch, seed: 1)
    func train(_ networks: [Network<Double>]) throws -> LaneTrainer {
      let trainer = try #require(
        LaneTrainer(
          networks: networks,
          loss: .bce,
          optimizer: .sgd,
          learningRate: 1,
          inputs: Samples<Double>.xor.inputs,
          targets: Samples<Double>.xor.targets
        )
      )
      trainer.train(steps: 5)
      return trainer
    }
    let both = try train([wild, calm])
    let alone = try train([calm])
    #expect(both.firstNonFiniteStep(of: 0) == 1)
    #expect(both.firstNonFiniteStep(of: 1) == nil)
    #expect(bits(both.network(1)) == bits(alone.network(0)))
  }

  @Test func whatLanesDoNotKnowIsLeftToTheTrainer() {
    func canTrain(
      _ sizes: [Int],
      _ hidden: Activation,
      _ loss: Loss = .mse,
      _ optimizer: Optimizer = .adam,
      samples: Int = 4
    ) -> Bool {
      let architecture = Architecture(layerSizes: sizes, hiddenActivation: hidden, outputActivation: .sigmoid)
      return LaneTrainer.canTrain(architecture, loss: loss, optimizer: optimizer, sampleCount: samples)
    }
    #expect(canTrain([2, 4, 1], .sigmoid))
    #expect(!canTrain([2, 4, 1], .gelu))
    #expect(!canTrain([2, 4, 1], .sigmoid, .softmaxCrossEntropy))
    #expect(!canTrain([2, 256, 256, 1], .sigmoid))
    #expect(!canTrain([2, 4, 1], .sigmoid, .mse, .muon))
    #expect(!canTrain([2, 4, 1], .sigmoid, samples: 200))
  }
}
