import Records

/// A number for each chart that is another one once anything in its series is.
struct ChartContents {
  private var stamps: [[SeriesStamp]] = []
  /// The numbers, in the order of the charts.
  private(set) var numbers: [Int] = []

  /// Compares the series with what they were.
  /// - Parameters:
  ///   - isNewRoster: whether other charts or lines stand there than before.
  ///   - next: a number that was not given before.
  mutating func update(_ roster: ChartRoster, _ runs: [RunHistory], isNewRoster: Bool, next: () -> Int) {
    if isNewRoster || stamps.count != roster.charts.count {
      numbers = roster.charts.map { _ in next() }
      stamps = roster.lines.map { lines in lines.map { SeriesStamp(runs[$0.run], $0.metric) } }
      return
    }
    for (chart, lines) in roster.lines.enumerated() {
      var isOther = false
      for (index, line) in lines.enumerated() {
        let stamp = SeriesStamp(runs[line.run], line.metric)
        guard stamp != stamps[chart][index] else { continue }
        stamps[chart][index] = stamp
        isOther = true
      }
      if isOther { numbers[chart] = next() }
    }
  }

  /// The stamps of a chart's lines.
  subscript(chart: Int) -> [SeriesStamp] { stamps[chart] }
}
