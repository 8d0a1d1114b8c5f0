import NeuralNet
import TestSupport
import Testing

/// NAdam, AdamW with its own decay, and Muon, step by step against PyTorch's; `Reference/generate_nadam_muon.py` made the figures.
@Suite struct ReferenceOptimizerTests {
  private func run(_ optimizer: Optimizer, _ rate: Double, l2: Double) throws -> Run {
    let golden = try Golden("nadam_muon")
    let trainer = Trainer(
      network: Network(
        Architecture(layerSizes: [4, 6, 3], hiddenActivation: .tanh, outputActivation: .identity),
        parameters: try golden["init"].numbers
      ),
      loss: .softmaxCrossEntropy,
      optimizer: optimizer,
      learningRate: rate,
      l2: l2,
      maximumBatchSize: 7
    )
    let targets = try golden["target"].numbers.flatMap { target in (0..<3).map { Double($0) == target ? 1.0 : 0 } }
    let samples = Samples(inputs: try golden["x"].numbers, targets: targets, count: 7)
    var run = Run()
    for step in 1...25 {
      run.losses.append(trainer.step(samples))
      if step == 1 { run.first = trainer.network.parameters }
    }
    run.last = trainer.network.parameters
    return run
  }

  private struct Run {
    var losses: [Double] = []
    var first: [Double] = []
    var last: [Double] = []
  }

  @Test(arguments: [
    ("nadam", Optimizer.nadam, 0.01, 0.0), ("nadam_l2", .nadam, 0.01, 0.05), ("adamw", .adamw, 0.01, 0.01),
    ("muon_float64", .muon, 0.02, 0.1),
  ])
  func followsPyTorchs(name: String, optimizer: Optimizer, rate: Double, l2: Double) throws {
    let golden = try Golden("nadam_muon")["runs"][name]
    let run = try run(optimizer, rate, l2: l2)
    expectClose(run.losses, try golden["loss_before_step"].numbers, "\(name) losses")
    expectClose(run.first, try golden["after_1_step"].numbers, "\(name) 1")
    expectClose(run.last, try golden["after_25_steps"].numbers, "\(name) 25")
  }

  /// As PyTorch ships it, Muon orthogonalises in bfloat16, which moves an entry by up to a fifth of a step.
  @Test func muonIsWithinTheRoundingOfPyTorchs() throws {
    let golden = try Golden("nadam_muon")["runs"]["muon"]
    let run = try run(.muon, 0.02, l2: 0.1)
    expectClose(run.first, try golden["after_1_step"].numbers, within: 6e-3)
    expectClose(run.losses, try golden["loss_before_step"].numbers, within: 1e-3)
  }

  @Test func theUsualDecayComesWithTheOptimizer() {
    #expect(ClassifierSettings(optimizer: .adamw).l2 == 0.01 && ClassifierSettings(optimizer: .muon).l2 == 0.1)
    var settings = ClassifierSettings()
    #expect(settings.l2 == 0)
    settings.optimizer = .adamw
    #expect(settings.l2 == 0.01)
    settings.optimizer = .muon
    #expect(settings.l2 == 0.1)
    settings.l2 = 0.3
    settings.optimizer = .adam
    #expect(settings.l2 == 0.3, "chosen, not the optimizer's")
  }

  /// Just below the limit a weight without other gradient shrinks, just above it grows.
  @Test(arguments: Optimizer.all.filter { $0.largestStableL2(learningRate: 0.1) != nil })
  func theLargestStableDecayIsTheBoundary(optimizer: Optimizer) throws {
    let limit = try #require(optimizer.largestStableL2(learningRate: 0.1))
    func size(_ l2: Double) -> Double {
      let trainer = Trainer(
        network: Network(
          Architecture(layerSizes: [1, 1], hiddenActivation: .identity, outputActivation: .identity),
          parameters: [1, 0]
        ),
        loss: .mse,
        optimizer: optimizer,
        learningRate: 0.1,
        l2: l2,
        maximumBatchSize: 1
      )
      for _ in 0..<2000 { trainer.step(Samples(inputs: [0], targets: [0], count: 1)) }
      return abs(trainer.network.parameters[0])
    }
    #expect(size(0.98 * limit) < 1e-3)
    #expect(!(size(1.02 * limit) < 1e3))
  }
}
