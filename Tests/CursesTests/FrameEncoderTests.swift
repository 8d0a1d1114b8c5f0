import Terminal
import TestSupport
import Testing

@testable import Curses

@Suite struct FrameEncoderTests {
  private func encoder(
    _ depth: Capabilities.ColorDepth = .trueColor,
    charset: Capabilities.Charset = .braille,
    scrolls: Bool = false
  ) -> FrameEncoder {
    var strings = ControlStrings.ecma48(colors: depth == .trueColor ? 0 : depth.rawValue)
    strings.scrollsAtLastCell = scrolls
    return FrameEncoder(
      strings: strings,
      capabilities: Capabilities(charset: charset, colorDepth: depth, hasMouse: false)
    )
  }

  /// The bytes that turn a blank screen into one with `text` at a place, with `^` for escapes.
  private func encode(
    _ text: String,
    x: Int = 0,
    y: Int = 0,
    _ style: Style = .plain,
    with encoder: FrameEncoder
  ) -> String {
    let blank = Buffer(size: Size(10, 3))
    var frame = blank
    frame.write(text, x: x, y: y, style)
    return readable(encoder.encode(encoder.visible(frame), over: blank))
  }

  private func readable(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("\u{1B}", with: "^")
  }

  @Test func whatDidNotChangeIsNotSent() {
    let frame = Buffer(size: Size(10, 3), fill: Cell("x", Style(Color(hex: 0xFF0000))))
    #expect(encoder().encode(frame, over: frame).isEmpty)
  }

  @Test func theFirstFrameClears() {
    let blank = Buffer(size: Size(10, 3))
    #expect(readable(encoder().encode(blank, over: nil)) == "^[m^[H^[2J^[H")
  }

  @Test func onlyChangedCellsAreSent() {
    #expect(encode("hi", x: 3, y: 1, with: encoder()) == "^[2;4Hhi^[H")
  }

  @Test func longGapsAreJumped() {
    #expect(encode("a      b", with: encoder()) == "^[Ha^[6Cb^[H")
  }

  @Test func afterTheLastColumnTheCursorIsPlacedAnew() {
    let blank = Buffer(size: Size(2, 2))
    let frame = Buffer(size: Size(2, 2), fill: Cell("x"))
    #expect(readable(encoder().encode(frame, over: blank)) == "^[Hxx^[2Hxx^[H")
  }

  @Test func aTerminalThatScrollsKeepsItsLastCellEmpty() {
    let blank = Buffer(size: Size(2, 2))
    let frame = Buffer(size: Size(2, 2), fill: Cell("x"))
    #expect(readable(encoder(scrolls: true).encode(frame, over: blank)) == "^[Hxx^[2Hx^[H")
  }

  @Test func colorsOnEachStepOfTheLadder() {
    let style = Style(Color(hex: 0xFF8000), on: Color(hex: 0x000000), .bold)
    #expect(encode("x", style, with: encoder()) == "^[H^[1;38;2;255;128;0;48;2;0;0;0mx^[m^[H")
    #expect(encode("x", style, with: encoder(.colors256)) == "^[H^[1;38;5;208;48;5;16mx^[m^[H")
    #expect(encode("x", style, with: encoder(.colors16)) == "^[H^[1;93;40mx^[m^[H")
    #expect(encode("x", style, with: encoder(.colors8)) == "^[H^[1;33;40mx^[m^[H")
    #expect(encode("x", style, with: encoder(.mono)) == "^[H^[1mx^[m^[H")
  }

  @Test func aStyleIsSetOncePerRun() {
    #expect(encode("xyz", Style(Color(hex: 0x0000FF)), with: encoder()) == "^[H^[38;2;0;0;255mxyz^[m^[H")
  }

  @Test func takingAnAttributeAwayResets() {
    let blank = Buffer(size: Size(4, 1))
    var frame = blank
    frame.write("a", x: 0, y: 0, Style(.default, on: .default, .bold))
    frame.write("b", x: 1, y: 0)
    #expect(readable(encoder().encode(frame, over: blank)) == "^[1;2Hb\u{08}\u{08}^[1ma^[m^[H")
  }

  @Test func asciiTerminalsGetASCII() {
    #expect(encode("│─╭▀⣿→é", with: encoder(charset: .ascii)) == "^[H|-+\"#>e^[H")
    #expect(encode("⣿▀│é", with: encoder()) == "^[H⣿▀│é^[H")
  }

  @Test func framesOfAnotherSizeAreClippedOrPadded() {
    let window = Size(3, 2)
    #expect(Buffer(size: Size(9, 9), fill: Cell("x")).clipped(to: window) == Buffer(size: window, fill: Cell("x")))
    var padded = Buffer(size: window)
    padded[0, 0] = Cell("x")
    #expect(Buffer(size: Size(1, 1), fill: Cell("x")).clipped(to: window) == padded)
    let nothing = Buffer(size: Size(0, 0))
    #expect(encoder().encode(nothing, over: nothing).isEmpty)
  }

  @Test func updatesAreWrappedWhereTheTerminalKnowsThem() {
    var strings = ControlStrings.ecma48(colors: 0)
    strings.beginUpdate = Array("<".utf8)
    strings.endUpdate = Array(">".utf8)
    let encoder = FrameEncoder(strings: strings, capabilities: .full)
    #expect(encode("x", with: encoder) == "<^[Hx^[H>")
  }

  /// The bytes that turn one row into another.
  private func encodeRow(_ cells: [Cell], over shown: [Cell]? = nil, _ depth: Capabilities.ColorDepth = .trueColor)
    -> String
  {
    let encoder = encoder(depth)
    func row(_ cells: [Cell]) -> Buffer {
      var buffer = Buffer(size: Size(cells.count, 1))
      for (x, cell) in cells.enumerated() { buffer[x, 0] = cell }
      return encoder.visible(buffer)
    }
    return readable(encoder.encode(row(cells), over: shown.map(row) ?? Buffer(size: Size(cells.count, 1))))
  }

  private let red = Color(hex: 0xFF0000)
  private let blue = Color(hex: 0x0000FF)

  @Test func whatNoEyeSeesIsNotSent() {
    // The stroke's colour under a blank.
    #expect(encodeRow([Cell(" ", Style(red, on: blue))], over: [Cell(" ", Style(blue, on: blue, .bold))]) == "")
    // A colour that is the same one of the palette.
    #expect(encodeRow([Cell("x", Style(red))], over: [Cell("x", Style(Color(hex: 0xFE0101)))], .colors256) == "")
    #expect(encodeRow([Cell("x", Style(red))], over: [Cell("x", Style(blue))], .mono) == "")
    // A half block in the colour of its other half, and braille without dots.
    #expect(encodeRow([Cell("▀", Style(red, on: red))], over: [Cell(" ", Style(blue, on: red))]) == "")
    #expect(encodeRow([Cell("\u{2800}")], over: [Cell(" ")]) == "")
    // Under a line or in reverse a blank shows the stroke's colour.
    #expect(
      encodeRow([Cell(" ", Style(red, on: blue, .reverse))], over: [Cell(" ", Style(blue, on: blue, .reverse))]) != ""
    )
  }

  @Test func halfBlocksOfTheSameTwoColorsNeedOnePen() {
    let up = Cell("▀", Style(red, on: blue))
    let down = Cell("▀", Style(blue, on: red))
    #expect(encodeRow([up, down, up]) == "^[H^[38;2;255;0;0;48;2;0;0;255m▀▄▀^[m^[H")
  }

  @Test func eachPenIsSetOnce() {
    let (first, second) = (Cell("a", Style(red)), Cell("b", Style(blue)))
    #expect(encodeRow([first, second, first, second]) == "^[1;2H^[38;2;0;0;255mb^[Cb^[H^[38;2;255;0;0ma^[Ca^[m^[H")
  }

  @Test func theCursorGoesTheShortestWay() {
    let blank = Buffer(size: Size(20, 4))
    var frame = blank
    // Down and a little to the left, down alone, and far off.
    for (x, y) in [(9, 0), (8, 1), (9, 2), (0, 3)] { frame[x, y] = Cell("x") }
    #expect(readable(encoder().encode(frame, over: blank)) == "^[1;10Hx\n\u{08}\u{08}x\nx^[4Hx^[H")
  }

  @Test func blanksKeepThePen() {
    let cells = [Cell("a", Style(red)), Cell(" ", Style(blue)), Cell("b", Style(red))]
    #expect(encodeRow(cells, over: [Cell("x"), Cell("x"), Cell("x")]) == "^[H^[38;2;255;0;0ma b^[m^[H")
  }

  @Test func oneColorGoesBackAlone() {
    let cells = [Cell("a", Style(red)), Cell("b", Style(.default, on: blue))]
    #expect(encodeRow(cells) == "^[H^[38;2;255;0;0ma^[39;48;2;0;0;255mb^[m^[H")
  }

  @Test func shortGapsAreWrittenAndLongOnesJumped() {
    func cells(_ text: String) -> [Cell] { text.unicodeScalars.map { Cell($0) } }
    #expect(encodeRow(cells("x__x"), over: cells("____")) == "^[Hx__x^[H")
    #expect(encodeRow(cells("x_____x"), over: cells("_______")) == "^[Hx^[5Cx^[H")
    #expect(encodeRow(cells("x▀▀x"), over: cells("_▀▀_")) == "^[Hx^[2Cx^[H")
  }

  @Test func stringsThatAreNotTheStandardsStandAlone() {
    var strings = ControlStrings.ecma48(colors: 8)
    strings.reset = Array("\u{1B}[m\u{0F}".utf8)
    strings.bold = Array("\u{1B}[1m".utf8)
    let encoder = FrameEncoder(
      strings: strings,
      capabilities: Capabilities(charset: .braille, colorDepth: .colors8, hasMouse: false)
    )
    var frame = Buffer(size: Size(2, 1))
    frame[0, 0] = Cell("a", Style(red, on: .default, .bold))
    frame[1, 0] = Cell("b", Style(red))
    #expect(
      readable(encoder.encode(encoder.visible(frame), over: Buffer(size: Size(2, 1))))
        == "^[1;2H^[31mb^[H^[1ma^[m\u{0F}^[H"
    )
  }

  @Test func aFrameMayBeSentInParts() {
    let blank = Buffer(size: Size(4, 3))
    let frame = Buffer(size: Size(4, 3), fill: Cell("x"))
    let encoder = encoder()
    let first = encoder.encode(frame, over: blank, from: 1, within: 5)
    #expect(readable(first.bytes) == "^[2Hxxxx^[H")
    #expect(first.nextRow == 2)
    #expect(first.shown.lines == ["", "xxxx", ""])
    let second = encoder.encode(frame, over: first.shown, from: 2, within: 5)
    #expect(readable(second.bytes) == "^[3Hxxxx^[H")
    #expect(second.nextRow == 0)
    let third = encoder.encode(frame, over: second.shown, from: 0, within: 5)
    #expect(third.nextRow == nil && third.shown == frame)
    // What is drawn on a cleared screen is drawn whole.
    #expect(encoder.encode(frame, over: nil, from: 2, within: 1).nextRow == nil)
  }
}
