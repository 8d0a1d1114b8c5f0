import Foundation
import Terminal
import Testing

/// However a program with a screen ends, the terminal is as it was before, and what the program said can be read.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct TerminalRestoreTests {
  private func startProbe(size: Size = Size(80, 24), environment: [String: String] = [:]) throws -> TmuxSession {
    let session = try TmuxSession([Program.path("terminal-probe")], size: size, environment: environment)
    try session.wait(for: "probe \(size.width)x\(size.height)")
    return session
  }

  private func expectRestored(_ session: TmuxSession, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(session.modes("after") == session.modes("before"), sourceLocation: sourceLocation)
    for (flag, value) in [
      ("alternate_on", "0"), ("mouse_any_flag", "0"), ("mouse_sgr_flag", "0"), ("cursor_flag", "1"),
    ] {
      #expect(try session.state(flag) == value, "\(flag)", sourceLocation: sourceLocation)
    }
    #expect(try session.state("keypad_cursor_flag") == "0", sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    ("q", 0, "terminal-probe ended"),
    ("C-c", 0, "terminal-probe ended"),
    ("x", 3, "-- ended"),
    ("f", 132, "the probe was asked for a fatal error"),
    ("t", 132, "Index out of range"),
    ("s", 139, "-- ended"),
    ("a", 134, "-- ended"),
  ])
  func everyKeyThatEnds(key: String, status: Int, message: String) throws {
    let session = try startProbe()
    #expect(try session.state("alternate_on") == "1")
    try session.press(key)
    // A trap is SIGILL on x86-64 and SIGTRAP on arm64.
    let found = try session.exitStatus()
    #expect(found == status || (status == 132 && found == 133))
    #expect(try session.screen().contains(message))
    try expectRestored(session)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func everySignalThatEnds(signal: Int32) throws {
    let session = try startProbe()
    try session.signal(signal)
    #expect(try session.exitStatus() == 128 + Int(signal))
    try expectRestored(session)
  }

  @Test func aTrapWithTheRuntimesOwnReportAlsoRestores() throws {
    // The report is long, and comes after the message.
    let session = try startProbe(size: Size(100, 200), environment: ["SWIFT_BACKTRACE": "enable=no"])
    try session.press("f")
    #expect([132, 133].contains(try session.exitStatus()))
    #expect(try session.screen().contains("Fatal error"))
    try expectRestored(session)
  }

  @Test func whatIsPrintedBehindTheScreenWaits() throws {
    let session = try startProbe()
    try session.press("p", "Up")
    try session.wait(for: "Key.up")
    #expect(try !session.screen().contains("behind the screen"))
    try session.press("q")
    #expect(try session.exitStatus() == 0)
    let screen = try session.screen()
    #expect(screen.contains("printed behind the screen"))
    #expect(screen.contains("complained behind the screen"))
  }

  @Test func controlZGivesTheTerminalToTheShellAndTakesItBack() throws {
    let session = try startProbe()
    try session.press("C-z")
    try session.wait(for: "-- stopped --")
    #expect(session.modes("stopped") == session.modes("before"))
    #expect(try session.state("alternate_on") == "0")
    #expect(try session.state("mouse_any_flag") == "0")
    try session.resize(to: Size(60, 20))
    try session.press("Enter")
    try session.wait(for: "probe 60x20")
    #expect(try session.state("alternate_on") == "1")
    #expect(try session.state("mouse_any_flag") == "1")
    try session.press("Left")
    try session.wait(for: "Key.left")
    try session.press("C-z")
    try session.wait(for: "-- stopped --")
    try session.press("Enter")
    try session.wait(for: "Key.left")
    try session.press("q")
    #expect(try session.exitStatus() == 0)
    #expect(try !session.screen().contains("Key.left"))
    try expectRestored(session)
  }

  @Test func aStopFromOutsideDoesTheSame() throws {
    let session = try startProbe()
    try session.signal(SIGTSTP)
    try session.wait(for: "-- stopped --")
    #expect(session.modes("stopped") == session.modes("before"))
    try session.press("Enter")
    try session.wait(for: "probe 80x24")
    try session.press("q")
    #expect(try session.exitStatus() == 0)
    try expectRestored(session)
  }
}
