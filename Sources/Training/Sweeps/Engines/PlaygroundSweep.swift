import Playground

/// Trains networks of the plane, as `dlviz playground` does.
struct PlaygroundSweep {
  private let sweep: Sweep
  private let settings: SweepSettings
  /// The epochs whose figures are kept.
  private let kept: [Int]
  /// A run tells its epochs once it has trained for so long.
  private static let silence = Duration.milliseconds(200)
  /// Samples between two questions whether a run is stopped: some ten milliseconds of training.
  private static let samplesBetweenQuestions = 100_000

  init(_ sweep: Sweep, _ settings: SweepSettings, kept: [Int]) {
    self.kept = kept
    self.sweep = sweep
    self.settings = settings
  }

  /// Trains a run to its end; nil where it was stopped.
  func train(_ run: Int, isStopped: (Int) -> Bool, progress: (SweepProgress) -> Void) throws -> SweepOutcome? {
    let seed = sweep.place(ofRun: run).seed
    let trainer = try PlaygroundTrainer(try settings.playgroundSettings(seed: seed))
    let count = trainer.split.train.count
    let wanted = kept
    var outcome = SweepOutcome(run: run, seed: seed, epochs: 0, trainLoss: .nan, seconds: 0)
    var untold: [SweepProgress] = []
    let clock = ContinuousClock()
    let begin = clock.now
    var next = 0
    var unasked = 0
    for epoch in 0...settings.epochs {
      if epoch > 0 {
        trainer.trainEpoch()
        outcome.epochs = epoch
        unasked += count
        if unasked > Self.samplesBetweenQuestions {
          unasked = 0
          if isStopped(run) { return nil }
        }
      }
      let isWanted = next < wanted.count && wanted[next] == epoch
      guard isWanted || sweep.targetAccuracy != nil || epoch == settings.epochs else { continue }
      let figures = trainer.evaluate()
      let seconds = (clock.now - begin).seconds
      outcome.trainLoss = figures.trainLoss
      outcome.trainAccuracy = figures.trainAccuracy
      outcome.testLoss = trainer.split.test.isEmpty ? nil : figures.testLoss
      outcome.testAccuracy = figures.testAccuracy
      if let target = sweep.targetAccuracy, outcome.solvedAt == nil, let accuracy = figures.testAccuracy,
        accuracy >= target
      {
        outcome.solvedAt = epoch
        outcome.secondsToSolve = seconds
      }
      if isWanted {
        next += 1
        outcome.lossCurve.append(Float(figures.trainLoss))
        outcome.accuracyCurve.append(Float(figures.testAccuracy ?? .nan))
        untold.append(
          SweepProgress(
            run: run,
            epoch: epoch,
            trainLoss: figures.trainLoss,
            testAccuracy: figures.testAccuracy,
            seconds: seconds
          )
        )
        if clock.now - begin > Self.silence {
          untold.forEach(progress)
          untold = []
        }
      }
      // Infinite weights may give a finite loss through tanh, so both are looked at.
      guard figures.trainLoss.isFinite && trainer.isFinite || count == 0 else {
        outcome.divergedAt = epoch * trainer.stepsPerEpoch
        break
      }
    }
    outcome.seconds = (clock.now - begin).seconds
    if outcome.divergedAt != nil {
      outcome.trainLoss = .nan
      outcome.testLoss = nil
    }
    let missing = wanted.count - outcome.lossCurve.count
    outcome.lossCurve += Array(repeating: .nan, count: missing)
    outcome.accuracyCurve += Array(repeating: .nan, count: missing)
    if !outcome.accuracyCurve.contains(where: \.isFinite) { outcome.accuracyCurve = [] }
    outcome.solved = sweep.targetAccuracy.map { _ in outcome.solvedAt != nil }
    outcome.deadUnits = trainer.silentUnits.count
    if outcome.seconds > 0 { outcome.samplesPerSecond = Double(outcome.epochs * count) / outcome.seconds }
    return outcome
  }
}
