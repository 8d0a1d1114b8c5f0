import Datasets
import ScreenTestSupport
import Shell
import Testing

@testable import Screens

@Suite struct DrawPadTests {
  typealias Place = DrawPad.Place

  private func ink(_ pad: DrawPad, _ x: Int, _ y: Int) -> Float { pad.ink[y * DrawPad.size + x] }

  @Test func aDotIsADiscOfThePensWidth() {
    var pad = DrawPad()
    pad.begin(at: Place(56, 56))
    pad.end()
    // π·5² = 78.5 pixels of ink; the soft edge takes as much as it gives.
    #expect(abs(pad.ink.reduce(0, +) - 78.5) < 1)
    #expect(ink(pad, 56, 56) == 1)
    #expect(ink(pad, 56, 62) == 0)
    #expect(pad.ink.contains { $0 > 0 && $0 < 1 }, "the edge is antialiased")
  }

  @Test func aDragLeavesNoGap() {
    var pad = DrawPad()
    pad.begin(at: Place(10, 20))
    pad.drag(to: Place(100, 20))
    pad.end()
    for x in 10..<100 { #expect(ink(pad, x, 20) == 1, "column \(x)") }
    #expect(ink(pad, 50, 27) == 0)
  }

  @Test func aCornerIsRounded() {
    var pad = DrawPad()
    pad.begin(at: Place(10, 10))
    pad.drag(to: Place(90, 10))
    pad.drag(to: Place(90, 90))
    pad.end()
    #expect(ink(pad, 10, 10) == 1)
    #expect(ink(pad, 89, 89) == 1)
    #expect(ink(pad, 89, 10) == 0, "the parabola cuts the corner")
  }

  @Test func placesBesideTheSheetAreClipped() {
    var pad = DrawPad()
    pad.begin(at: Place(-50, -50))
    pad.drag(to: Place(300, 300))
    pad.end()
    #expect(ink(pad, 56, 56) == 1)
    pad.begin(at: Place(-500, 20))
    pad.drag(to: Place(-400, 20))
    pad.end()
    #expect(ink(pad, 0, 20) == 0)
  }

  @Test func theEraserTakesInkAway() {
    var pad = DrawPad()
    pad.begin(at: Place(20, 56))
    pad.drag(to: Place(90, 56))
    pad.end()
    pad.begin(at: Place(56, 56), tool: .eraser)
    pad.end()
    #expect(ink(pad, 56, 56) == 0)
    #expect(ink(pad, 30, 56) == 1)
    #expect(pad.tool == .pen, "the right button does not change the tool")
  }

  @Test func undoTakesStrokesBackOneByOne() {
    var pad = DrawPad()
    let empty = pad.ink
    pad.begin(at: Place(20, 20))
    pad.end()
    let one = pad.ink
    pad.begin(at: Place(60, 60))
    pad.drag(to: Place(80, 60))
    pad.end()
    let two = pad.ink
    pad.clear()
    #expect(pad.isEmpty)
    pad.undo()
    #expect(pad.ink == two)
    pad.undo()
    #expect(pad.ink == one)
    pad.undo()
    #expect(pad.ink == empty && pad.isEmpty)
    #expect(!pad.canUndo)
    pad.undo()
    #expect(pad.ink == empty)
  }

  @Test func undoIsBounded() {
    var pad = DrawPad()
    for stroke in 0..<DrawPad.undoCapacity + 5 {
      pad.begin(at: Place(Float(stroke) * 2 + 6, 56))
      pad.end()
    }
    for _ in 0..<DrawPad.undoCapacity { pad.undo() }
    #expect(!pad.canUndo)
    #expect(!pad.isEmpty, "the first five strokes stay")
  }

  @Test func clearingAnEmptySheetIsNoStep() {
    var pad = DrawPad()
    pad.clear()
    #expect(!pad.canUndo)
  }

  @Test func theKeyboardDrawsWhileThePenIsDown() {
    var pad = DrawPad()
    pad.moveCursor(columns: 5, rows: 0)
    #expect(pad.isEmpty)
    pad.togglePen()
    pad.moveCursor(columns: 0, rows: 5)
    pad.togglePen()
    pad.moveCursor(columns: -5, rows: 0)
    #expect(pad.cursor == Place(56, 76))
    #expect(ink(pad, 76, 66) == 1)
    #expect(ink(pad, 60, 76) == 0)
    pad.undo()
    #expect(pad.isEmpty, "from pen down to pen up is one stroke")
  }

  @Test func theCursorStaysOnTheSheet() {
    var pad = DrawPad()
    for _ in 0..<100 { pad.moveCursor(columns: -1, rows: 1) }
    #expect(pad.cursor == Place(0, Float(DrawPad.size)))
  }

  @Test func thicknessHasEnds() {
    var pad = DrawPad()
    for _ in 0..<20 { pad.changeThickness(up: true) }
    #expect(pad.thickness == DrawPad.thicknesses.last)
    for _ in 0..<20 { pad.changeThickness(up: false) }
    #expect(pad.thickness == DrawPad.thicknesses.first)
  }

  @Test func aDrawingIsPreparedAsMNISTWas() {
    var pad = DrawPad()
    // A vertical bar in a corner: fitted to 20 rows and centred, wherever it was drawn.
    pad.begin(at: Place(90, 20))
    pad.drag(to: Place(90, 60))
    pad.end()
    let rows = (0..<28).filter { row in (0..<28).contains { pad.prepared[row * 28 + $0] > 0 } }
    #expect(rows.count == 20)
    guard let centre = pad.centreOfMass, let box = pad.inkBox else {
      Issue.record("no ink")
      return
    }
    #expect(abs(centre.x - 14) <= 0.51 && abs(centre.y - 14) <= 0.51)
    // 40 pixels long and 10 thick, with a soft pixel at each edge.
    #expect(box.rows.count == 50 || box.rows.count == 52)
    #expect(box.columns.count == 10 || box.columns.count == 12)
    #expect(pad.prepared == DigitPreparation.prepare(pad.ink, width: DrawPad.size))
    // The middle of the bar is full ink: 10 of 50 are 4 of 20 columns.
    #expect(pad.prepared[14 * 28 + 14] == 255)
  }
}
