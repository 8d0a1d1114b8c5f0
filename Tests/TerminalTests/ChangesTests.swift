import TestSupport
import Testing

@testable import Terminal

@Suite struct ChangesTests {
  @Test func equalFramesHaveNoChanges() {
    let frame = Buffer(size: Size(5, 3), fill: Cell("a"))
    #expect(frame.changes(from: frame).isEmpty)
  }

  @Test func firstFrameAndNewSizeAreWholeRows() {
    let frame = Buffer(size: Size(5, 2))
    let rows = [CellRun(x: 0, y: 0, length: 5), CellRun(x: 0, y: 1, length: 5)]
    #expect(frame.changes(from: nil) == rows)
    #expect(frame.changes(from: Buffer(size: Size(4, 2))) == rows)
    #expect(Buffer(size: Size(0, 9)).changes(from: nil).isEmpty)
  }

  @Test func nearbyChangesJoin() {
    let before = Buffer(size: Size(12, 1))
    var after = before
    for x in [1, 3, 9] { after[x, 0] = Cell("x") }
    #expect(after.changes(from: before, joining: 0).map(\.x) == [1, 3, 9])
    #expect(
      after.changes(from: before, joining: 3) == [CellRun(x: 1, y: 0, length: 3), CellRun(x: 9, y: 0, length: 1)]
    )
    #expect(after.changes(from: before, joining: 5) == [CellRun(x: 1, y: 0, length: 9)])
  }

  @Test func aChangedStyleAloneIsAChange() {
    let before = Buffer(size: Size(3, 1))
    var after = before
    after[2, 0].style.attributes = .bold
    #expect(after.changes(from: before) == [CellRun(x: 2, y: 0, length: 1)])
  }

  @Test func applyingTheRunsGivesTheNewFrame() {
    var random = SplitMix64(seed: 3)
    var shown = Buffer(size: Size(17, 6))
    for _ in 0..<200 {
      var next = shown
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        let glyph: Unicode.Scalar = ["a", "b", " "].randomElement(using: &random) ?? " "
        next[Int.random(in: 0..<17, using: &random), Int.random(in: 0..<6, using: &random)] = Cell(glyph)
      }
      let gap = Int.random(in: 0...4, using: &random)
      var end = (x: -1, y: -1)
      next.forEachChange(from: shown, joining: gap) { run in
        #expect(run.y > end.y || (run.y == end.y && run.x > end.x))
        end = (run.x + run.length, run.y)
        for x in run.x..<run.x + run.length { shown[x, run.y] = next[x, run.y] }
      }
      #expect(shown == next)
    }
  }
}
