import Datasets
import NeuralNet
import Testing

@testable import Training

/// A run of a sweep is the run alone: whatever trains beside it, in whatever order, on however many threads.
@Suite struct SweepTrainerTests {
  private func sweep(_ axes: String..., epochs: Int = 40, seeds: Int = 5) throws -> Sweep {
    var settings = SweepSettings(.xor)
    try settings.set(.epochs, "\(epochs)")
    return Sweep(settings, axes: try axes.map { try Sweep.Axis(parsing: $0) }, firstSeed: 3, seedCount: seeds)
  }

  /// All outcomes of a sweep without what the clock measured.
  private func outcomes(_ sweep: Sweep, workers: Int, images: ClassifierData? = nil) throws -> [SweepOutcome] {
    let trainer = try SweepTrainer(sweep, images: images)
    let session = SweepSession(trainer, runs: Array(0..<sweep.runCount), workers: workers)
    var outcomes: [SweepOutcome] = []
    reading: while let events = session.receiveWaiting() {
      for event in events {
        switch event {
        case .finished(let new): outcomes += new
        case .failed(_, let message): Issue.record("\(message)")
        case .idle: break reading
        case .began, .progress, .stopped: break
        }
      }
    }
    return outcomes.sorted { $0.run < $1.run }.map(withoutTimes)
  }

  private func withoutTimes(_ outcome: SweepOutcome) -> SweepOutcome {
    var outcome = outcome
    outcome.seconds = 0
    outcome.samplesPerSecond = nil
    outcome.secondsToSolve = nil
    return outcome
  }

  /// What can differ only in the bits of NaN compares by its text.
  private func text(_ outcomes: [SweepOutcome]) -> String { "\(outcomes)" }

  @Test func lanesGiveTheSingleRunsBits() throws {
    let sweep = try sweep("hidden=2,3-2", "activation=sigmoid,relu,gelu", epochs: 200)
    let found = try outcomes(sweep, workers: 2)
    #expect(found.map(\.run) == Array(0..<30))
    for outcome in found {
      let place = sweep.place(ofRun: outcome.run)
      let alone = try #require(
        try PlaneSweep(sweep, sweep.points[place.point], kept: sweep.curveEpochs(of: 200)).trainAlone(outcome.run) {
          _ in false
        }
      )
      #expect(text([outcome]) == text([withoutTimes(alone)]))
    }
  }

  @Test func lanesFindTheSingleRunsSpikes() throws {
    // So many seeds that few epochs of each are kept; two of them are trained, with steps that are far too large.
    let sweep = try sweep("learning-rate=60", epochs: 400, seeds: 50_000)
    let kept = sweep.curveEpochs(of: 400)
    #expect(kept.count < 80)
    let found = try SweepTrainer(sweep).train([0, 1, 2]).map(withoutTimes)
    #expect(found.contains { !$0.spikes.isEmpty })
    for outcome in found {
      let alone = try #require(
        try PlaneSweep(sweep, sweep.points[0], kept: kept).trainAlone(outcome.run) { _ in false }
      )
      #expect(text([outcome]) == text([withoutTimes(alone)]))
      for spike in outcome.spikes {
        let index = Int(spike.index)
        #expect(spike.loss > outcome.lossCurve[index] && spike.loss > outcome.lossCurve[index - 1])
      }
    }
  }

  @Test func aSessionOfTheSeedEndsWithTheSameLoss() throws {
    let sweep = try sweep("learning-rate=1,4", epochs: 60, seeds: 2)
    for outcome in try outcomes(sweep, workers: 1) {
      let place = sweep.place(ofRun: outcome.run)
      let settings = sweep.points[place.point].planeSettings(seed: place.seed)
      let session = TrainingSession<PlaneRun>(
        settings,
        options: SessionOptions(reportEvery: 1, endsWhenFinished: true),
        channel: EventChannel(policy: .lossless(capacity: 64))
      )
      var last: Double?
      while let events = session.channel.receiveWaiting() {
        for case .epochEnded(let report) in events { last = report.trainLoss }
      }
      #expect(last?.bitPattern == outcome.trainLoss.bitPattern)
    }
  }

  @Test func orderAndThreadsChangeNothing() throws {
    let sweep = try sweep("hidden=2,4", "batch-size=2,4")
    let one = try outcomes(sweep, workers: 1)
    #expect(text(one) == text(try outcomes(sweep, workers: 3)))
    let trainer = try SweepTrainer(sweep)
    let backwards = try (0..<sweep.runCount).reversed().flatMap { try trainer.train([$0]) }
    #expect(text(one) == text(backwards.sorted { $0.run < $1.run }.map(withoutTimes)))
  }

  @Test func aRunThatDivergesIsToldWithItsStep() throws {
    // A step of 1e200 on a weight and its square overflow.
    let sweep = try sweep("learning-rate=1e200", "activation=identity", epochs: 30, seeds: 3)
    for outcome in try outcomes(sweep, workers: 1) {
      #expect(outcome.divergedAt != nil)
      #expect(outcome.solved == false)
      #expect(outcome.trainLoss.isNaN)
    }
  }

  @Test func perceptronsConvergeWhereALineSeparates() throws {
    let settings = SweepSettings(.perceptron)
    let sweep = Sweep(settings, axes: [try .init(parsing: "gate=and,or,xor")], firstSeed: 0, seedCount: 20)
    let found = try outcomes(sweep, workers: 2)
    #expect(found.prefix(40).allSatisfy { $0.solved == true && $0.trainAccuracy == 1 })
    #expect(found.suffix(20).allSatisfy { $0.solved == false && $0.solvedAt == nil && $0.epochs == 20 })
  }

  @Test func imagesAreLearnedAsByTheirOwnCommand() throws {
    let images = TinyImages.data()
    var settings = SweepSettings(.mnist)
    try settings.set(.epochs, "3")
    try settings.set(.batchSize, "2")
    var sweep = Sweep(settings, axes: [try .init(parsing: "hidden=4,8")], firstSeed: 1, seedCount: 2)
    sweep.targetAccuracy = 0.01
    let found = try outcomes(sweep, workers: 2, images: images)
    #expect(text(found) == text(try outcomes(sweep, workers: 1, images: images)))
    for outcome in found {
      let place = sweep.place(ofRun: outcome.run)
      var run = ClassifierRunSettings(
        data: images,
        training: sweep.points[place.point].classifierSettings(seed: place.seed)
      )
      run.hidden = sweep.points[place.point].layers
      let session = TrainingSession<ClassifierRun>(
        run,
        options: SessionOptions(reportEvery: 1, endsWhenFinished: true),
        channel: EventChannel(policy: .lossless(capacity: 64))
      )
      var last: EpochReport?
      while let events = session.channel.receiveWaiting() {
        for case .epochEnded(let report) in events { last = report }
      }
      #expect(last?.trainLoss == outcome.trainLoss)
      #expect(last?.testAccuracy == outcome.testAccuracy)
      #expect(outcome.accuracyCurve.count == 3)
      #expect(outcome.solved == (outcome.solvedAt != nil))
    }
  }

  @Test func unitsHoldEveryRunOnceAndOneSetting() throws {
    let sweep = try sweep("hidden=2,300-300", seeds: 21)
    #expect(throws: SettingsError.self) { try SweepTrainer(sweep) }
    let small = try self.sweep("hidden=2,64-64", seeds: 21)
    let trainer = try SweepTrainer(small)
    let units = trainer.units(of: Array(0..<small.runCount))
    #expect(units.joined().sorted() == Array(0..<small.runCount))
    #expect(units.allSatisfy { Set($0.map { small.place(ofRun: $0).point }).count == 1 })
    #expect(units[0].count == LaneTrainer.laneCount)
    // 64-64 has more parameters than lanes take.
    #expect(units.allSatisfy { $0[0] < 21 || $0.count == 1 })
  }

  @Test func stoppedRunsHaveNoOutcomeAndCanBeRunAgain() throws {
    let sweep = try sweep("batch-size=2", epochs: 2_000_000_000, seeds: 1)
    let session = SweepSession(try SweepTrainer(sweep), runs: [0], workers: 1)
    var stopped = false
    while !stopped, let events = session.receiveWaiting() {
      for event in events {
        if case .began = event { session.stop([0]) }
        if case .stopped(let runs) = event { stopped = runs == [0] }
        if case .finished = event { Issue.record("a run of two thousand million epochs is done") }
      }
    }
    #expect(stopped)
    session.run([0])
    var again = false
    while !again, let events = session.receiveWaiting() {
      again = events.contains(.began([0]))
    }
    #expect(again)
    session.cancel()
  }

  /// One of the runs that fill a vector's lanes is stopped: it is said of that one alone, and the others end.
  @Test func oneRunIsStoppedAmongThoseBesideIt() throws {
    let sweep = try sweep("hidden=2", epochs: 2000, seeds: 3)
    let session = SweepSession(try SweepTrainer(sweep), runs: [0, 1, 2], workers: 1)
    var (stopped, finished): ([Int], [Int]) = ([], [])
    session.setPaused(true)
    session.stop([0])
    session.setPaused(false)
    reading: while let events = session.receiveWaiting() {
      for event in events {
        switch event {
        // Those under way are stopped in the other way than those that wait.
        case .began: session.stop([1])
        case .stopped(let runs): stopped += runs
        case .finished(let outcomes): finished += outcomes.map(\.run)
        case .idle: break reading
        case .progress, .failed: break
        }
      }
    }
    #expect(Set(stopped).union(finished) == [0, 1, 2] && stopped.count + finished.count == 3)
    #expect(finished.contains(2))
    session.cancel()
  }

  /// What waits is taken out of the queue at once, though no core has come to it.
  @Test func runsThatWaitAreStoppedAtOnce() throws {
    let sweep = try sweep("batch-size=2", epochs: 2_000_000_000, seeds: 3)
    let session = SweepSession(try SweepTrainer(sweep), runs: [0, 1, 2], workers: 1)
    var stopped: [Int] = []
    var isIdle = false
    while !isIdle, let events = session.receiveWaiting() {
      for event in events {
        if case .began(let runs) = event {
          #expect(runs == [0])
          session.stop([1, 2])
        }
        if case .stopped(let runs) = event {
          stopped += runs
          if runs == [1, 2] { session.stop([0]) }
        }
        isIdle = isIdle || event == .idle
      }
    }
    #expect(stopped == [1, 2, 0])
    session.cancel()
  }
}
