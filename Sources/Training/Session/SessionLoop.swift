/// The loop on the session's thread: commands, time, checkpoints and events around a run's steps.
struct SessionLoop<Run: TrainingRun> {
  private var configuration: Run.Configuration
  private let options: SessionOptions
  private let mailbox: Mailbox<TrainingCommand<Run.Configuration>>
  private let channel: EventChannel<Run>
  private let clock: any SessionClock

  private var run: Run
  private var state: RunState = .paused
  /// Steps done; the network is the one after this step.
  private var step = 0
  /// Steps until the session pauses by itself, when it was asked for a number of them.
  private var stepsLeft: Int?
  /// The epochs that are to be done; grows when a finished run is resumed.
  private var epochGoal: Int
  private var generation = 0
  private var pace: Double?
  private var pacer: Pacer

  /// Everything the next steps and their figures depend on.
  private struct Moment {
    var checkpoint: Run.Checkpoint
    var epoch: EpochTally
  }

  private var past: CheckpointHistory<Moment>
  /// The settings since the start and the steps after which they came into force, so that a past is trained again as it was.
  private var settings: [(step: Int, configuration: Run.Configuration)] = []
  /// The newest network and its settings, kept while the run looks at its past.
  private var live: (step: Int, moment: Moment, configuration: Run.Configuration)?

  private var recorder: StepRecorder
  private var epoch = EpochTally()
  private var startTime: Duration
  /// Up to here the training time is accounted for.
  private var mark: Duration
  private var lastSnapshotTime: Duration?
  /// Whether the burst has reported an epoch.
  private var hasReported = false

  init?(
    configuration: Run.Configuration,
    options: SessionOptions,
    mailbox: Mailbox<TrainingCommand<Run.Configuration>>,
    channel: EventChannel<Run>,
    clock: any SessionClock
  ) {
    do {
      run = try Run(configuration)
    } catch {
      channel.send(.failed(message: "\(error)"))
      channel.send(.finished(RunFinish(reason: .stopped, epochs: 0, steps: 0, seconds: 0)))
      return nil
    }
    self.configuration = configuration
    self.options = options
    self.mailbox = mailbox
    self.channel = channel
    self.clock = clock
    epochGoal = configuration.epochs
    pace = options.pace
    startTime = clock.now()
    mark = startTime
    pacer = Pacer(stepsPerSecond: nil, now: startTime)
    past = CheckpointHistory(capacity: Run.checkpointCapacity, stride: Run.checkpointStride)
    recorder = StepRecorder()
  }

  /// Trains until cancelled, or finished when the options say so.
  mutating func trainUntilEnded() {
    begin(running: !options.startsPaused)
    while !mailbox.isClosed {
      while let command = mailbox.take() { handle(command) }
      guard state == .running else {
        if state == .finished, options.endsWhenFinished { return }
        if case .diverged = state, options.endsWhenFinished { return }
        mailbox.wait(timeout: nil)
        continue
      }
      let due = pacer.stepsDue(now: clock.now())
      if due > 0 {
        burst(due)
      } else {
        flush()
        clock.pass(pacer.wait(now: clock.now())) { mailbox.wait(timeout: $0) }
      }
    }
    flush()
    switch state {
    case .finished, .diverged: break
    default:
      // Whoever is still reading wants to keep what was learned so far.
      sendSnapshot(force: true)
      sendFinish(.stopped)
    }
  }

  // MARK: Steps

  /// Trains up to `limit` steps, fewer when a command arrives, the goal is reached or time for metrics has come.
  private mutating func burst(_ limit: Int) {
    let stepsPerEpoch = run.stepsPerEpoch
    let goal = epochGoal * stepsPerEpoch
    // The clock is read about a thousand times a second, not at every step: reading it costs as much as a small network's step.
    var left = min(limit, goal - step, recorder.stepsBetweenClockReadings, stepsLeft ?? .max)
    let first = step
    var converged = false
    hasReported = false
    mark = clock.now()
    let began = mark
    while left > 0, !mailbox.hasMail {
      let metrics = run.step()
      step += 1
      left -= 1
      recorder.append(metrics, step: step)
      epoch.append(metrics)
      if !metrics.loss.isFinite {
        account()
        diverge()
        return
      }
      if step % stepsPerEpoch == 0 {
        converged = endEpoch(goal: goal)
        if converged { break }
      }
      if options.keepsPast, past.wants(step: step) { past.append(moment(), step: step) }
    }
    account()
    pacer.didStep(step - first)
    recorder.adapt(steps: step - first, took: mark - began)
    if let count = stepsLeft { stepsLeft = count - (step - first) }
    let isPausing = stepsLeft.map { $0 <= 0 } ?? false
    // An epoch's report takes the metrics along; where each burst ends one, they alone would never be due, nor a picture.
    let isDue = recorder.isDue(now: mark) || hasReported
    guard converged || isPausing || step >= goal || isDue || mailbox.hasMail else { return }
    // Looking at every weight costs a share of a step: as often as anybody is told, no oftener.
    if !run.isFinite {
      diverge()
    } else if converged {
      finish(.converged)
    } else if step >= goal {
      finish(.completed)
    } else if isPausing {
      stepsLeft = nil
      flush()
      sendSnapshot(force: true)
      change(to: .paused)
    } else if isDue {
      flush()
      sendSnapshot(force: false)
    }
  }

  /// Counts the time since the mark as training.
  private mutating func account() {
    let now = clock.now()
    recorder.addTrainingTime(now - mark)
    mark = now
  }

  /// Reports an epoch when its turn has come; true when the run has converged.
  private mutating func endEpoch(goal: Int) -> Bool {
    let number = step / run.stepsPerEpoch
    let converged = run.hasConverged
    let every = options.reportEvery ?? max(1, configuration.epochs / 1000)
    if number == 1 || number % every == 0 || step >= goal || converged {
      account()
      let evaluation = run.evaluate()
      mark = clock.now()
      flush()
      hasReported = true
      let seconds = recorder.trainingTime.seconds
      channel.send(.epochEnded(epoch.report(epoch: number, step: step, seconds: seconds, evaluation: evaluation)))
    }
    epoch.endEpoch()
    return converged
  }

  private func moment() -> Moment {
    Moment(checkpoint: run.checkpoint(), epoch: epoch)
  }

  private mutating func diverge() {
    flush()
    sendSnapshot(force: true)
    channel.send(.diverged(atStep: step))
    change(to: .diverged(step: step))
    sendFinish(.diverged)
  }

  private mutating func finish(_ reason: RunFinish.Reason) {
    guard state != .finished else { return }
    flush()
    sendSnapshot(force: true)
    change(to: .finished)
    sendFinish(reason)
  }

  // MARK: Commands

  private mutating func handle(_ command: TrainingCommand<Run.Configuration>) {
    switch command {
    case .pause:
      stepsLeft = nil
      guard state == .running else { return }
      // What waits is looked at closely: the picture is of the step that the figures are of.
      flush()
      sendSnapshot(force: true)
      change(to: .paused)
    case .resume:
      if case .diverged = state { return }
      leavePast()
      if step >= epochGoal * run.stepsPerEpoch { epochGoal += max(1, configuration.epochs) }
      stepsLeft = nil
      change(to: .running)
    case .step(let count):
      if case .diverged = state { return }
      guard count > 0 else { return }
      leavePast()
      let needed = (step + count + run.stepsPerEpoch - 1) / run.stepsPerEpoch
      epochGoal = max(epochGoal, needed)
      stepsLeft = count
      change(to: .running)
    case .restart(let new):
      restart(new)
    case .restartPaused(let new):
      restart(new, isPaused: true)
    case .configure(let new):
      guard new != configuration else { return }
      if new.needsRestart(from: configuration) {
        restart(new)
      } else {
        configure(new)
      }
    case .rewind(let target):
      rewind(to: target)
    case .pace(let new):
      pace = new
      resetPacer()
    }
  }

  private mutating func configure(_ new: Run.Configuration) {
    if case .diverged = state {
      // What is not finite cannot be trained on; other settings get a new network.
      restart(new)
      return
    }
    let wasInPast = live != nil
    leavePast()
    if new.epochs != configuration.epochs {
      epochGoal = max(new.epochs, (step + run.stepsPerEpoch - 1) / run.stepsPerEpoch)
    }
    let trainsOn = wasInPast && new.trainsOn(from: configuration)
    configuration = new
    settings.append((step, new))
    run.configure(new)
    resetPacer()
    channel.send(.configured(new))
    if trainsOn { return change(to: .running) }
    sendSnapshot(force: true)
    if wasInPast { change(to: step >= epochGoal * run.stepsPerEpoch ? .finished : .paused) }
  }

  private mutating func restart(_ new: Run.Configuration, isPaused: Bool = false) {
    do {
      run = try Run(new)
    } catch {
      channel.send(.failed(message: "\(error)"))
      return
    }
    flush()
    configuration = new
    switch state {
    case _ where isPaused: begin(running: false)
    case .paused, .rewound: begin(running: false)
    case .running, .finished, .diverged: begin(running: true)
    }
  }

  private mutating func begin(running: Bool) {
    generation += 1
    step = 0
    stepsLeft = nil
    live = nil
    epochGoal = configuration.epochs
    startTime = clock.now()
    recorder = StepRecorder()
    epoch = EpochTally()
    past.removeAll()
    settings = [(0, configuration)]
    if options.keepsPast { past.append(moment(), step: 0) }
    resetPacer()
    channel.send(
      .started(RunStart(configuration: configuration, stepsPerEpoch: run.stepsPerEpoch, generation: generation))
    )
    sendSnapshot(force: true)
    if epochGoal == 0 { finish(.completed) } else { change(to: running ? .running : .paused) }
  }

  // MARK: The past

  private mutating func rewind(to target: Int) {
    guard options.keepsPast else { return }
    flush()
    let newest = live?.step ?? step
    let target = min(max(0, target), newest)
    if let live, target == live.step {
      self.live = nil
      step = live.step
      enter(live.moment, configuration: live.configuration)
      sendSnapshot(force: true)
      if !run.isFinite {
        change(to: .diverged(step: step))
      } else {
        change(to: step >= epochGoal * run.stepsPerEpoch ? .finished : .paused)
      }
      return
    }
    guard target < newest, let start = past.nearest(atOrBefore: target) else { return }
    if live == nil { live = (step, moment(), configuration) }
    stepsLeft = nil
    replay(from: start.step, start.checkpoint, to: target)
    sendSnapshot(force: true)
    change(to: .rewound(step: step, live: newest))
  }

  /// Trains the steps after a checkpoint once more, with the settings that were in force; they give the same bits.
  private mutating func replay(from start: Int, _ moment: Moment, to target: Int) {
    let before = settings.last { $0.step < start }?.configuration ?? settings[0].configuration
    step = start
    enter(moment, configuration: before)
    // The first entry is what the run began with, not a change.
    var changes = settings.dropFirst().filter { $0.step >= start && $0.step <= target }[...]
    while true {
      while let change = changes.first, change.step == step {
        run.configure(change.configuration)
        setConfiguration(change.configuration)
        changes.removeFirst()
      }
      guard step < target, !mailbox.isClosed else { return }
      let metrics = run.step()
      step += 1
      epoch.append(metrics)
      if step % run.stepsPerEpoch == 0 { epoch.endEpoch() }
    }
  }

  private mutating func enter(_ moment: Moment, configuration: Run.Configuration) {
    run.configure(configuration)
    run.restore(moment.checkpoint)
    epoch = moment.epoch
    recorder.drop()
    setConfiguration(configuration)
  }

  private mutating func setConfiguration(_ new: Run.Configuration) {
    guard new != configuration else { return }
    configuration = new
    channel.send(.configured(new))
  }

  /// Makes the shown step of the past the newest one: what came after it is dropped.
  private mutating func leavePast() {
    guard live != nil else { return }
    live = nil
    past.truncate(after: step)
    settings.removeAll { $0.step > step }
    recorder.drop()
    channel.send(.branched(atStep: step))
  }

  // MARK: Events

  private mutating func change(to new: RunState) {
    if new == .running, state != .running { resetPacer() }
    if new != .running { flush() }
    guard new != state || new == .running else { return }
    state = new
    channel.send(.stateChanged(new))
  }

  private mutating func resetPacer() {
    pacer = Pacer(stepsPerSecond: pace.map { $0 * Double(run.stepsPerEpoch) }, now: clock.now())
  }

  private mutating func flush() {
    let now = clock.now()
    if let batch = recorder.take(now: now, since: startTime) { channel.send(.progress(batch)) }
  }

  private mutating func sendSnapshot(force: Bool) {
    let now = clock.now()
    if !force {
      if let last = lastSnapshotTime, now - last < options.snapshotInterval { return }
      guard channel.wantsSnapshot else { return }
    }
    lastSnapshotTime = now
    channel.send(.snapshot(StepSnapshot(step: step, generation: generation, content: run.snapshot())))
  }

  private func sendFinish(_ reason: RunFinish.Reason) {
    channel.send(
      .finished(
        RunFinish(
          reason: reason,
          epochs: step / run.stepsPerEpoch,
          steps: step,
          seconds: recorder.trainingTime.seconds
        )
      )
    )
  }
}
