import Plots
import Training

/// The curves of all settings, and of single runs where those are drawn, thinned to what a plot can show.
///
/// They are made when runs end or the axis changes, so that a frame costs as much as it has columns, however long the runs.
struct CompareCurves {
  /// So many curves of single runs are drawn at most.
  static let mostRuns = 200
  /// Twice as many as a plot has dots in the largest window that is usual.
  private static let buckets = 240

  /// A setting's curves of one figure.
  struct Setting {
    /// The mean of the runs.
    var mean: [ChartPoint] = []
    /// Mean ± standard deviation.
    var deviation: [ChartPoint] = []
    /// Least to greatest.
    var extremes: [ChartPoint] = []
    /// All single runs as one; empty where they are not drawn.
    var runs: [ChartPoint] = []
  }

  /// By setting.
  var loss: [Setting]
  /// By setting, in percent.
  var accuracy: [Setting]

  /// Curves of what has come.
  /// - Parameters:
  ///   - shown: the settings that are drawn.
  ///   - withRuns: whether single runs are drawn.
  ///   - x: where an epoch of a setting stands.
  ///   - isLogarithmic: whether losses are spread by their logarithm.
  init(
    _ results: CompareResults,
    shown: [Int],
    withRuns: Bool,
    range: CurveRange,
    isLogarithmic: Bool,
    x: (Int, Int) -> Double
  ) {
    loss = results.points.map { _ in Setting() }
    accuracy = loss
    let runsEach = max(1, Self.mostRuns / max(1, shown.count))
    for point in shown {
      let places = results.keptEpochs[point].map { x($0, point) }
      loss[point] = Self.setting(results.lossBands[point], places, range, scale: 1)
      accuracy[point] = Self.setting(results.accuracyBands[point], places, range, scale: 100)
      guard withRuns else { continue }
      let outcomes = results.firstOutcomes(of: point, count: runsEach)
      let losses = outcomes.map { Self.points($0.lossCurve, places, $0.spikes, scale: 1) }
      loss[point].runs = RunCloud(losses, range: range, isLogarithmic: isLogarithmic).points
      let accuracies = outcomes.map { Self.points($0.accuracyCurve, places, [], scale: 100) }
      accuracy[point].runs = RunCloud(accuracies, range: range, isLogarithmic: false).points
    }
  }

  private static func setting(_ band: CurveBand, _ places: [Double], _ range: CurveRange, scale: Double) -> Setting {
    var setting = Setting()
    for (index, summary) in band.summaries.enumerated() where summary.count > 0 {
      let x = places[index]
      setting.mean.append(ChartPoint(x, summary.mean * scale))
      guard summary.count > 1 else { continue }
      // No value is beyond the extremes, and a logarithm has no place for less than the least.
      let low = max(summary.mean - summary.standardDeviation, summary.minimum) * scale
      let high = min(summary.mean + summary.standardDeviation, summary.maximum) * scale
      setting.deviation.append(ChartPoint(x: x, first: low, minimum: low, maximum: high, last: high))
      let least = summary.minimum * scale
      let most = max(summary.maximum, Double(band.peaks[index])) * scale
      setting.extremes.append(ChartPoint(x: x, first: least, minimum: least, maximum: most, last: most))
    }
    setting.mean = range.thinned(setting.mean, buckets: buckets)
    setting.deviation = range.thinned(setting.deviation, buckets: buckets)
    setting.extremes = range.thinned(setting.extremes, buckets: buckets)
    return setting
  }

  private static func points(_ curve: [Float], _ places: [Double], _ spikes: [CurveSpike], scale: Double)
    -> [ChartPoint]
  {
    var points = zip(places, curve).map { ChartPoint($0, Double($1) * scale) }
    for spike in spikes where points.indices.contains(Int(spike.index)) {
      let index = Int(spike.index)
      points[index].maximum = max(points[index].maximum, Double(spike.loss) * scale)
    }
    return points
  }
}
