/// What came of a run.
public struct SweepOutcome: Hashable, Sendable {
  /// The run's number in its sweep.
  public var run: Int
  /// Where its random numbers came from.
  public var seed: UInt64
  /// Epochs done.
  public var epochs: Int
  /// The last epoch's mean training loss, each sample before its update, as the subject's own command reports it.
  public var trainLoss: Double
  /// The share of training samples that are right: for truth tables at the end, for images over the last epoch.
  public var trainAccuracy: Double?
  /// The mean loss on samples that are not trained on.
  public var testLoss: Double?
  /// The share of them that are right.
  public var testAccuracy: Double?
  /// Whether the task is solved at the end: every point on its side of 0.5, or the accuracy that was aimed at reached.
  public var solved: Bool?
  /// The number of epochs after which it stayed solved; for an accuracy aimed at, the first epoch that reached it.
  public var solvedAt: Int?
  /// The step at which the loss or a weight was no longer finite.
  public var divergedAt: Int?
  /// How long one core worked on it; runs that trained side by side share their time evenly.
  public var seconds: Double
  /// How many samples were trained on a second.
  public var samplesPerSecond: Double?
  /// How long it trained until it was solved, for runs that are measured on the way.
  public var secondsToSolve: Double?
  /// The training loss after the epochs of ``Sweep/curveEpochs(of:)``.
  public var lossCurve: [Float]
  /// Losses between those epochs that stand out above them.
  public var spikes: [CurveSpike]
  /// The test accuracy after the same epochs; empty where there are no test samples.
  public var accuracyCurve: [Float]
  /// The network's outputs for the points of a truth table at the end; empty for other data.
  public var outputs: [Float]
  /// How many hidden units give 0 for every point.
  public var deadUnits: Int

  /// An outcome from its parts.
  public init(
    run: Int,
    seed: UInt64,
    epochs: Int,
    trainLoss: Double,
    trainAccuracy: Double? = nil,
    testLoss: Double? = nil,
    testAccuracy: Double? = nil,
    solved: Bool? = nil,
    solvedAt: Int? = nil,
    divergedAt: Int? = nil,
    seconds: Double,
    samplesPerSecond: Double? = nil,
    secondsToSolve: Double? = nil,
    lossCurve: [Float] = [],
    spikes: [CurveSpike] = [],
    accuracyCurve: [Float] = [],
    outputs: [Float] = [],
    deadUnits: Int = 0
  ) {
    self.run = run
    self.seed = seed
    self.epochs = epochs
    self.trainLoss = trainLoss
    self.trainAccuracy = trainAccuracy
    self.testLoss = testLoss
    self.testAccuracy = testAccuracy
    self.solved = solved
    self.solvedAt = solvedAt
    self.divergedAt = divergedAt
    self.seconds = seconds
    self.samplesPerSecond = samplesPerSecond
    self.secondsToSolve = secondsToSolve
    self.lossCurve = lossCurve
    self.spikes = spikes
    self.accuracyCurve = accuracyCurve
    self.outputs = outputs
    self.deadUnits = deadUnits
  }
}
