import Records
import Testing

@testable import Logs

/// Rows that are read many at a time are those that are read one by one.
@Suite struct BlockTests {
  /// A journal asks for every value in its order, so that rows are read one by one.
  private func read(_ bytes: [UInt8], named name: String, oneByOne: Bool, pieces: Int = 1 << 16) -> RunHistory {
    var runs = RunSet()
    runs.keepsJournal = oneByOne
    var pipe = PipeSource(name: name)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      pipe.take(bytes[start..<min(bytes.count, start + pieces)], into: &runs)
    }
    pipe.finish(into: &runs)
    return runs[name] ?? RunHistory()
  }

  private func expectTheSame(_ left: RunHistory, _ right: RunHistory, _ note: String) {
    #expect(left.metricNames == right.metricNames, "\(note)")
    #expect(left.warnings == right.warnings, "\(note)")
    #expect(left.startTime == right.startTime, "\(note)")
    for name in left.metricNames {
      guard let one = left[name], let other = right[name] else { continue }
      #expect(one == other, "\(note), \(name)")
      #expect(one.nanCount == other.nanCount && one.infinityCount == other.infinityCount, "\(note), \(name)")
      #expect(one.firstNonFinite?.step == other.firstNonFinite?.step, "\(note), \(name)")
      #expect(one.lastBeforeNonFinite == other.lastBeforeNonFinite, "\(note), \(name)")
      #expect(one.points.indices.map { one.epoch(at: $0) } == other.points.indices.map { other.epoch(at: $0) })
      #expect(one.points.indices.map { one.time(at: $0) } == other.points.indices.map { other.time(at: $0) })
    }
  }

  @Test(arguments: [
    "text/csv-no-step/metrics.csv", "text/csv-header-repeated/metrics.csv", "text/csv-no-header/metrics.csv",
    "text/csv-wider-later/metrics.csv", "text/csv-comments/metrics.csv", "text/csv-time-index/metrics.csv",
    "text/csv-semicolon-comma-decimal/metrics.csv", "lightning-2.6.6/csv1/version_0/metrics.csv",
    "keras-3.15.1-torch/append/log.csv", "stable-baselines3-2.9.2/ppo/progress.csv",
    "stable-baselines3-2.9.2/ppo/monitor.csv", "dvclive-3.49.1/dvclive/plots/metrics/train/loss.tsv",
    "catboost-1.2.10/catboost_info/time_left.tsv", "text/jsonl/metrics.jsonl", "text/jsonl-null/metrics.jsonl",
    "text/jsonl-nested/metrics.jsonl", "text/jsonl-partial-tail/metrics.jsonl", "text/jsonl-long/metrics.jsonl",
    "text/detectron2-metrics-json/metrics.json", "mmengine-0.10.7/raw/scalars.json",
    "mmengine-0.10.7/runner/20261128_224121/vis_data/scalars.json", "stable-baselines3-2.9.2/ppo/progress.json",
    "stable-baselines3-2.9.2/ppo/events.out.tfevents.1795905635.host.24627.1",
    "torch-tensorboard-2.15.0/runs/mixed/events.out.tfevents.1795904865.host.11251.7",
    "catboost-1.2.10/catboost_info/learn/events.out.tfevents",
    "wandb-0.31.0/wandb/offline-run-20261128_223515-can83p19/run-can83p19.wandb",
    "swanlab-0.10.3/run/run-4mw9fjlp.swanlab",
  ]) func realLogs(_ path: String) throws {
    let bytes = try ScratchFolder.bytes(RealLog.path(path))
    let name = String(path.split(separator: "/").last ?? "")
    let slow = read(bytes, named: name, oneByOne: true)
    #expect(!slow.metrics.isEmpty)
    expectTheSame(read(bytes, named: name, oneByOne: false), slow, path)
    expectTheSame(read(bytes, named: name, oneByOne: false, pieces: 4500), slow, "\(path) in pieces")
  }

  private static func table(_ rows: Int, _ lineEnd: String = "\n") -> String {
    var text = "epoch,step,loss,time,rate,note" + lineEnd
    for row in 0..<rows {
      let loss = row == 700 ? "nan" : row == 701 ? "-inf" : row % 50 == 3 ? "" : "\(1 / Double(row + 1))"
      let step = row < 900 ? row * 2 : row * 2 - 300
      text += "\(Double(row) / 10),\(step),\(loss),\(1_700_000_000 + Double(row) / 8),\(Double(row) * 1e-7),"
      text += (row % 97 == 5 ? "\"quoted, \(row)\"" : row % 31 == 2 ? "word" : "\(row)") + lineEnd
    }
    return text
  }

  @Test(arguments: ["\n", "\r\n"]) func tablesOfEveryKindOfCell(_ lineEnd: String) {
    let bytes = Array(Self.table(3000, lineEnd).utf8)
    expectTheSame(
      read(bytes, named: "t.csv", oneByOne: false),
      read(bytes, named: "t.csv", oneByOne: true),
      "table"
    )
  }

  @Test func objectsOfEveryKindOfMember() {
    var text = ""
    for row in 0..<3000 {
      let loss = row == 700 ? "NaN" : row == 701 ? "-Infinity" : "\(1 / Double(row + 1))"
      text += #"{"step": \#(row), "mode": "train", "loss": \#(loss), "rate": "\#(Double(row) * 1e-7)", "#
      text += #""time": \#(row % 5 == 0 ? Double(row) : 1_700_000_000 + Double(row)), "epoch": \#(Double(row) / 10)}"#
      text += row % 3 == 0 ? "\r\n" : "\n"
      if row % 100 == 7 { text += #"{"step": \#(row), "val_loss": 0.5, "done": true}"# + "\n" }
      if row % 400 == 9 { text += "a word between\n" }
    }
    let bytes = Array(text.utf8)
    expectTheSame(
      read(bytes, named: "t.jsonl", oneByOne: false),
      read(bytes, named: "t.jsonl", oneByOne: true),
      "objects"
    )
  }

  /// A member that stands twice, a name in a member, another order: nothing that a layout could mistake.
  @Test(arguments: [
    #"{"step": 1, "loss": 1, "loss": 2}"#, #"{"name": "acc", "value": 3, "step": 4}"#, #"{"loss": 1e-3, "step": 7}"#,
    #"{"step": 3, "loss": null}"#, #"{"step":3,"loss":-0.0}"#, #"{"step": 5, "loss": [1, 2], "more": {"deep": 3}}"#,
    #"{"step": 5, "loss": "12 %"}"#, #"{"step": 5, "loss": 123456789012345678901234567890}"#,
    #"{"step": 5, "lo\u0073s": 5}"#, #"{"step": 5, "loss": 5, "time": "2026-01-02 03:04:05"}"#,
  ]) func oddObjects(_ row: String) {
    let usual = (0..<40).map { #"{"step": \#($0), "loss": 0.\#($0)}"# + "\n" }.joined()
    for text in [usual + row + "\n" + usual, (row + "\n") + usual, String(repeating: row + "\n", count: 50)] {
      let bytes = Array(text.utf8)
      expectTheSame(
        read(bytes, named: "t.jsonl", oneByOne: false),
        read(bytes, named: "t.jsonl", oneByOne: true),
        row
      )
    }
  }

  /// A large stretch is read by two threads, and a quoted line break may stand where the second begins.
  @Test func whatIsReadAheadIsTheSame() {
    var text = "step,loss,text\n"
    for row in 0..<90_000 {
      text += "\(row),\(Double(row % 1000) / 7),"
      text += (row % 20_000 == 15_000 ? "\"" + String(repeating: "1,2,3\n", count: 30_000) + "\"" : "0.5") + "\n"
    }
    let bytes = Array(text.utf8)
    let quick = read(bytes, named: "t.csv", oneByOne: false, pieces: 1 << 21)
    let slow = read(bytes, named: "t.csv", oneByOne: true)
    #expect(quick.metricNames == slow.metricNames)
    for name in slow.metricNames {
      #expect(quick[name]?.count == slow[name]?.count)
      #expect(quick[name]?.minimum?.value == slow[name]?.minimum?.value)
      #expect(quick[name]?.maximum?.value == slow[name]?.maximum?.value)
      #expect(quick[name]?.last == slow[name]?.last)
      #expect(quick[name]?.restartCount == 0)
    }
  }
}
