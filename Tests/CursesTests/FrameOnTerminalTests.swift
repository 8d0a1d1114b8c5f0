import Terminal
import TestSupport
import Testing

@testable import Curses

/// Random frames on a terminal in memory: however few bytes are sent, it shows what was drawn.
@Suite struct FrameOnTerminalTests {
  private func encoder(_ depth: Capabilities.ColorDepth, _ charset: Capabilities.Charset = .braille) -> FrameEncoder {
    var strings = ControlStrings.ecma48(colors: depth == .trueColor ? 0 : depth.rawValue)
    strings.beginUpdate = Array("\u{1B}[?2026h".utf8)
    strings.endUpdate = Array("\u{1B}[?2026l".utf8)
    strings.requestReport = Array("\u{1B}[6n".utf8)
    return FrameEncoder(
      strings: strings,
      capabilities: Capabilities(charset: charset, colorDepth: depth, hasMouse: false)
    )
  }

  private static let glyphs = Array(" aaoX░▒█▀▀▄⠿⡇\u{2800}σ₁─│".unicodeScalars)
  private static let attributes: [Style.Attributes] = [
    [], [], [], .bold, .dim, .underline, .reverse, [.bold, .reverse],
  ]

  /// Changes some cells of a frame: scattered ones, and stretches in one pen.
  private func change(_ frame: inout Buffer, _ random: inout SplitMix64) {
    func color() -> Color {
      Int.random(in: 0..<5, using: &random) == 0
        ? .default : Color(hex: UInt32.random(in: 0...0xFF_FFFF, using: &random) & 0xC0_C0C0)
    }
    guard !frame.bounds.isEmpty else { return }
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      let style = Style(color(), on: color(), Self.attributes.randomElement(using: &random) ?? [])
      var (x, y) = (
        Int.random(in: 0..<frame.size.width, using: &random), Int.random(in: 0..<frame.size.height, using: &random)
      )
      for _ in 0..<Int.random(in: 1...9, using: &random) where y < frame.size.height {
        frame[x, y] = Cell(Self.glyphs.randomElement(using: &random) ?? " ", style)
        if x + 1 < frame.size.width { x += 1 } else { (x, y) = (0, y + 1) }
      }
    }
  }

  /// The frame as a terminal shows it; of a blank nobody sees what the pen was.
  private func seen(_ frame: Buffer, _ encoder: FrameEncoder) -> Buffer {
    var frame = frame
    frame.transliterate(to: encoder.capabilities.charset)
    return encoder.visible(frame)
  }

  private func expectWell(_ terminal: MemoryTerminal, answers: Int) {
    #expect(terminal.faults.isEmpty)
    #expect(terminal.cursor == Point(0, 0) && terminal.pen == .plain && !terminal.isUpdating)
    #expect(terminal.answers == Array(repeating: "\u{1B}[1;1R", count: answers))
  }

  @Test(arguments: Capabilities.ColorDepth.allCases, Capabilities.Charset.allCases)
  func aTerminalShowsWhatWasDrawn(depth: Capabilities.ColorDepth, charset: Capabilities.Charset) {
    let encoder = encoder(depth, charset)
    var random = SplitMix64(seed: 17)
    for size in [Size(1, 1), Size(2, 3), Size(13, 5), Size(120, 4)] {
      var terminal = MemoryTerminal(size: size)
      var frame = Buffer(size: size)
      var shown: Buffer?
      var earlier: FrameEncoder.Seen?
      var asked = 0
      for _ in 0..<12 {
        change(&frame, &random)
        let visible = encoder.visible(frame)
        let afterEarlier = encoder.seen(frame, after: earlier)
        #expect(afterEarlier.visible == visible)
        earlier = afterEarlier
        let bytes = encoder.encode(visible, over: shown)
        shown = visible
        if !bytes.isEmpty {
          terminal.feed(bytes + encoder.strings.requestReport)
          asked += 1
        }
        #expect(encoder.visible(terminal.cells) == seen(frame, encoder))
      }
      expectWell(terminal, answers: asked)
    }
  }

  /// Wide letters, whole ones and halves of them, at every place.
  @Test(arguments: Capabilities.ColorDepth.allCases, [Capabilities.Charset.braille, .ascii])
  func wideLettersTakeTheirTwoColumns(depth: Capabilities.ColorDepth, charset: Capabilities.Charset) {
    let encoder = encoder(depth, charset)
    var random = SplitMix64(seed: 29)
    for size in [Size(1, 1), Size(2, 2), Size(9, 4), Size(60, 3)] {
      var terminal = MemoryTerminal(size: size)
      var frame = Buffer(size: size)
      var shown: Buffer?
      for _ in 0..<40 {
        change(&frame, &random)
        for _ in 0..<Int.random(in: 0...4, using: &random) {
          let x = Int.random(in: 0..<size.width, using: &random)
          let y = Int.random(in: 0..<size.height, using: &random)
          let text = ["训练", "a損b", "練", "\u{10FFFD}"].randomElement(using: &random) ?? ""
          let style = Style(.default, on: .default, Self.attributes.randomElement(using: &random) ?? [])
          frame.write(text, x: x, y: y, style, clip: frame.bounds)
          if Int.random(in: 0..<3, using: &random) == 0 {
            frame.restyle(Rect(x: x + 1, y: y, width: 1, height: 1)) { $0.attributes.formSymmetricDifference(.bold) }
          }
        }
        let visible = encoder.visible(frame)
        terminal.feed(encoder.encode(visible, over: shown))
        shown = visible
        var expected = frame
        for y in 0..<size.height {
          for x in 0..<size.width { expected[x, y].glyph = frame.drawnGlyph(x: x, y: y) ?? .secondColumn }
        }
        // Both halves are drawn with the pen of the first.
        for y in 0..<size.height {
          for x in 1..<max(1, size.width) where expected[x, y].glyph == .secondColumn {
            expected[x, y].style = expected[x - 1, y].style
          }
        }
        let (found, wanted) = (encoder.visible(terminal.cells), seen(expected, encoder))
        #expect(found.text == wanted.text)
        let isSame = found == wanted
        #expect(isSame)
      }
      #expect(terminal.faults.isEmpty)
    }
  }

  /// On a slow line frames come in parts, and the newest frame goes on where the last one stopped.
  @Test func framesInPartsAreWholeInTheEnd() {
    let encoder = encoder(.trueColor)
    var random = SplitMix64(seed: 23)
    let size = Size(40, 12)
    var terminal = MemoryTerminal(size: size)
    var frame = Buffer(size: size)
    var shown = encoder.encode(encoder.visible(frame), over: nil, from: 0, within: nil).shown
    var row = 0
    var parts = 0
    func send(_ encoded: FrameEncoder.Encoded) {
      terminal.feed(encoded.bytes)
      shown = encoded.shown
      row = encoded.nextRow ?? 0
      parts += 1
    }
    for _ in 0..<30 {
      change(&frame, &random)
      send(encoder.encode(encoder.visible(frame), over: shown, from: row, within: 100))
      #expect(encoder.visible(terminal.cells) == shown)
    }
    while row != 0 { send(encoder.encode(encoder.visible(frame), over: shown, from: row, within: 100)) }
    send(encoder.encode(encoder.visible(frame), over: shown, from: 0, within: nil))
    #expect(encoder.visible(terminal.cells) == encoder.visible(frame))
    expectWell(terminal, answers: 0)
  }
}
