import Records
import Testing

@testable import Logs

/// JSON as programs write it, one kind each.
@Suite struct JSONTests {
  private func read(_ text: String) -> RunHistory {
    var runs = RunSet()
    var pipe = PipeSource(name: "log")
    pipe.take(Array(text.utf8)[...], into: &runs)
    pipe.finish(into: &runs)
    return runs["log"] ?? RunHistory()
  }

  private func points(_ run: RunHistory, _ name: String) -> [[Double]]? {
    run[name]?.points.map { [Double($0.step), $0.value] }
  }

  /// mmcv counts iterations anew in each epoch, and those of an evaluation are its own.
  @Test func modesAreKeptApart() {
    let run = read(
      """
      {"mode":"train","epoch":1,"iter":50,"lr":0.001,"loss":0.5}
      {"mode":"train","epoch":1,"iter":100,"lr":0.001,"loss":0.45}
      {"mode":"val","epoch":1,"iter":625,"lr":0.001,"mAP":0.3}
      {"mode":"train","epoch":2,"iter":50,"lr":0.001,"loss":0.4}
      {"mode":"val","epoch":2,"iter":625,"lr":0.001,"mAP":0.35}

      """
    )
    #expect(points(run, "train/loss") == [[50, 0.5], [100, 0.45], [150, 0.4]])
    #expect(points(run, "val/mAP") == [[100, 0.3], [150, 0.35]])
    #expect(run["train/loss"]?.branches.isEmpty == true)
  }

  @Test func rowsOfManyPartsAreReadAlikeHoweverManyThereAre() {
    let rows = (1...200).map { step in
      "{\"split\":\"\(step % 2 == 0 ? "val" : "train")\",\"step\":\(step),\"loss\":\(step)}\n"
    }
    let run = read(rows.joined())
    #expect(run["train/loss"]?.count == 100)
    #expect(run["val/loss"]?.count == 100)
    #expect(run.metricNames.sorted() == ["train/loss", "val/loss"])
  }

  @Test func rowsOfOtherRunsThanTheFirstHaveNamesOfTheirOwn() {
    let run = read(
      """
      {"event":"point","run":"a","name":"loss","step":1,"value":0.5}
      {"event":"point","run":"b","name":"loss","step":1,"value":0.6}
      {"event":"point","run":"a","name":"loss","step":2,"value":0.4}

      """
    )
    #expect(points(run, "loss") == [[1, 0.5], [2, 0.4]])
    #expect(points(run, "b/loss") == [[1, 0.6]])
    #expect(run.warnings.count == 1)
  }

  /// A list of results is about a run in each row.
  @Test func thousandsOfRunsAreNotThousandsOfMetrics() {
    let rows = (0..<5000).map { "{\"run\":\"r\($0)\",\"loss\":\($0)}\n" }
    #expect(read(rows.joined()).metrics.count == 65)
    let table = "run,loss\n" + (0..<5000).map { "r\($0),\($0)\n" }.joined()
    #expect(read(table).metrics.count == 65)
  }

  /// LLaMA-Factory writes the step beside the number of steps.
  @Test func theStepNowIsNotTheNumberOfSteps() {
    let run = read(
      """
      {"current_steps":5,"total_steps":100,"loss":1.2,"epoch":0.1}
      {"current_steps":10,"total_steps":100,"loss":1.1,"epoch":0.2}

      """
    )
    #expect(points(run, "loss") == [[5, 1.2], [10, 1.1]])
  }

  @Test func columnsBesideSettings() {
    let run = read("{\"loss\":[0.5,0.4,0.3],\"val_loss\":[0.6,0.5,0.45],\"params\":{\"epochs\":3}}")
    #expect(points(run, "loss") == [[0, 0.5], [1, 0.4], [2, 0.3]])
    #expect(points(run, "val_loss") == [[0, 0.6], [1, 0.5], [2, 0.45]])
    // A row may hold lists too.
    let row = read(
      "{\"step\":1,\"loss\":0.5,\"betas\":[0.9,0.99,0.999]}\n{\"step\":2,\"loss\":0.4,\"betas\":[0.9,0.99,0.999]}\n"
    )
    #expect(points(row, "loss") == [[1, 0.5], [2, 0.4]])
  }

  @Test func rowsAndColumnsUnderNumbers() {
    let rows = read("{\"10\":{\"loss\":0.5},\"20\":{\"loss\":0.4},\"30\":{\"loss\":0.3}}")
    #expect(points(rows, "loss") == [[10, 0.5], [20, 0.4], [30, 0.3]])
    let columns = read("{\"loss\":{\"0\":0.5,\"1\":0.4},\"acc\":{\"0\":0.6,\"1\":0.7}}")
    #expect(points(columns, "acc") == [[0, 0.6], [1, 0.7]])
  }

  @Test func pairsOfAStepAndAValue() {
    let run = read("{\"train\":{\"loss\":[[10,0.5],[20,0.4]]},\"val\":{\"loss\":[[20,0.6]]}}")
    #expect(points(run, "train.loss") == [[10, 0.5], [20, 0.4]])
    #expect(points(run, "val.loss") == [[20, 0.6]])
  }
}
