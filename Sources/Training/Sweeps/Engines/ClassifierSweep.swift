import Datasets
import NeuralNet

/// Trains image classifiers, as `dlviz mnist` does.
struct ClassifierSweep {
  private let sweep: Sweep
  private let settings: SweepSettings
  /// The epochs whose figures are kept.
  private let wanted: Set<Int>
  private let images: ClassifierData
  private let threads: Int

  init(_ sweep: Sweep, _ settings: SweepSettings, kept: [Int], images: ClassifierData, threads: Int) {
    wanted = Set(kept)
    self.sweep = sweep
    self.settings = settings
    self.images = images
    self.threads = threads
  }

  /// Trains a run to its end; nil where it was stopped.
  func train(_ run: Int, isStopped: (Int) -> Bool, progress: (SweepProgress) -> Void) throws -> SweepOutcome? {
    let seed = sweep.place(ofRun: run).seed
    var configuration = ClassifierRunSettings(data: images, training: settings.classifierSettings(seed: seed))
    configuration.hidden = settings.layers
    configuration.activation = settings.activation
    configuration.threads = threads
    var classifier = try ClassifierRun(configuration)
    let clock = ContinuousClock()
    var spikes = SpikeFinder()
    var outcome = SweepOutcome(run: run, seed: seed, epochs: 0, trainLoss: .nan, seconds: 0)
    var step = 0
    training: for epoch in 1...max(1, configuration.epochs) where configuration.epochs > 0 {
      var tally = EpochTally()
      var begin = clock.now
      for _ in 0..<classifier.stepsPerEpoch {
        let metrics = classifier.step()
        step += 1
        tally.append(metrics)
        guard metrics.loss.isFinite else {
          outcome.divergedAt = step
          break training
        }
        // Asking costs a lock, a step of the smallest network some ten microseconds.
        if step % 16 == 0, isStopped(run) { return nil }
      }
      outcome.seconds += (clock.now - begin).seconds
      begin = clock.now
      let evaluation = classifier.evaluate()
      let report = tally.report(epoch: epoch, step: step, seconds: outcome.seconds, evaluation: evaluation)
      outcome.epochs = epoch
      outcome.trainLoss = report.trainLoss
      outcome.trainAccuracy = report.trainAccuracy
      outcome.testLoss = report.testLoss
      outcome.testAccuracy = report.testAccuracy
      if wanted.contains(epoch) {
        spikes.keep(Float(report.trainLoss), at: outcome.lossCurve.count)
        outcome.lossCurve.append(Float(report.trainLoss))
        outcome.accuracyCurve.append(Float(report.testAccuracy ?? .nan))
      } else {
        spikes.pass(report.trainLoss)
      }
      if let target = sweep.targetAccuracy, outcome.solvedAt == nil, let accuracy = report.testAccuracy,
        accuracy >= target
      {
        outcome.solvedAt = epoch
        outcome.secondsToSolve = outcome.seconds
      }
      progress(
        SweepProgress(
          run: run,
          epoch: epoch,
          trainLoss: report.trainLoss,
          testAccuracy: report.testAccuracy,
          seconds: outcome.seconds
        )
      )
      if isStopped(run) { return nil }
    }
    if outcome.divergedAt == nil, !classifier.isFinite { outcome.divergedAt = step }
    if outcome.divergedAt != nil { outcome.trainLoss = .nan }
    let missing = wanted.count - outcome.lossCurve.count
    outcome.lossCurve += Array(repeating: .nan, count: missing)
    outcome.accuracyCurve += Array(repeating: .nan, count: missing)
    outcome.spikes = spikes.spikes
    outcome.solved = sweep.targetAccuracy.map { _ in outcome.solvedAt != nil }
    if outcome.seconds > 0 {
      outcome.samplesPerSecond = Double(outcome.epochs * images.sets.train.count) / outcome.seconds
    }
    return outcome
  }
}
