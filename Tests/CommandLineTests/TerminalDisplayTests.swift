import Foundation
import Terminal
import Testing

/// The screen on terminals of many kinds, with the small probe in place of a real screen.
@Suite(.serialized, .timeLimit(.minutes(5)), .enabled(if: TmuxSession.isAvailable, "tmux is not installed"))
struct TerminalDisplayTests {
  private let probe = Program.path("terminal-probe")

  @Test(arguments: [
    ("vt100", "ascii mono mouse false"),
    ("xterm", "braille colors8 mouse true ⣿▀│é"),
    ("xterm-256color", "braille colors256 mouse true ⣿▀│é"),
    ("screen-256color", "braille colors256 mouse true ⣿▀│é"),
    ("linux", "shades colors8 mouse false"),
    // Not on a stock system, and not anywhere.
    ("xterm-ghostty", "braille colors256 mouse true ⣿▀│é"),
    ("no-such-terminal", "braille colors256 mouse true ⣿▀│é"),
  ])
  func kindsOfTerminals(name: String, line: String) throws {
    let session = try TmuxSession([probe], environment: ["TERM": name])
    try session.wait(for: line)
    try session.wait("a mark in the last cell") { $0.split(separator: "\n").last?.hasSuffix("#") == true }
    try session.press("Up", "BTab", "Home", "F5")
    for key in ["Key.up", "Key.backTab", "Key.home", "Key.function(5)"] { try session.wait(for: key) }
  }

  @Test func colorsFollowTheEnvironment() throws {
    let direct = try TmuxSession([probe], environment: ["COLORTERM": "truecolor"])
    try direct.wait(for: "braille trueColor")
    #expect(try direct.screen(withStyles: true).contains("38;2;255;170;0"))
    let none = try TmuxSession([probe], environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"])
    try none.wait(for: "braille mono")
    #expect(try !none.screen(withStyles: true).contains("38;"))
  }

  @Test func localesWithoutUTF8GetASCII() throws {
    let session = try TmuxSession([probe], environment: ["LC_ALL": "C"])
    try session.wait(for: "ascii colors256")
    #expect(try session.screen().allSatisfy { $0.isASCII })
  }

  @Test(arguments: [
    ["LC_ALL": "xx_YY.UTF-8"], ["LC_ALL": "", "LC_CTYPE": "UTF-8"],
    ["LC_ALL": "", "LC_CTYPE": "", "LANG": "tlh_QO.utf8"],
  ])
  func aLocaleInUTF8ThatIsNotInstalledIsStillUTF8(environment: [String: String]) throws {
    let session = try TmuxSession([probe], environment: environment)
    try session.wait(for: "braille colors256")
    try session.send("é")
    try session.wait(for: "00E9")
  }

  @Test func sizes() throws {
    let session = try TmuxSession([probe])
    try session.wait(for: "probe 80x24")
    for size in [Size(300, 100), Size(20, 6), Size(1, 1), Size(120, 40)] {
      try session.resize(to: size)
      if size.width >= 15 { try session.wait(for: "probe \(size.width)x\(size.height)") }
    }
    try session.press("q")
    #expect(try session.exitStatus() == 0)
  }

  @Test func theMouseBeyondColumn223() throws {
    let session = try TmuxSession([probe], size: Size(260, 30))
    try session.wait(for: "probe 260x30")
    try session.send("\u{1B}[<0;251;20M\u{1B}[<32;252;20M\u{1B}[<0;252;20m")
    try session.wait(for: "Action.press, position: Terminal.Point(x: 250, y: 19)")
    try session.wait(for: "Action.drag, position: Terminal.Point(x: 251, y: 19)")
    try session.wait(for: "Action.release")
  }

  @Test func escapeIsAKeyAndAltIsNone() throws {
    let session = try TmuxSession([probe])
    try session.wait(for: "probe 80x24")
    try session.press("M-q", "Escape")
    try session.wait(for: "Key.escape")
    try session.press("q")
    #expect(try session.exitStatus() == 0)
  }

  @Test func anotherThreadWakes() throws {
    let session = try TmuxSession([probe])
    try session.wait(for: "probe 80x24")
    try session.press("w")
    try session.wait(for: "wake 1")
    try session.press("w")
    try session.wait(for: "wake 2")
  }

  @Test(arguments: [
    ("dumb", "the terminal 'dumb' cannot move its cursor"),
    ("", "TERM is not set"),
  ])
  func terminalsThatCannotShowAScreen(name: String, message: String) throws {
    let session = try TmuxSession([probe], size: Size(200, 24), environment: ["TERM": name])
    #expect(try session.exitStatus() == 1)
    let screen = try session.screen()
    #expect(screen.contains(message))
    #expect(screen.contains("--headless"))
    #expect(screen.contains("TERM=xterm-256color"))
    #expect(session.modes("after") == session.modes("before"))
  }

  @Test func withoutATerminalItSaysSo() throws {
    let result = try Program.run([probe])
    #expect(result.status == 1)
    #expect(result.error.contains("standard input is not a terminal"))
    #expect(result.output.isEmpty)
  }
}
