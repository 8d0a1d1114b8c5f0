import TestSupport
import Testing

@testable import Terminal

@Suite struct ColorLadderTests {
  @Test func paletteColorsMapToThemselves() {
    for index in UInt8(16)...255 {
      let color = Color.palette(index)
      let found = color.paletteIndex(at: .colors256)
      // Some greys are in the cube and in the ramp; the colour counts, not the index.
      #expect(found.map(Color.palette) == color, "index \(index)")
    }
    for index in UInt8(0)..<16 { #expect(Color.palette(index).paletteIndex(at: .colors16) == index) }
    for index in UInt8(0)..<8 { #expect(Color.palette(index).paletteIndex(at: .colors8) == index) }
  }

  @Test func theFast256SearchAgreesWithTryingAll() {
    var random = SplitMix64(seed: 11)
    func distance(_ left: Color, _ right: Color) -> Int {
      let mean = (Int(left.red) + Int(right.red)) / 2
      let red = Int(left.red) - Int(right.red)
      let green = Int(left.green) - Int(right.green)
      let blue = Int(left.blue) - Int(right.blue)
      return (512 + mean) * red * red + 1024 * green * green + (767 - mean) * blue * blue
    }
    for _ in 0..<2000 {
      let color = Color(hex: UInt32.random(in: 0...0xFF_FFFF, using: &random))
      let best = (UInt8(16)...255).map { distance(color, .palette($0)) }.min() ?? 0
      let found = distance(color, color.reduced(to: .colors256))
      // The search looks at the nearest grey to the mean, which is not always the nearest by weight.
      #expect(found <= best + best / 4 + 60_000, "\(color)")
    }
  }

  @Test func knownSteps() {
    let orange = Color(hex: 0xFF8700)
    #expect(orange.paletteIndex(at: .colors256) == 208)
    #expect(Color(hex: 0xFE0102).paletteIndex(at: .colors16) == 9)
    #expect(Color(hex: 0xFE0102).paletteIndex(at: .colors8) == 1)
    #expect(Color(hex: 0x0A0B0C).paletteIndex(at: .colors8) == 0)
    #expect(orange.paletteIndex(at: .mono) == nil)
    #expect(orange.paletteIndex(at: .trueColor) == nil)
    #expect(Color.default.paletteIndex(at: .colors256) == nil)
    #expect(orange.reduced(to: .mono) == .default)
    #expect(orange.reduced(to: .trueColor) == orange)
  }

  @Test func ansiWritesEachDepth() {
    var buffer = Buffer(size: Size(2, 1))
    buffer[0, 0] = Cell("a", Style(Color(hex: 0xFF0000), on: Color(hex: 0x000000), [.bold, .reverse]))
    buffer[1, 0] = Cell("b")
    #expect(buffer.ansi(.trueColor) == "\u{1B}[0;1;7;38;2;255;0;0;48;2;0;0;0ma\u{1B}[0mb\n")
    #expect(buffer.ansi(.colors256) == "\u{1B}[0;1;7;38;5;196;48;5;16ma\u{1B}[0mb\n")
    #expect(buffer.ansi(.colors16) == "\u{1B}[0;1;7;91;40ma\u{1B}[0mb\n")
    #expect(buffer.ansi(.colors8) == "\u{1B}[0;1;7;31;40ma\u{1B}[0mb\n")
    #expect(buffer.ansi(.mono) == "\u{1B}[0;1;7ma\u{1B}[0mb\n")
  }

  @Test func plainTextDropsTrailingSpaces() {
    var buffer = Buffer(size: Size(4, 3))
    buffer.write("ab", x: 1, y: 0)
    #expect(buffer.text == " ab\n\n\n")
  }
}
