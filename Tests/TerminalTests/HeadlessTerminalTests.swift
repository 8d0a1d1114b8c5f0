import TestSupport
import Testing

@testable import Terminal

@Suite struct HeadlessTerminalTests {
  @Test func inputArrivesInOrderAndTimeMovesByHand() {
    let terminal = HeadlessTerminal()
    let start = terminal.now
    terminal.press(.character("a"), .enter)
    terminal.press(.escape, after: .seconds(2))
    #expect(terminal.waitForInput(until: nil) == [.key(.character("a")), .key(.enter)])
    #expect(terminal.now == start)
    #expect(terminal.waitForInput(until: start.advanced(by: .seconds(1))).isEmpty)
    #expect(terminal.now == start.advanced(by: .seconds(1)))
    #expect(terminal.waitForInput(until: nil) == [.key(.escape)])
    #expect(terminal.now == start.advanced(by: .seconds(2)))
    #expect(terminal.isScriptDone)
    #expect(terminal.waitForInput(until: start.advanced(by: .seconds(3))).isEmpty)
    #expect(terminal.now == start.advanced(by: .seconds(3)))
  }

  @Test func wakeReturnsWithoutMovingTime() {
    let terminal = HeadlessTerminal()
    let start = terminal.now
    terminal.press(.tab, after: .seconds(1))
    terminal.wake()
    #expect(terminal.waitForInput(until: nil).isEmpty)
    #expect(terminal.now == start)
    #expect(terminal.waitForInput(until: nil) == [.key(.tab)])
  }

  @Test func framesAreClippedAndChangesCounted() {
    let terminal = HeadlessTerminal(size: Size(3, 2))
    terminal.draw(Buffer(size: Size(9, 9), fill: Cell("x")))
    #expect(terminal.frame?.size == Size(3, 2))
    #expect(terminal.changedCellCount == 6)
    var next = Buffer(size: Size(3, 2), fill: Cell("x"))
    next[1, 1] = Cell("y")
    terminal.draw(next)
    #expect(terminal.changedCellCount == 7)
    #expect(terminal.frameCount == 2)
    expectFrame(terminal.frame ?? Buffer(size: Size(0, 0)), ["xxx", "xyx"])
  }

  @Test func resizeIsAnInput() {
    let terminal = HeadlessTerminal()
    terminal.resize(to: Size(5, 4))
    #expect(terminal.size == Size(5, 4))
    #expect(terminal.waitForInput(until: nil) == [.resize(Size(5, 4))])
  }

  @Test func keysHaveNames() {
    let expected: [(String, Key)] = [
      ("space", .character(" ")), ("q", .character("q")), ("shift-tab", .backTab), ("ctrl-c", .control("c")),
      ("f12", .function(12)), ("pageUp", .pageUp), ("]", .character("]")),
    ]
    for (name, key) in expected { #expect(Key(name: name) == key) }
    #expect(Key(name: "f13") == nil)
    #expect(Key(name: "") == nil)
    #expect(Key(name: "nonsense") == nil)
  }
}
