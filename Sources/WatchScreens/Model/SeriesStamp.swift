import Records

/// A series in a few numbers that are others once anything in it is.
struct SeriesStamp: Equatable {
  private let generation: Int
  private let revision: Int
  private let count: Int
  private let stored: Int
  private let step: Int
  private let value: UInt64

  /// The stamp of a metric of a run.
  init(_ run: RunHistory, _ metric: Int) { self.init(run.metrics[metric].series, generation: run.generation) }

  private init(_ series: MetricSeries, generation: Int) {
    self.generation = generation
    revision = series.revision
    count = series.count
    stored = series.points.count
    step = series.points.last?.step ?? 0
    value = series.points.last?.value.bitPattern ?? 0
  }

  /// Whether the series of this stamp is that of an earlier one but for values that were appended.
  func continues(_ earlier: SeriesStamp, _ series: MetricSeries) -> Bool {
    guard generation == earlier.generation, revision == earlier.revision, count >= earlier.count,
      stored >= earlier.stored
    else { return false }
    guard earlier.stored > 0 else { return true }
    let last = series.points[earlier.stored - 1]
    return last.step == earlier.step && last.value.bitPattern == earlier.value
  }
}
