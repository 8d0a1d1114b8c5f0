import Plots
import Records
import Training

/// A trained run as a screen knows it: its settings, its curves, what it is doing, the newest picture of its network, and where in
/// time the screen looks.
public struct RunModel<Run: TrainingRun> {
  /// The settings: the run's, or those just chosen that it has not answered yet.
  public var settings: Run.Configuration
  /// Epochs a second; nil is unthrottled.
  public var pace: Double?
  /// Whether the run has begun: before, there is nothing to steer.
  public internal(set) var hasBegun = false
  /// What the session has said of the run.
  public internal(set) var curves = RunCurves()
  /// The curves as they were when a branch began, oldest first; so many of the past are kept, each as large as the live one.
  public internal(set) var ghosts: [RunCurves] = []
  /// The newest step, or that at which a branch begins.
  public internal(set) var lastStep = 0
  /// Steps in an epoch.
  public internal(set) var stepsPerEpoch = 1
  /// Which start of the session this is.
  public internal(set) var generation = 0
  /// How long the steps have taken, waiting and pauses left out.
  public internal(set) var trainingTime: Duration = .zero
  private var speedMarks: [(step: Int, time: Duration)] = []
  /// What the session is doing.
  public internal(set) var state = RunState.paused
  /// How the run ended; nil while it goes on.
  public internal(set) var finish: RunFinish?
  /// The newest picture of the network's inside; nil before the first.
  public internal(set) var snapshot: Run.Snapshot?
  /// The step after which the picture was taken.
  public internal(set) var shownStep = 0
  /// The step at which the loss or a weight was not finite any more; nil while all is.
  public internal(set) var divergedStep: Int?
  /// Whether the loss's axis is logarithmic.
  public internal(set) var isLogarithmic = false
  /// The ends of the loss plot's axes, which follow the data with a memory, so that they do not jitter.
  public internal(set) var lossAxes = LossAxes()
  /// The seeds that were left for a new one, oldest first.
  var formerSeeds: [UInt64] = []

  /// A run before its start.
  public init(_ settings: Run.Configuration, pace: Double?) {
    self.settings = settings
    self.pace = pace
  }

  private static var ghostCapacity: Int { 2 }

  // MARK: Figures

  /// What the session has said of the run, as any source of runs says it.
  public var history: RunHistory { curves.history }

  /// The loss before each step's update.
  public var loss: MetricSeries { curves.loss }

  /// The steps of the epochs that were reported until a step, oldest first.
  public func reportedSteps(until step: Int) -> [Int] {
    guard let losses = history[SessionMetric.trainLoss], let last = losses.index(atOrBefore: step) else { return [] }
    return losses.points[...last].map(\.step)
  }

  /// The report of the last epoch that ended at or before a step; nil before the first.
  public func report(atStep step: Int) -> EpochReport? {
    guard let losses = history[SessionMetric.trainLoss], let last = losses.index(atOrBefore: step) else { return nil }
    let point = losses.points[last]
    func value(_ name: String) -> Double? {
      guard let series = history[name], let index = series.index(atOrBefore: point.step) else { return nil }
      return series.points[index].step == point.step ? series.points[index].value : nil
    }
    return EpochReport(
      epoch: epoch(ofStep: point.step),
      step: point.step,
      trainLoss: point.value,
      trainAccuracy: value(SessionMetric.trainAccuracy),
      testLoss: value(SessionMetric.testLoss),
      testAccuracy: value(SessionMetric.testAccuracy),
      seconds: losses.time(at: last) ?? 0,
      samplesPerSecond: value(SessionMetric.samplesPerSecond)
    )
  }

  /// The last report there is.
  public var lastReport: EpochReport? { report(atStep: .max) }

  /// Steps a second over about the last second of the run, as a watch beside it would give.
  public var stepsPerSecond: Double? {
    guard let first = speedMarks.first, let last = speedMarks.last, last.time > first.time else { return nil }
    return Double(last.step - first.step) / (last.time - first.time).seconds
  }

  // MARK: Time

  /// The step that the screen shows: the newest, or the one rewound to.
  public var cursorStep: Int {
    if case .rewound(let step, _) = state { return step }
    return lastStep
  }

  /// The newest step there is.
  public var newestStep: Int {
    if case .rewound(_, let live) = state { return live }
    return lastStep
  }

  /// Whether the screen looks at the past.
  public var isRewound: Bool {
    if case .rewound = state { true } else { false }
  }

  /// Whether the run cannot go on with its network.
  public var isDiverged: Bool {
    if case .diverged = state { true } else { false }
  }

  /// The epoch that a step belongs to, from 1; 0 before the first step.
  public func epoch(ofStep step: Int) -> Int { (step + stepsPerEpoch - 1) / stepsPerEpoch }

  /// Epochs until a step, with its parts.
  public func epochs(atStep step: Int) -> Double { Double(step) / Double(max(1, stepsPerEpoch)) }

  /// Where a number of hundredths of the run leads from the cursor; nil for the newest step.
  ///
  /// In the thinned past it falls where what is stored together ends, so that its loss is known and a branch loses nothing before it.
  /// - Parameter least: so many steps at least.
  func target(hundredths: Int, least: Int) -> Int? {
    let newest = newestStep
    let width = max(1, least)
    let step = max(width, abs(hundredths) * newest / 100 / width * width)
    let target = max(0, cursorStep + (hundredths > 0 ? step : -step)) / width * width
    guard target > 0, target < newest else { return target < newest ? 0 : nil }
    return loss.outline(atStep: target)?.last.step ?? target
  }

  // MARK: Events

  /// Takes in what the session said.
  mutating func hear(_ event: TrainingEvent<Run>) {
    if case .branched(let step) = event, lastStep > step {
      ghosts.append(curves)
      if ghosts.count > Self.ghostCapacity { ghosts.removeFirst() }
    }
    if let record = event.record { curves.append(record) }
    switch event {
    case .started(let start):
      hasBegun = true
      ghosts = []
      lastStep = 0
      stepsPerEpoch = start.stepsPerEpoch
      generation = start.generation
      trainingTime = .zero
      speedMarks = []
      settings = start.configuration
      finish = nil
      snapshot = nil
      divergedStep = nil
      shownStep = 0
      lossAxes = LossAxes()
    case .configured(let configuration): settings = configuration
    case .stateChanged(let new):
      state = new
      if new == .running { finish = nil } else { speedMarks = [] }
    case .snapshot(let new):
      snapshot = new.content
      shownStep = new.step
    case .diverged(let step): divergedStep = step
    case .finished(let end): finish = end
    case .progress(let batch):
      lastStep = batch.lastStep
      trainingTime = batch.trainingTime
      noteSpeed(batch)
      if let loss = batch.metrics[SessionMetric.stepLoss] {
        lossAxes.follow(loss, of: self, isLogarithmic: isLogarithmic)
      }
    case .epochEnded(let report):
      guard let loss = report.testLoss else { break }
      lossAxes.follow(testLoss: loss, of: self, isLogarithmic: isLogarithmic)
    case .branched(let step):
      lastStep = min(lastStep, step)
      speedMarks = []
      lossAxes.follow(self, isLogarithmic: isLogarithmic)
    case .failed: break
    }
  }

  private mutating func noteSpeed(_ batch: ProgressBatch) {
    speedMarks.append((batch.lastStep, batch.time))
    while speedMarks.count > 2, let first = speedMarks.first, batch.time - first.time > .seconds(1) {
      speedMarks.removeFirst()
    }
  }

  /// Linear to logarithmic and back.
  mutating func toggleLogarithm() {
    isLogarithmic.toggle()
    lossAxes = LossAxes()
    lossAxes.follow(self, isLogarithmic: isLogarithmic)
  }

  // MARK: Words

  /// State, progress and speed for the title line.
  public var status: StyledText { status(inParts: false) }

  /// State and progress for the title line.
  /// - Parameter inParts: tells tenths of an epoch and the past's steps, where an epoch takes its time; its speed stands elsewhere then.
  public func status(inParts: Bool) -> StyledText {
    let grouped = NumberFormat.grouped
    // A run that is done is done with as many as it has had, whatever it is asked for next.
    let goal = max(state == .finished ? 0 : settings.epochs, epoch(ofStep: newestStep))
    let isBetween = inParts && !cursorStep.isMultiple(of: stepsPerEpoch)
    let now =
      isBetween
      ? NumberFormat.fixed(1).string(epochs(atStep: cursorStep)) : grouped.string(epoch(ofStep: cursorStep))
    let progress = "epoch \(now) of \(grouped.string(goal))"
    switch state {
    case .running:
      let speed =
        inParts
        ? nil
        : stepsPerSecond.map { " · \(NumberFormat.compact.string($0 / Double(stepsPerEpoch)))/s" }
      return StyledText("▶ ", .good) + StyledText(progress + (speed ?? ""))
    case .paused: return StyledText("‖ paused ", .warning) + StyledText(progress)
    case .rewound(let step, let live):
      if inParts {
        return StyledText("◀ rewound ", .accent)
          + StyledText("step \(grouped.string(step)), live \(grouped.string(live))")
      }
      return StyledText("◀ rewound ", .accent)
        + StyledText("epoch \(grouped.string(epoch(ofStep: step))), live \(grouped.string(epoch(ofStep: live)))")
    case .finished: return StyledText("■ done ", .good) + StyledText(progress)
    case .diverged: return StyledText("✗ diverged ", .bad) + StyledText(progress)
    }
  }

  /// The epoch of a step in words: `epoch 1,200`.
  public func epochWords(atStep step: Int) -> String { "epoch \(NumberFormat.grouped.string(epoch(ofStep: step)))" }
}
