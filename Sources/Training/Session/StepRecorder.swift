import Records

/// Gathers step metrics on the session's thread until they are worth a trip through the channel.
struct StepRecorder {
  /// The pending batch has room for every step of a few milliseconds; more are thinned as `MetricSeries` does.
  private static let capacity = 8192
  /// How often metrics are sent while training runs.
  private static let interval = Duration.milliseconds(4)

  private var loss = MetricSeries(capacity: capacity)
  private var accuracy = MetricSeries(capacity: capacity)
  private var lastTaken: Duration = .zero
  /// How long the steps have taken so far.
  private(set) var trainingTime: Duration = .zero
  /// How many steps go by between two readings of the clock.
  private(set) var stepsBetweenClockReadings = 1

  @inline(__always)
  mutating func append(_ metrics: StepMetrics, step: Int) {
    if let correct = metrics.correctCount {
      accuracy.append(Double(correct) / Double(max(1, metrics.sampleCount)), at: step)
    }
    loss.append(metrics.loss, at: step)
  }

  mutating func addTrainingTime(_ duration: Duration) { trainingTime += duration }

  /// Fits the clock readings to the speed of the steps: about one a millisecond.
  mutating func adapt(steps: Int, took: Duration) {
    guard steps > 0 else { return }
    let perStep = max(took.seconds / Double(steps), 1e-9)
    let wanted = Int(min(max(1, 0.001 / perStep), 65_536))
    stepsBetweenClockReadings = min(wanted, stepsBetweenClockReadings * 2)
  }

  func isDue(now: Duration) -> Bool { !loss.isEmpty && now - lastTaken >= Self.interval }

  /// The steps since the last time, nil when there are none.
  mutating func take(now: Duration, since start: Duration) -> ProgressBatch? {
    guard !loss.isEmpty else { return nil }
    lastTaken = now
    var metrics = MetricBatch(capacity: Self.capacity)
    metrics.append(loss, named: SessionMetric.stepLoss)
    if !accuracy.isEmpty { metrics.append(accuracy, named: SessionMetric.stepAccuracy) }
    drop()
    return ProgressBatch(metrics, time: now - start, trainingTime: trainingTime)
  }

  /// Forgets what was gathered and not taken.
  mutating func drop() {
    loss = MetricSeries(capacity: Self.capacity)
    accuracy = MetricSeries(capacity: Self.capacity)
  }
}
