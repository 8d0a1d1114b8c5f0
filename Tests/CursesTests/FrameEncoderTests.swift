import Terminal
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
    return readable(encoder.encode(frame, over: blank))
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
    #expect(readable(encoder().encode(blank, over: nil)) == "^[m^[H^[2J")
  }

  @Test func onlyChangedCellsAreSent() {
    #expect(encode("hi", x: 3, y: 1, with: encoder()) == "^[2;4Hhi")
  }

  @Test func longGapsAreJumped() {
    #expect(encode("a      b", with: encoder()) == "^[1;1Ha^[1;8Hb")
  }

  @Test func afterTheLastColumnTheCursorIsPlacedAnew() {
    let blank = Buffer(size: Size(2, 2))
    let frame = Buffer(size: Size(2, 2), fill: Cell("x"))
    #expect(readable(encoder().encode(frame, over: blank)) == "^[1;1Hxx^[2;1Hxx")
  }

  @Test func aTerminalThatScrollsKeepsItsLastCellEmpty() {
    let blank = Buffer(size: Size(2, 2))
    let frame = Buffer(size: Size(2, 2), fill: Cell("x"))
    #expect(readable(encoder(scrolls: true).encode(frame, over: blank)) == "^[1;1Hxx^[2;1Hx")
  }

  @Test func colorsOnEachStepOfTheLadder() {
    let style = Style(Color(hex: 0xFF8000), on: Color(hex: 0x000000), .bold)
    #expect(encode("x", style, with: encoder()) == "^[1;1H^[1m^[38;2;255;128;0m^[48;2;0;0;0mx^[m")
    #expect(encode("x", style, with: encoder(.colors256)) == "^[1;1H^[1m^[38;5;208m^[48;5;16mx^[m")
    #expect(encode("x", style, with: encoder(.colors16)) == "^[1;1H^[1m^[93m^[40mx^[m")
    #expect(encode("x", style, with: encoder(.colors8)) == "^[1;1H^[1m^[33m^[40mx^[m")
    #expect(encode("x", style, with: encoder(.mono)) == "^[1;1H^[1mx^[m")
  }

  @Test func aStyleIsSetOncePerRun() {
    #expect(encode("xyz", Style(Color(hex: 0x0000FF)), with: encoder()) == "^[1;1H^[38;2;0;0;255mxyz^[m")
  }

  @Test func takingAnAttributeAwayResets() {
    let blank = Buffer(size: Size(4, 1))
    var frame = blank
    frame.write("a", x: 0, y: 0, Style(.default, on: .default, .bold))
    frame.write("b", x: 1, y: 0)
    #expect(readable(encoder().encode(frame, over: blank)) == "^[1;1H^[1ma^[mb")
  }

  @Test func asciiTerminalsGetASCII() {
    #expect(encode("│─╭▀⣿→é", with: encoder(charset: .ascii)) == "^[1;1H|-+\"#>e")
    #expect(encode("⣿▀│é", with: encoder()) == "^[1;1H⣿▀│é")
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
    #expect(encode("x", with: encoder) == "<^[1;1Hx>")
  }
}
