import Records
import Testing

@testable import Logs

/// What is said of runs without a screen.
@Suite struct ReportTests {
  private func run(_ status: RunStatus) -> RunHistory {
    var run = RunHistory(name: "run")
    for step in 0..<10 { run.append(1, at: step, named: "loss") }
    run.status = status
    return run
  }

  @Test func theStatusIsInTheScreensWords() {
    func line(_ status: RunStatus) -> String? {
      SeriesReport.text([run(status)], now: 10_000).split(separator: "\n").first.map(String.init)
    }
    #expect(line(.running) == "run  running")
    #expect(line(.stalled(since: 9000)) == "run  silent for 16 min")
    #expect(line(.finished(reason: "completed")) == "run  ended (completed)")
    #expect(line(.failed(message: "exit 3\u{1B}")) == "run  failed (exit 3\u{FFFD})")
  }

  /// A run that wrote every second is silent after minutes, one that wrote every hour goes on after half an hour.
  @Test func aRunsOwnRhythmTellsWhetherItIsSilent() {
    func status(every interval: Double, after silence: Double) -> RunStatus {
      var run = RunHistory(name: "run")
      let loss = run.metric(named: "loss")
      for step in 0..<20 { run.append(1, at: step, epoch: nil, time: 1.7e9 + Double(step) * interval, to: loss) }
      run.status = .running
      let last = run.lastWallTime ?? 0
      return RunRhythm.status(of: run, nil, lastChange: last, now: last + silence)
    }
    #expect(status(every: 1, after: 60) == .running)
    #expect(status(every: 1, after: 300) == .stalled(since: 1.7e9 + 19))
    #expect(status(every: 3600, after: 1800) == .running)
  }

  @Test func namesInTheTableOfPointsCommandNoTerminal() {
    var run = RunHistory(name: "a")
    run.keepsJournal = true
    let name = "\u{1B}[31mevil\u{7}\nloss, train"
    run.append(0.5, at: 1, named: name)
    let rows = run.takeJournal().map { SeriesReport.row(run: "a", name: name, point: $0) }
    #expect(rows.first == "a,\"\u{FFFD}[31mevil\u{FFFD}\nloss, train\",1,,,0.5")
  }
}
