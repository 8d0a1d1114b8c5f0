import Records
import Testing

@testable import Logs

@Suite struct TableTests {
  private func read(_ bytes: [UInt8], named name: String = "t.csv") -> RunHistory {
    var runs = RunSet()
    var pipe = PipeSource(name: name)
    pipe.take(bytes[...], into: &runs)
    pipe.finish(into: &runs)
    return runs[name] ?? RunHistory()
  }

  private func read(_ text: String, named name: String = "t.csv") -> RunHistory { read(Array(text.utf8), named: name) }

  @Test func spreadsheetsWriteUTF16AndErrors() {
    let text = "step\tloss\tnäme\r\n1\t0,5\t#NUM!\r\n2\t0,25\t#N/A\r\n3\t0,125\t7\r\n"
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let run = read(bytes, named: "t.txt")
    #expect(run["loss"]?.points.map(\.value) == [0.5, 0.25, 0.125])
    #expect(run["näme"]?.count == 2)
    #expect(run["näme"]?.nanCount == 1)
  }

  @Test func quotedCellsKeepLineBreaksAndSeparators() {
    let run = read("step,loss,\"note, long\"\n1,0.5,\"two\nlines, and a \"\"quote\"\"\"\n2,0.25,x\n")
    #expect(run["loss"]?.points.map(\.value) == [0.5, 0.25])
    #expect(run.metricNames == ["loss"])
  }

  @Test func aLongTableIsManySeries() {
    let run = read("run,step,metric,value\na,1,loss,0.5\nb,1,loss,0.6\na,2,loss,0.4\na,2,acc,0.9\n")
    #expect(run["a/loss"]?.points.map(\.value) == [0.5, 0.4])
    #expect(run["b/loss"]?.points.map(\.value) == [0.6])
    #expect(run["a/acc"]?.last == MetricPoint(step: 2, value: 0.9))
  }

  @Test func rowsAboutDifferentDataAreDifferentMetrics() {
    let run = read("epoch,split,loss,acc\n1,train,0.5,0.6\n1,val,0.6,0.5\n2,train,0.4,0.7\n2,val,0.55,0.6\n")
    #expect(run.metricNames.sorted() == ["train/acc", "train/loss", "val/acc", "val/loss"])
    #expect(run["train/loss"]?.points == [MetricPoint(step: 1, value: 0.5), MetricPoint(step: 2, value: 0.4)])
    #expect(run["val/loss"]?.points == [MetricPoint(step: 1, value: 0.6), MetricPoint(step: 2, value: 0.55)])
    // What is no word for a part of the data says nothing.
    #expect(read("step,mode,loss\n1,min,0.5\n2,max,0.4\n").metricNames == ["loss"])
  }

  @Test func rowsOfOtherRunsThanTheFirstHaveNamesOfTheirOwn() {
    let run = read("run,step,loss\na,1,0.5\nb,1,0.6\na,2,0.4\nb,2,0.5\n")
    #expect(run["loss"]?.points.map(\.value) == [0.5, 0.4])
    #expect(run["b/loss"]?.points.map(\.value) == [0.6, 0.5])
    #expect(run.warnings.first?.contains("several runs") == true)
    let seeds = read("seed,step,reward\n0,1,0.5\n0,2,0.6\n1,1,0.4\n1,2,0.5\n")
    #expect(seeds["reward"]?.points.map(\.value) == [0.5, 0.6])
    #expect(seeds["seed 1/reward"]?.points.map(\.value) == [0.4, 0.5])
    #expect(read("seed,step,reward\n7,1,0.5\n7,2,0.6\n").metricNames == ["reward"])
  }

  @Test func stepsThatBeginAnewWithEachEpochAreCountedOn() {
    let run = read("epoch,batch,loss\n1,0,0.9\n1,1,0.8\n2,0,0.7\n2,1,0.6\n3,0,0.5\n")
    #expect(run["loss"]?.points.map(\.step) == [0, 1, 2, 3, 4])
    #expect(run["loss"]?.branches.isEmpty == true)
    #expect(read("epoch,iter,loss\n1,1,0.9\n2,1,0.8\n3,1,0.7\n")["loss"]?.points.map(\.step) == [1, 2, 3])
    // A resumed run goes back in both.
    let resumed = read("epoch,step,loss\n0,1,0.9\n0,2,0.8\n1,3,0.7\n1,4,0.6\n0,2,0.5\n1,3,0.4\n")
    #expect(resumed["loss"]?.points.map(\.value) == [0.9, 0.5, 0.4])
  }

  @Test func numbersWhoseThousandsAreKeptApart() {
    let german = read("epoch;loss;acc\n1;1.234,5;81,2 %\n2;1.134,5;85,2 %\n3;934,5;88,2 %\n")
    #expect(german["loss"]?.points.map(\.value) == [1234.5, 1134.5, 934.5])
    let english = read("step,loss\n\"1,000\",0.5\n\"2,000\",0.4\n")
    #expect(english["loss"]?.points.map(\.step) == [1000, 2000])
    // The first rows may have whole numbers alone.
    let late = read("epoch;loss\n" + (1...50).map { "\($0);1\n" }.joined() + "51;0,512\n")
    #expect(late["loss"]?.last?.value == 0.512)
  }

  @Test func aHintForExcelIsNoHeader() {
    let run = read("sep=;\r\nepoch;loss\r\n1;0,5\r\n2;0,4\r\n")
    #expect(run["loss"]?.points == [MetricPoint(step: 1, value: 0.5), MetricPoint(step: 2, value: 0.4)])
  }

  @Test func aNameThatComesTwiceIsTwoMetrics() {
    let run = read("step,loss,loss\n1,0.5,0.6\n2,0.4,0.5\n")
    #expect(run["loss"]?.points.map(\.value) == [0.5, 0.4])
    #expect(run["loss (2)"]?.points.map(\.value) == [0.6, 0.5])
  }

  /// Python's logging puts a comma before the milliseconds.
  @Test func linesThatBeginWithATimeAreNoTable() {
    let log = """
      2026-11-28 12:00:00,123 ----------------------------------------------------
      2026-11-28 12:00:01,123 epoch 1 - iter 10/100 - loss 3.25 - lr: 0.100000
      2026-11-28 12:00:02,123 epoch 1 - iter 20/100 - loss 3.05 - lr: 0.100000

      """
    #expect(read(log, named: "training.log")["loss"]?.points.map(\.step) == [10, 20])
  }

  /// A second header may be longer than the first, and rows as wide as before.
  @Test func rowsWiderThanTwoHeaders() {
    let run = read(
      "step,loss\n0,1,5\n1,2,6\nstep,loss,acc,rate\n2,3,7,8,9\nstep,loss,acc\n3,4,7,8,9\nstep,acc\n4,5,6\n"
    )
    #expect(run["loss"]?.points.map(\.value) == [1, 2, 3, 4])
    #expect(run["column 5"]?.points.map(\.value) == [9, 9])
  }

  @Test func ultralyticsPadsItsNames() {
    let run = read(
      "                  epoch,         train/box_loss,   metrics/mAP50(B)\n                      1,                1.2511,             0.5\n                      2,                1.1,             0.6\n"
    )
    #expect(run["train/box_loss"]?.points.map(\.step) == [1, 2])
    #expect(run["metrics/mAP50(B)"]?.last?.value == 0.6)
  }

  @Test func theFirstCommentOfMonitorIsPassedOver() {
    let run = read("#{\"t_start\": 1795905628.88, \"env_id\": \"CartPole-v1\"}\nr,l,t\n25.0,25,6.4\n30.0,30,6.6\n")
    #expect(run["r"]?.points.map(\.value) == [25, 30])
  }

  @Test func percentAndMissingCells() {
    let run = read("step,acc\n1,91.2%\n2,NA\n3,\n4,nan\n5,inf\n")
    #expect(run["acc"]?.points.map(\.step) == [1, 4, 5])
    #expect(run["acc"]?.first?.value == 0.912)
  }

  @Test func aHeaderAloneIsATableByItsName() {
    var runs = RunSet()
    var pipe = PipeSource(name: "t.csv")
    pipe.take(Array("step,loss\n".utf8)[...], into: &runs)
    pipe.take(Array("1,2\n".utf8)[...], into: &runs)
    #expect(runs["t.csv"]?["loss"]?.points == [MetricPoint(step: 1, value: 2)])
  }

  @Test func sacredAndKerasDocuments() {
    let sacred = read(
      #"{"training.loss": {"steps": [0, 10, 20], "timestamps": ["a", "b", "c"], "values": [3, 2, 1]}}"#,
      named: "metrics.json"
    )
    #expect(
      sacred["training.loss"]?.points == [
        MetricPoint(step: 0, value: 3), MetricPoint(step: 10, value: 2), MetricPoint(step: 20, value: 1),
      ]
    )
    let board = read("[[1795905628.1, 5, 0.5], [1795905629.1, 6, 0.25]]", named: "export.json")
    #expect(board["value"]?.points == [MetricPoint(step: 5, value: 0.5), MetricPoint(step: 6, value: 0.25)])
  }
}
