import Terminal
import TestSupport
import Testing

@testable import WatchScreens

/// What a program prints, as a terminal shows it.
@Suite struct ConsoleTextTests {
  private func lines(_ text: String) -> [String] {
    var console = ConsoleText()
    console.append(text.utf8)
    return console.lines.map { String(String.UnicodeScalarView($0.map(\.glyph))) }
  }

  @Test(arguments: [
    ("one\r\ntwo\r\n", ["one", "two", ""]),
    // A bar is drawn over itself, and erased at its end.
    ("bar 10%\rbar 20%", ["bar 20%"]),
    ("a long line\rshort\u{1B}[K", ["short"]),
    // rich goes up and draws several bars anew.
    ("bar 1\r\nbar 2\r\n\u{1B}[2Abar 3\r\nbar 4\r\n", ["bar 3", "bar 4", ""]),
    ("ab\u{8}c", ["ac"]),
    ("a\tb", ["a       b"]),
    ("\u{1B}]0;title\u{7}text\u{1B}]8;;http://x\u{1B}\\link", ["textlink"]),
    ("\u{1B}[?25lhidden\u{1B}[?25h", ["hidden"]),
    ("⠋ 40 %", ["⠋ 40 %"]),
    ("\u{1B}[2Kx\u{1B}[1;31", ["x"]),
  ]) func itShows(_ text: String, _ expected: [String]) {
    #expect(lines(text) == expected)
  }

  @Test func coloursAreKept() throws {
    var console = ConsoleText()
    console.append("\u{1B}[1;32mok\u{1B}[0m \u{1B}[38;5;196mred\u{1B}[48;2;1;2;3mon".utf8)
    let line = console.lines[0]
    #expect(line[0].style == Style(.palette(2), .bold))
    #expect(line[2].style == .plain)
    #expect(line[3].style.foreground == .palette(196))
    #expect(line[6].style.background == Color(red: 1, green: 2, blue: 3))
  }

  @Test func anyBytesGiveGlyphsOfOneColumn() {
    var state: UInt64 = 1
    for _ in 0..<200 {
      var console = ConsoleText()
      let bytes = (0..<500).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let byte = UInt8(truncatingIfNeeded: state >> 33)
        return byte % 5 == 0 ? [0x1B, 0x5B, 0x0A, 0x0D, 0x41, 0x4A, 0x6D, 0x3B, 0x39][Int(byte) % 9] : byte
      }
      // In pieces, as they come through a pipe.
      for start in stride(from: 0, to: 500, by: 7) { console.append(bytes[start..<min(500, start + 7)]) }
      #expect(console.lines.allSatisfy { $0.allSatisfy(\.isDrawable) })
    }
  }

  @Test func wideLettersTakeTwoColumnsAndAccentsNone() {
    var console = ConsoleText()
    console.append("训练 e\u{301}x\u{200D}\r損".utf8)
    var text = String.UnicodeScalarView()
    text.append(contentsOf: console.lines[0].map(\.glyph))
    #expect(String(text) == "損\u{10FFFD}练\u{10FFFD} éx")
  }

  @Test func memoryIsBounded() {
    var console = ConsoleText()
    for number in 0..<5000 { console.append("line \(number)\n".utf8) }
    #expect(console.lines.count <= 2000)
    console.append(repeatElement(UInt8(ascii: "x"), count: 100_000))
    #expect((console.lines.last?.count ?? 0) <= 1000)
  }
}
