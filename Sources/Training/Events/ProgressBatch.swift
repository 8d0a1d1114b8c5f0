/// The metrics of every step since the batch before, gathered while the reader was busy.
public struct ProgressBatch: Hashable, Sendable {
  /// The loss before each step's update.
  public var loss: MetricSeries
  /// The share of each step's samples that were right, for runs that count it.
  public var accuracy: MetricSeries?
  /// When the last of the steps ended, since the run started, waiting and pauses included.
  public var time: Duration
  /// How long the steps of the run have taken so far, waiting and pauses left out.
  public var trainingTime: Duration

  /// The number of the last step.
  public var lastStep: Int { loss.lastStep }

  /// A batch from its parts.
  public init(loss: MetricSeries, accuracy: MetricSeries?, time: Duration, trainingTime: Duration) {
    self.loss = loss
    self.accuracy = accuracy
    self.time = time
    self.trainingTime = trainingTime
  }

  /// Adds the batch that follows.
  public mutating func append(_ next: ProgressBatch) {
    loss.append(next.loss)
    if let nextAccuracy = next.accuracy {
      if accuracy == nil { accuracy = nextAccuracy } else { accuracy?.append(nextAccuracy) }
    }
    time = next.time
    trainingTime = next.trainingTime
  }
}
