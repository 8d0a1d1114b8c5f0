import NeuralNet
import Testing
import Training

@Suite(.timeLimit(.minutes(1)))
struct DepthRunnerTests {
  private func settings(_ depth: Int, seed: UInt64 = 1) -> DepthSettings {
    DepthSettings(width: 8, depth: depth, batchSize: 8, seed: seed, activations: [.tanh, .relu])
  }

  /// Everything up to the end of an experiment with the settings.
  private func events(_ runner: DepthRunner, until wanted: DepthSettings) -> [DepthEvent] {
    var events: [DepthEvent] = []
    while true {
      events += runner.receiveWaiting()
      let isOver = events.contains {
        switch $0 {
        case .finished(let settings, _), .failed(let settings, _): settings == wanted
        case .progress, .report: false
        }
      }
      if isOver { return events }
    }
  }

  @Test func tellsReportsAndTheEndInOrder() throws {
    let runner = DepthRunner()
    let wanted = settings(4)
    runner.start(wanted)
    let events = events(runner, until: wanted)
    let reports = events.compactMap { event -> DepthReport? in
      if case .report(wanted, let report) = event { return report }
      return nil
    }
    try #expect(reports == DepthComparison(wanted).run())
    guard case .finished(wanted, let seconds)? = events.last else {
      Issue.record("expected the end last, found \(String(describing: events.last))")
      return
    }
    #expect((seconds ?? -1) >= 0)
    #expect(runner.receive().isEmpty)
  }

  @Test func aNewExperimentTakesTheOldOnesPlace() {
    let runner = DepthRunner()
    for seed in 0..<20 { runner.start(settings(50, seed: UInt64(seed))) }
    let last = settings(3, seed: 99)
    runner.start(last)
    let events = events(runner, until: last)
    guard case .finished(last, _)? = events.last else {
      Issue.record("expected the newest to end")
      return
    }
  }

  @Test func badSettingsFailInWords() {
    let runner = DepthRunner()
    let wanted = settings(51)
    runner.start(wanted)
    let error = SettingsError(setting: "depth", expected: "1 to 50", found: "51")
    #expect(events(runner, until: wanted) == [.failed(wanted, error)])
  }
}
