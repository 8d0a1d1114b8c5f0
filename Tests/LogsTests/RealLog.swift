import Foundation
import Records
import Testing

@testable import Logs

/// A log that a real logger wrote, and what the training code had logged.
struct RealLog {
  /// How near a value must be to what was logged.
  enum Precision {
    /// Every digit.
    case exact
    /// What 32 bits hold.
    case single
    /// What was printed.
    case printed
  }

  static func path(_ relative: String) -> String {
    (Bundle.module.resourcePath ?? "") + "/Real/" + relative
  }

  /// What was logged: points by name.
  static func truth(_ folder: String) throws -> [String: [MetricPoint]] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path(folder) + "/truth.json"))
    let document = try #require(data.withUnsafeBytes { JSONValue($0.bindMemory(to: UInt8.self)) })
    var series: [String: [MetricPoint]] = [:]
    for member in try #require(document["series"]?.members) {
      series[member.name] = try member.value.array?.compactMap { pair in
        let cells = try #require(pair.array)
        guard let step = cells[0].number, let value = cells[1].number else { return nil }
        return MetricPoint(step: Int(step), value: value)
      }
    }
    return series
  }

  /// All runs below a path, and every point in the order of the log.
  static func read(_ path: String, format: LogFormat? = nil) -> (runs: RunSet, points: [String: [MetricPoint]]) {
    var runs = RunSet()
    runs.keepsJournal = true
    var watcher = LogWatcher([path], files: SystemFiles(), format: format)
    while watcher.read(into: &runs, budget: 1 << 14) != .caughtUp {}
    return (runs, points(&runs))
  }

  static func points(_ runs: inout RunSet) -> [String: [MetricPoint]] {
    var points: [String: [MetricPoint]] = [:]
    for index in runs.runs.indices {
      for entry in runs[index].takeJournal() {
        points[runs[index].name + " | " + runs[index].metrics[entry.metric.index].name, default: []]
          .append(MetricPoint(step: entry.step, value: entry.value))
      }
    }
    return points
  }

  static func isNear(_ left: Double, _ right: Double, _ precision: Precision) -> Bool {
    if left.isNaN || right.isNaN { return left.isNaN && right.isNaN }
    if left == right { return true }
    switch precision {
    case .exact: return false
    case .single: return Double(Float(left)) == right || Double(Float(right)) == left
    case .printed: return abs(left - right) <= max(abs(left), abs(right)) * 6e-4 + 6e-4
    }
  }
}
