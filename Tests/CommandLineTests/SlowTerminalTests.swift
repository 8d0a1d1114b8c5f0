import Foundation
import Terminal
import Testing

/// A terminal that takes less than is drawn, or nothing at all, holds up neither keys nor the end.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SlowTerminalTests {
  private let probe = Program.path("terminal-probe")

  /// A terminal that takes nothing for a while, with a frame before it that is more than the system buffers.
  private func stalledTerminal() throws -> PseudoTerminal {
    let terminal = try #require(try PseudoTerminal([probe, "--colorful"], size: Size(300, 100)))
    _ = try #require(terminal.read(until: "\u{1B}[?2026h"))
    return terminal
  }

  @Test func whatGivesTheTerminalBackIsSentHoweverLongTheLineTakes() throws {
    let terminal = try stalledTerminal()
    terminal.send("q")
    // Half a second is not too long for a line.
    #expect(terminal.exitStatus(within: .milliseconds(800)) == nil)
    let end = try #require(terminal.read(until: "terminal-probe ended"))
    #expect(end.contains(TerminalBytesTests.leave))
    #expect(terminal.exitStatus() == 0)
  }

  @Test func aTerminalThatGoesAwayMeanwhileIsNotWaitedFor() throws {
    let terminal = try stalledTerminal()
    terminal.send("q")
    terminal.hangUp()
    #expect(terminal.exitStatus() != nil)
  }

  @Test func noFrameIsSentBeforeTheLastOneIsShown() throws {
    var answers = PseudoTerminal.answersOfXterm
    answers["\u{1B}[6n"] = nil
    let terminal = try #require(try PseudoTerminal([probe], size: Size(80, 24), answers: answers))
    _ = try #require(terminal.read(until: "\u{1B}[6n"))
    // An answer shows that this terminal gives some; from then on it is waited for.
    terminal.send("\u{1B}[1;1Ri")
    _ = try #require(terminal.read(until: "\u{1B}[6n"))
    for _ in 0..<5 { terminal.send("b") }
    #expect(terminal.read(until: "6n", within: .milliseconds(300)) == nil)
    terminal.send("\u{1B}[1;1R")
    let frame = try #require(terminal.read(until: "\u{1B}[6n"))
    // The five keys are answered by one frame.
    #expect(frame.components(separatedBy: "character(\"b\")").count == 6)
    terminal.send("\u{1B}[1;1Rq")
    #expect(terminal.read(until: "terminal-probe ended") != nil)
  }

  @Test func aTerminalThatAnswersNothingIsDrawnOnAllTheSame() throws {
    let terminal = try #require(try PseudoTerminal([probe], size: Size(80, 24), answers: [:]))
    _ = try #require(terminal.read(until: "probe 80x24"))
    for key in ["i", "j", "k"] {
      terminal.send(key)
      #expect(terminal.read(until: "character(\"\(key)\")") != nil)
    }
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func ofTheFramesThatWaitTheNewestIsShown() throws {
    let terminal = try #require(try PseudoTerminal([probe], size: Size(1000, 20)))
    _ = try #require(terminal.read(until: "probe 1000x20"))
    for _ in 0..<200 { terminal.send("i") }
    // F5: unlike the keys before it in every letter, so that the difference of the frames has it whole.
    terminal.send("\u{1B}[15~")
    #expect(terminal.read(until: "function(5)") != nil)
    terminal.send("q")
    #expect(terminal.read(until: "terminal-probe ended") != nil)
    #expect(terminal.exitStatus() == 0)
  }

  @Test func aTerminalThatGoesAwayEndsTheProgram() throws {
    let terminal = try #require(
      try PseudoTerminal(["bash", "-c", "trap '' HUP; exec \(probe)"], size: Size(80, 24))
    )
    _ = try #require(terminal.read(until: "probe 80x24"))
    terminal.hangUp()
    #expect(terminal.exitStatus() == 0)
  }
}
