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

  @Test(arguments: [Capabilities.Charset.braille, .ascii])
  func aTextThatIsCutEndsWithAWholeSentenceOrAfterAWord(charset: Capabilities.Charset) {
    let sentences = ["It has a probability of 0.5 now.", "What is left of the loss comes from one point."]
    let text = Paragraph(StyledText(sentences.joined(separator: " ")))
    let mark = charset == .ascii ? ".." : "…"
    let look = Look(charset: charset)
    for width in 13..<60 {
      let first = Paragraph(StyledText(sentences[0])).height(width: width)
      for height in 1..<5 where text.height(width: width) > height {
        var buffer = look.buffer(Size(width, height))
        text.draw(in: buffer.bounds, of: &buffer, look: look)
        let seen = buffer.lines.map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ")
        let words = seen.split(separator: " ").map(String.init)
        if height >= first {
          // The mark stands behind the sentence where the line has room for it.
          #expect(seen.hasPrefix(sentences[0]), "\(width)×\(height): \(seen)")
          #expect(words.filter { $0 != mark }.joined(separator: " ") == sentences[0], "\(width)×\(height): \(seen)")
        } else {
          #expect(seen.hasSuffix(mark), "\(width)×\(height): \(seen)")
          let last = words.last?.dropLast(mark.count) ?? ""
          #expect(sentences[0].split(separator: " ").contains(last), "\(width)×\(height): \(seen)")
        }
      }
    }
  }

  @Test func linesThatAreTooManyEndWithAWholeSentence() {
    let lines = StyledText("One line cuts the plane. The other points are wrong, all three.").wrapped(width: 22)
    var buffer = Look().buffer(Size(22, 3))
    lines.draw(in: buffer.bounds, of: &buffer, look: Look())
    #expect(buffer.lines == ["One line cuts the", "plane. …", ""])
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
