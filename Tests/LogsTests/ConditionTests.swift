import Records
import Testing

@testable import Logs

/// What `--until` and `--fail-on` wait for.
@Suite struct ConditionTests {
  /// A run whose values arrive in one read.
  private func run(_ values: [(String, Double)], status: RunStatus = .running) -> (
    run: RunHistory, entries: [RunHistory.JournalEntry]
  ) {
    var run = RunHistory(name: "a")
    run.keepsJournal = true
    run.status = status
    for (step, value) in values.enumerated() { run.append(value.1, at: step, named: value.0) }
    let entries = run.takeJournal()
    return (run, entries)
  }

  private func verdict(until: String? = nil, failOn: String? = nil, _ values: [(String, Double)]) throws
    -> ConditionWatch.Verdict?
  {
    var watch = ConditionWatch(
      until: try until.map { try WatchCondition.list($0) } ?? [],
      failOn: try failOn.map { try WatchCondition.list($0) } ?? []
    )
    let (run, entries) = run(values)
    return watch.look(at: run, entries: entries, now: 10, lastChange: 10)
  }

  @Test func everyValueOfAReadIsLookedAt() throws {
    let values = [("loss", 1.0), ("loss", 0.005), ("loss", 1e6), ("loss", 1)]
    #expect(try verdict(until: "loss < 0.01", values) == .reached("a: loss is 0.005 at step 1"))
    #expect(try verdict(failOn: "loss > 1e5", values) == .failed("a: loss is 1000000.0 at step 2"))
    // What comes first counts.
    #expect(try verdict(until: "loss < 0.01", failOn: "loss > 1e5", values) == .reached("a: loss is 0.005 at step 1"))
    #expect(try verdict(until: "loss < 0.001", values) == nil)
    #expect(
      try verdict(failOn: "nan", [("loss", 1), ("loss", .nan), ("loss", 1)]) == .failed("a: loss is NaN at step 1")
    )
  }

  @Test func severalConditionsAreMetEachByAValueOfItsOwn() throws {
    let values = [("acc", 0.95), ("loss", 0.9), ("acc", 0.8), ("loss", 0.4)]
    #expect(try verdict(until: "acc > 0.9, loss < 0.5", values) == .reached("a: loss is 0.4 at step 3"))
    #expect(try verdict(until: "acc > 0.9, loss < 0.3", values) == nil)
    #expect(try verdict(until: "acc > 0.9, acc > 0.5", values) == .reached("a: acc is 0.95 at step 0"))
    #expect(try verdict(failOn: "acc > 0.99, loss < 0.5", values) == .failed("a: loss is 0.4 at step 3"))
  }

  @Test(arguments: ["", " ", ",", "a < 1,", "a > 0.9 > 0.5", "a > 0.9 b < 0.5", "a", "a <", "< 1", "stall=0"])
  func whatMeansNothingIsRefused(_ text: String) {
    #expect(throws: WatchCondition.Problem.self) { try WatchCondition.list(text) }
  }

  @Test func aNameStandsForTheOneMetricOfItsFamily() throws {
    #expect(try verdict(until: "loss < 0.5", [("train/loss", 0.4)]) == .reached("a: train/loss is 0.4 at step 0"))
    #expect(try verdict(until: "val_loss < 0.5", [("train/loss", 0.4), ("val/loss", 0.6)]) == nil)
    #expect(
      try verdict(until: "val_loss < 0.5", [("train/loss", 0.6), ("val/loss", 0.4)])
        == .reached("a: val/loss is 0.4 at step 1")
    )
    #expect(try verdict(until: "loss < 0.5", [("train/loss", 0.4), ("val/loss", 0.4)]) == nil)
  }

  @Test func aNameThatNoRunHasIsSaidOnce() throws {
    var watch = ConditionWatch(until: try WatchCondition.list("los < 0.2, loss < 0.1"))
    #expect(watch.notices(for: []) == [])
    let (first, _) = run([("acc", 0.5), ("train/loss", 0.4)])
    #expect(watch.notices(for: [first]) == ["no metric is named 'los' yet; there are acc, train/loss"])
    #expect(watch.notices(for: [first]) == [])
    var other = ConditionWatch(until: try WatchCondition.list("loss < 0.1"))
    let (second, _) = run([("val/loss", 0.5), ("train/loss", 0.4)])
    #expect(other.notices(for: [second]) == ["'loss' may be val/loss or train/loss; name one of them"])
  }

  @Test func aStallIsNoticedWithoutAValue() throws {
    var watch = ConditionWatch(failOn: try WatchCondition.list("stall=1m"))
    let (run, _) = run([("loss", 1)])
    #expect(watch.look(at: run, entries: [], now: 50, lastChange: 0) == nil)
    #expect(watch.look(at: run, entries: [], now: 60, lastChange: 0) == .failed("a: nothing has been logged for 60 s"))
  }
}
