import Plots
import Records

/// The figures of series, a row each.
struct WatchTable {
  /// What a column shows.
  enum Column: Hashable {
    case last, best, bestStep, minimum, maximum, mean, points, difference
    /// A hyperparameter.
    case fact(String)

    /// What stands above it.
    func title(meanCount: Int) -> String {
      switch self {
      case .last: "last"
      case .best: "best"
      case .bestStep: "at step"
      case .minimum: "min"
      case .maximum: "max"
      case .mean: "mean of \(meanCount)"
      case .points: "values"
      case .difference: "Δ"
      case .fact(let name): name
      }
    }
  }

  /// A series.
  struct Row {
    var run: RunHistory
    var metric: String
    var series: MetricSeries
    /// Last less the baseline's last; nil without one.
    var difference: Double?

    /// The best value: the smallest of a loss, the largest of a score; nil for what has no better.
    var best: MetricPoint? {
      switch MetricFamily(metric) {
      case .loss: series.minimum
      case .score: series.maximum
      case .rate, .other: nil
      }
    }

    /// The mean of the last finite values; fewer where there are not so many.
    func mean(of count: Int) -> Double? {
      let values = series.points.suffix(count).map(\.value).filter(\.isFinite)
      return values.isEmpty ? nil : values.reduce(0) { $0 + $1 / Double(values.count) }
    }

    /// What a column sorts by; nil where there is nothing.
    func key(_ column: Column, meanCount: Int) -> Double? {
      switch column {
      case .last: series.last?.value
      case .best: best?.value
      case .bestStep: best.map { Double($0.step) }
      case .minimum: series.minimum?.value
      case .maximum: series.maximum?.value
      case .mean: mean(of: meanCount)
      case .points: Double(series.count)
      case .difference: difference
      case .fact(let name): run.facts.first { $0.name == name }.flatMap { Double($0.text) }
      }
    }

    /// What a column says.
    func text(_ column: Column, meanCount: Int) -> String {
      switch column {
      case .fact(let name): return run.facts.first { $0.name == name }?.text ?? "–"
      case .bestStep, .points:
        return key(column, meanCount: meanCount).map { NumberFormat.grouped.string($0) } ?? "–"
      case .difference:
        guard let difference else { return "–" }
        return (difference > 0 ? "+" : "") + NumberFormat.significant(3).string(difference)
      default: return key(column, meanCount: meanCount).map { NumberFormat.significant(4).string($0) } ?? "–"
      }
    }
  }

  var columns: [Column]
  var rows: [Row]

  /// - Parameters:
  ///   - metric: the metric whose runs are rows; nil for every series of every run.
  ///   - baseline: the run that others are compared with.
  init(_ runs: [RunHistory], metric: String?, filter: SeriesFilter, baseline: RunHistory?) {
    rows = runs.flatMap { run in
      run.metrics.compactMap { one -> Row? in
        guard metric == nil || one.name == metric, !one.series.isEmpty,
          filter.passes(run: run.name, metric: one.name)
        else { return nil }
        var difference: Double?
        if let base = baseline?[one.name]?.lastFinite, let last = one.series.lastFinite, baseline?.name != run.name {
          difference = last.value - base.value
        }
        return Row(run: run, metric: one.name, series: one.series, difference: difference)
      }
    }
    columns = [.last, .best]
    let figures: [Column] =
      [.bestStep] + (baseline == nil ? [] : [.difference]) + [.mean, .minimum, .maximum, .points]
    let facts = runs.count > 1 ? RunFacts(runs).differing.prefix(8).map { Column.fact($0) } : []
    // Beside one metric of each run stands first what the runs were set to; among all series every figure does.
    columns += metric != nil ? facts + figures : figures + facts
  }

  /// Sorts the rows by a column, those without the figure last.
  mutating func sort(by column: Column, isDescending: Bool, meanCount: Int) {
    let keys = rows.map { $0.key(column, meanCount: meanCount) }
    let order = rows.indices.sorted { one, other in
      let (a, b) = (keys[one].flatMap { $0.isNaN ? nil : $0 }, keys[other].flatMap { $0.isNaN ? nil : $0 })
      guard let a, let b else { return a != nil && b == nil || ((a == nil) == (b == nil) && one < other) }
      return a == b ? one < other : (a > b) == isDescending
    }
    rows = order.map { rows[$0] }
  }
}
