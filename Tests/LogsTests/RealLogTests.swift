import Records
import Testing

@testable import Logs

/// Every reader against what the training code had logged, in files that the loggers themselves wrote.
@Suite struct RealLogTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var folder: String
    var run: String
    /// Names that must have exactly the points that were logged; where the log's name differs, "log's name = logged name".
    var names: [String]
    var precision = RealLog.Precision.exact
    /// What the log's steps are beyond those that were logged.
    var shift = 0
    var testDescription: String { folder }
  }

  static let usual = ["train/loss", "acc", "lr", "val/loss", "val top 1"]
  static let five = usual + ["grad/norm/l2"]

  static let cases: [Case] = [
    Case(folder: "torch-tensorboard-2.15.0/runs/plain", run: ".", names: five, precision: .single),
    Case(
      folder: "torch-tensorboard-2.15.0/runs/add_scalars",
      run: "loss_train",
      names: ["loss = loss {train}"],
      precision: .single
    ),
    Case(
      folder: "torch-tensorboard-2.15.0/runs/add_scalars",
      run: "loss_val",
      names: ["loss = loss {val}"],
      precision: .single
    ),
    Case(
      folder: "torch-tensorboard-2.15.0/runs/mixed",
      run: ".",
      names: [
        "train/loss", "new/style", "new/double", "big step", "neg step", "wall", "int value", "huge", "third",
        "weird: näme|x [y]", "",
      ],
      precision: .single
    ),
    Case(
      folder: "catboost-1.2.10",
      run: "catboost_info/learn",
      names: ["Logloss = learn Logloss", "Accuracy = learn Accuracy"],
      precision: .single
    ),
    Case(
      folder: "catboost-1.2.10",
      run: "catboost_info/test_error.tsv",
      names: ["AUC:0 = validation_0 AUC", "Logloss = validation_1 Logloss"],
      precision: .printed
    ),
    Case(
      folder: "catboost-1.2.10",
      run: "catboost_info/catboost_training.json",
      names: ["learn Logloss", "test AUC = validation_0 AUC", "test1 Accuracy = validation_1 Accuracy"],
      precision: .printed
    ),
    Case(folder: "dvclive-3.49.1", run: "dvclive", names: five),
    Case(folder: "swanlab-0.10.3", run: "run", names: five),
    Case(
      folder: "keras-3.15.1-torch",
      run: "log.csv",
      names: ["accuracy", "loss", "learning_rate", "a/slash", "a space", "val_accuracy", "val_loss"]
    ),
    Case(
      folder: "keras-3.15.1-torch/append",
      run: "log.csv",
      names: ["accuracy", "loss", "val_accuracy", "val_loss", "learning_rate"]
    ),
    Case(
      folder: "keras-3.15.1-torch/semicolon",
      run: "log.csv",
      names: ["accuracy", "loss", "val_loss", "learning_rate"]
    ),
    Case(
      folder: "keras-3.15.1-torch/stdout_verbose1",
      run: "out.txt",
      names: ["accuracy", "loss", "val_accuracy", "val_loss"],
      precision: .printed,
      shift: 1
    ),
    Case(
      folder: "keras-3.15.1-torch/stdout_verbose2",
      run: "out.txt",
      names: ["accuracy", "loss", "val_accuracy", "val_loss"],
      precision: .printed,
      shift: 1
    ),
    Case(
      folder: "lightning-2.6.6/csv1/version_0",
      run: "metrics.csv",
      names: ["train/loss", "a space", "late/metric"],
      precision: .single
    ),
    Case(
      folder: "mlflow-3.17.2/file",
      run: "mlruns/824775480544597204/a21012ec94034b15accbaa1752afbd69",
      names: five + ["näme", "a..b", "ninf", "huge", "third", "int", "neg step"]
    ),
    Case(folder: "mmengine-0.10.7/raw", run: "scalars.json", names: five + ["one"]),
    Case(
      folder: "transformers-5.23.0/nofilter",
      run: "trainer_state.json",
      names: ["loss", "grad_norm", "learning_rate", "eval_loss", "eval_a/slash"]
    ),
    Case(
      folder: "transformers-5.23.0/plain",
      run: "trainer_state.json",
      names: ["loss", "grad_norm", "eval_accuracy", "eval_a space"]
    ),
    Case(
      folder: "xgboost-3.4.1",
      run: "stdout.txt",
      names: ["train-logloss", "train-auc", "my_valid-error"],
      precision: .printed
    ),
    Case(folder: "xgboost-3.4.1/nan", run: "stdout.txt", names: ["train-mymetric"], precision: .printed),
    Case(
      folder: "xgboost-3.4.1/cv",
      run: "stdout.txt",
      names: ["train-rmse = train-rmse-mean", "test-rmse std = test-rmse-std"],
      precision: .printed
    ),
    Case(folder: "text/csv-comments", run: "metrics.csv", names: usual),
    Case(folder: "text/csv-header-repeated", run: "metrics.csv", names: usual),
    Case(
      folder: "text/csv-no-header",
      run: "metrics.csv",
      names: ["column 2 = train/loss", "column 3 = acc", "column 6 = val top 1"]
    ),
    Case(folder: "text/csv-no-step", run: "metrics.csv", names: ["train/loss", "acc"]),
    Case(folder: "text/csv-semicolon-comma-decimal", run: "metrics.csv", names: usual),
    Case(folder: "text/csv-time-index", run: "metrics.csv", names: ["train/loss"]),
    Case(folder: "text/csv-wider-later", run: "metrics.csv", names: ["train/loss"]),
    Case(folder: "text/detectron2-metrics-json", run: "metrics.json", names: ["total_loss", "bbox/AP"]),
    Case(
      folder: "text/fairseq-json",
      run: "train.log",
      names: ["loss = train_inner loss", "valid_loss = valid loss"],
      precision: .printed
    ),
    Case(folder: "text/json-array", run: "history.json", names: five),
    Case(folder: "text/json-columns", run: "history.json", names: ["train/loss", "acc", "lr"]),
    Case(folder: "text/jsonl", run: "metrics.jsonl", names: five),
    Case(folder: "text/jsonl-gz", run: "metrics.jsonl.gz", names: five),
    Case(folder: "text/jsonl-long", run: "metrics.jsonl", names: five),
    Case(
      folder: "text/jsonl-nested",
      run: "metrics.jsonl",
      names: ["metrics.train.loss", "metrics.train.acc", "metrics.opt.lr.0"]
    ),
    Case(folder: "text/jsonl-null", run: "metrics.jsonl", names: usual),
    Case(folder: "text/jsonl-partial-tail", run: "metrics.jsonl", names: five),
    Case(folder: "text/llmc-stdout", run: "train.log", names: ["loss", "norm"], precision: .printed, shift: 1),
    Case(folder: "text/llmc-stdout", run: "train.log", names: ["val loss"], precision: .printed),
    Case(
      folder: "text/megatron-lm",
      run: "train.log",
      names: ["lm loss", "grad norm", "learning rate", "validation lm loss value = validation lm loss"],
      precision: .printed
    ),
    Case(folder: "text/nanogpt", run: "train.log", names: ["loss", "val loss"], precision: .printed),
    Case(folder: "text/plain-kv", run: "train.log", names: ["loss", "acc", "val_loss"], precision: .printed),
    Case(
      folder: "text/python-logging",
      run: "train.log",
      names: ["train/loss", "lr", "grad/norm/l2"],
      precision: .printed
    ),
    Case(folder: "text/torchtitan-color", run: "train.log", names: ["loss", "validate loss"], precision: .printed),
    Case(folder: "text/torchtune-disklogger", run: "log_1795900000.txt", names: ["loss", "lr"]),
    Case(folder: "text/whitespace-table", run: "train.log", names: ["train_loss"], precision: .printed),
    Case(folder: "text/yaml-docs", run: "log.yaml", names: ["train/loss"]),
  ]

  @Test(arguments: cases) func givesWhatWasLogged(_ log: Case) throws {
    let truth = try RealLog.truth(log.folder)
    let found = RealLog.read(RealLog.path(log.folder)).points
    for name in log.names {
      let parts = name.split(separator: " = ").map(String.init)
      let own = parts.first ?? ""
      let logged = try #require(truth[parts.last ?? ""], "\(name) was not logged")
      let points = try #require(found[log.run + " | " + own], "\(own) is missing among \(found.keys.sorted())")
      #expect(points.map(\.step) == logged.map { $0.step + log.shift }, "\(name)")
      for (point, wanted) in zip(points, logged) {
        #expect(
          RealLog.isNear(point.value, wanted.value, log.precision),
          "\(name) at \(point.step): \(point.value), logged \(wanted.value)"
        )
      }
    }
  }

  @Test func whatIsNotShownIsNamed() {
    let runs = RealLog.read(RealLog.path("torch-tensorboard-2.15.0/runs/mixed")).runs
    let facts = runs.runs.first?.facts ?? []
    #expect(facts.first { $0.name == "images, not shown" }?.text == "img/x")
    #expect(facts.first { $0.name == "PR curves, not shown" }?.text == "pr")
  }

  /// wandb drops what goes back, and writes a step again when it is logged again.
  @Test func wandbHasTheFirstValueOfEachStep() throws {
    let folder = "wandb-0.31.0/wandb/offline-run-20261128_223515-can83p19"
    let truth = try RealLog.truth(folder)
    let (runs, points) = RealLog.read(RealLog.path(folder))
    for name in Self.five {
      let found = try #require(points[". | " + name])
      let logged = try #require(truth[name])
      #expect(found.count == Set(logged.map(\.step)).count)
      for point in found {
        #expect(
          logged.contains { $0.step == point.step && RealLog.isNear($0.value, point.value, .exact) },
          "\(name) at \(point.step)"
        )
      }
    }
    #expect(runs.runs[0].status == .finished(reason: "completed"))
    #expect(runs.runs[0].facts.contains(RunFact("lr", "0.5")))
  }

  @Test(arguments: [
    ("mlflow-3.17.2/default/mlflow.db.gz", "mlflow-3.17.2/default", "mlflow.db/plain"),
    ("trackio-0.43.0/trackio/myproj.db.gz", "trackio-0.43.0", "myproj.db/run-1"),
  ]) func databasesGiveWhatWasLogged(_ file: String, _ folder: String, _ run: String) throws {
    let scratch = try ScratchFolder()
    let name = String(run.split(separator: "/")[0])
    try scratch.write(Inflater.unpacked(try ScratchFolder.bytes(RealLog.path(file))), to: name)
    let truth = try RealLog.truth(folder)
    let found = RealLog.read(scratch.path).points
    for name in Self.five {
      let points = try #require(found[run + " | " + name], "\(found.keys.sorted())")
      let logged = try #require(truth[name])
      #expect(points.map(\.step) == logged.map(\.step))
      #expect(zip(points, logged).allSatisfy { RealLog.isNear($0.value, $1.value, .exact) }, "\(name)")
    }
    // Nothing is left beside the database.
    #expect(scratch.names == [name])
  }

  @Test func aPurgedResumeVoidsTheStepsOfTheFileBefore() throws {
    let (runs, points) = RealLog.read(RealLog.path("torch-tensorboard-2.15.0/runs/resume_purge"))
    let series = try #require(runs["."]?["train/loss"])
    #expect(series.points.map(\.step) == Array(0..<120))
    #expect(points[". | train/loss"]?.count == 140)
    #expect(series.branches.map { $0.points.map(\.step) } == [Array(80..<100)])
  }

  @Test func hyperparametersAreFacts() throws {
    let runs = RealLog.read(RealLog.path("torch-tensorboard-2.15.0/runs/hparams")).runs
    let facts = try #require(runs["1795904865.7023797"]?.facts)
    #expect(Set(facts) == [RunFact("lr", "0.1"), RunFact("bs", "32"), RunFact("opt", "sgd"), RunFact("nesterov", "1")])
    #expect(runs["named"]?["hparam/loss"]?.first?.step == 7)
  }

  @Test func histogramsOfEventFilesAreRead() throws {
    let runs = RealLog.read(RealLog.path("torch-tensorboard-2.15.0/runs/mixed")).runs
    let histogram = try #require(runs["."]?.histograms.first { $0.name == "w/hist" })
    #expect(histogram.series.count == 6)
    #expect(histogram.series.entries.allSatisfy { $0.histogram.counts.reduce(0, +) > 0 })
  }

  @Test func rowsOfSortedNamesThatDoNotFitAreNotRead() throws {
    let (runs, points) = RealLog.read(RealLog.path("keras-3.15.1-torch/append_other"))
    #expect(points["log.csv | loss"]?.map(\.step) == [0, 1, 2])
    #expect(runs.runs[0].warnings.count == 1)
    #expect(runs.runs[0].warnings[0].hasPrefix("from line 5 on: 6 fields"))
  }

  /// mmengine says the epoch in `step` where it validates, and writes every file twice.
  @Test func validationOfMMEngineStandsAtTheStepOfItsTime() throws {
    let (runs, points) = RealLog.read(RealLog.path("mmengine-0.10.7/runner"))
    #expect(points["20261128_224121/vis_data/scalars.json | top 1"]?.map(\.step) == [60, 127, 194])
    #expect(points["20261128_224121/vis_data/scalars.json | loss"]?.count == 18)
    #expect(runs.runs.map(\.name) == ["20261128_224121/20261128_224121.log", "20261128_224121/vis_data/scalars.json"])
    #expect(points["20261128_224121/20261128_224121.log | val top 1"]?.count == 3)
  }

  @Test func boxesOfStableBaselinesAreRowsAtTheirTimesteps() throws {
    let points = RealLog.read(RealLog.path("stable-baselines3-2.9.2/ppo")).points
    let table = try #require(points["progress.csv | train/value_loss"])
    let box = try #require(points["log.txt | train/value_loss"])
    let events = try #require(points[". | train/value_loss"])
    #expect(box.map(\.step) == table.map(\.step))
    #expect(events.map(\.step) == table.map(\.step))
    // A box has three digits.
    #expect(zip(box, table).allSatisfy { abs($0.value - $1.value) <= 0.006 * abs($1.value) })
  }

  /// tqdm's counter stands still while its numbers go on.
  @Test func barsGiveEveryNewNumberItsStep() throws {
    let truth = try #require(try RealLog.truth("text/tqdm-redirected")["loss"])
    let found = try #require(RealLog.read(RealLog.path("text/tqdm-redirected")).points["out.log | loss"])
    #expect(found.count >= 198)
    let byStep = Dictionary(uniqueKeysWithValues: truth.map { ($0.step, $0.value) })
    let right = found.filter { point in byStep[point.step].map { RealLog.isNear($0, point.value, .printed) } ?? false }
    #expect(right.count >= 197)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.step < $1.step })
  }

  @Test func tablesThatAreRedrawnGiveTheirRows() throws {
    let truth = try #require(try RealLog.truth("text/rich-table-live-tty")["loss"])
    let found = try #require(RealLog.read(RealLog.path("text/rich-table-live-tty")).points["out.log | loss"])
    #expect(found.count == 15)
    #expect(
      found.allSatisfy { point in
        truth.contains { $0.step == point.step && RealLog.isNear($0.value, point.value, .printed) }
      }
    )
  }

  @Test func continuedTrainingOfXGBoostRestartsTheCurve() throws {
    let runs = RealLog.read(RealLog.path("xgboost-3.4.1/every10_resume")).runs
    let series = try #require(runs["stdout.txt"]?["train-rmse"])
    #expect(series.first?.step == 0)
    #expect(series.restartCount >= 1)
  }
}
