import Records
import Testing

@Suite struct RunHistoryTests {
  @Test func keepsMetricsByNameInTheOrderOfTheirArrival() {
    var run = RunHistory(name: "a")
    run.append(.started(facts: [RunFact("seed", "42")], time: 5))
    run.append(.metrics(StepRecord(step: 1, epoch: 0.5, values: [NamedValue("loss", 0.7), NamedValue("acc", 0.5)])))
    run.append(.metrics(StepRecord(step: 2, epoch: 1, values: [NamedValue("loss", .nan)])))
    run.append(.status(.finished(reason: "completed")))
    #expect(run.metricNames == ["loss", "acc"])
    #expect(run["loss"]?.count == 2)
    #expect(run["loss"]?.nanCount == 1)
    #expect(run["loss"]?.epoch(at: 1) == 1)
    #expect(run["none"] == nil)
    #expect(run.facts == [RunFact("seed", "42")])
    #expect(run.status == .finished(reason: "completed"))
    run.append(.started(facts: [], time: nil))
    #expect(run.metrics.isEmpty)
    #expect(run.generation == 2)
  }

  @Test func theJournalHasEveryValue() {
    var run = RunHistory()
    run.keepsJournal = true
    let loss = run.metric(named: "loss")
    for step in [1, 2, 1] { run.append(Double(step), at: step, to: loss) }
    #expect(run.takeJournal().map(\.step) == [1, 2, 1])
    #expect(run.takeJournal().isEmpty)
  }

  @Test func aBranchKeepsWhatItLeft() {
    var run = RunHistory()
    for step in 1...5 { run.append(1, at: step, named: "loss") }
    run.append(.branched(afterStep: 2))
    #expect(run["loss"]?.last?.step == 2)
    #expect(run["loss"]?.branches.first?.points.map(\.step) == [3, 4, 5])
  }

  @Test func aBatchArrivesWhole() {
    var batch = MetricBatch(capacity: 64)
    let loss = batch.column(named: "loss")
    for step in 1...1000 { batch.append(step == 500 ? 9 : 1, at: step, column: loss) }
    var run = RunHistory()
    run.append(.batch(batch))
    #expect(run["loss"]?.count == 1000)
    #expect(run["loss"]?.maximum == MetricPoint(step: 500, value: 9))
  }

  @Test func histogramsAreThinnedAndTheNewestStays() {
    var series = HistogramSeries()
    for step in 0..<5000 { series.append(Histogram(edges: [0, 1, 2], counts: [1, 3]), at: step) }
    #expect(series.count == 5000)
    #expect(series.entries.count <= 257)
    #expect(series.entries.first?.step == 0)
    #expect(series.entries.last?.step == 4999)
    #expect(series.entries[0].histogram.quantile(0.5) == 1 + 1.0 / 3)
  }

  @Test func textIsBounded() {
    var text = TextLines()
    for line in 0..<100_000 { text.append("line \(line)") }
    #expect(text.count == 100_000)
    #expect(text.lines.last == "line 99999")
    #expect(text.lines.count < 20_000)
  }

  @Test func readsASavedRunBack() throws {
    let lines = [
      #"{"event":"started","command":"xor","epochs":3,"steps_per_epoch":2,"layers":[2,4,1],"seed":42}"#,
      #"{"event":"step","step":1,"steps":1,"train_loss":0.31,"smallest":0.31,"largest":0.31}"#,
      #"{"event":"epoch","epoch":1,"step":2,"train_loss":0.3,"train_accuracy":null,"test_loss":0.25,"seconds":0.5,"samples_per_second":8.0}"#,
      #"{"event":"epoch","epoch":2,"step":4,"train_loss":0.2,"train_accuracy":null,"test_loss":0.15,"seconds":1.0,"samples_per_second":8.0}"#,
      #"{"event":"finished","reason":"converged","epochs":2,"steps":4,"seconds":1.0}"#,
    ]
    var reader = SavedRunReader()
    var run = RunHistory(name: "run.jsonl")
    for line in lines {
      let value = try #require(JSONValue(line))
      #expect(SavedRunReader.recognises(value))
      #expect(reader.read(value, into: &run))
    }
    #expect(run.facts.contains(RunFact("layers", "2,4,1")))
    #expect(run["train_loss"]?.points == [MetricPoint(step: 2, value: 0.3), MetricPoint(step: 4, value: 0.2)])
    #expect(run["test_loss"]?.last?.value == 0.15)
    #expect(run["step_loss"]?.count == 1)
    #expect(run["train_accuracy"] == nil)
    #expect(run["train_loss"]?.epoch(at: 1) == 2)
    #expect(run.status == .finished(reason: "converged"))
  }
}
