import Foundation
import Testing

/// `dlviz watch` without a screen, as a shell sees it.
@Suite(.timeLimit(.minutes(5))) struct WatchCommandTests {
  /// Runs a line of bash in a folder of its own, in which `dlviz` is the program.
  private func shell(_ script: String, input: String = "") throws -> Program.Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-watch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let prologue = "cd \"$1\"; program=$0; dlviz() { \"$program\" \"$@\"; }; "
    return try Program.run(["bash", "-c", prologue + script, Program.path("dlviz"), folder.path], input: input)
  }

  private static let spike =
    "(echo step,train/loss; for i in $(seq 0 299); do v=0.5; [ $i = 150 ] && v=1000000; [ $i = 285 ] && v=0.001; echo $i,$v; done) > log.csv; "

  @Test(arguments: [
    ("--until 'train/loss < 0.01'", Int32(0), "step 285"), ("--until 'loss < 0.01'", 0, "step 285"),
    ("--fail-on 'train/loss > 1e5'", 3, "step 150"),
    ("--until 'loss > 0.4, loss < 0.01'", 0, "step 285"),
  ]) func conditionsSeeEveryValue(_ options: String, _ status: Int32, _ words: String) throws {
    let result = try shell(Self.spike + "dlviz watch \(options) log.csv")
    #expect(result.status == status)
    #expect(result.error.contains(words))
  }

  @Test(arguments: [
    "--until ''", "--fail-on ''", "--until 'a > 0.9 > 0.5'", "--filter '/(/' --headless",
    "--snapshot a.txt --size 30x8",
  ])
  func whatCannotBeIsBadUsage(_ options: String) throws {
    let result = try shell(Self.spike + "dlviz watch \(options) log.csv; status=$?; ls; exit $status")
    #expect(result.status == 64)
    #expect(!result.output.contains("a.txt"))
  }

  @Test func aNameThatNoRunHasIsSaid() throws {
    let result = try shell(
      "printf 'step 1 loss 0.5 acc 0.1\\nstep 2 loss 0.4 acc 0.2\\n' | dlviz watch --until 'los<0.2' -"
    )
    #expect(result.status == 2)
    #expect(result.error.contains("no metric is named 'los' yet; there are acc, loss"))
  }

  @Test func theFilterHoldsForAllThatIsPrinted() throws {
    let log = "(echo step,a,b; echo 0,1,2; echo 1,3,4) > log.csv; "
    for option in ["--headless", "--json --all", "--csv"] {
      let result = try shell(log + "dlviz watch \(option) --filter '/b$/' log.csv")
      #expect(result.status == 0)
      #expect(result.output.contains("b"))
      #expect(
        !result.output.contains("\"name\":\"a\"") && !result.output.contains(",a,") && !result.output.contains("  a ")
      )
    }
  }

  @Test func pipesByNameAreReadToTheirEnd() throws {
    let result = try shell("dlviz watch --headless --json <(printf 'step 1 loss 0.5\\nstep 2 loss 0.4\\n')")
    #expect(result.status == 0)
    #expect(result.output.contains("\"points\":2"))
  }

  @Test func aCommandReadsStandardInput() throws {
    let result = try shell("dlviz watch --json -- cat", input: "step 1 loss 0.5\nstep 2 loss 0.4\n")
    #expect(result.status == 0)
    #expect(result.output.contains("\"points\":2"))
  }

  @Test func whatIsNotThereIsSaidInWords() throws {
    let missing = try shell("dlviz watch --headless nonexist")
    #expect(missing.status == 1)
    #expect(missing.error == "nonexist: no such file or folder\n")
    let empty = try shell("mkdir empty; dlviz watch --headless empty")
    #expect(empty.status == 1)
    #expect(empty.error == "empty/: no log was found in this folder\n")
  }

  @Test func failOnAloneIsWellWhenTheCommandIs() throws {
    let script = "for i in 1 2 3; do echo step \\$i loss 0.\\$i; done; exit"
    #expect(try shell("dlviz watch --fail-on nan -- bash -c \"\(script) 0\"").status == 0)
    #expect(try shell("dlviz watch --fail-on nan -- bash -c \"\(script) 5\"").status == 5)
    #expect(try shell("dlviz watch --until 'loss > 1' -- bash -c \"\(script) 0\"").status == 2)
  }
}
