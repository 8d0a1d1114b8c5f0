import Foundation
import Terminal
import Testing

/// `--record` as a person uses it.
@Suite(.serialized, .timeLimit(.minutes(3)), .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
final class RecordTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("record-\(UUID().uuidString.prefix(8))")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// All that an asciicast writes to a terminal.
  private func output(of path: String) throws -> String {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return try lines.dropFirst().compactMap { line in
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any]
      return event?[1] as? String == "o" ? event?[2] as? String : nil
    }.joined()
  }

  @Test func aRecordingPlaysOnAnotherTerminal() throws {
    let session = try TmuxSession([Program.path("dlviz"), "activations", "relu", "tanh", "--record", path("a.cast")])
    try session.wait(for: "tanh")
    try session.press("?")
    try session.wait(for: "keys of")
    let seen = try session.screen()
    // Gone at once, help and all: the last frame is the one with the help.
    try session.press("C-c")
    #expect(try session.exitStatus() == 0)
    try session.wait(for: "dlviz: wrote")

    try output(of: path("a.cast")).write(toFile: path("bytes"), atomically: true, encoding: .utf8)
    // The player stays, or the shell around it would scroll the picture.
    let player = try TmuxSession(["sh", "-c", "cat \(path("bytes")); exec sleep 600"])
    try player.wait("the same screen") { $0 == seen }
  }

  @Test func aSignalLosesNoRecording() throws {
    let session = try TmuxSession([Program.path("dlviz"), "losses", "--record", path("b.svg")])
    try session.wait(for: "dlviz")
    try session.signal(SIGTERM)
    #expect(try session.exitStatus() == 128 + Int(SIGTERM))
    #expect(session.modes("after") == session.modes("before"))
    #expect(try session.state("alternate_on") == "0")
    let picture = try String(contentsOfFile: path("b.svg"), encoding: .utf8)
    #expect(picture.hasPrefix("<svg ") && picture.hasSuffix("</svg>\n"))
  }

  @Test func whatCannotBeRecordedIsRefused() throws {
    let headless = try Program.run([Program.path("dlviz"), "xor", "--headless", "--record", path("c.cast")])
    #expect(headless.status == 64)
    #expect(headless.error.contains("--record: expected a screen to record"))
    let name = try Program.run([Program.path("dlviz"), "--record", path("c.gif")])
    #expect(name.status == 64)
    #expect(name.error.contains("expected a name ending in .cast or .svg, found '\(path("c.gif"))'"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    let session = try TmuxSession([Program.path("dlviz"), "losses", "--record", path("none/d.cast")])
    #expect(try session.exitStatus() == 1)
    try session.wait(for: "cannot write")
  }
}
