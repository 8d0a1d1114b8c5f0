import Foundation
import Testing

/// `dlviz compare` without a screen: tables, JSON, parts, resuming, GNU parallel, and what it says to mistakes.
@Suite(.timeLimit(.minutes(5))) final class CompareCommandTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "dlviz-compare-\(UUID().uuidString)"
  )

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private let sweep = ["--on", "xor", "--over", "hidden=2,3", "--seeds", "6", "--epochs", "200", "--no-times"]

  private func compare(_ arguments: [String]) throws -> Program.Result { try Program.dlviz(["compare"] + arguments) }

  @Test func aTableAndWords() throws {
    let result = try compare(sweep)
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.first == "dlviz compare: xor over hidden 2, 3; 6 seeds from 42; 12 runs")
    #expect(lines.contains { $0.hasPrefix("hidden  runs  solved %  95 % interval") })
    #expect(result.output.contains("Hidden 2 and hidden 3 never solve the task: 0 of 6 runs each"))
    #expect(try compare(sweep + ["--jobs", "1"]).output == result.output)
  }

  @Test func jsonTellsEveryRunAndGroup() throws {
    let result = try compare(sweep + ["--json"])
    #expect(result.status == 0)
    let objects = try result.objects()
    #expect(
      objects.map { $0["event"] as? String } == ["sweep"] + Array(repeating: "run", count: 12) + ["group", "group"]
    )
    let runs = objects.filter { $0["event"] as? String == "run" }
    #expect(runs.map { $0["run"] as? Int } == Array(0..<12))
    #expect(runs.map { $0["seed"] as? Int } == Array(42..<48) + Array(42..<48))
    #expect((runs[0]["settings"] as? [String: Any])?["hidden"] as? [Int] == [2])
    #expect((runs[6]["settings"] as? [String: Any])?["learning_rate"] as? Double == 1)
    let group = try #require(objects.last)
    #expect(group["runs"] as? Int == 6)
    #expect(group["solved"] as? Int == runs.suffix(6).count { $0["solved"] as? Bool == true })
    let losses = try runs.suffix(6).map { try #require($0["train_loss"] as? Double) }
    let mean = try #require((group["mean"] as? [String: Any])?["train_loss"] as? Double)
    #expect(abs(mean - losses.reduce(0, +) / 6) < 1e-15)
    #expect(((group["sd"] as? [String: Any])?["train_loss"] as? Double ?? 0) > 0)
  }

  /// A run of the atlas is `dlviz xor` of its seed, to the last bit.
  @Test func aSeedIsTheSameRunAsXors() throws {
    let runs = try compare(sweep + ["--json"]).objects().filter { $0["event"] as? String == "run" }
    for (hidden, seed, index) in [("2", "44", 2), ("3", "47", 11)] {
      let epochs = try Program.dlviz(["xor", "--hidden", hidden, "--seed", seed, "--epochs", "200", "--json"]).objects()
        .filter { $0["event"] as? String == "epoch" }
      let last = try #require(epochs.last?["train_loss"] as? Double)
      #expect((runs[index]["train_loss"] as? Double)?.bitPattern == last.bitPattern)
    }
  }

  /// A run of the playground is that of its link's seed, to the last bit.
  @Test func aSeedIsTheSameRunAsThePlaygrounds() throws {
    let fixed = ["--dataset", "spiral", "--epochs", "30", "--residual", "--noise", "10"]
    let found = try compare(["--on", "playground", "--over", "hidden=2,3-3", "--seeds", "2", "--json"] + fixed)
    #expect(found.status == 0)
    let run = try #require(found.objects().filter { $0["event"] as? String == "run" }.last)
    let alone = try Program.dlviz(["playground", "--hidden", "3,3", "--seed", "43", "--json"] + fixed).objects()
    #expect(run["train_loss"] as? Double == alone.last?["train_loss"] as? Double)
    #expect(run["test_loss"] as? Double == alone.last?["test_loss"] as? Double)
    let wrong = try compare(["--on", "playground", "--over", "gate=and,xor"])
    #expect(wrong.status == 64 && wrong.error.contains("expected a setting of playground"))
  }

  @Test func csvHasALineARun() throws {
    let lines = try compare(sweep + ["--csv"]).output.split(separator: "\n")
    #expect(
      lines.first
        == "hidden,seed,epochs,train_loss,train_accuracy,test_loss,test_accuracy,solved,solved_at,diverged_at_step"
    )
    #expect(lines.count == 13)
    #expect(lines.dropFirst().allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 10 })
  }

  @Test func aFileIsGoneOnWith() throws {
    let whole = try compare(sweep)
    let file = path("runs.jsonl")
    #expect(try compare(sweep + ["--resume", file]).output == whole.output)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    // Killed in the middle of a line.
    try bytes.prefix(bytes.count * 2 / 3).write(to: URL(fileURLWithPath: file))
    let again = try compare(sweep + ["--resume", file])
    #expect(again.output == whole.output)
    #expect(again.error.contains("of 12 runs are already there"))
    #expect(try compare([file, "--no-times"]).output == whole.output)
    let other = try compare(["--over", "hidden=2,3", "--seeds", "6", "--epochs", "201", "--resume", file])
    #expect(other.status == 1)
    #expect(other.error.contains("from another sweep; epochs: expected 201, found 200"))
  }

  @Test func partsJoinToTheSameTable() throws {
    let whole = try compare(sweep)
    for part in 1...3 {
      let result = try compare(sweep + ["--shard", "\(part)/3", "--jobs", "1"])
      #expect(result.status == 0)
      try Data(result.output.utf8).write(to: URL(fileURLWithPath: path("part\(part).jsonl")))
    }
    let parts = (1...3).map { path("part\($0).jsonl") }
    #expect(try compare(parts.reversed() + ["--no-times"]).output == whole.output)
    let missing = try compare(Array(parts.dropLast()))
    #expect(missing.status == 1)
    #expect(missing.error.contains("4 missing") && missing.error.contains("part 3/3 is not among the files"))
    let doubled = try compare(parts + [parts[0]])
    #expect(doubled.status == 1 && doubled.error.contains("appears twice"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: parts[2]))
    try bytes.dropLast(20).write(to: URL(fileURLWithPath: parts[2]))
    let cut = try compare(parts)
    #expect(cut.status == 1 && cut.error.contains("part3.jsonl: cut off in line"))
  }

  @Test func gnuParallelRunsTheParts() throws {
    let whole = try compare(sweep)
    let command = ([Program.path("dlviz"), "compare"] + sweep + ["--jobs", "1"]).joined(separator: " ")
    let result = try Program.run(
      [
        "parallel", "--will-cite", "--jobs", "3", "--halt", "now,fail=1",
        "\(command) --shard {}/5 --resume \(path("part{}.jsonl"))", ":::", "1", "2", "3", "4", "5",
      ],
      environment: ["LC_ALL": "C.UTF-8"]
    )
    #expect(result.status == 0, "\(result.error)")
    let parts = (1...5).map { path("part\($0).jsonl") }
    #expect(try compare(parts + ["--no-times"]).output == whole.output)
  }

  @Test func aSweepThatIsKilledKeepsItsRuns() throws {
    let file = path("killed.jsonl")
    let long = [
      "compare", "--over", "hidden=2,3", "--seeds", "2000", "--epochs", "3000", "--no-times", "--resume", file,
    ]
    // SIGKILL leaves no time for anything.
    let killed = try Program.run(["timeout", "--signal=KILL", "1", Program.path("dlviz")] + long)
    // 9 from Foundation, 137 where a shell stands between.
    #expect([9, 137].contains(killed.status))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let whole = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(whole.count > 1, "nothing was written in a second")
    for line in whole { #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil) }
  }

  @Test func perceptrons() throws {
    let result = try compare(["--on", "perceptron", "--over", "gate=and,xor", "--seeds", "10", "--no-times"])
    #expect(result.status == 0)
    #expect(result.output.contains("And solves the task most often: 10 of 10 runs, 100.0 %"))
  }

  @Test(
    arguments: [
      ([], "expected files, --preset, or --over"), (["--over", "hidden"], "expected a setting and its values"),
      (["--over", "hidden=2", "--hidden", "3"], "either a fixed value or --over"),
      (["--preset", "exercise-9"], "exercise-2 or exercise-3"),
      (["--over", "hidden=2", "--shard", "9/8"], "expected a part such as 3/8"),
      (["--over", "hidden=2", "--seeds", "0"], "expected 1 or more, found 0"),
      (["--over", "hidden=2", "--json", "--csv"], "--csv: expected alone, found with --json"),
      (["a.jsonl", "--over", "hidden=2"], "expected without options"),
      (["--on", "xor", "--over", "dropout=0.1"], "a setting of xor"),
    ] as [([String], String)]
  ) func mistakesAreNamed(_ arguments: [String], _ message: String) throws {
    let result = try compare(arguments)
    #expect(result.status == 64)
    #expect(result.error.contains(message), "\(result.error)")
    #expect(result.output.isEmpty)
  }
}
