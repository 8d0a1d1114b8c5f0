/// What the runs of one setting have in common.
public struct SweepGroup: Hashable, Sendable {
  /// A figure that runs of a sweep have.
  public enum Metric: String, CaseIterable, Hashable, Sendable {
    /// The share of test samples right.
    case testAccuracy = "test_accuracy"
    /// The share of training samples right.
    case trainAccuracy = "train_accuracy"
    /// The last epoch's training loss.
    case trainLoss = "train_loss"
    /// The loss on test samples.
    case testLoss = "test_loss"
    /// Epochs until solved.
    case solvedAt = "solved_at"
    /// Seconds of a core.
    case seconds
    /// Samples a second.
    case samplesPerSecond = "samples_per_second"
    /// Seconds of training until the accuracy aimed at.
    case secondsToSolve = "seconds_to_solve"

    /// Whether less of it is better.
    public var isLoss: Bool { self == .trainLoss || self == .testLoss }
    /// Whether it is a share, told in percent.
    var isShare: Bool { self == .trainAccuracy || self == .testAccuracy }
    /// Whether it is what the clock measured.
    public var isTime: Bool { self == .seconds || self == .samplesPerSecond || self == .secondsToSolve }
  }

  /// The setting's place in the sweep.
  public var point: Int
  /// What tells it from the others.
  public var label: String
  /// The number of weights and biases.
  public var parameterCount: Int
  /// How many runs have ended.
  public var runCount: Int
  /// How many of them were solved; nil for runs that cannot be.
  public var solvedCount: Int?
  /// How many of them diverged.
  public var divergedCount: Int
  /// Mean and spread of every figure that a run of it has.
  public var metrics: [Metric: SampleSummary]

  /// The share solved.
  public var solvedShare: Double? { solvedCount.flatMap { runCount > 0 ? Double($0) / Double(runCount) : nil } }
  /// The 95 % interval of the share solved.
  public var solvedInterval: WilsonInterval? {
    solvedCount.flatMap { runCount > 0 ? WilsonInterval(successes: $0, count: runCount) : nil }
  }

  /// The group of outcomes; they are taken in the order of their runs, so that sums have the same bits in whatever order runs ended.
  public init(_ sweep: Sweep, point: Int, settings: SweepSettings, outcomes: [SweepOutcome]) {
    let isInOrder = outcomes.indices.dropFirst().allSatisfy { outcomes[$0 - 1].run < outcomes[$0].run }
    let outcomes = isInOrder ? outcomes : outcomes.sorted { $0.run < $1.run }
    self.point = point
    label = sweep.label(ofPoint: point)
    parameterCount = settings.parameterCount
    runCount = outcomes.count
    solvedCount = outcomes.contains { $0.solved != nil } ? outcomes.count { $0.solved == true } : nil
    divergedCount = outcomes.count { $0.divergedAt != nil }
    metrics = [:]
    func add(_ metric: Metric, _ value: (SweepOutcome) -> Double?) {
      // By place and not by key paths: an iterator and a path copy an outcome whole for each figure.
      let summary = SampleSummary(outcomes.indices.compactMap { value(outcomes[$0]) })
      if summary.count > 0 { metrics[metric] = summary }
    }
    add(.testAccuracy) { $0.testAccuracy }
    add(.trainAccuracy) { $0.trainAccuracy }
    add(.trainLoss) { $0.trainLoss }
    add(.testLoss) { $0.testLoss }
    add(.solvedAt) { $0.solvedAt.map(Double.init) }
    add(.seconds) { $0.seconds }
    add(.samplesPerSecond) { $0.samplesPerSecond }
    add(.secondsToSolve) { $0.secondsToSolve }
  }
}
