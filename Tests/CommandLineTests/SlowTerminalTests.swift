import Foundation
import Terminal
import Testing

/// A terminal that takes less than is drawn, or nothing at all, holds up neither keys nor the end.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SlowTerminalTests {
  private let probe = Program.path("terminal-probe")

  @Test func aTerminalThatTakesNothingStillQuits() throws {
    // At this size one frame is more than the system buffers.
    let terminal = try #require(try PseudoTerminal([probe], size: Size(1000, 300)))
    _ = try #require(terminal.read(until: "probe 1000x300"))
    for _ in 0..<50 { terminal.send("i") }
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
