import Records
import Training

/// A group as a line of JSON.
enum SweepGroupLine {
  static func text(_ group: SweepGroup, _ sweep: Sweep, times: Bool) -> String {
    var line = JSONLine(event: "group")
    line.addRaw("settings", SweepLines.text(sweep.points[group.point].json))
    line.add("runs", group.runCount)
    line.add("parameters", group.parameterCount)
    if let solved = group.solvedCount, let interval = group.solvedInterval {
      line.add("solved", solved)
      line.add("solved_interval", [interval.lower, interval.upper])
    } else {
      line.addRaw("solved", "null")
    }
    line.add("diverged", group.divergedCount)
    var mean: [JSONValue.Member] = []
    var deviation: [JSONValue.Member] = []
    for metric in SweepGroup.Metric.allCases where times || !metric.isTime {
      guard let summary = group.metrics[metric] else { continue }
      mean.append(.init(name: metric.rawValue, value: .number(summary.mean)))
      let spread = summary.standardDeviation
      deviation.append(.init(name: metric.rawValue, value: spread.isFinite ? .number(spread) : .null))
    }
    line.addRaw("mean", SweepLines.text(.object(mean)))
    line.addRaw("sd", SweepLines.text(.object(deviation)))
    return line.text
  }
}
