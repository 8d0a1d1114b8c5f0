import TestSupport
import Testing

@testable import Terminal

@Suite struct BufferTests {
  @Test func bordersAndAlignedText() {
    var buffer = Buffer(size: Size(12, 5))
    buffer.drawBorder(buffer.bounds)
    let inner = buffer.bounds.inset()
    buffer.write("left", in: inner)
    buffer.write("middle", in: inner, row: 1, alignment: .center)
    buffer.write("much too long", in: inner, row: 2, alignment: .right)
    buffer.write("outside", in: inner, row: 3)
    expectFrame(
      buffer,
      [
        "╭──────────╮",
        "│left      │",
        "│  middle  │",
        "│much too… │",
        "╰──────────╯",
      ]
    )
  }

  @Test func textStaysInsideItsClip() {
    var buffer = Buffer(size: Size(6, 1))
    let end = buffer.write("abcdef", x: 0, y: 0, clip: Rect(x: 2, y: 0, width: 2, height: 1))
    #expect(end == 6)
    expectFrame(buffer, ["  cd"])
  }

  @Test func textKeepsTheBackgroundUnlessItHasOne() {
    let blue = Color(hex: 0x0000FF)
    var buffer = Buffer(size: Size(2, 1), fill: Cell(" ", Style(.default, on: blue)))
    buffer.put("a", x: 0, y: 0, clip: buffer.bounds)
    buffer.put("b", x: 1, y: 0, Style(.default, on: Color(hex: 1)), clip: buffer.bounds)
    #expect(buffer[0, 0].style.background == blue)
    #expect(buffer[1, 0].style.background == Color(hex: 1))
  }

  @Test func blitClipsOnBothSides() {
    var source = Buffer(size: Size(3, 2), fill: Cell("s"))
    source[0, 0] = Cell("o")
    var target = Buffer(size: Size(4, 3))
    target.blit(source, from: Rect(x: -1, y: 0, width: 9, height: 9), to: Point(2, 1))
    expectFrame(target, ["", "  os", "  ss"])
    target.blit(source, from: source.bounds, to: Point(-2, 2))
    expectFrame(target, ["", "  os", "s ss"])
  }

  @Test func restyleLeavesGlyphs() {
    var buffer = Buffer(size: Size(3, 1), fill: Cell("x"))
    buffer.restyle(Rect(x: 1, y: 0, width: 9, height: 9)) { $0.attributes.insert(.dim) }
    #expect(buffer.cells.map(\.style.attributes) == [[], .dim, .dim])
    expectFrame(buffer, ["xxx"])
  }
}
