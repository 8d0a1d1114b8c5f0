import Records

/// Gathers step metrics on the session's thread until they are worth a trip through the channel.
struct StepRecorder {
  /// A batch has room for every step while its reader draws a frame or two; more are thinned as `MetricSeries` does.
  private static let capacity = 1 << 16
  /// How often metrics are sent while training runs.
  private static let interval = Duration.milliseconds(4)

  private var losses: [Double] = []
  private var accuracies: [Double] = []
  private var lastStep = 0
  private var lastTaken: Duration = .zero
  /// How long the steps have taken so far.
  private(set) var trainingTime: Duration = .zero
  /// How many steps go by between two readings of the clock.
  private(set) var stepsBetweenClockReadings = 1

  @inline(__always)
  mutating func append(_ metrics: StepMetrics, step: Int) {
    if let correct = metrics.correctCount {
      accuracies.append(Double(correct) / Double(max(1, metrics.sampleCount)))
    }
    losses.append(metrics.loss)
    lastStep = step
  }

  mutating func addTrainingTime(_ duration: Duration) { trainingTime += duration }

  /// Fits the clock readings to the speed of the steps: about one a millisecond.
  mutating func adapt(steps: Int, took: Duration) {
    guard steps > 0 else { return }
    let perStep = max(took.seconds / Double(steps), 1e-9)
    let wanted = Int(min(max(1, 0.001 / perStep), 65_536))
    stepsBetweenClockReadings = min(wanted, stepsBetweenClockReadings * 2)
  }

  func isDue(now: Duration) -> Bool { !losses.isEmpty && now - lastTaken >= Self.interval }

  /// The steps since the last time, nil when there are none.
  mutating func take(now: Duration, since start: Duration) -> ProgressBatch? {
    guard !losses.isEmpty else { return nil }
    lastTaken = now
    var metrics = MetricBatch(capacity: Self.capacity)
    metrics.append(series(losses), named: SessionMetric.stepLoss)
    if !accuracies.isEmpty { metrics.append(series(accuracies), named: SessionMetric.stepAccuracy) }
    drop()
    return ProgressBatch(metrics, time: now - start, trainingTime: trainingTime)
  }

  /// The values of the last steps.
  private func series(_ values: [Double]) -> MetricSeries {
    var series = MetricSeries(capacity: Self.capacity, isIndexed: false)
    series.append(values, from: lastStep - values.count + 1)
    return series
  }

  /// Forgets what was gathered and not taken.
  mutating func drop() {
    losses.removeAll(keepingCapacity: true)
    accuracies.removeAll(keepingCapacity: true)
  }
}
