import TestSupport
import Testing

@testable import Terminal

@Suite struct TransliterationTests {
  @Test func knownGlyphs() {
    #expect("╭─┤σ ŷ₁²→▶…│●✗×∂∇".transliterated(to: .ascii) == "+-+s y12>>.|oxxdV")
    #expect("⣿⠁⡀⢸".transliterated(to: .block) == "█▘▖▐")
    #expect("╭⠁".transliterated(to: .braille) == "╭⠁")
  }

  @Test func everyScalarBecomesOnePrintableASCIICharacter() {
    for value in UInt32(0)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let result = scalar.transliterated(to: .ascii)
      #expect((0x20...0x7E).contains(result.value), "U+\(String(value, radix: 16))")
      if (0x20...0x7E).contains(value) { #expect(result == scalar) }
    }
  }

  @Test func blockHasNoBraille() {
    for value in UInt32(0x2800)...0x28FF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(!(0x2800...0x28FF).contains(scalar.transliterated(to: .block).value))
    }
  }

  @Test func buffersAreChangedCellByCell() {
    var buffer = Buffer(size: Size(4, 1))
    buffer.write("─x₁", x: 0, y: 0, Style(.default, on: .default, .bold))
    buffer.transliterate(to: .ascii)
    expectFrame(buffer, ["-x1"])
    #expect(buffer[0, 0].style.attributes == .bold)
  }
}
