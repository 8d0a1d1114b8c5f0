import Records
import Testing
import Training

@Suite(.timeLimit(.minutes(2)))
struct SessionSourceTests {
  @Test func aSessionIsASourceOfRunsLikeAnyOther() {
    let settings = ToyRun.Settings(epochs: 50, stepsPerEpoch: 4)
    let session = TrainingSession<ToyRun>(
      settings,
      options: SessionOptions(reportEvery: 1, endsWhenFinished: true),
      channel: EventChannel(),
      clock: VirtualClock()
    )
    var source: any RunSource = SessionSource(session, name: "toy")
    var runs = RunSet()
    while source.read(into: &runs, budget: .max) != .ended {}
    #expect(runs.runs.count == 1)
    let run = runs["toy"]
    #expect(run?["step_loss"]?.points.map(\.value) == ToyRun.losses(settings, steps: 200))
    #expect(run?["train_loss"]?.points.map(\.step) == (1...50).map { $0 * 4 })
    #expect(run?["train_loss"]?.epoch(at: 49) == 50)
    #expect(run?.facts.contains(RunFact("steps_per_epoch", "4")) == true)
    #expect(run?.status == .finished(reason: "completed"))
  }

  @Test func aDivergedRunKeepsItsNaNAndSaysWhere() {
    let session = TrainingSession<ToyRun>(
      ToyRun.Settings(epochs: 100, badStep: 42),
      options: SessionOptions(endsWhenFinished: true),
      channel: EventChannel(),
      clock: VirtualClock()
    )
    var source = SessionSource(session, name: "toy")
    var runs = RunSet()
    while source.read(into: &runs, budget: .max) != .ended {}
    #expect(runs["toy"]?["step_loss"]?.firstNonFinite?.step == 42)
    #expect(runs["toy"]?.facts.contains(RunFact("diverged_at_step", "42")) == true)
    #expect(runs["toy"]?.status == .finished(reason: "diverged"))
  }
}
