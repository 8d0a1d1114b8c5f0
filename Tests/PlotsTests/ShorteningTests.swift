import Plots
import Terminal
import TestSupport
import Testing

@Suite
struct ShorteningTests {
  private func drawn(_ text: StyledText, width: Int, _ alignment: Alignment = .left) -> String {
    var buffer = Buffer(size: Size(width, 1))
    text.draw(in: buffer.bounds, of: &buffer, look: Look(), alignment: alignment)
    return buffer.lines[0]
  }

  @Test(arguments: [
    ("fetching MNIST in the background", 20, "fetching MNIST in…"),
    ("fetching MNIST in the background", 18, "fetching MNIST in…"),
    ("Adam │ seed 42 │ more", 9, "Adam…"), ("one, two", 6, "one…"),
    ("weights from the file", 21, "weights from the file"),
    ("a supercalifragilistic word", 12, "a supercali…"), ("784-128-64-10", 8, "784-128…"), ("abc", 1, "…"), ("", 3, ""),
  ])
  func linesAreCutAfterAWord(text: String, width: Int, shown: String) {
    #expect(drawn(StyledText(text), width: width) == shown)
    var buffer = Buffer(size: Size(width, 1))
    buffer.write(text, in: buffer.bounds)
    #expect(buffer.lines[0] == shown)
  }

  @Test func aPanelsBorderGoesOnAfterAShortenedTitle() {
    var buffer = Buffer(size: Size(24, 2))
    Panel(title: "loss over many epochs", figure: "0.1", footer: "as of step 12 of the last epoch").draw(
      in: buffer.bounds,
      of: &buffer,
      look: Look()
    )
    expectFrame(buffer, ["╭ loss over… ───── 0.1 ╮", "╰─── as of step 12 of… ╯"])
  }

  @Test func partsKeepTheirLooksAndCutTextsBeginAtTheLeft() {
    let text = StyledText("one ", .good) + StyledText("two three four", .bad)
    #expect(drawn(text, width: 12, .right) == "one two…")
    var buffer = Buffer(size: Size(12, 1))
    text.draw(in: buffer.bounds, of: &buffer, look: Look())
    #expect(buffer[0, 0].style == Look().ink(.good) && buffer[4, 0].style == Look().ink(.bad))
  }
}
