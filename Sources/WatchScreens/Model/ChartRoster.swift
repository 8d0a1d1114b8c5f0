import Records
import Terminal

/// Which charts there are, which series stand in each and what their lines look like: the same until a run or a metric appears or goes.
struct ChartRoster {
  /// A series of a chart.
  struct Line {
    /// The place of the run among all.
    let run: Int
    /// The place of the metric in the run.
    let metric: Int
    /// What the line looks like.
    let look: LineLook
  }

  /// The charts of all pages.
  let charts: [ChartPlan.Chart]
  /// The runs that have a series that is shown, by their places among all.
  let listed: [Int]
  /// The length of the longest name of them.
  let longestName: Int
  /// What tells runs apart.
  let marks: [String: RunMark]
  /// The lines of each chart, by their runs and then by the chart's metrics.
  let lines: [[Line]]
  private let places: [String: Int]
  /// What all of it follows from.
  private let names: [RunNames]
  private let filter: String

  /// A run and what it measures.
  private struct RunNames {
    let run: String
    let metrics: [String]

    init(_ run: RunHistory) { (self.run, metrics) = (run.name, run.metricNames) }
  }

  /// The roster of nothing.
  init() { self.init([], .all, after: [:]) }

  /// The roster of runs.
  /// - Parameter marks: marks that were given before.
  init(_ runs: [RunHistory], _ filter: SeriesFilter, after marks: [String: RunMark]) {
    self.filter = filter.text
    names = runs.map(RunNames.init)
    charts = ChartPlan.charts(of: runs, filter)
    self.marks = RunMark.marks(of: runs.map(\.name), keeping: marks)
    listed = runs.indices.filter { index in
      filter.isAll || runs[index].metrics.contains { filter.passes(run: runs[index].name, metric: $0.name) }
    }
    longestName = listed.map { runs[$0].name.columnCount }.max() ?? 0
    let (listed, given) = (listed, self.marks)
    lines = charts.map { Self.lines(of: $0, runs, listed, given, filter) }
    places = Dictionary(charts.enumerated().map { ($0.element.key, $0.offset) }) { first, _ in first }
  }

  /// The place of a chart among all; nil where it is not one of them.
  func place(of chart: ChartPlan.Chart) -> Int? { places[chart.key] }

  /// Whether it is the roster of these runs too.
  func holds(_ runs: [RunHistory], _ filter: SeriesFilter) -> Bool {
    guard runs.count == names.count, filter.text == self.filter else { return false }
    return runs.indices.allSatisfy { index in
      let known = names[index]
      guard runs[index].name == known.run, runs[index].metrics.count == known.metrics.count else { return false }
      return known.metrics.indices.allSatisfy { runs[index].metrics[$0].name == known.metrics[$0] }
    }
  }

  private static func lines(
    of chart: ChartPlan.Chart,
    _ runs: [RunHistory],
    _ listed: [Int],
    _ marks: [String: RunMark],
    _ filter: SeriesFilter
  ) -> [Line] {
    // Looks of all runs that have one of its metrics, so that hiding one changes no other.
    let members = listed.filter { index in chart.metrics.contains { runs[index].place(of: $0) != nil } }
    let looks =
      listed.count == 1
      ? members.map { _ in chart.metrics.indices.map { LineLook(metric: $0) } }
      : LineLook.looks(
        of: members.map { marks[runs[$0].name] ?? RunMark(slot: 0) },
        metrics: chart.metrics.count
      )
    return zip(members, looks).flatMap { index, looks in
      zip(chart.metrics, looks).compactMap { name, look in
        guard let metric = runs[index].place(of: name), filter.passes(run: runs[index].name, metric: name) else {
          return nil
        }
        return Line(run: index, metric: metric, look: look)
      }
    }
  }
}
