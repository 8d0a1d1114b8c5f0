import CKernels
import Foundation
import NeuralNet
import Testing

@testable import Playground

@Suite struct TrainerTests {
  private func settings(_ change: (inout PlaygroundSettings) -> Void) -> PlaygroundSettings {
    var settings = PlaygroundSettings()
    settings.sampleCount = 40
    settings.seed = "7"
    change(&settings)
    return settings
  }

  private static var variants: [PlaygroundSettings] {
    var variants: [PlaygroundSettings] = []
    for activation in Activation.all where activation.isTrainable {
      var settings = PlaygroundSettings()
      settings.activation = activation
      variants.append(settings)
    }
    for loss in PlaygroundLoss.allCases {
      var settings = PlaygroundSettings()
      settings.loss = loss
      settings.dataset = loss == .crossEntropy ? .threeSpirals : .moons
      settings.hidden = [HiddenLayer(units: 3), HiddenLayer(units: 3, activation: .silu)]
      settings.isResidual = true
      variants.append(settings)
    }
    var regression = PlaygroundSettings()
    regression.dataset = .bumps
    regression.features = Set(PlaneFeature.allCases)
    variants.append(regression)
    return variants.map { settings in
      var settings = settings
      settings.sampleCount = 38
      settings.noise = 20
      settings.batchSize = .full
      settings.learningRate = 1
      settings.hidden = settings.hidden.isEmpty ? [] : settings.hidden
      return settings
    }
  }

  /// With a rate of 1 and one full batch, the change of a parameter is its derivative of the mean loss.
  @Test(arguments: variants)
  func gradientsAreThoseOfFiniteDifferences(settings: PlaygroundSettings) throws {
    let trainer = try PlaygroundTrainer(settings)
    let before = trainer.weights.parameters
    trainer.trainEpoch()
    let after = trainer.weights.parameters
    let probe = try PlaygroundTrainer(settings)
    let h = 1e-5
    for index in before.indices {
      probe.set(before[index] + h, at: index)
      let above = probe.evaluate().trainLoss
      probe.set(before[index] - h, at: index)
      let below = probe.evaluate().trainLoss
      probe.set(before[index], at: index)
      let slope = (above - below) / (2 * h)
      // Kinks of hinge, ReLU and Huber are crossed by at most one of the few points.
      #expect(abs(before[index] - after[index] - slope) < 2e-4 * max(1, abs(slope)), "parameter \(index)")
    }
  }

  @Test(arguments: variants)
  func everyInstructionSetGivesTheSameBits(settings: PlaygroundSettings) throws {
    var settings = settings
    settings.batchSize = .samples(7)
    settings.learningRate = 0.05
    settings.regularization = .l1
    settings.regularizationRate = 0.01
    settings.dropout = 0.2
    let levels = (0...ck_best_level().rawValue).map { ck_level($0) }
    let results = try levels.map { level in
      let trainer = try PlaygroundTrainer(settings, level: level)
      for _ in 0..<5 { trainer.trainEpoch() }
      return (trainer.weights, trainer.evaluate(), trainer.outputs(at: PlaneGrid(columns: 5, rows: 3)))
    }
    for result in results.dropFirst() {
      #expect(result.0 == results[0].0)
      #expect(result.1 == results[0].1)
      #expect(result.2 == results[0].2)
    }
  }

  /// Networks whose training has units as lanes, with every width above every other.
  private static var narrowNetworks: [PlaygroundSettings] {
    let activations: [Activation] = [.tanh, .relu, .sigmoid, .identity]
    let losses: [PlaygroundLoss] = [.halfSquare, .square, .huber, .hinge, .bce]
    let features = Array(PlaneFeature.allCases)
    var networks: [PlaygroundSettings] = []
    for units in 1...8 {
      for above in 0...8 {
        var settings = PlaygroundSettings()
        settings.dataset = .spiral
        settings.seed = "\(units) under \(above)"
        settings.sampleCount = 74
        settings.features = Set(features.prefix(1 + (units + above) % 7))
        settings.hidden =
          above == 0 ? [HiddenLayer(units: units)] : [HiddenLayer(units: units), HiddenLayer(units: above)]
        settings.activation = activations[(units + above) % 4]
        settings.loss = losses[networks.count % 5]
        settings.optimizer = PlaygroundOptimizer.allCases[networks.count % 4]
        settings.regularization = WeightPenalty.allCases[networks.count % 3]
        settings.regularizationRate = 0.03
        settings.learningRate = settings.optimizer == .sgd ? 0.3 : 0.01
        settings.batchSize = [.samples(1), .samples(10), .samples(30), .full][networks.count / 2 % 4]
        networks.append(settings)
      }
    }
    return networks
  }

  @Test(arguments: narrowNetworks)
  func unitsAsLanesGiveTheBitsOfSamplesAsLanes(settings: PlaygroundSettings) throws {
    var wide = settings
    // A share so small that no unit is ever left out, yet the kernel takes samples as lanes.
    wide.dropout = 1e-300
    let reference = try PlaygroundTrainer(wide, level: ck_level_portable)
    for _ in 0..<7 { reference.trainEpoch() }
    for level in (0...ck_best_level().rawValue).map({ ck_level($0) }) {
      let trainer = try PlaygroundTrainer(settings, level: level)
      for _ in 0..<7 { trainer.trainEpoch() }
      #expect(trainer.isFinite)
      #expect(trainer.state == reference.state)
      #expect(trainer.evaluate() == reference.evaluate())
    }
  }

  @Test func tangentsOfAnySizeAreWithinTwoRoundings() throws {
    let sizes: [Double] = [
      0, .leastNonzeroMagnitude, 1e-12, 0x1p-28, 0x1p-27, 0.1732, 0.1733, 0.52, 0.9999999999999999, 1, 6.89, 6.91, 14,
      21.9, 22, 1e9,
      .infinity,
    ]
    let z = sizes + sizes.map { -$0 } + [.nan]
    for level in (0...ck_best_level().rawValue).map({ ck_level($0) }) {
      // Numbers come alone and beside others, as the kernel takes several vectors together.
      for shift in [0, 3, 8, 40] {
        var numbers = [Double](repeating: 0.3, count: 96)
        for (index, value) in z.enumerated() { numbers[shift + index] = value }
        var a = [Double](repeating: 7, count: 96)
        pk_activate(level, pk_activation_tanh, 0, 96, &numbers, &a)
        for (index, value) in numbers.enumerated() {
          #expect(value.isNaN ? a[index].isNaN : abs(a[index] - tanh(value)) <= 2 * tanh(value).ulp, "tanh \(value)")
          #expect(a[index].sign == value.sign || value.isNaN)
        }
      }
    }
  }

  @Test func aBatchThatAnEpochLeavesUnfilledGoesOnInTheNext() throws {
    // 20 points and a batch of 7: updates after 7 and 14; 6 derivatives wait and count with the next epoch's first 7.
    let settings = settings { $0.batchSize = .samples(7) }
    let trainer = try PlaygroundTrainer(settings)
    trainer.trainEpoch()
    let waiting = trainer.weights
    #expect(trainer.stepsPerEpoch == 2)
    trainer.trainStep()
    let carried = trainer.weights
    #expect(carried != waiting)
    // Another run of the same epochs that forgets them differs.
    let other = try PlaygroundTrainer(settings)
    other.trainEpoch()
    var state = other.state
    state.forgetSums()
    other.state = state
    other.trainStep()
    #expect(other.weights != carried)
  }

  @Test func stepsMakeAnEpoch() throws {
    let settings = settings { $0.batchSize = .samples(7) }
    let (steps, epoch) = (try PlaygroundTrainer(settings), try PlaygroundTrainer(settings))
    for _ in 0..<(3 * steps.stepsPerEpoch) { steps.trainStep() }
    for _ in 0..<3 { epoch.trainEpoch() }
    #expect(steps.state == epoch.state)
  }

  @Test func aStateGoesBack() throws {
    for optimizer in PlaygroundOptimizer.allCases {
      let trainer = try PlaygroundTrainer(
        settings {
          $0.optimizer = optimizer
          $0.dropout = 0.3
        }
      )
      trainer.trainStep()
      let state = trainer.state
      trainer.trainEpoch()
      let later = trainer.state
      trainer.state = state
      trainer.trainEpoch()
      #expect(trainer.state == later)
    }
  }

  @Test(arguments: PlaygroundOptimizer.allCases)
  func everyOptimizerLearnsTheCircle(optimizer: PlaygroundOptimizer) throws {
    let trainer = try PlaygroundTrainer(
      settings {
        $0.sampleCount = 200
        $0.optimizer = optimizer
        $0.learningRate = optimizer == .sgd ? 0.1 : 0.01
        $0.features = [.xSquared, .ySquared]
        $0.hidden = [HiddenLayer(units: 1)]
      }
    )
    for _ in 0..<100 { trainer.trainEpoch() }
    #expect(trainer.evaluate().testAccuracy == 1)
  }

  @Test func threeSpiralsAreThreeClasses() throws {
    let trainer = try PlaygroundTrainer(
      settings {
        $0.dataset = .threeSpirals
        $0.sampleCount = 300
        $0.optimizer = .adam
        $0.learningRate = 0.02
        $0.hidden = [HiddenLayer(units: 8), HiddenLayer(units: 8)]
        $0.features = [.x, .y, .sinX, .sinY]
      }
    )
    let start = trainer.evaluate()
    for _ in 0..<150 { trainer.trainEpoch() }
    let end = trainer.evaluate()
    #expect(end.trainLoss < start.trainLoss / 4)
    #expect(try #require(end.trainAccuracy) > 0.9)
  }

  @Test func noPointsAndNoFeaturesAreNoCrash() throws {
    let empty = try PlaygroundTrainer(settings { $0.trainPercent = 0 })
    empty.trainEpoch()
    #expect(empty.evaluate().trainLoss.isNaN)
    let blind = try PlaygroundTrainer(settings { $0.features = [] })
    blind.trainEpoch()
    #expect(blind.isFinite)
    let narrow = try PlaygroundTrainer(settings { $0.hidden = [HiddenLayer(units: 0), HiddenLayer(units: 2)] })
    narrow.trainEpoch()
    #expect(narrow.isFinite)
  }

  @Test func unfitSettingsAreNamed() {
    let unfit: [(String, (inout PlaygroundSettings) -> Void)] = [
      (
        "loss",
        {
          $0.loss = .bce; $0.output = .tanh
        }
      ),
      (
        "loss",
        {
          $0.dataset = .plane; $0.loss = .hinge
        }
      ),
      (
        "output",
        {
          $0.dataset = .blobs; $0.output = .linear; $0.loss = .square
        }
      ), ("dropout", { $0.dropout = 1 }),
      ("boundary", { $0.dataset = .boundary("2 *") }), ("samples", { $0.sampleCount = 1 }),
    ]
    for (setting, change) in unfit {
      var settings = PlaygroundSettings()
      change(&settings)
      let fault = #expect(throws: PlaygroundFault.self) { try settings.validate() }
      #expect(fault?.setting == setting)
    }
  }
}
