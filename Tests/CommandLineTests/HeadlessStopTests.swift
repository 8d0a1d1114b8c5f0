import Foundation
import Testing

/// A run without a screen that is read while it goes, and stopped before its end.
@Suite(.timeLimit(.minutes(5))) struct HeadlessStopTests {
  /// A run that would take hours, its lines in a pipe.
  private struct Run {
    let process = Process()
    let output = Pipe()

    init(_ options: [String]) throws {
      process.executableURL = URL(fileURLWithPath: Program.path("dlviz"))
      process.arguments = options
      process.standardOutput = output
      try process.runUnblocked()
    }

    /// Reads until a text has come; false when the pipe is closed before.
    func waits(for text: String) -> Bool {
      var all = Data()
      while !String(decoding: all, as: UTF8.self).contains(text) {
        let part = output.fileHandleForReading.availableData
        if part.isEmpty { return false }
        all += part
      }
      return true
    }

    /// What is left in the pipe, to its end.
    func rest() -> String {
      defer { process.waitUntilExit() }
      return String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aStopKeepsWhatWasLearned(signal: Int32) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try Run(["xor", "--json", "--epochs", "1000000000", "--log-every", "1000", "--save", file.path])
    // A line in the middle of the run arrives while the run goes on: nothing waits for a buffer to fill.
    #expect(run.waits(for: "\"epoch\":1,"))
    kill(run.process.processIdentifier, signal)
    let rest = run.rest()
    #expect(rest.hasSuffix("}\n"))
    let last = try #require(rest.split(separator: "\n").last)
    #expect(last.contains("\"event\":\"finished\",\"reason\":\"stopped\""))
    #expect(run.process.terminationReason == .exit)
    #expect(run.process.terminationStatus == 128 + signal)
    // The file holds the network of the step that the last line names: the same run, that long, ends with the same bits.
    let object = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any]
    let steps = try #require(object?["steps"] as? Int)
    let again = file.path + ".again.safetensors"
    defer { try? FileManager.default.removeItem(atPath: again) }
    _ = try Program.run([Program.path("dlviz"), "xor", "--headless", "--epochs", "\(steps)", "--save", again])
    #expect(try weights(of: file.path) == weights(of: again))
  }

  @Test func aReaderThatGoesAwayEndsTheRunAndKeepsTheWeights() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    let command = #""$0" xor --json --epochs 1000000000 --log-every 100 --save "$1" | head -n 2; exit ${PIPESTATUS[0]}"#
    let result = try Program.run(["bash", "-c", command, Program.path("dlviz"), file.path])
    #expect(result.status == 128 + SIGPIPE)
    #expect(result.error.isEmpty)
    #expect(result.output.split(separator: "\n").count == 2)
    let again = try Program.run([Program.path("dlviz"), "xor", "--headless", "--epochs", "0", "--init", file.path])
    #expect(again.status == 0)
  }

  /// A closed stream's number is free for the next file, which then is taken for the stream.
  @Test(arguments: [">&-", "<&- >&-", "2>&- >&-", "<&- 2>&- >&-"], ["--json", "--headless"])
  func closedStreamsAreAnErrorNotACrash(closed: String, form: String) throws {
    let command = "\"$0\" xor \(form) --epochs 5 \(closed); echo $?"
    let result = try Program.run(["bash", "-c", command, Program.path("dlviz")])
    #expect(result.output == "1\n")
    let says = result.error.contains("cannot write standard output: Bad file descriptor")
    #expect(says == !closed.contains("2>&-"))
  }

  @Test func aClosedInputOrErrorStreamIsNotMissed() throws {
    let command = "\"$0\" xor --json --epochs 5 <&- 2>&- | tail -n 1; exit ${PIPESTATUS[0]}"
    let result = try Program.run(["bash", "-c", command, Program.path("dlviz")])
    #expect(result.status == 0)
    #expect(result.output.contains("\"reason\":\"completed\""))
  }

  @Test func aFileThatMayNotGrowIsSaidAndLeavesNothing() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("w.safetensors")
    // A kibibyte at most; 257 numbers take two.
    let command = "ulimit -f 1; exec \"$0\" xor --headless --epochs 5 --hidden 64 --save \"$1\" > /dev/null"
    let result = try Program.run(["bash", "-c", command, Program.path("dlviz"), file.path])
    #expect(result.status == 1)
    #expect(result.error.contains("cannot write \(file.path): File too large"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test(
    "what cannot be written is said, be it a log or a help text",
    arguments: ["xor --json --epochs 5", "--help", "doctor"]
  )
  func aDiskThatIsFullIsSaid(arguments: String) throws {
    guard FileManager.default.isWritableFile(atPath: "/dev/full") else { return }
    let command = "exec \"$0\" \(arguments) > /dev/full"
    let result = try Program.run(["bash", "-c", command, Program.path("dlviz")])
    #expect(result.status == 1)
    #expect(result.error.contains("cannot write standard output"))
  }
}
