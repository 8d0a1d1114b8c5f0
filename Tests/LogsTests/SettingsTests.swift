import Records
import Testing

@testable import Logs

/// What files of settings say, and that nothing is guessed.
@Suite struct SettingsTests {
  private func facts(_ text: String) -> [String] { SettingsText(text).facts.map { "\($0.name)=\($0.text)" } }

  @Test func namesAndValues() {
    let text = """
      # of the run
      lr: 0.5
      batch_size: 32   # per device
      name: "a # b\\n\\u8bad"
      path: 'it''s'
      empty:
      nothing: ~
      scheme: http://host:80/x
      "quoted key": yes
      x#y: z
      """
    #expect(
      facts(text) == [
        "lr=0.5", "batch_size=32", "name=a # b\n训", "path=it's", "empty=null", "nothing=~", "scheme=http://host:80/x",
        "quoted key=yes", "x#y=z",
      ]
    )
    #expect(SettingsText(text).problems == [])
    #expect(facts("{}") == [] && facts("") == [] && facts("--- \n# nothing\n") == [])
    #expect(facts("\u{FEFF}a: 1\r\nb: 2\r\n") == ["a=1", "b=2"])
  }

  @Test func mappingsWithinMappingsAndLists() {
    let text = """
      %YAML 1.2
      ---
      optimizer:
        name: Adam
        betas:
        - 0.9
        - 0.999
        schedule:
          warmup: 100
      layers: [64, 32, "a b"]
      augment: {flip: true, crop: {size: 32, pad: 4}, none: }
      steps:
        - 1
        - 2
      tuple: !!python/tuple
      - 1
      - 2
      long: [1,
        2, 3]
      note: |
        two
        lines
      folded: goes
        on
      last: 1
      """
    #expect(
      facts(text) == [
        "optimizer.name=Adam", "optimizer.betas=[0.9, 0.999]", "optimizer.schedule.warmup=100",
        "layers=[64, 32, \"a b\"]",
        "augment.flip=true", "augment.crop.size=32", "augment.crop.pad=4", "augment.none=null", "steps=[1, 2]",
        "tuple=[1, 2]", "long=[1, 2, 3]", "note=two lines", "folded=goes on", "last=1",
      ]
    )
    #expect(SettingsText(text).problems == [])
  }

  @Test(arguments: [
    ("a: 1\nd: *x\nb: &x\n  c: 2\ne: 3", ["a=1", "b.c=2", "e=3"], ["line 2"]),
    ("a:\n- name: x\n  - 1\n- name: y\ne: 3", ["a.0.name=x", "a.1.name=y", "e=3"], ["line 3"]),
    ("a: 1\nb: !!python/object:mod.Class\n  c: 2\n  d: [1]\ne: 3", ["a=1", "e=3"], ["line 2"]),
    ("<<: *base\ne: 3", ["e=3"], ["line 1"]),
    ("a:\n  - - 1\n    - 2\ne: 3", ["e=3"], ["line 2"]),
    ("- 1\n- 2", [], ["line 1"]),
    ("a: [1, 2\ne: 3", [], ["line 1"]),
    ("a: 'never ends\ne: 3", ["e=3"], ["line 1"]),
    ("a: b: c\ne: 3", ["e=3"], ["line 1"]),
    ("a: 1\n    b: 2\ne: 3", ["e=3"], ["line 1"]),
    ("a: 1\n---\na: 2", ["a=1"], ["line 2"]),
    ("just text\ne: 3", ["e=3"], ["line 1"]),
  ])
  func whatIsNotUnderstoodIsLeftOutAndSaid(_ text: String, _ expected: [String], _ lines: [String]) {
    let settings = SettingsText(text)
    #expect(settings.facts.map { "\($0.name)=\($0.text)" } == expected)
    for line in lines { #expect(settings.problems.contains { $0.hasPrefix(line) }, "\(settings.problems)") }
  }

  @Test func mappingsInLists() {
    let text = """
      callbacks:
        - name: checkpoint
          every: 10
          where: {path: a, keep: 3}
        - name: early
          patience: 3
      groups:
      - params: [a, b]
        lr: 0.1
      -
        lr: 0.2
      data:
      - {path: a, weight: 0.5}
      - "b: c"
      - 7
      last: 1
      """
    #expect(
      facts(text) == [
        "callbacks.0.name=checkpoint", "callbacks.0.every=10", "callbacks.0.where.path=a", "callbacks.0.where.keep=3",
        "callbacks.1.name=early", "callbacks.1.patience=3", "groups.0.params=[a, b]", "groups.0.lr=0.1",
        "groups.1.lr=0.2", "data.0.path=a", "data.0.weight=0.5", "data.1=b: c", "data.2=7", "last=1",
      ]
    )
    #expect(SettingsText(text).problems == [])
  }

  @Test func anchorsAndMerges() {
    let text = """
      base: &base
        hidden: 128
        optimizer:
          name: adam
          lr: 0.1
      rate: &rate 1e-3
      small:
        seed: 7
        hidden: 16
        <<: *base
      other:
        <<: [*base]
        optimizer:
          name: sgd
      again: *rate
      copy: *base
      args: !!python/object:argparse.Namespace
        bs: 32
      """
    #expect(
      facts(text) == [
        "base.hidden=128", "base.optimizer.name=adam", "base.optimizer.lr=0.1", "rate=1e-3", "small.seed=7",
        "small.hidden=16", "small.optimizer.name=adam", "small.optimizer.lr=0.1", "other.hidden=128",
        "other.optimizer.name=sgd", "again=1e-3", "copy.hidden=128", "copy.optimizer.name=adam",
        "copy.optimizer.lr=0.1", "args.bs=32",
      ]
    )
    #expect(SettingsText(text).problems == [])
  }

  /// Each doubles the one before.
  @Test func anchorsWithinAnchorsDoNotGrowWithoutEnd() {
    let text = "a0: &a0\n  x: 1\n" + (1...60).map { "a\($0): &a\($0)\n  p: *a\($0 - 1)\n  q: *a\($0 - 1)\n" }.joined()
    #expect(SettingsText(text).facts.count <= 2000)
  }

  @Test func nothingIsDeeperOrLongerThanItMayBe() {
    let deep = (0..<200).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n")
    #expect(SettingsText(deep).problems.count == 1)
    #expect(SettingsText("a: " + String(repeating: "[", count: 100_000)).facts.isEmpty)
    #expect(
      SettingsText("a: " + String(repeating: "{a: ", count: 90) + String(repeating: "}", count: 90)).facts.isEmpty
    )
    #expect(SettingsText("a: " + String(repeating: "x", count: 10_000)).facts.first?.text.count == 401)
  }

  // MARK: Beside logs

  private func facts(_ watch: Watch, _ run: String) -> [String] {
    watch.runs[run]?.facts.map { "\($0.name)=\($0.text)" } ?? []
  }

  @Test func lightningsSettingsAreThoseOfTheRunsInTheirFolder() {
    var watch = Watch("/logs")
    watch.files.put("lr: 0.1\nmodel:\n  depth: 3\n", at: "/logs/version_0/hparams.yaml")
    watch.files.put("step,loss\n0,1\n1,0.5\n", at: "/logs/version_0/metrics.csv")
    watch.files.put("step,loss\n0,1\n1,0.5\n", at: "/logs/version_1/metrics.csv")
    watch.look()
    #expect(facts(watch, "version_0/metrics.csv") == ["lr=0.1", "model.depth=3"])
    #expect(facts(watch, "version_1/metrics.csv") == [])
    // It is written later, or changed.
    watch.files.put("lr: 0.2\n", at: "/logs/version_1/hparams.yaml")
    watch.look(after: 2)
    watch.look()
    #expect(facts(watch, "version_1/metrics.csv") == ["lr=0.2"])
    watch.files.overwrite("lr: 0.25\n", at: "/logs/version_1/hparams.yaml")
    watch.look(after: 2)
    watch.look()
    #expect(facts(watch, "version_1/metrics.csv") == ["lr=0.25"])
    // A log that is written anew keeps them.
    watch.files.overwrite("acc,step,loss\n,0,1\n,1,0.5\n1,2,0.25\n", at: "/logs/version_1/metrics.csv")
    watch.look()
    watch.look()
    #expect(facts(watch, "version_1/metrics.csv") == ["lr=0.25"])
  }

  @Test func dvclivesAndMLflowsAreThoseOfTheirFolder() {
    var watch = Watch("/logs")
    watch.files.put("step\tloss\n0\t1\n1\t0.5\n", at: "/logs/dvclive/plots/metrics/train/loss.tsv")
    watch.files.put("lr: 0.5", at: "/logs/dvclive/params.yaml")
    let run = "/logs/mlruns/0/abc"
    watch.files.put("status: 3\n", at: run + "/meta.yaml")
    watch.files.put("1795905000000 0.5 0\n1795905000100 0.25 1\n", at: run + "/metrics/loss")
    watch.files.put("0.01", at: run + "/params/lr")
    watch.files.put("Adam\n", at: run + "/params/optimizer/name")
    watch.look()
    #expect(facts(watch, "dvclive") == ["lr=0.5"])
    #expect(facts(watch, "mlruns/0/abc") == ["lr=0.01", "optimizer/name=Adam"])
  }

  @Test func thoseBesideANamedFileAreRead() {
    var watch = Watch("/logs/metrics.csv")
    watch.files.put("step,loss\n0,1\n1,0.5\n", at: "/logs/metrics.csv")
    watch.files.put("{\"lr\": 0.5, \"sizes\": [1, 2], \"deep\": {\"er\": null}}", at: "/logs/args.json")
    watch.look()
    #expect(facts(watch, "metrics.csv") == ["lr=0.5", "sizes=[1, 2]", "deep.er=null"])
  }

  @Test func whatIsLeftOutIsSaidOfTheRun() {
    var watch = Watch("/logs")
    watch.files.put("a: 1\nb: !!python/object:x.Y {}\n", at: "/logs/hparams.yaml")
    watch.files.put("step,loss\n0,1\n1,0.5\n", at: "/logs/metrics.csv")
    watch.look()
    #expect(facts(watch, "metrics.csv") == ["a=1"])
    #expect(watch.runs["metrics.csv"]?.warnings.contains { $0.hasPrefix("hparams.yaml, line 2: 'b'") } == true)
  }

  /// What transformers 5.24 saved with `torch.save(TrainingArguments(…))`.
  @Test func argumentsOfTransformersAreRead() throws {
    let bytes = try ScratchFolder.bytes(RealLog.path("transformers-5.23.0/training_args.bin"))
    let found = bytes.withUnsafeBufferPointer { SettingsFile.read($0, .mapping) }
    #expect(found.problems == [])
    let values = Dictionary(found.facts.map { ($0.name, $0.text) }) { first, _ in first }
    #expect(values["learning_rate"] == "0.0003" && values["num_train_epochs"] == "2.5" && values["max_steps"] == "-1")
    #expect(values["lr_scheduler_type"] == "cosine" && values["run_name"] == "my run" && values["seed"] == "7")
    #expect(values["fp16"] == nil && values["__cached__setup_devices"] == nil)
    #expect(values.values.allSatisfy { !$0.isEmpty })
    // Cut anywhere, it says that it is not known, and nothing else.
    for end in stride(from: 0, to: bytes.count, by: 7) {
      let cut = bytes[..<end].withUnsafeBufferPointer { PickledSettings($0) }
      #expect(end > 4000 || (cut.facts.isEmpty && cut.problem != nil))
    }
  }

  /// A program may ask for anything, such as lists within lists without end.
  @Test func aPickleIsFollowedWithoutDoingWhatItAsks() {
    func facts(_ program: [UInt8]) -> PickledSettings {
      var file: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 22) + [8, 0, 0, 0]
      file += Array("data.pkl".utf8) + program
      return file.withUnsafeBufferPointer { PickledSettings($0) }
    }
    let name: [UInt8] = [0x8C, 1, 0x61]
    #expect(facts([0x7D, 0x28] + name + [0x4B, 7, 0x75, 0x2E]).facts == [RunFact("a", "7")])
    #expect(facts([0x7D, 0x28] + name + [0x4A, 0xFE, 0xFF, 0xFF, 0xFF, 0x75, 0x2E]).facts == [RunFact("a", "-2")])
    let deep = [0x7D, 0x28] + name + [0x4B, 7] + [UInt8](repeating: 0x85, count: 200_000) + [0x75, 0x2E]
    #expect(facts(deep).facts == [])
    // Each list holds the one before twice.
    var doubled: [UInt8] = [0x7D, 0x28] + name + [0x4B, 7, 0x71, 0]
    for _ in 0..<40 { doubled += [0x68, 0, 0x86, 0x71, 0] }
    #expect(facts(doubled + [0x75, 0x2E]).facts.count <= 1)
    #expect(facts([0x68, 9, 0x2E]).problem != nil && facts([0x52, 0x2E]).problem != nil && facts([]).problem != nil)
  }

  @Test func realFilesGiveTheirSettings() throws {
    let rate = RunFact("lr", "0.5")
    #expect(RealLog.read(RealLog.path("dvclive-3.49.1")).runs["dvclive"]?.facts == [rate])
    let stored = try #require(RealLog.read(RealLog.path("mlflow-3.17.2/file")).runs.runs.first)
    #expect(stored.facts.contains(rate) && stored.facts.contains { $0.name == "name" })
    for (file, name) in [
      ("mlflow-3.17.2/default/mlflow.db.gz", "mlflow.db"), ("trackio-0.43.0/trackio/myproj.db.gz", "myproj.db"),
    ] {
      let scratch = try ScratchFolder()
      try scratch.write(Inflater.unpacked(try ScratchFolder.bytes(RealLog.path(file))), to: name)
      let found = RealLog.read(scratch.path).runs.runs.contains { $0.facts.contains(rate) }
      #expect(found, "\(name)")
    }
  }
}
