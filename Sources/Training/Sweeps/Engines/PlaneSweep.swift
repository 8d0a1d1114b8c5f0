import Datasets
import NeuralNet

/// Trains small networks on a truth table.
struct PlaneSweep {
  private let sweep: Sweep
  private let settings: SweepSettings
  /// The epochs whose figures are kept.
  private let kept: [Int]
  private let plane: PlaneSettings
  private let inputs: [Double]
  private let targets: [Double]
  /// A run is asked at least so often whether it is stopped: a few milliseconds of training.
  private static let stepsBetweenQuestions = 4096

  init(_ sweep: Sweep, _ settings: SweepSettings, kept: [Int]) {
    self.kept = kept
    self.sweep = sweep
    self.settings = settings
    plane = settings.planeSettings(seed: 0)
    inputs = plane.data.points.flatMap { [$0.x, $0.y] }
    targets = plane.data.labels.map(Double.init)
  }

  /// Trains runs side by side; without an outcome for those that are stopped.
  func trainInLanes(_ runs: [Int], isStopped: (Int) -> Bool) throws -> [SweepOutcome] {
    let clock = ContinuousClock()
    let begin = clock.now
    let seeds = runs.map { sweep.place(ofRun: $0).seed }
    let networks = seeds.map { seed in
      var random = RandomNumbers(seed: seed)
      return Network<Double>(plane.architecture, initializer: plane.initializer, using: &random)
    }
    guard
      let lanes = LaneTrainer(
        networks: networks,
        loss: plane.loss,
        optimizer: plane.optimizer,
        learningRate: plane.learningRate,
        l1: plane.l1,
        l2: plane.l2,
        inputs: inputs,
        targets: targets
      )
    else { return try runs.compactMap { try trainAlone($0, isStopped: isStopped) } }
    var curves = runs.map { _ in [Float]() }
    var spikes = runs.map { _ in SpikeFinder() }
    for lane in runs.indices { curves[lane].reserveCapacity(kept.count) }
    for (index, epoch) in kept.enumerated() {
      while lanes.stepCount < epoch {
        lanes.train(steps: min(Self.stepsBetweenQuestions, epoch - lanes.stepCount))
        if runs.allSatisfy(isStopped) { return [] }
      }
      for lane in runs.indices {
        let loss = Float(lanes.loss(of: lane))
        curves[lane].append(loss)
        // The kept epoch's own loss is among those that the peak is of, and is no larger than itself.
        spikes[lane].pass(lanes.takePeak(of: lane))
        spikes[lane].keep(loss, at: index)
      }
    }
    let seconds = (clock.now - begin).seconds / Double(runs.count)
    let judge = PlaneJudge(plane, inputs: inputs, targets: targets)
    return runs.indices.filter { !isStopped(runs[$0]) }.map { lane in
      let network = lanes.network(lane)
      let verdict = judge.judge(network)
      let diverged = lanes.firstNonFiniteStep(of: lane) ?? (verdict.isFinite ? nil : plane.epochs)
      return outcome(
        runs[lane],
        verdict,
        epochs: diverged ?? plane.epochs,
        trainLoss: diverged == nil ? lanes.loss(of: lane) : .nan,
        lastWrong: lanes.lastWrongStep(of: lane),
        divergedAt: diverged,
        seconds: seconds,
        curve: curves[lane],
        spikes: spikes[lane].spikes
      )
    }
  }

  /// Trains a run as `dlviz xor` does.
  func trainAlone(_ run: Int, isStopped: (Int) -> Bool) throws -> SweepOutcome? {
    let clock = ContinuousClock()
    let begin = clock.now
    var settings = plane
    settings.seed = sweep.place(ofRun: run).seed
    var plane = try PlaneRun(settings)
    let judge = PlaneJudge(settings, inputs: inputs, targets: targets)
    let wanted = kept
    var spikes = SpikeFinder()
    var curve: [Float] = []
    curve.reserveCapacity(wanted.count)
    var (loss, lastWrong): (Double, Int?) = (.nan, nil)
    var epoch = 0
    var step = 0
    var divergedAt: Int?
    training: while epoch < settings.epochs {
      if !judge.isRight(plane.snapshot().network) { lastWrong = epoch + 1 }
      var tally = EpochTally()
      for _ in 0..<plane.stepsPerEpoch {
        let metrics = plane.step()
        step += 1
        tally.append(metrics)
        guard metrics.loss.isFinite else {
          divergedAt = step
          break training
        }
      }
      epoch += 1
      loss = tally.report(epoch: epoch, step: step, seconds: 0, evaluation: nil).trainLoss
      if curve.count < wanted.count, wanted[curve.count] == epoch {
        spikes.keep(Float(loss), at: curve.count)
        curve.append(Float(loss))
      } else {
        spikes.pass(loss)
      }
      if epoch % 64 == 0, isStopped(run) { return nil }
    }
    let verdict = judge.judge(plane.snapshot().network)
    if divergedAt == nil, !verdict.isFinite { divergedAt = step }
    // What was not reached is not a number, so that all curves of a setting are of one length.
    curve += Array(repeating: .nan, count: wanted.count - curve.count)
    return outcome(
      run,
      verdict,
      epochs: epoch,
      trainLoss: divergedAt == nil ? loss : .nan,
      lastWrong: lastWrong,
      divergedAt: divergedAt,
      seconds: (clock.now - begin).seconds,
      curve: curve,
      spikes: spikes.spikes
    )
  }

  private func outcome(
    _ run: Int,
    _ verdict: PlaneJudge.Verdict,
    epochs: Int,
    trainLoss: Double,
    lastWrong: Int?,
    divergedAt: Int?,
    seconds: Double,
    curve: [Float],
    spikes: [CurveSpike]
  ) -> SweepOutcome {
    let solved = verdict.rightCount == targets.count && divergedAt == nil
    return SweepOutcome(
      run: run,
      seed: sweep.place(ofRun: run).seed,
      epochs: epochs,
      trainLoss: trainLoss,
      trainAccuracy: divergedAt == nil ? Double(verdict.rightCount) / Double(targets.count) : nil,
      solved: solved,
      solvedAt: solved ? lastWrong ?? 0 : nil,
      divergedAt: divergedAt,
      seconds: seconds,
      samplesPerSecond: seconds > 0 ? Double(epochs * targets.count) / seconds : nil,
      lossCurve: curve,
      spikes: spikes,
      outputs: verdict.outputs.map(Float.init),
      deadUnits: verdict.deadUnits
    )
  }
}
