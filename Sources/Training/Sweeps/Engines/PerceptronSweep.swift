import Datasets
import NeuralNet

/// Trains a perceptron on a truth table by the classic rule.
struct PerceptronSweep {
  private let sweep: Sweep
  private let settings: SweepSettings
  /// The epochs whose figures are kept.
  private let kept: [Int]

  init(_ sweep: Sweep, _ settings: SweepSettings, kept: [Int]) {
    self.kept = kept
    self.sweep = sweep
    self.settings = settings
  }

  func train(_ run: Int) -> SweepOutcome {
    let clock = ContinuousClock()
    let begin = clock.now
    let gate = settings.gate
    let seed = sweep.place(ofRun: run).seed
    var random = RandomNumbers(seed: seed)
    // As on the perceptron's screen: every function has its place in the sequence.
    for _ in 0..<(2 * Int(gate.rawValue)) { _ = random.normal() }
    let targets = gate.outputs.map { $0 ? 1 : 0 }
    var trainer = PerceptronTrainer(
      Perceptron(inputs: 2, learningRate: settings.learningRate, using: &random),
      inputs: LogicGate.inputs.map { [$0.first ? 1 : 0, $0.second ? 1 : 0] },
      targets: targets
    )
    while trainer.epoch < settings.epochs, !trainer.hasConverged { trainer.trainEpoch() }
    let errors = trainer.errorsPerEpoch
    let outputs = trainer.inputs.map { trainer.current.predict($0) }
    let right = zip(outputs, targets).count { $0 == $1 }
    let seconds = (clock.now - begin).seconds
    return SweepOutcome(
      run: run,
      seed: seed,
      epochs: trainer.epoch,
      trainLoss: Double(errors.last ?? 0) / Double(targets.count),
      trainAccuracy: Double(right) / Double(targets.count),
      solved: trainer.hasConverged,
      // The epoch without an error only shows that the one before had solved it.
      solvedAt: trainer.hasConverged ? trainer.epoch - 1 : nil,
      seconds: seconds,
      samplesPerSecond: seconds > 0 ? Double(trainer.epoch * targets.count) / seconds : nil,
      lossCurve: kept.map { epoch in
        Float(epoch <= errors.count ? errors[epoch - 1] : trainer.hasConverged ? 0 : errors.last ?? 0)
          / Float(targets.count)
      },
      outputs: outputs.map(Float.init)
    )
  }
}
