import Plots
import Training

/// The ends of a loss plot's axes, which follow the data with a memory.
public struct LossAxes: Hashable, Sendable {
  /// Epochs.
  public var x = AxisLimits()
  /// The loss.
  public var y = AxisLimits()
  /// The least and greatest loss so far that the axis can show.
  private var low = Double.infinity
  private var high = -Double.infinity

  /// Axes of nothing yet.
  public init() {}

  /// Takes in the newest steps, whatever the length of the run.
  mutating func follow(_ new: MetricSeries, of history: RunHistory, isLogarithmic: Bool) {
    take(new, isLogarithmic)
    update(history, isLogarithmic: isLogarithmic)
  }

  /// Takes in a test loss.
  mutating func follow(testLoss: Double, of history: RunHistory, isLogarithmic: Bool) {
    take(testLoss, isLogarithmic)
    update(history, isLogarithmic: isLogarithmic)
  }

  /// Takes in a whole run anew, as after a branch or on another kind of axis.
  mutating func follow(_ history: RunHistory, isLogarithmic: Bool) {
    (low, high) = (.infinity, -.infinity)
    take(history.loss, isLogarithmic)
    for ghost in history.ghosts { take(ghost.loss, isLogarithmic) }
    for report in history.epochs { if let loss = report.testLoss { take(loss, isLogarithmic) } }
    update(history, isLogarithmic: isLogarithmic)
  }

  private mutating func take(_ value: Double, _ isLogarithmic: Bool) {
    guard value.isFinite, !isLogarithmic || value > 0 else { return }
    if value < low { low = value }
    if value > high { high = value }
  }

  private mutating func take(_ series: MetricSeries, _ isLogarithmic: Bool) {
    for bucket in series.buckets where bucket.maximum >= bucket.minimum {
      take(bucket.minimum, isLogarithmic)
      take(bucket.maximum, isLogarithmic)
    }
  }

  private mutating func update(_ history: RunHistory, isLogarithmic: Bool) {
    guard !history.loss.isEmpty else { return }
    let last = max(history.loss.lastStep, history.ghosts.map(\.loss.lastStep).max() ?? 0)
    x.update(0...Double((last + history.stepsPerEpoch - 1) / history.stepsPerEpoch))
    guard low <= high else { return }
    y.update((isLogarithmic ? low : min(0, low))...high, scale: isLogarithmic ? .logarithmic : .linear)
  }
}
