import Terminal
import TestSupport
import Testing

@testable import Plots

@Suite struct FittingTests {
  @Test func helpAndQuitHaveTheirRoomFirst() {
    let hints = KeyHints([
      .init("space", "run"), .init("s", "one step"), .init("tab", "next panel"), .init("?", "help"), .init("q", "quit"),
    ])
    for width in 16..<80 {
      var buffer = Look().buffer(Size(width, 1))
      hints.draw(in: buffer.bounds, of: &buffer, look: Look())
      #expect(buffer.lines[0].contains("? help  q quit"), "\(width): \(buffer.lines[0])")
    }
    var buffer = Look().buffer(Size(28, 1))
    hints.draw(in: buffer.bounds, of: &buffer, look: Look())
    #expect(buffer.lines == [" space run  ? help  q quit"])
  }

  @Test func aHelpBoxThatIsCutSaysWhichLinesItShows() {
    let groups = [HelpOverlay.Group("keys", (1...30).map { KeyHints.Hint("\($0)", "does \($0)") })]
    func frame(_ scroll: Int) -> [String] {
      var buffer = Look().buffer(Size(40, 12))
      HelpOverlay(groups: groups, scroll: scroll).draw(in: buffer.bounds, of: &buffer, look: Look())
      return buffer.lines
    }
    #expect(frame(0).contains { $0.contains("↑↓ 1-10 of 31") })
    #expect(frame(3).contains { $0.contains("↑↓ 4-13 of 31") })
    #expect(frame(99).contains { $0.contains("↑↓ 22-31 of 31") })
    #expect(frame(99).contains { $0.contains("does 30") })
  }

  @Test func anEllipsisFollowsAWordAndNoFullStop() {
    let text = Paragraph("It has a probability. What is left of the loss comes from one point.")
    for width in 13..<40 {
      for height in 1..<4 where text.height(width: width) > height {
        for charset in [Capabilities.Charset.braille, .ascii] {
          let look = Look(charset: charset)
          var buffer = look.buffer(Size(width, height))
          text.draw(in: buffer.bounds, of: &buffer, look: look)
          let mark = charset == .ascii ? ".." : "…"
          let last = buffer.lines[height - 1]
          #expect(last.hasSuffix(mark), "\(width)×\(height): \(last)")
          let before = last.dropLast(mark.count)
          #expect(before.last?.isLetter == true, "\(width)×\(height): \(last)")
          let word = before.split(separator: " ").last.map(String.init) ?? ""
          #expect(text.text.string.split { " .".contains($0) }.map(String.init).contains(word), "\(last)")
        }
      }
    }
  }

  @Test func aBandIsAsHighAsItsValuesAndHasNoHoles() {
    func frame(_ spread: Double) -> Buffer {
      let points = (0...200).map { step -> ChartPoint in
        let y = 5 + Double(step % 7) * 0.01
        return ChartPoint(x: Double(step), first: y, minimum: y - spread, maximum: y + spread, last: y)
      }
      let line = ChartSeries("", points: points.map { ChartPoint($0.x, 9) }, band: points)
      let axis = Axis(limits: 0...10)
      var buffer = Look().buffer(Size(60, 13))
      LineChart(series: [line], yAxis: axis, showsGrid: false).draw(in: buffer.bounds, of: &buffer, look: Look())
      return buffer
    }
    let plain = Theme.dark.background
    func tinted(_ buffer: Buffer, _ y: Int) -> Int {
      (5..<58).filter { x in
        let cell = buffer[x, y]
        return cell.style.background != plain || (cell.glyph != " " && (0x2581...0x2588).contains(cell.glyph.value))
      }.count
    }
    let thin = frame(0.01)
    let thick = frame(2)
    #expect((0..<11).filter { tinted(thin, $0) > 0 && tinted(thin, $0) < 50 }.isEmpty)
    #expect((4...6).allSatisfy { tinted(thin, $0) == 0 })
    #expect((4...7).allSatisfy { tinted(thick, $0) == 53 }, "\(thick.lines)")
  }
}
