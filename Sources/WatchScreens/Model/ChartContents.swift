import Records

/// A number for each chart that is another one once anything in its series is.
struct ChartContents {
  private var stamps: [[SeriesStamp]] = []
  /// The numbers, in the order of the charts.
  private(set) var numbers: [Int] = []

  /// Compares the series with what they were.
  /// - Parameters:
  ///   - runs: the runs now.
  ///   - old: the runs when this was done last.
  ///   - isNewRoster: whether other charts or lines stand there than then.
  ///   - next: gives a number that was not given before.
  mutating func update(
    _ roster: ChartRoster,
    _ runs: [RunHistory],
    after old: [RunHistory],
    isNewRoster: Bool,
    next: () -> Int
  ) {
    if isNewRoster || stamps.count != roster.charts.count {
      numbers = roster.charts.map { _ in next() }
      stamps = roster.lines.map { lines in lines.map { SeriesStamp(runs[$0.run], $0.metric) } }
      return
    }
    // Values of thousands of series lie far apart in memory: those of runs that are the same are not looked at.
    let isOther = runs.indices.map { !old.indices.contains($0) || !runs[$0].isShared(with: old[$0]) }
    for (chart, lines) in roster.lines.enumerated() {
      var isNew = false
      for (index, line) in lines.enumerated() where isOther[line.run] {
        let stamp = SeriesStamp(runs[line.run], line.metric)
        guard stamp != stamps[chart][index] else { continue }
        stamps[chart][index] = stamp
        isNew = true
      }
      if isNew { numbers[chart] = next() }
    }
  }

  /// The stamps of a chart's lines.
  subscript(chart: Int) -> [SeriesStamp] { stamps[chart] }
}
