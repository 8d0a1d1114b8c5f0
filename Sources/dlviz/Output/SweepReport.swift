import Plots
import Terminal
import Training

/// Tells a sweep's runs and groups as text, JSON lines or comma-separated values, in the order of the runs, whatever the order in which they end.
struct SweepReport {
  /// How it is told.
  enum Format { case text, json, csv }

  private let sweep: Sweep
  private let format: Format
  private let tellsTimes: Bool
  private let runs: [Int]
  private let lines: SweepLines
  private var outcomes: [Int: SweepOutcome] = [:]
  /// How many of `runs` are told.
  private var told = 0
  private let look = TextLook.charset

  init(_ sweep: Sweep, format: Format, times: Bool, runs: [Int]) {
    self.sweep = sweep
    self.format = format
    tellsTimes = times
    self.runs = runs
    lines = SweepLines(sweep)
  }

  /// How many runs are known.
  var count: Int { outcomes.count }

  func begin(shard: SweepShard?) throws {
    switch format {
    case .text: try show(title(shard))
    case .json: try StandardOutput.print(lines.header(shard: shard))
    case .csv: try StandardOutput.print(SweepCSV.header(sweep, times: tellsTimes))
    }
  }

  mutating func add(_ new: [SweepOutcome]) throws {
    for outcome in new {
      outcomes[outcome.run] = outcome
      if format == .text, sweep.subject == .mnist, !sweep.isSaved { StandardError.print(progress(outcome)) }
    }
    guard format != .text else { return }
    // Lines come in the order of the runs: one that waits for an earlier one is held back.
    while told < runs.count, let outcome = outcomes[runs[told]] {
      try StandardOutput.print(
        format == .json ? lines.line(timed(outcome)) : SweepCSV.row(sweep, outcome, times: tellsTimes)
      )
      told += 1
    }
  }

  func end() throws {
    let table = SweepTable(sweep, outcomes: Array(outcomes.values))
    switch format {
    case .csv: break
    case .json:
      for run in runs.dropFirst(told) {
        guard let outcome = outcomes[run] else { continue }
        try StandardOutput.print(lines.line(timed(outcome)))
      }
      for group in table.groups where group.runCount > 0 {
        try StandardOutput.print(SweepGroupLine.text(group, sweep, times: tellsTimes))
      }
    case .text:
      try show("")
      try show(SweepTextTable(table, times: tellsTimes).lines)
      try show("")
      for sentence in SweepWords(table, times: tellsTimes).sentences { try show(sentence) }
      try show(SolvedText(table, outcomes: outcomes).lines)
    }
  }

  private func timed(_ outcome: SweepOutcome) -> SweepOutcome {
    guard !tellsTimes else { return outcome }
    var outcome = outcome
    outcome.seconds = 0
    outcome.samplesPerSecond = nil
    outcome.secondsToSolve = outcome.secondsToSolve.map { _ in 0 }
    return outcome
  }

  private func title(_ shard: SweepShard?) -> String {
    let axes = sweep.axes.map { "\($0.parameter.words) \($0.values.map(\.text).joined(separator: ", "))" }
    let over = axes.isEmpty ? "" : " over " + axes.joined(separator: " and ")
    let seeds =
      sweep.seedCount == 1
      ? "seed \(sweep.firstSeed)" : "\(NumberFormat.grouped.string(sweep.seedCount)) seeds from \(sweep.firstSeed)"
    if sweep.isSaved {
      return "dlviz compare: \(NumberFormat.grouped.string(runs.count)) saved runs of dlviz \(sweep.subject.rawValue)"
    }
    let part = shard.map { ", part \($0.text)" } ?? ""
    return
      "dlviz compare: \(sweep.subject.rawValue)\(over); \(seeds); \(NumberFormat.grouped.string(sweep.runCount)) runs\(part)"
  }

  private func progress(_ outcome: SweepOutcome) -> String {
    let place = sweep.place(ofRun: outcome.run)
    let accuracy = outcome.testAccuracy.map { "test accuracy \(SweepWords.fixed($0 * 100, 2)) %" } ?? "diverged"
    let time = tellsTimes ? ", \(SweepWords.fixed(outcome.seconds, 1)) s" : ""
    return "\(sweep.label(ofPoint: place.point)), seed \(place.seed): \(accuracy)\(time)"
  }

  private func show(_ text: String) throws { try StandardOutput.print(text.transliterated(to: look)) }
  private func show(_ lines: [String]) throws { for line in lines { try show(line) } }
}
