import Plots
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
  /// The curves.
  public internal(set) var history = RunHistory()
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

  // MARK: Time

  /// The step that the screen shows: the newest, or the one rewound to.
  public var cursorStep: Int {
    if case .rewound(let step, _) = state { return step }
    return history.loss.lastStep
  }

  /// The newest step there is.
  public var newestStep: Int {
    if case .rewound(_, let live) = state { return live }
    return history.loss.lastStep
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
  public func epoch(ofStep step: Int) -> Int { (step + history.stepsPerEpoch - 1) / history.stepsPerEpoch }

  /// Epochs until a step, with its parts.
  public func epochs(atStep step: Int) -> Double { Double(step) / Double(max(1, history.stepsPerEpoch)) }

  /// Where a number of hundredths of the run leads from the cursor; nil for the newest step.
  ///
  /// It is never less than what one column of the thinned past holds, and falls where columns end, so that a branch loses nothing
  /// before it.
  /// - Parameter least: so many steps at least.
  func target(hundredths: Int, least: Int) -> Int? {
    let newest = newestStep
    let width = max(history.loss.width, least)
    let step = max(width, abs(hundredths) * newest / 100 / width * width)
    let target = cursorStep + (hundredths > 0 ? step : -step)
    return target >= newest ? nil : max(0, target / width * width)
  }

  // MARK: Events

  /// Takes in what the session said.
  mutating func hear(_ event: TrainingEvent<Run>) {
    history.append(event)
    switch event {
    case .started(let start):
      hasBegun = true
      settings = start.configuration
      finish = nil
      snapshot = nil
      divergedStep = nil
      shownStep = 0
      lossAxes = LossAxes()
    case .configured(let configuration): settings = configuration
    case .stateChanged(let new):
      state = new
      if new == .running { finish = nil }
    case .snapshot(let new):
      snapshot = new.content
      shownStep = new.step
    case .diverged(let step): divergedStep = step
    case .finished(let end): finish = end
    case .progress(let batch): lossAxes.follow(batch.loss, of: history, isLogarithmic: isLogarithmic)
    case .epochEnded(let report):
      guard let loss = report.testLoss else { break }
      lossAxes.follow(testLoss: loss, of: history, isLogarithmic: isLogarithmic)
    case .branched: lossAxes.follow(history, isLogarithmic: isLogarithmic)
    case .failed: break
    }
  }

  /// Linear to logarithmic and back.
  mutating func toggleLogarithm() {
    isLogarithmic.toggle()
    lossAxes = LossAxes()
    lossAxes.follow(history, isLogarithmic: isLogarithmic)
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
    let isBetween = inParts && !cursorStep.isMultiple(of: history.stepsPerEpoch)
    let now =
      isBetween
      ? NumberFormat.fixed(1).string(epochs(atStep: cursorStep)) : grouped.string(epoch(ofStep: cursorStep))
    let progress = "epoch \(now) of \(grouped.string(goal))"
    switch state {
    case .running:
      let speed =
        inParts
        ? nil
        : history.stepsPerSecond.map {
          " · \(NumberFormat.compact.string($0 / Double(history.stepsPerEpoch)))/s"
        }
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
