import Records
import Testing

@testable import Logs

/// A log that is watched while it is written.
struct Watch {
  let files = MemoryFiles()
  var runs = RunSet()
  var watcher: LogWatcher<MemoryFiles>

  init(_ paths: String...) {
    runs.keepsJournal = true
    watcher = LogWatcher(paths, files: files)
  }

  /// Lets time go by and reads all there is.
  mutating func look(after seconds: Double = 0.1) {
    files.time += seconds
    while watcher.read(into: &runs, budget: 1 << 20) != .caughtUp {}
  }

  func series(_ run: String, _ name: String) -> MetricSeries? { runs[run]?[name] }
}

@Suite struct FollowingTests {
  @Test func appendedLinesArrive() {
    var watch = Watch("/runs")
    watch.files.put("step,loss\n0,1.5\n", at: "/runs/a/metrics.csv")
    watch.look()
    watch.files.append("1,1.25\n2,1", to: "/runs/a/metrics.csv")
    watch.look()
    #expect(watch.series("a/metrics.csv", "loss")?.points.map(\.value) == [1.5, 1.25])
    watch.files.append(".125\n", to: "/runs/a/metrics.csv")
    watch.look()
    #expect(watch.series("a/metrics.csv", "loss")?.points.map(\.value) == [1.5, 1.25, 1.125])
  }

  @Test func newRunsAppear() {
    var watch = Watch("/runs")
    watch.files.put("step,loss\n0,1\n1,2\n", at: "/runs/a.csv")
    watch.look()
    watch.files.put("step,loss\n0,3\n1,4\n", at: "/runs/b.csv")
    watch.look(after: 2)
    #expect(watch.runs.runs.map(\.name) == ["a.csv", "b.csv"])
  }

  /// A run of two epochs that has just ended is a log too.
  @Test func aFewLinesThatWereJustWrittenAreRead() {
    var watch = Watch("/runs")
    watch.files.put("epoch 1 loss 0.5\nepoch 2 loss 0.4\nepoch 3 lo", at: "/runs/train.log")
    watch.look()
    #expect(watch.series("train.log", "loss") == nil)
    watch.watcher.finish(after: 10, into: &watch.runs)
    #expect(watch.series("train.log", "loss")?.points.map(\.value) == [0.5, 0.4])
  }

  @Test func outputWithoutAnEndingIsFound() {
    var watch = Watch("/runs")
    watch.files.put("step 1 loss 0.5\nstep 2 loss 0.4\nstep 3 loss 0.3\n", at: "/runs/a/log")
    watch.files.put("1 2 3\n4 5 6\n7 8 9\n", at: "/runs/a/weights")
    watch.look()
    #expect(watch.runs.runs.map(\.name) == ["a/log"])
  }

  /// Lightning writes its table anew when a metric appears, and columns move.
  @Test func aFileThatIsWrittenAnewIsReadAnew() {
    var watch = Watch("/runs")
    watch.files.put("loss,step\n1,0\n0.5,1\n", at: "/runs/metrics.csv")
    watch.look()
    watch.files.overwrite("", at: "/runs/metrics.csv")
    watch.look()
    // Empty for a moment: what was known stays.
    #expect(watch.series("metrics.csv", "loss")?.points.count == 2)
    watch.files.overwrite("acc,loss,step\n,1,0\n,0.5,1\n0.75,0.25,2\n", at: "/runs/metrics.csv")
    watch.look()
    #expect(watch.series("metrics.csv", "loss")?.points.map(\.value) == [1, 0.5, 0.25])
    #expect(watch.series("metrics.csv", "loss")?.branches.isEmpty == true)
    #expect(watch.series("metrics.csv", "acc")?.points.map(\.step) == [2])
    // Whoever must see every point sees none twice.
    #expect(RealLog.points(&watch.runs)["metrics.csv | loss"]?.map(\.step) == [0, 1, 2])
  }

  /// Between two looks the whole file may have been written again.
  @Test func aLongerFileWithOtherColumnsIsReadAnew() {
    var watch = Watch("/runs")
    watch.files.put("loss,step\n1,0\n0.5,1\n", at: "/runs/metrics.csv")
    watch.look()
    watch.files.overwrite("acc,loss,step\n,1,0\n,0.5,1\n0.75,0.25,2\n", at: "/runs/metrics.csv")
    watch.look()
    #expect(watch.series("metrics.csv", "loss")?.points.map(\.value) == [1, 0.5, 0.25])
    #expect(watch.series("metrics.csv", "loss")?.branches.isEmpty == true)
    #expect(watch.series("metrics.csv", "acc")?.points.map(\.value) == [0.75])
    #expect(watch.runs["metrics.csv"]?.metricNames.sorted() == ["acc", "loss"])
    #expect(RealLog.points(&watch.runs)["metrics.csv | loss"]?.map(\.step) == [0, 1, 2])
  }

  @Test(arguments: [1, 3000]) func aLongerFileWithOtherValuesIsReadAnew(_ rows: Int) {
    func table(_ value: Int, _ rows: Int) -> String {
      "step,loss\n" + (0..<rows).map { "\($0),\(value)\n" }.joined()
    }
    var watch = Watch("/run/log.csv")
    watch.files.put(table(7, rows), at: "/run/log.csv")
    watch.look()
    _ = RealLog.points(&watch.runs)
    watch.files.overwrite(table(8, rows + 2), at: "/run/log.csv")
    watch.look()
    #expect(watch.series("log.csv", "loss")?.maximum?.value == 8)
    #expect(watch.series("log.csv", "loss")?.minimum?.value == 8)
    #expect(watch.series("log.csv", "loss")?.count == rows + 2)
    // Values that were never told are told, also where as many others were.
    #expect(RealLog.points(&watch.runs)["log.csv | loss"]?.map(\.value) == Array(repeating: 8, count: rows + 2))
  }

  @Test(arguments: [2, 1500]) func aFileOfTheSameSizeIsReadAnew(_ rows: Int) {
    var watch = Watch("/run/log.csv")
    watch.files.put("step,loss\n" + (0..<rows).map { "\($0),5\n" }.joined(), at: "/run/log.csv")
    watch.look()
    watch.files.overwrite(
      "step,loss\n" + (0..<rows).map { "\($0),\($0 == rows / 2 ? 9 : 5)\n" }.joined(),
      at: "/run/log.csv"
    )
    watch.look()
    #expect(watch.series("log.csv", "loss")?.maximum?.value == 9)
    #expect(watch.series("log.csv", "loss")?.count == rows)
  }

  /// Two writes may carry the same time.
  @Test func aRewriteInTheInstantOfTheLookIsReadAnew() {
    var watch = Watch("/run/log.csv")
    watch.files.time += 0.1
    watch.files.put("step,loss\n0,5\n1,5\n", at: "/run/log.csv")
    watch.look(after: 0)
    watch.files.overwrite("step,loss\n0,6\n1,7\n", at: "/run/log.csv")
    watch.look()
    #expect(watch.series("log.csv", "loss")?.points.map(\.value) == [6, 7])
  }

  @Test func anEmptiedFileKeepsItsRun() {
    var watch = Watch("/run/log.csv")
    watch.files.put("step,loss\n0,5\n1,4\n", at: "/run/log.csv")
    watch.look()
    watch.files.overwrite("", at: "/run/log.csv")
    watch.look()
    watch.look(after: 5)
    #expect(watch.series("log.csv", "loss")?.points.map(\.value) == [5, 4])
    watch.files.overwrite("step,acc\n0,1\n", at: "/run/log.csv")
    watch.look()
    watch.look(after: 2)
    #expect(watch.runs["log.csv"]?.metricNames == ["acc"])
  }

  /// What only grows is read once.
  @Test func aFileThatGrowsIsNotReadAnew() {
    var watch = Watch("/run/log.csv")
    watch.files.put("step,loss\n", at: "/run/log.csv")
    for step in 0..<2000 {
      watch.files.append("\(step),1\n", to: "/run/log.csv")
      watch.look(after: step % 7 == 0 ? 0 : 0.04)
    }
    #expect(watch.series("log.csv", "loss")?.count == 2000)
    #expect(watch.runs["log.csv"]?.generation == 0)
    watch.look(after: 1)
    watch.look(after: 1)
    watch.files.bytesRead = 0
    for _ in 0..<100 { watch.look(after: 0.04) }
    #expect(watch.files.bytesRead == 0)
  }

  @Test func aDocumentThatIsWrittenAnewIsReadAnew() {
    var watch = Watch("/run/history.json")
    watch.files.put(#"[{"step": 1, "loss": 2}, {"step": 2, "loss": 1}]"#, at: "/run/history.json")
    watch.look()
    watch.files.overwrite(
      #"[{"step": 1, "loss": 2}, {"step": 2, "loss": 1}, {"step": 3, "loss": 0.5}]"#,
      at: "/run/history.json"
    )
    watch.look()
    #expect(watch.series("history.json", "loss")?.points.map(\.value) == [2, 1, 0.5])
    #expect(watch.series("history.json", "loss")?.branches.isEmpty == true)
  }

  @Test func aRunThatBeginsAnewInTheSameFileReplacesTheOld() {
    var watch = Watch("/run/log.csv")
    watch.files.put("step,loss\n" + (0..<50).map { "\($0),1\n" }.joined(), at: "/run/log.csv")
    watch.look()
    watch.files.overwrite("step,loss\n0,9\n1,8\n", at: "/run/log.csv")
    watch.look()
    watch.look(after: 2)
    #expect(watch.series("log.csv", "loss")?.points.map(\.value) == [9, 8])
  }

  @Test func aRotatedLogGoesOn() {
    var watch = Watch("/run/train.jsonl")
    watch.files.put("{\"step\": 0, \"loss\": 1}\n{\"step\": 1, \"loss\": 0.9}\n", at: "/run/train.jsonl")
    watch.look()
    watch.files.append("{\"step\": 2, \"loss\": 0.8}\n", to: "/run/train.jsonl")
    watch.files.rename("/run/train.jsonl", to: "/run/train.jsonl.1")
    watch.files.put("{\"step\": 3, \"loss\": 0.7}\n", at: "/run/train.jsonl")
    watch.look()
    #expect(watch.series("train.jsonl", "loss")?.points.map(\.step) == [0, 1, 2, 3])
  }

  @Test func aSecondWriterThatResumesMakesABranch() {
    var watch = Watch("/run")
    watch.files.put("step,loss\n0,1\n1,2\n2,3\n1,20\n2,30\n3,40\n", at: "/run/log.csv")
    watch.look()
    #expect(watch.series("log.csv", "loss")?.points.map(\.value) == [1, 20, 30, 40])
    #expect(watch.series("log.csv", "loss")?.branches.map { $0.points.map(\.value) } == [[2, 3]])
  }

  @Test func aQuietRunIsStalled() {
    var watch = Watch("/run")
    watch.files.put("step,loss\n0,1\n1,2\n", at: "/run/log.csv")
    watch.look()
    #expect(watch.runs["log.csv"]?.status == .running)
    watch.look(after: 700)
    #expect(watch.runs["log.csv"]?.status == .stalled(since: 1000))
    watch.files.append("2,3\n", to: "/run/log.csv")
    watch.look()
    #expect(watch.runs["log.csv"]?.status == .running)
  }

  @Test func whatIsNoLogIsSaid() {
    var watch = Watch("/a.bin", "/nothing")
    watch.files.put([UInt8](repeating: 0, count: 100), at: "/a.bin")
    watch.look(after: 5)
    let problems = watch.watcher.problems
    #expect(problems.map(\.path).sorted() == ["/a.bin", "/nothing"])
    #expect(problems.first { $0.path == "/nothing" }?.message == "no such file or folder")
    // It is not there as a run that goes on.
    #expect(watch.runs.runs.isEmpty)
  }

  @Test(arguments: [
    ("9007199254740993", 9_007_199_254_740_992, true), ("9223372036854775807", 1 << 62, true), ("100", 100, false),
  ]) func largeStepsAreSpokenOf(_ text: String, _ step: Int, _ isSpokenOf: Bool) {
    let logs = [
      "a.csv": "step,loss\n7,1\n\(text),2\n", "a.jsonl": "{\"step\":7,\"loss\":1}\n{\"step\":\(text),\"loss\":2}\n",
      "a.log": "step 7 loss=1\nstep \(text) loss=2\nend\n",
    ]
    for (name, log) in logs {
      var watch = Watch("/" + name)
      watch.files.put(log, at: "/" + name)
      watch.look(after: 5)
      #expect(watch.series(name, "loss")?.points.map(\.step) == [7, step], "\(name)")
      #expect(watch.runs[name]?.warnings.isEmpty == !isSpokenOf, "\(name)")
    }
  }

  @Test func randomBytesAreNoLog() {
    var watch = Watch("/a.bin")
    var generator = SystemRandomNumberGenerator()
    watch.files.put((0..<3000).map { _ in UInt8.random(in: 1...255, using: &generator) }, at: "/a.bin")
    watch.look(after: 5)
    #expect(watch.runs.runs.isEmpty)
    #expect(watch.watcher.problems.map(\.path) == ["/a.bin"])
  }

  @Test func anEmptyFolderIsSaid() {
    var watch = Watch("/runs")
    watch.files.put("x", at: "/runs/picture.png")
    watch.look()
    #expect(watch.watcher.problems == [.init(path: "/runs/", message: "no log was found in this folder")])
    watch.files.put("step,loss\n0,1\n1,2\n", at: "/runs/a.csv")
    watch.look(after: 2)
    #expect(watch.watcher.problems.isEmpty)
  }

  @Test(arguments: [("step,loss\n0,1\n1,2", "csv"), ("step 0 loss 1\nstep 1 loss 2", "log")])
  func aLastLineOfAFileAtRestIsWhole(_ text: String, _ ending: String) {
    for (age, count) in [(5.0, 1), (15.0, 2)] {
      var watch = Watch("/run." + ending)
      watch.files.put(text, at: "/run." + ending)
      watch.look(after: age)
      watch.watcher.finish(after: 10, into: &watch.runs)
      #expect(watch.series("run." + ending, "loss")?.count == count)
    }
  }

  @Test func settingsAndSummariesAreNoRuns() {
    var watch = Watch("/run")
    watch.files.put(#"{"lr": 0.1, "layers": 12}"#, at: "/run/settings.json")
    watch.files.put(#"{"lr": 0.1, "layers": 12}"#, at: "/run/config.json")
    watch.files.put("Some notes about 3 runs.\nNothing to see.\nReally.\n", at: "/run/notes.txt")
    watch.look(after: 5)
    #expect(watch.runs.runs.isEmpty)
  }

  /// A writer that dies at any byte leaves values that were written, or none; when another goes on there, all are read.
  @Test(arguments: [
    ("text/jsonl-partial-tail/metrics.jsonl", "train/loss", 420),
    ("text/csv-comments/metrics.csv", "train/loss", 500),
    ("text/csv-no-header/metrics.csv", "column 2", 300),
    ("text/csv-semicolon-comma-decimal/metrics.csv", "train/loss", 400),
    ("keras-3.15.1-torch/log.csv", "loss", 500),
    ("dvclive-3.49.1/dvclive/plots/metrics/train/loss.tsv", "loss", 200),
    ("text/plain-kv/train.log", "loss", 300),
    ("text/torchtitan-color/train.log", "loss", 700),
    ("text/nanogpt/train.log", "loss", 300),
    ("xgboost-3.4.1/stdout.txt", "train-logloss", 400),
    ("transformers-5.23.0/nofilter/stdout.txt", "loss", 500),
    (
      "torch-tensorboard-2.15.0/runs/resume_purge/events.out.tfevents.1795904865.host.11251.8", "train/loss", 600
    ),
    ("catboost-1.2.10/catboost_info/learn/events.out.tfevents", "Logloss", 500),
    ("wandb-0.31.0/wandb/offline-run-20261128_223515-can83p19/run-can83p19.wandb", "train/loss", 5000),
    ("swanlab-0.10.3/run/run-4mw9fjlp.swanlab", "train/loss", 2500),
    ("text/json-array/history.json", "train/loss", 500),
    ("text/jsonl-gz/metrics.jsonl.gz", "train/loss", 600),
  ]) func aWriterThatDiesLeavesOnlyWhatWasWhole(_ path: String, _ metric: String, _ length: Int) throws {
    let whole = try ScratchFolder.bytes(RealLog.path(path))
    let run = String(path.split(separator: "/").last ?? "")
    func points(cut: Int, goesOn: Bool) -> [MetricPoint] {
      var watch = Watch("/" + run)
      watch.files.put(Array(whole[..<cut]), at: "/" + run)
      watch.look()
      watch.look(after: 60)
      if goesOn {
        watch.files.extend(whole[cut...], to: "/" + run)
        watch.look()
        watch.look(after: 60)
      }
      return RealLog.points(&watch.runs)[run + " | " + metric] ?? []
    }
    func same(_ left: MetricPoint, _ right: MetricPoint) -> Bool {
      left.step == right.step && RealLog.isNear(left.value, right.value, .exact)
    }
    let truth = points(cut: whole.count, goesOn: false)
    #expect(!truth.isEmpty)
    for cut in 0...min(length, whole.count) {
      let found = points(cut: cut, goesOn: false)
      #expect(found.count <= truth.count)
      #expect(zip(found, truth).allSatisfy(same), "cut at \(cut): \(found)")
    }
    // Whole files are long: not every place.
    for cut in [1, 2] + stride(from: 3, to: min(length, whole.count), by: 13) {
      let found = points(cut: cut, goesOn: true)
      #expect(found.elementsEqual(truth, by: same), "going on at \(cut)")
    }
  }

  /// However the bytes arrive, the same points come out.
  @Test(arguments: [
    ("text/csv-header-repeated/metrics.csv", "metrics.csv"), ("text/megatron-lm/train.log", "train.log"),
    ("text/jsonl-nested/metrics.jsonl", "metrics.jsonl"), ("keras-3.15.1-torch/log.csv", "log.csv"),
  ]) func theSizeOfPiecesDoesNotMatter(_ path: String, _ run: String) throws {
    let whole = try ScratchFolder.bytes(RealLog.path(path)).prefix(6000)
    func points(of sizes: Int) -> [String: [MetricPoint]] {
      var runs = RunSet()
      runs.keepsJournal = true
      var pipe = PipeSource(name: run)
      var start = 0
      while start < whole.count {
        pipe.take(whole[start..<min(whole.count, start + sizes)], into: &runs)
        start += sizes
      }
      pipe.finish(into: &runs)
      return RealLog.points(&runs)
    }
    let all = points(of: 6000)
    #expect(!all.isEmpty)
    for size in [5999, 4500, 4100] {
      let found = points(of: size)
      #expect(found.keys.sorted() == all.keys.sorted())
      for (name, list) in all { #expect(found[name]?.map(\.step) == list.map(\.step), "\(name) in pieces of \(size)") }
    }
  }

  /// Beginning, end and size as before: the time tells that something was written, a sample that it was another thing.
  @Test func aLargeFileThatIsRewrittenInItsMiddleIsReadAnew() {
    func table(_ value: (Int) -> String) -> String {
      "step,loss\n" + (100_000..<250_000).map { "\($0),\(value($0))\n" }.joined()
    }
    var watch = Watch("/runs")
    watch.files.put(table { _ in "1.5" }, at: "/runs/a.csv")
    watch.look()
    #expect(watch.series("a.csv", "loss")?.maximum?.value == 1.5)
    watch.files.time += 10
    watch.files.overwrite(table { (150_000..<200_000).contains($0) ? "2.5" : "1.5" }, at: "/runs/a.csv")
    watch.look()
    watch.look()
    #expect(watch.series("a.csv", "loss")?.maximum?.value == 2.5)
    // One value alone may lie between the sampled places; then the whole is read again when that costs little.
    watch.files.time += 1000
    watch.files.overwrite(table { $0 == 160_007 ? "3.5" : "1.5" }, at: "/runs/a.csv")
    watch.look()
    watch.look()
    #expect(watch.series("a.csv", "loss")?.maximum?.value == 3.5)
  }

  /// A file that is only touched is not read again and again.
  @Test func doubtTakesLittle() {
    var watch = Watch("/runs")
    watch.files.put("step,loss\n" + (0..<200_000).map { "\($0),1.5\n" }.joined(), at: "/runs/a.csv")
    watch.files.secondsPerRead = 0.01
    watch.look()
    watch.files.bytesRead = 0
    let size = watch.files.files["/runs/a.csv"]?.bytes.count ?? 0
    let begin = watch.files.time
    for _ in 0..<200 {
      watch.files.files["/runs/a.csv"]?.modified = watch.files.time
      watch.look(after: 0.1)
    }
    let seconds = watch.files.time - begin
    // A reading takes some hundredths of a second, so that some seconds lie between two; the samples are little.
    let readings = Double(watch.files.bytesRead) / Double(size)
    #expect(readings < 2 + seconds / 2, "\(readings) in \(seconds) s")
  }
}
