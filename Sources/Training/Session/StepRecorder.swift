/// Gathers step metrics on the session's thread until they are worth a trip through the channel.
struct StepRecorder {
  /// The pending batch has room for every step of a few milliseconds; more are merged as `MetricSeries` does.
  private static let capacity = 8192
  /// How often metrics are sent while training runs.
  private static let interval = Duration.milliseconds(4)

  private var loss = MetricSeries(capacity: capacity)
  private var accuracy: MetricSeries?
  /// The moving averages after the last step.
  struct SmoothingState: Sendable {
    var loss = Smoothing()
    var accuracy = Smoothing()
  }
  private(set) var smoothing = SmoothingState()
  private var lastTaken: Duration = .zero
  /// How long the steps have taken so far.
  private(set) var trainingTime: Duration = .zero
  /// How many steps go by between two readings of the clock.
  private(set) var stepsBetweenClockReadings = 1

  @inline(__always)
  mutating func append(_ metrics: StepMetrics) {
    if let correct = metrics.correctCount {
      if accuracy == nil {
        accuracy = MetricSeries(capacity: Self.capacity)
        accuracy?.removeAll(startingAt: loss.lastStep + 1)
      }
      let share = Double(correct) / Double(max(1, metrics.sampleCount))
      accuracy?.append(share, smoothed: smoothing.accuracy.append(share))
    }
    loss.append(metrics.loss, smoothed: smoothing.loss.append(metrics.loss))
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
    let batch = ProgressBatch(loss: loss, accuracy: accuracy, time: now - start, trainingTime: trainingTime)
    let next = loss.lastStep + 1
    loss = MetricSeries(capacity: Self.capacity)
    loss.removeAll(startingAt: next)
    if accuracy != nil {
      accuracy = MetricSeries(capacity: Self.capacity)
      accuracy?.removeAll(startingAt: next)
    }
    return batch
  }

  /// Takes a step of the past into the averages alone.
  mutating func replay(_ metrics: StepMetrics) {
    if let correct = metrics.correctCount {
      _ = smoothing.accuracy.append(Double(correct) / Double(max(1, metrics.sampleCount)))
    }
    _ = smoothing.loss.append(metrics.loss)
  }

  /// The next step is the one after `step`; what was gathered is dropped.
  mutating func restart(atStep step: Int, smoothing: SmoothingState) {
    loss.removeAll(startingAt: step + 1)
    accuracy?.removeAll(startingAt: step + 1)
    self.smoothing = smoothing
  }
}
