import Records

/// The metrics of every step since the batch before, gathered while the reader was busy.
public struct ProgressBatch: Hashable, Sendable {
  /// The metrics of each step, by the names of `SessionMetric`.
  public var metrics: MetricBatch
  /// When the last of the steps ended, since the run started, waiting and pauses included.
  public var time: Duration
  /// How long the steps of the run have taken so far, waiting and pauses left out.
  public var trainingTime: Duration

  /// A batch from its parts.
  public init(_ metrics: MetricBatch, time: Duration = .zero, trainingTime: Duration = .zero) {
    self.metrics = metrics
    self.time = time
    self.trainingTime = trainingTime
  }

  /// The number of the last step.
  public var lastStep: Int { metrics.lastStep ?? 0 }

  /// Adds the batch that follows.
  public mutating func append(_ next: ProgressBatch) {
    metrics.append(next.metrics)
    time = next.time
    trainingTime = next.trainingTime
  }
}
