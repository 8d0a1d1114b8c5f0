/// One kind of training that a session can drive; lives on the session's thread alone.
///
/// The session owns time, commands, rewinding and events; a run owns numbers. Equal configurations give equal bits, step for step.
public protocol TrainingRun: SendableMetatype {
  /// The settings.
  associatedtype Configuration: RunSettings
  /// What a reader draws of the network's inside.
  associatedtype Snapshot: Sendable
  /// All that the next steps depend on; restoring it gives the same bits again.
  associatedtype Checkpoint: Sendable

  /// A run before its first step.
  init(_ configuration: Configuration) throws

  /// Steps in an epoch, at least 1.
  var stepsPerEpoch: Int { get }
  /// Trains on the next batch.
  mutating func step() -> StepMetrics
  /// Takes over settings that may change while the run goes on.
  mutating func configure(_ configuration: Configuration)
  /// What the network looks like now.
  mutating func snapshot() -> Snapshot
  /// All that the next steps depend on.
  func checkpoint() -> Checkpoint
  /// Goes back to a checkpoint.
  mutating func restore(_ checkpoint: Checkpoint)
  /// Loss and accuracy on samples that are not trained on; called at the end of an epoch that is reported.
  mutating func evaluate() -> EvaluationMetrics?
  /// Whether the run has reached what it is after and need not go on; asked at the end of each epoch.
  var hasConverged: Bool { get }
  /// Whether every parameter is finite; asked when figures are sent, a command has come, or the run ends.
  var isFinite: Bool { get }
  /// How many checkpoints may be kept for rewinding.
  static var checkpointCapacity: Int { get }
  /// Steps between two checkpoints of a run that has just begun, a power of two; those between are trained again.
  static var checkpointStride: Int { get }
}

extension TrainingRun {
  /// A run that has no samples apart does not evaluate.
  public mutating func evaluate() -> EvaluationMetrics? { nil }
  /// A run goes on for all its epochs unless it says otherwise.
  public var hasConverged: Bool { false }
  /// Enough for a past that scrolls smoothly, with networks of a few hundred weights.
  public static var checkpointCapacity: Int { 512 }
  /// Every step, where a checkpoint costs no more than one.
  public static var checkpointStride: Int { 1 }
}

/// What a session must know of a run's settings.
public protocol RunSettings: Hashable, Sendable {
  /// How many epochs the run is asked for.
  var epochs: Int { get set }
  /// Where every random number comes from.
  var seed: UInt64 { get set }
  /// Leaves given weights behind, so that a new seed draws others.
  mutating func forgetWeights()
  /// Whether changing to these settings needs a new network rather than a word to the running one.
  func needsRestart(from current: Self) -> Bool
  /// Whether a run that looks at its past trains on by itself once it is given these settings.
  func trainsOn(from past: Self) -> Bool
}

extension RunSettings {
  /// A branch with other settings is what one wants to see: it trains on.
  public func trainsOn(from past: Self) -> Bool { true }
}

/// The figures of one step.
public struct StepMetrics: Hashable, Sendable {
  /// The mean loss over the step's samples, before its update.
  public var loss: Double
  /// How many samples.
  public var sampleCount: Int
  /// How many of them were right, for runs that count it.
  public var correctCount: Int?

  /// Figures from their parts.
  public init(loss: Double, sampleCount: Int, correctCount: Int? = nil) {
    self.loss = loss
    self.sampleCount = sampleCount
    self.correctCount = correctCount
  }
}

/// Figures on samples that are not trained on.
public struct EvaluationMetrics: Hashable, Sendable {
  /// The mean loss.
  public var loss: Double
  /// The share that is right, 0…1.
  public var accuracy: Double?

  /// Figures from their parts.
  public init(loss: Double, accuracy: Double? = nil) {
    self.loss = loss
    self.accuracy = accuracy
  }
}
