import Foundation
import Testing

/// `dlviz xor` without a screen: text, JSON, pictures, files, and what it says to mistakes.
@Suite(.timeLimit(.minutes(5))) struct XorCommandTests {
  private func xor(_ options: String..., environment: [String: String] = [:]) throws -> Program.Result {
    try Program.run([Program.path("dlviz"), "xor"] + options, environment: environment)
  }

  private func temporaryFile(_ ending: String) -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-\(UUID().uuidString).\(ending)").path
  }

  @Test func aPipeGetsTextByItself() throws {
    let result = try xor("--epochs", "50")
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.output.contains("epoch"))
  }

  @Test func jsonIsOneObjectALine() throws {
    let result = try xor("--json", "--epochs", "20", "--log-every", "5", "--seed", "3")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n").map { Data($0.utf8) }
    let objects = try lines.map { try #require(try JSONSerialization.jsonObject(with: $0) as? [String: Any]) }
    let events = objects.compactMap { $0["event"] as? String }
    #expect(events.first == "started")
    #expect(events.last == "finished")
    #expect(objects.first?["seed"] as? Int == 3)
    #expect(objects.first?["layers"] as? [Int] == [2, 4, 1])
    let epochs = objects.compactMap { $0["epoch"] as? Int }
    #expect(epochs.first == 1)
    #expect(epochs.contains(20))
    #expect(epochs.count < 20)
  }

  @Test func everyStepIsTold() throws {
    let result = try xor("--json", "--log-steps", "--epochs", "30", "--batch-size", "2")
    var told = 0
    for line in result.output.split(separator: "\n") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      guard object["event"] as? String == "step" else { continue }
      let steps = try #require(object["steps"] as? Int)
      #expect(object["step"] as? Int == told + steps)
      #expect((object["train_loss"] as? Double ?? -1) > 0)
      told += steps
    }
    #expect(told == 60)
    #expect(try xor("--log-steps", "--headless").status == 64)
  }

  @Test func sameSeedSameBits() throws {
    let files = [temporaryFile("safetensors"), temporaryFile("safetensors")]
    defer { files.forEach { try? FileManager.default.removeItem(atPath: $0) } }
    #expect(try xor("--epochs", "30", "--seed", "5", "--save", files[0]).status == 0)
    #expect(try xor("--epochs", "30", "--seed", "5", "--json", "--save", files[1]).status == 0)
    #expect(try weights(of: files[0]) == weights(of: files[1]))
    #expect(try xor("--epochs", "1", "--init", files[0]).status == 0)
    let mismatch = try xor("--epochs", "1", "--hidden", "3", "--init", files[0])
    #expect(mismatch.status == 1)
    #expect(mismatch.error.contains("expected"))
  }

  @Test(arguments: ["txt", "ansi", "svg"])
  func pictures(ending: String) throws {
    let file = temporaryFile(ending)
    defer { try? FileManager.default.removeItem(atPath: file) }
    #expect(try xor("--epochs", "20", "--snapshot", file, "--size", "80x24").status == 0)
    let picture = try String(contentsOfFile: file, encoding: .utf8)
    #expect(picture.contains(ending == "svg" ? "<svg" : "truth table"))
  }

  @Test(arguments: [
    (["--hidden", "0"], "hidden"), (["--epochs", "-1"], "epochs"), (["--activation", "nonsense"], "activation"),
    (["--learning-rate", "x"], "learning-rate"), (["--snapshot", "frame.gif"], "snapshot"), (["--fps", "0"], "fps"),
    (["--gate", "maybe"], "gate"),
  ])
  func badUsageNamesTheOption(options: [String], name: String) throws {
    let result = try Program.run([Program.path("dlviz"), "xor"] + options)
    #expect(result.status == 64)
    #expect(result.error.contains(name) && result.error.contains("Usage: dlviz xor"), "\(result.error)")
    #expect(result.output.isEmpty)
  }

  @Test func anUnwritableFileIsFoundBeforeTraining() throws {
    let result = try xor("--epochs", "5", "--save", "/no/such/folder/weights.safetensors")
    #expect(result.status == 1)
    #expect(result.error.contains("/no/such/folder"))
    #expect(result.output.isEmpty)
  }

  @Test func aClosedPipeEndsIt() throws {
    let program = Program.path("dlviz")
    let result = try Program.run([
      "bash", "-c", "'\(program)' xor --json --epochs 3000 | head -n 1; exit ${PIPESTATUS[0]}",
    ])
    // 141 is 128 and SIGPIPE's 13; or it notices by itself.
    #expect([0, 1, 141].contains(result.status))
    #expect(!result.error.contains("Fatal"))
    #expect(result.output.contains("started"))
  }
}
