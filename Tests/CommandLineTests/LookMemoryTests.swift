import Foundation
import Terminal
import Testing

/// What `t` chose is there at the next start, and the first start of all says which glyphs were chosen.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct LookMemoryTests {
  @Test func theThemeIsRemembered() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dlviz-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let environment = ["XDG_STATE_HOME": folder.path, "COLORTERM": "truecolor"]
    func start() throws -> TmuxSession {
      let session = try TmuxSession([Program.path("dlviz"), "losses"], environment: environment)
      try session.wait(for: "dlviz")
      return session
    }
    let first = try start()
    try first.wait(for: "glyphs: braille, ctrl-T for others; theme: dark")
    #expect(try first.screen(withStyles: true).contains("48;2;15;19;24"))
    try first.press("t")
    try first.wait("the light theme") { _ in try first.screen(withStyles: true).contains("48;2;250;250;247") }
    try first.press("q")
    #expect(try first.exitStatus() == 0)
    // tmux without a terminal around it does not say what its background is.
    let text = try String(contentsOf: folder.appendingPathComponent("dlviz/look"), encoding: .utf8)
    #expect(text == "unknown light\n")

    let second = try start()
    try second.wait("the light theme") { _ in try second.screen(withStyles: true).contains("48;2;250;250;247") }
    #expect(try !second.screen().contains("glyphs:"))
    try second.press("C-t")
    try second.wait(for: "glyphs: blocks")
    try second.press("q")
    #expect(try second.exitStatus() == 0)
  }
}
