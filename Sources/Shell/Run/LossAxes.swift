import Plots
import Records
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
  mutating func follow<Run>(_ new: MetricSeries, of run: RunModel<Run>, isLogarithmic: Bool) {
    take(new, isLogarithmic)
    update(run, isLogarithmic: isLogarithmic)
  }

  /// Takes in a test loss.
  mutating func follow<Run>(testLoss: Double, of run: RunModel<Run>, isLogarithmic: Bool) {
    take(testLoss, isLogarithmic)
    update(run, isLogarithmic: isLogarithmic)
  }

  /// Takes in a whole run anew, as after a branch or on another kind of axis.
  mutating func follow<Run>(_ run: RunModel<Run>, isLogarithmic: Bool) {
    (low, high) = (.infinity, -.infinity)
    for curves in [run.curves] + run.ghosts { take(curves.loss, isLogarithmic) }
    take(run.history[SessionMetric.testLoss], isLogarithmic)
    update(run, isLogarithmic: isLogarithmic)
  }

  private mutating func take(_ value: Double, _ isLogarithmic: Bool) {
    guard value.isFinite, !isLogarithmic || value > 0 else { return }
    if value < low { low = value }
    if value > high { high = value }
  }

  private mutating func take(_ series: MetricSeries?, _ isLogarithmic: Bool) {
    guard let series, let least = series.minimum?.value, let greatest = series.maximum?.value else { return }
    take(greatest, isLogarithmic)
    if !isLogarithmic || least > 0 { return take(least, isLogarithmic) }
    for point in series.points { take(point.value, isLogarithmic) }
  }

  private mutating func update<Run>(_ run: RunModel<Run>, isLogarithmic: Bool) {
    guard run.lastStep > 0 else { return }
    let last = max(run.lastStep, run.ghosts.compactMap(\.lastStep).max() ?? 0)
    x.update(0...Double(run.epoch(ofStep: last)))
    guard low <= high else { return }
    y.update((isLogarithmic ? low : min(0, low))...high, scale: isLogarithmic ? .logarithmic : .linear)
  }
}
