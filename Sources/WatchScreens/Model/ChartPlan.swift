import Records

/// Which metrics stand in which chart: what is measured on training and on validation data shares one.
struct ChartPlan {
  /// A chart's contents.
  struct Chart: Hashable {
    /// What it measures; the same however the data are called.
    var key: String
    /// The part of the names that charts are grouped by; empty for none.
    var group: String
    /// The metrics, as their writers call them: training first.
    var metrics: [String]

    /// What stands above it.
    var title: String {
      guard metrics.count > 1 else { return key.isEmpty ? "(no name)" : metrics.first ?? key }
      return group.isEmpty || key.hasPrefix(group) ? key : "\(group) \(key)"
    }
  }

  /// The charts of all metrics that pass the filter, losses first, the machine's figures last.
  static func charts(of runs: [RunHistory], _ filter: SeriesFilter) -> [Chart] {
    var charts: [Chart] = []
    var places: [String: Int] = [:]
    var seen: Set<String> = []
    for run in runs {
      for metric in run.metrics where !seen.contains(metric.name) && filter.passes(run: run.name, metric: metric.name) {
        seen.insert(metric.name)
        let subject = MetricFamily.subject(metric.name)
        let key = subject.isEmpty ? metric.name : subject.sorted().joined(separator: " ")
        if let place = places[key] {
          charts[place].metrics.append(metric.name)
        } else {
          places[key] = charts.count
          charts.append(Chart(key: key, group: group(of: metric.name), metrics: [metric.name]))
        }
      }
    }
    for index in charts.indices {
      charts[index].metrics.sort { one, other in
        let (a, b) = (MetricFamily.isValidation(one), MetricFamily.isValidation(other))
        return a == b ? false : !a
      }
    }
    return sorted(charts)
  }

  /// The folders of a name but those that say on what data it was measured.
  static func group(of name: String) -> String {
    let parts = name.split(separator: "/").dropLast()
    return parts.filter { !MetricFamily.subject(String($0)).isEmpty }.joined(separator: "/")
  }

  private static func sorted(_ charts: [Chart]) -> [Chart] {
    var groups: [String: Int] = ["": 0]
    for chart in charts where groups[chart.group] == nil { groups[chart.group] = groups.count }
    func rank(_ chart: Chart, _ offset: Int) -> (Int, Int, Int) {
      let family =
        switch MetricFamily(chart.metrics.first ?? "") {
        case .loss: 0
        case .score: 1
        case .rate: 2
        case .other: 3
        }
      let group = chart.group.hasPrefix("system") ? Int.max : groups[chart.group] ?? 0
      return (group, family, offset)
    }
    return charts.enumerated().sorted { rank($0.element, $0.offset) < rank($1.element, $1.offset) }.map(\.element)
  }
}
