/// What a reader keeps of a run, in bounded memory: its curves, those of the branches it left, and its speed.
public struct RunHistory: Hashable, Sendable {
  /// A curve that a branch left.
  public struct Ghost: Hashable, Sendable {
    /// The loss of the steps before and after the branch.
    public var loss: MetricSeries
    /// The share of right samples at each of these steps, for runs that count it.
    public var accuracy: MetricSeries?
    /// The figures at the ends of its epochs.
    public var epochs: [EpochReport]
    /// The step at which the branch began.
    public var branchStep: Int
  }

  /// So many curves of the past are kept; each is as large as the live one.
  private static let ghostCapacity = 2

  /// The loss at every step.
  public private(set) var loss = MetricSeries()
  /// The share of right samples at every step, for runs that count it.
  public private(set) var accuracy: MetricSeries?
  /// The figures at the ends of epochs, oldest first.
  public private(set) var epochs: [EpochReport] = []
  /// Curves that branches left, oldest first.
  public private(set) var ghosts: [Ghost] = []
  /// Steps in an epoch.
  public private(set) var stepsPerEpoch = 1
  /// Which start of the session this is.
  public private(set) var generation = 0
  /// How long the steps have taken, waiting and pauses left out.
  public private(set) var trainingTime: Duration = .zero
  private var speedMarks: [(step: Int, time: Duration)] = []

  /// A history of nothing.
  public init() {}

  /// Steps a second over about the last second of the run, as a watch beside it would give.
  public var stepsPerSecond: Double? {
    guard let first = speedMarks.first, let last = speedMarks.last, last.time > first.time else { return nil }
    return Double(last.step - first.step) / (last.time - first.time).seconds
  }

  /// Takes in an event.
  public mutating func append<Run: TrainingRun>(_ event: TrainingEvent<Run>) {
    switch event {
    case .started(let start):
      self = RunHistory()
      stepsPerEpoch = start.stepsPerEpoch
      generation = start.generation
    case .progress(let batch): append(batch)
    case .epochEnded(let report): append(report)
    case .branched(let step): branch(at: step)
    case .stateChanged(let state):
      if state != .running { speedMarks.removeAll() }
    case .configured, .diverged, .snapshot, .failed, .finished: break
    }
  }

  private mutating func append(_ batch: ProgressBatch) {
    // A branch cut at a step within a bucket leaves a gap; the curve goes on after it.
    if !loss.isEmpty, batch.loss.firstStep != loss.lastStep + 1 {
      loss.removeAll(startingAt: batch.loss.firstStep)
      accuracy = nil
    }
    loss.append(batch.loss)
    if let new = batch.accuracy {
      if accuracy == nil { accuracy = new } else { accuracy?.append(new) }
    }
    trainingTime = batch.trainingTime
    speedMarks.append((batch.lastStep, batch.time))
    while speedMarks.count > 2, let first = speedMarks.first, batch.time - first.time > .seconds(1) {
      speedMarks.removeFirst()
    }
  }

  private mutating func append(_ report: EpochReport) {
    epochs.append(report)
    // Reports are about a thousand a run; a run that is extended again and again must not grow without bound.
    if epochs.count > 4096 {
      epochs = epochs.enumerated().compactMap { $0.offset % 2 == 1 || $0.offset == 0 ? $0.element : nil }
    }
  }

  private mutating func branch(at step: Int) {
    if loss.lastStep > step {
      ghosts.append(Ghost(loss: loss, accuracy: accuracy, epochs: epochs, branchStep: step))
      if ghosts.count > Self.ghostCapacity { ghosts.removeFirst() }
    }
    loss.truncate(after: step)
    accuracy?.truncate(after: step)
    epochs.removeAll { $0.step > step }
    speedMarks.removeAll()
  }

  /// Whether two histories hold the same.
  public static func == (left: RunHistory, right: RunHistory) -> Bool {
    left.loss == right.loss && left.accuracy == right.accuracy && left.epochs == right.epochs
      && left.ghosts == right.ghosts && left.generation == right.generation
  }

  /// Mixes what tells histories apart at little cost.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(generation)
    hasher.combine(loss.lastStep)
  }
}
