import Plots
import Training

/// The ends of a loss plot's axes, which follow the data with a memory.
public struct LossAxes: Hashable, Sendable {
  /// Epochs.
  public var x = AxisLimits()
  /// The loss.
  public var y = AxisLimits()

  /// Axes of nothing yet.
  public init() {}

  mutating func follow(_ history: RunHistory, isLogarithmic: Bool) {
    guard !history.loss.isEmpty else { return }
    let last = max(history.loss.lastStep, history.ghosts.map(\.loss.lastStep).max() ?? 0)
    x.update(0...Double((last + history.stepsPerEpoch - 1) / history.stepsPerEpoch))
    let floor = isLogarithmic ? Double.leastNormalMagnitude : -Double.infinity
    var low = Double.infinity
    var high = -Double.infinity
    func take(_ value: Double) {
      guard value.isFinite, value >= floor else { return }
      low = min(low, value)
      high = max(high, value)
    }
    func take(_ series: MetricSeries) {
      for bucket in series.buckets where bucket.maximum >= bucket.minimum {
        take(bucket.minimum)
        take(bucket.maximum)
      }
    }
    take(history.loss)
    for ghost in history.ghosts { take(ghost.loss) }
    for report in history.epochs { if let loss = report.testLoss { take(loss) } }
    guard low <= high else { return }
    y.update((isLogarithmic ? low : min(0, low))...high, scale: isLogarithmic ? .logarithmic : .linear)
  }
}
