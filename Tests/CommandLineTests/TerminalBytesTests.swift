import Foundation
import Terminal
import Testing

/// What is written at the start and at the end, byte by byte.
@Suite(.serialized, .timeLimit(.minutes(5))) struct TerminalBytesTests {
  private let probe = Program.path("terminal-probe")

  private static let mouseOn = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1003h\u{1B}[?1006h"
  private static let mouseOff = "\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l"

  /// What gives an xterm back: frame, mouse, paste, pen, screen, title, keypad, cursor.
  static let leave =
    "\u{1B}[?2026l\(mouseOff)\u{1B}[?2004l\u{1B}[m\u{1B}[H\u{1B}[2J\u{1B}[?1049l\u{1B}[23;0;0t\u{1B}[?1l\u{1B}>\u{1B}[?12l\u{1B}[?25h"

  /// Everything that the probe writes when it is quit at once.
  private func output(_ environment: [String: String], _ arguments: [String] = []) throws -> String {
    let terminal = try #require(try PseudoTerminal([probe] + arguments, size: Size(80, 24), environment: environment))
    let start = try #require(terminal.read(until: "\u{1B}[6n"))
    terminal.send("q")
    let end = try #require(terminal.read(until: "ended\r\n"))
    #expect(terminal.exitStatus() == 0)
    return start + end
  }

  private func expect(_ output: String, start: String, end: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let first = String(output.prefix(start.count))
    let last = String(output.suffix(end.count + "terminal-probe ended\r\n".count))
    #expect(first.debugDescription == start.debugDescription, sourceLocation: sourceLocation)
    #expect(
      last.debugDescription == (end + "terminal-probe ended\r\n").debugDescription,
      sourceLocation: sourceLocation
    )
    // ncurses writes nothing of its own, and what is pushed is pushed once.
    for once in ["\u{1B}[?1049h", "\u{1B}[22;0;0t", "\u{1B}[?1h", "\u{1B}[?1049l"] {
      #expect(
        output.components(separatedBy: once).count <= 2,
        "\(once.debugDescription)",
        sourceLocation: sourceLocation
      )
    }
    #expect(!output.contains("\u{1B}[?1034h"), sourceLocation: sourceLocation)
  }

  @Test func xterm() throws {
    expect(
      try output([:]),
      start:
        "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[?1h\u{1B}=\u{1B}[?25l\u{1B}[?2004h\(Self.mouseOn)\u{1B}]11;?\u{1B}\\\u{1B}[c"
        + "\u{1B}[?2026h\u{1B}[m\u{1B}[H\u{1B}[2J\u{1B}[2Hbraille",
      end: Self.leave
    )
  }

  @Test func xtermWithoutMouse() throws {
    expect(
      try output([:], ["--no-mouse"]),
      start:
        "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[?1h\u{1B}=\u{1B}[?25l\u{1B}[?2004h\u{1B}]11;?\u{1B}\\\u{1B}[c\u{1B}[?2026h",
      end: Self.leave.replacing(Self.mouseOff, with: "")
    )
  }

  @Test func theDepthIsAskedWhereItIsNotKnown() throws {
    expect(
      try output(["COLORTERM": ""], ["--no-mouse"]),
      start: "\u{1B}[?1049h\u{1B}[22;0;0t\u{1B}[?1h\u{1B}=\u{1B}[?25l\u{1B}[?2004h\u{1B}]11;?\u{1B}\\"
        + "\u{1B}P+q524742;5463\u{1B}\\\u{1B}[48;2;1;2;3m\u{1B}P$qm\u{1B}\\\u{1B}[m\u{1B}[c\u{1B}[?2026h",
      end: Self.leave.replacing(Self.mouseOff, with: "")
    )
  }

  @Test func theLinuxConsole() throws {
    expect(
      try output(["TERM": "linux", "COLORTERM": ""]),
      start: "\u{1B}[?25l\u{1B}[?1c\u{1B}[?2004h\u{1B}[?2026h",
      end: "\u{1B}[?2026l\u{1B}[?2004l\u{1B}[m\u{1B}[H\u{1B}[J\u{1B}[?25h\u{1B}[?0c"
    )
  }

  @Test func aTerminalThatIsNotKnown() throws {
    expect(
      try output(["TERM": "no-such-terminal"]),
      start:
        "\u{1B}[?1049h\u{1B}[?1h\u{1B}=\u{1B}[?25l\u{1B}[?2004h\(Self.mouseOn)\u{1B}]11;?\u{1B}\\\u{1B}[c\u{1B}[?2026h",
      end:
        "\u{1B}[?2026l\(Self.mouseOff)\u{1B}[?2004l\u{1B}[m\u{1B}[H\u{1B}[2J\u{1B}[?1049l\u{1B}[?1l\u{1B}>\u{1B}[?25h"
    )
  }
}
