import Foundation
import Logs
import Records
import Terminal
import Testing

@testable import WatchScreens

/// Commands, pipes and files, read as the worker reads them.
@Suite struct WatchLoopTests {
  private func run(_ script: String) throws -> WatchState {
    let command = try CommandRun(["sh", "-c", script], columns: 80, rows: 24)
    var loop = WatchLoop(.command(command, paths: []))
    while !loop.hasEnded { _ = loop.step() }
    return loop.state()
  }

  @Test func aCommandsOutputIsALog() throws {
    let state = try run("for i in 1 2 3 4; do echo \"step $i loss 0.$i\"; done; exit 3")
    #expect(state.exitStatus == 3)
    let run = try #require(state.runs.first)
    #expect(run["loss"]?.points.map(\.value) == [0.1, 0.2, 0.3, 0.4])
    #expect(run.status == .failed(message: "exit 3"))
    #expect(state.console?.lines.first?.count == "step 1 loss 0.1".utf8.count)
  }

  @Test func aCommandHasATerminal() throws {
    let state = try run("test -t 0 && test -t 1 && test -t 2 && test -r /dev/tty && stty size </dev/tty")
    #expect(state.exitStatus == 0)
    #expect(state.console.map { String(String.UnicodeScalarView($0.lines[0].map(\.glyph))) } == "24 80")
  }

  @Test func aCommandHearsThatItsTerminalHasAnotherSize() throws {
    let script = "trap 'stty size </dev/tty; exit 0' WINCH; echo ready; while :; do sleep 0.01; done"
    let command = try CommandRun(["sh", "-c", script], columns: 80, rows: 24)
    var loop = WatchLoop(.command(command, paths: []))
    func lines(_ state: WatchState) -> [String] {
      state.console?.lines.map { String(String.UnicodeScalarView($0.map(\.glyph))) } ?? []
    }
    while !lines(loop.state()).contains("ready") { _ = loop.step() }
    command.resize(columns: 93, rows: 31)
    while !loop.hasEnded { _ = loop.step() }
    #expect(lines(loop.state()).contains("31 93"))
  }

  @Test func conditionsAreHeldAgainstWhatComes() throws {
    let script = "for i in 1 2 3 4; do echo \"step $i loss 0.$i\"; done"
    func state(_ until: String) throws -> WatchState {
      let conditions = ConditionWatch(until: try WatchCondition.list(until))
      let command = try CommandRun(["sh", "-c", script], columns: 80, rows: 24)
      var loop = WatchLoop(.command(command, paths: []), conditions: conditions)
      while !loop.hasEnded { _ = loop.step() }
      return loop.state()
    }
    let met = try state("loss > 0.15")
    #expect(met.verdict == .reached("output of sh: loss is 0.2 at step 2") && met.notices == [])
    let unknown = try state("los < 0.5")
    #expect(unknown.verdict == nil)
    #expect(unknown.notices == ["no metric is named 'los' yet; there are loss"])
  }

  @Test func aSignalIsInTheStatus() throws {
    #expect(try run("kill -9 $$").exitStatus == 128 + 9)
  }

  @Test func stoppingInterruptsTheCommand() throws {
    let command = try CommandRun(
      ["sh", "-c", "trap 'exit 7' INT; while :; do sleep 0.01; done"],
      columns: 80,
      rows: 24
    )
    var loop = WatchLoop(.command(command, paths: []))
    _ = loop.step()
    #expect([7, 130].contains(loop.stopCommand()))
    // That it was stopped is no fault of its own.
    #expect(loop.state().runs.first?.status == .finished(reason: "stopped by dlviz"))
  }

  @Test func aCommandThatDoesNotEndIsSpokenOfAndCanBeKilled() throws {
    let command = try CommandRun(
      ["sh", "-c", "trap '' INT TERM; echo ready; while :; do sleep 0.01; done"],
      columns: 80,
      rows: 24
    )
    var loop = WatchLoop(.command(command, paths: []))
    func isReady() -> Bool {
      loop.state().console?.lines.contains { String(String.UnicodeScalarView($0.map(\.glyph))) == "ready" } ?? false
    }
    while !isReady() { _ = loop.step() }
    var count = 0
    let status = loop.stopCommand {
      count += 1
      command.signal(SIGKILL)
    }
    #expect(status == 128 + SIGKILL)
    #expect(count == 1)
  }

  @Test func aCommandReadsWhatItIsGiven() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let text = "step 1 loss 0.5\nstep 2 loss 0.25\n"
    #expect(text.utf8.withContiguousStorageIfAvailable { write(ends[1], $0.baseAddress, $0.count) } == text.utf8.count)
    close(ends[1])
    let command = try CommandRun(["cat"], columns: 80, rows: 24, input: ends[0])
    close(ends[0])
    var loop = WatchLoop(.command(command, paths: []))
    while !loop.hasEnded { _ = loop.step() }
    #expect(loop.state().runs.first?["loss"]?.points.map(\.value) == [0.5, 0.25])
    #expect(loop.state().exitStatus == 0)
  }

  @Test func aCommandThatIsNotThereIsNamed() {
    #expect(throws: CommandRun.Problem.self) {
      try CommandRun(["/nowhere/there-is-no-such-command"], columns: 80, rows: 24)
    }
  }

  @Test func theMachineIsMeasured() throws {
    let before = try #require(MachineSampler.ProcessorTimes("cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 2 3 4\n"))
    #expect(before.all == 1000 && before.busy == 150)
    #expect(MachineSampler.ProcessorTimes("intr 1") == nil)
    #expect(MachineSampler.memory("MemTotal: 2000000 kB\nMemFree: 1 kB\nMemAvailable: 1500000 kB\n") == 0.512)
    let cards = MachineSampler.graphics("0, 87, 1024\n1, [N/A], 5\n")
    #expect(cards.map(\.name) == ["GPU 0, %", "GPU 0 memory, GB"])
    #expect(cards.map(\.value) == [87, 1.073741824])
  }
}
