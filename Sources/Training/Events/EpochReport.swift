import Records

/// The figures at the end of an epoch; what a run does not have is nil.
public struct EpochReport: Hashable, Sendable {
  /// Epochs done, from 1.
  public var epoch: Int
  /// Steps done.
  public var step: Int
  /// The mean loss over the epoch's samples, each before its update.
  public var trainLoss: Double
  /// The share of the epoch's training samples that were right, each before its update.
  public var trainAccuracy: Double?
  /// The mean loss on samples that are not trained on.
  public var testLoss: Double?
  /// The share of them that are right.
  public var testAccuracy: Double?
  /// How long the epochs so far took to train, in seconds; waiting, pauses and evaluation left out.
  public var seconds: Double
  /// Samples trained a second over the epochs since the last report.
  public var samplesPerSecond: Double?

  /// A report from its parts.
  public init(
    epoch: Int,
    step: Int,
    trainLoss: Double,
    trainAccuracy: Double? = nil,
    testLoss: Double? = nil,
    testAccuracy: Double? = nil,
    seconds: Double,
    samplesPerSecond: Double? = nil
  ) {
    self.epoch = epoch
    self.step = step
    self.trainLoss = trainLoss
    self.trainAccuracy = trainAccuracy
    self.testLoss = testLoss
    self.testAccuracy = testAccuracy
    self.seconds = seconds
    self.samplesPerSecond = samplesPerSecond
  }

  /// The report as a record of the step that ended the epoch.
  public var record: StepRecord {
    let values = [trainLoss, trainAccuracy, testLoss, testAccuracy, samplesPerSecond]
    return StepRecord(
      step: step,
      epoch: Double(epoch),
      time: seconds,
      values: zip(SessionMetric.ofEpochs, values).compactMap { name, value in value.map { NamedValue(name, $0) } }
    )
  }
}
