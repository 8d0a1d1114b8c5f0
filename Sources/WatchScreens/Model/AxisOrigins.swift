import Records

/// Where time begins on the x axis, and in what it counts; other axes have figures of their own.
struct AxisOrigins: Equatable {
  /// The unit of a time axis.
  struct TimeUnit: Equatable {
    /// How many seconds it has.
    var seconds: Double
    /// What stands at the axis.
    var name: String

    /// The unit in which a span of so many seconds reads well.
    init(for span: Double) {
      if span < 180 {
        (seconds, name) = (1, "s")
      } else if span < 3 * 3600 {
        (seconds, name) = (60, "min")
      } else if span < 3 * 86_400 {
        (seconds, name) = (3600, "h")
      } else {
        (seconds, name) = (86_400, "d")
      }
    }
  }

  /// The unit; nil where the axis is none of time.
  private(set) var unit: TimeUnit?
  /// The time that is 0 for each run; empty where the axis is none of time.
  private var origins: [Double] = []

  /// The origins of runs.
  /// - Parameter shown: the places of those that are shown: the first to begin is the origin of wall time.
  init(_ axis: WatchAxis, _ runs: [RunHistory], shown: [Int]) {
    guard axis == .relative || axis == .wall else { return }
    origins = Array(repeating: 0, count: runs.count)
    for run in shown { origins[run] = runs[run].metrics.compactMap(\.series.timeOrigin).min() ?? .nan }
    let first = origins.indices.filter { shown.contains($0) && !origins[$0].isNaN }.map { origins[$0] }.min() ?? 0
    for run in shown where axis == .wall || origins[run].isNaN { origins[run] = axis == .wall ? first : 0 }
    var span = 0.0
    for run in shown {
      for metric in runs[run].metrics {
        guard let time = metric.series.time(at: metric.series.points.count - 1) else { continue }
        span = max(span, time - origins[run])
      }
    }
    unit = TimeUnit(for: span)
  }

  /// The time that is 0 for a run.
  subscript(run: Int) -> Double { origins.isEmpty ? 0 : origins[run] }

  /// How many seconds a figure of the axis is; 1 where it is none of time.
  var seconds: Double { unit?.seconds ?? 1 }
}
