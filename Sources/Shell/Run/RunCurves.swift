import Records

/// What the charts of a run draw: its history and, of the metrics of each step, their moving averages.
public struct RunCurves {
  /// What the session has said of the run, as any source of runs says it.
  public private(set) var history = RunHistory()
  /// The moving average of the loss before each step's update.
  public private(set) var lossAverage = RunningAverage()
  /// The moving average of the share of each step's samples that were right.
  public private(set) var accuracyAverage = RunningAverage()

  /// The loss before each step's update.
  public var loss: MetricSeries { history[SessionMetric.stepLoss] ?? MetricSeries() }
  /// The share of each step's samples that were right, for runs that count it.
  public var accuracy: MetricSeries? { history[SessionMetric.stepAccuracy] }
  /// The last step of any metric.
  public var lastStep: Int? { history.lastStep }

  /// Takes in what the session said.
  mutating func append(_ record: RunRecord) {
    if case .started = record { self = RunCurves() }
    history.append(record)
    follow()
  }

  private mutating func follow() {
    if let loss = history[SessionMetric.stepLoss] { lossAverage.follow(loss) }
    if let accuracy { accuracyAverage.follow(accuracy) }
  }
}
