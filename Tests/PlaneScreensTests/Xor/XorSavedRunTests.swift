import Records
import Shell
import Testing
import Training

@testable import PlaneScreens

/// What `dlviz xor --json` writes opens again as the run that it was.
@Suite(.timeLimit(.minutes(1)))
struct XorSavedRunTests {
  @Test func theLinesOfARunReadBackAsItsRecord() throws {
    var settings = PlaneSettings()
    settings.epochs = 40
    let session = TrainingSession<PlaneRun>(
      settings,
      options: SessionOptions(reportEvery: 1, endsWhenFinished: true, keepsPast: false),
      channel: EventChannel(policy: .lossless(capacity: 64))
    )
    var lines: [String] = []
    var reader = RunJSONReader(
      ScreenStage(XorScreen(settings: settings, pace: nil)),
      tellsSteps: true,
      print: { lines.append($0) },
      complain: { Issue.record("\($0)") }
    )
    var told = RunHistory()
    while let events = session.channel.receiveWaiting() {
      for event in events {
        try reader.read(event)
        if let record = event.record { told.append(record) }
      }
    }
    try reader.printResult()

    var saved = RunHistory()
    var savedReader = SavedRunReader()
    for line in lines { savedReader.read(try #require(JSONValue(line)), into: &saved) }
    #expect(told["step_loss"]?.points.count == 40)
    #expect(told["train_loss"]?.points.count == 40)
    #expect(saved.metrics == told.metrics)
    #expect(saved.status == told.status && saved.status == .finished(reason: "completed"))
    for fact in told.facts { #expect(saved.facts.contains(fact), "\(fact)") }
    // The screen that heard the run has the same record.
    #expect(reader.screen.run.history.metrics == told.metrics)
  }
}
