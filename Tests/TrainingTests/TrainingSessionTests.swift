import Records
import Testing
import Training

@Suite(.timeLimit(.minutes(2)))
struct TrainingSessionTests {
  static let headless = SessionOptions(reportEvery: 1, endsWhenFinished: true)
  static let paused = SessionOptions(startsPaused: true)

  @Test func everyStepAndEpochArrivesInOrder() {
    let settings = ToyRun.Settings(epochs: 500, stepsPerEpoch: 4)
    let reader = SessionReader(settings, Self.headless)
    reader.readToEnd()
    #expect(reader.log.values == ToyRun.losses(settings, steps: 2000))
    #expect(reader.log.epochs.map(\.epoch) == Array(1...500))
    #expect(reader.log.epochs.map(\.step) == (1...500).map { $0 * 4 })
    let losses = ToyRun.losses(settings, steps: 2000)
    let expected = losses[4..<8].reduce(0, +) / 4
    #expect(abs(reader.log.epochs[1].trainLoss - expected) < 1e-15)
    #expect(reader.log.finishes.map(\.reason) == [.completed])
    #expect(reader.log.finishes.first?.epochs == 500)
    #expect(reader.log.order.first == "started")
    #expect(reader.log.order.last == "finished")
  }

  @Test func paceChangesNoBit() {
    let settings = ToyRun.Settings(epochs: 300)
    let reader = SessionReader(settings, SessionOptions(pace: 7, endsWhenFinished: true))
    reader.readToEnd()
    #expect(reader.log.values == ToyRun.losses(settings, steps: 300))
  }

  @Test func paceIsKeptOnTheClock() {
    let clock = VirtualClock()
    let settings = ToyRun.Settings(epochs: 101)
    let reader = SessionReader(settings, SessionOptions(pace: 10, endsWhenFinished: true), clock: clock)
    reader.readToEnd()
    // The first step is due at once, the 101st after 100 tenths of a second.
    #expect(abs(clock.now().seconds - 10) < 0.02)
  }

  @Test func picturesComeOnTheWayThoughEveryEpochIsReported() {
    let session = TrainingSession<ToyRun>(
      ToyRun.Settings(epochs: 100),
      options: SessionOptions(pace: 10, reportEvery: 1, endsWhenFinished: true),
      // The session waits for its reader, so that pictures are not replaced by newer ones.
      channel: EventChannel(policy: .lossless(capacity: 1)),
      clock: VirtualClock()
    )
    var log = EventLog()
    while let events = session.channel.receiveWaiting() { events.forEach { log.append($0) } }
    #expect(log.snapshots.count { $0.step > 0 && $0.step < 100 } > 10)
    #expect(log.epochs.count == 100)
  }

  @Test func reportsAreThinnedButNotTheFirstAndTheLast() {
    let settings = ToyRun.Settings(epochs: 25)
    let reader = SessionReader(settings, SessionOptions(reportEvery: 10, endsWhenFinished: true))
    reader.readToEnd()
    #expect(reader.log.epochs.map(\.epoch) == [1, 10, 20, 25])
  }

  @Test func stepsPauseExactly() {
    let settings = ToyRun.Settings(epochs: 10)
    let reader = SessionReader(settings, Self.paused)
    reader.session.send(.step(3))
    reader.read { $0.lastStep == 3 && $0.states.last == .paused }
    #expect(reader.log.values == ToyRun.losses(settings, steps: 3))
    reader.session.send(.step(1))
    reader.read { $0.lastStep >= 4 && $0.states.last == .paused }
    #expect(reader.log.lastStep == 4)
    #expect(reader.log.snapshots.last?.step == 4)
  }

  @Test func pauseStopsWithinOneStep() {
    // What `paused` says is final: the step after it is the one that was asked for.
    let reader = SessionReader(
      ToyRun.Settings(epochs: 1_000_000_000),
      SessionOptions(snapshotInterval: .seconds(1000), keepsPast: false)
    )
    reader.read { $0.lastStep > 1000 }
    reader.session.send(.pause)
    reader.read { $0.states.last == .paused }
    let step = reader.log.lastStep
    #expect(reader.log.snapshots.last?.step == step)
    reader.session.send(.step(1))
    reader.read { $0.states.count >= 4 && $0.states.last == .paused }
    #expect(reader.log.lastStep == step + 1)
  }

  @Test func rewindThenResumeGivesTheSameBits() {
    let settings = ToyRun.Settings(epochs: 100)
    let reader = SessionReader(settings, Self.paused)
    reader.session.send(.step(61))
    reader.read { $0.lastStep == 61 && $0.states.last == .paused }
    for target in [0, 1, 7, 37, 60] {
      reader.session.send(.rewind(toStep: target))
      reader.read { $0.states.last == .rewound(step: target, live: 61) }
      reader.read { $0.snapshots.last?.step == target }
      var run = try? ToyRun(settings)
      for _ in 0..<target { _ = run?.step() }
      #expect(reader.log.snapshots.last?.content == run?.state)
    }
    reader.session.send(.rewind(toStep: 37))
    reader.read { $0.states.last == .rewound(step: 37, live: 61) }
    reader.session.send(.resume)
    reader.read { !$0.finishes.isEmpty }
    #expect(reader.log.branches == [37])
    #expect(reader.log.values == ToyRun.losses(settings, steps: 100))
  }

  @Test func goingBackToLiveDropsNothing() {
    let settings = ToyRun.Settings(epochs: 100)
    let reader = SessionReader(settings, Self.paused)
    reader.session.send(.step(40))
    reader.read { $0.lastStep == 40 && $0.states.last == .paused }
    reader.session.send(.rewind(toStep: 5))
    reader.session.send(.rewind(toStep: .max))
    reader.read { $0.states.suffix(2) == [.rewound(step: 5, live: 40), .paused] }
    reader.session.send(.resume)
    reader.read { !$0.finishes.isEmpty }
    #expect(reader.log.branches.isEmpty)
    #expect(reader.log.values == ToyRun.losses(settings, steps: 100))
  }

  @Test func thePastIsTrainedAgainWithTheSettingsOfItsTime() {
    var settings = ToyRun.Settings(epochs: 60)
    let reader = SessionReader(settings, Self.paused)
    reader.session.send(.step(20))
    reader.read { $0.lastStep == 20 && $0.states.last == .paused }
    settings.rate = 99
    reader.session.send(.configure(settings))
    reader.session.send(.step(20))
    reader.read { $0.lastStep == 40 && $0.states.last == .paused }
    let once = reader.log.values
    // Rewind to before the change and resume: the change itself is part of the past that is dropped.
    reader.session.send(.rewind(toStep: 30))
    reader.session.send(.resume)
    reader.read { !$0.finishes.isEmpty }
    #expect(Array(reader.log.values.prefix(40)) == once)
    reader.session.send(.rewind(toStep: 10))
    reader.read { $0.states.last == .rewound(step: 10, live: 60) }
    #expect(reader.log.configured.last?.rate == 3)
  }

  @Test func aChangeWhileRewoundBeginsABranch() {
    var settings = ToyRun.Settings(epochs: 50)
    let reader = SessionReader(settings, Self.paused)
    reader.session.send(.step(30))
    reader.read { $0.lastStep == 30 && $0.states.last == .paused }
    reader.session.send(.rewind(toStep: 10))
    settings.rate = 5
    reader.session.send(.configure(settings))
    reader.read { !$0.finishes.isEmpty }
    var run = try? ToyRun(ToyRun.Settings(epochs: 50))
    var expected = (0..<10).compactMap { _ in run?.step().loss }
    run?.configure(settings)
    expected += (0..<40).compactMap { _ in run?.step().loss }
    #expect(reader.log.branches == [10])
    #expect(reader.log.values == expected)
  }

  @Test func aSettingThatNeedsANewNetworkRestarts() {
    var settings = ToyRun.Settings(epochs: 30)
    let reader = SessionReader(settings, Self.paused)
    reader.session.send(.step(10))
    reader.read { $0.lastStep == 10 && $0.states.last == .paused }
    settings.seed = 77
    reader.session.send(.configure(settings))
    reader.session.send(.resume)
    reader.read { !$0.finishes.isEmpty }
    #expect(reader.log.started.map(\.generation) == [1, 2])
    #expect(reader.log.values == ToyRun.losses(settings, steps: 30))
  }

  @Test func settingsThatCannotBeLeaveTheRunAsItIs() {
    let reader = SessionReader(ToyRun.Settings(), Self.paused)
    reader.session.send(.restart(ToyRun.Settings(seed: 0)))
    reader.session.send(.resume)
    reader.read { !$0.finishes.isEmpty }
    #expect(reader.log.failures == ["expected a seed above 0, found 0"])
    #expect(reader.log.finishes.map(\.reason) == [.completed])
  }

  @Test func impossibleSettingsEndTheSession() {
    let reader = SessionReader(ToyRun.Settings(seed: 0))
    reader.readToEnd()
    #expect(reader.log.failures.count == 1)
    #expect(reader.log.finishes.map(\.reason) == [.stopped])
  }

  @Test func divergingNamesTheFirstBadStep() {
    let reader = SessionReader(ToyRun.Settings(epochs: 100, badStep: 42), Self.headless)
    reader.readToEnd()
    #expect(reader.log.diverged == [42])
    #expect(reader.log.finishes.map(\.reason) == [.diverged])
    #expect(reader.log.lastStep == 42)
    #expect(reader.log.loss.last?.value.isNaN == true)
  }

  @Test func aRunWhoseWeightsAreNotFiniteNeitherCompletesNorWaitsAsIfTheyWere() {
    let ending = SessionReader(ToyRun.Settings(epochs: 100, badWeightStep: 42), Self.headless)
    ending.readToEnd()
    #expect(ending.log.finishes.map(\.reason) == [.diverged])
    #expect(ending.log.diverged.count == 1)

    let stepped = SessionReader(
      ToyRun.Settings(epochs: 100, badWeightStep: 42),
      SessionOptions(startsPaused: true)
    )
    stepped.session.send(.step(50))
    stepped.read { !$0.finishes.isEmpty }
    #expect(stepped.log.finishes.map(\.reason) == [.diverged])
  }

  @Test func otherSettingsAfterDivergingGetANewNetwork() {
    var settings = ToyRun.Settings(epochs: 100, badStep: 42)
    let reader = SessionReader(settings)
    reader.read { !$0.diverged.isEmpty }
    settings.badStep = nil
    settings.rate = 1
    reader.session.send(.configure(settings))
    reader.read { $0.finishes.count == 2 }
    #expect(reader.log.values == ToyRun.losses(settings, steps: 100))
  }

  @Test func convergingEndsTheRun() {
    let reader = SessionReader(ToyRun.Settings(epochs: 100, convergesAtStep: 12), Self.headless)
    reader.readToEnd()
    #expect(reader.log.finishes.map(\.reason) == [.converged])
    #expect(reader.log.epochs.last?.epoch == 12)
  }

  @Test func resumingAFinishedRunTrainsAsManyEpochsAgain() {
    let settings = ToyRun.Settings(epochs: 10)
    let reader = SessionReader(settings)
    reader.read { !$0.finishes.isEmpty }
    reader.session.send(.resume)
    reader.read { $0.finishes.count == 2 }
    #expect(reader.log.values == ToyRun.losses(settings, steps: 20))
  }

  @Test func cancellingEndsARunThatNobodyReads() async {
    let session = TrainingSession<ToyRun>(
      ToyRun.Settings(epochs: 1 << 40),
      options: SessionOptions(keepsPast: false),
      channel: EventChannel()
    )
    session.cancel()
    await session.ended()
    let last = session.channel.receive().last { if case .finished = $0 { true } else { false } }
    guard case .finished(let finish)? = last else {
      Issue.record("no finish arrived")
      return
    }
    #expect(finish.reason == .stopped)
  }

  @Test func cancellingEndsAWriterThatWaitsForItsReader() async {
    let session = TrainingSession<ToyRun>(
      ToyRun.Settings(epochs: 1 << 40),
      options: SessionOptions(reportEvery: 1, keepsPast: false),
      channel: EventChannel(policy: .lossless(capacity: 4))
    )
    _ = session.channel.receiveWaiting()
    session.cancel()
    session.channel.close()
    await session.ended()
  }
}
