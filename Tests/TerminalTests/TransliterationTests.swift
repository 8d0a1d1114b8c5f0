import Foundation
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
      let isASCII = (0x20...0x7E).contains(result.value)
      if !isASCII { Issue.record("U+\(String(value, radix: 16))") }
      if (0x20...0x7E).contains(value) { #expect(result == scalar) }
    }
  }

  /// The fonts of the Linux console have these of what is not ASCII.
  @Test func shadesHasThreeGlyphsBesideASCII() {
    #expect("░▒▓█⣿▀σ₁✓√│".transliterated(to: .shades) == "░▒▒█#\"s1vV|")
    for value in UInt32(0)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let result = scalar.transliterated(to: .shades)
      if !((0x20...0x7E).contains(result.value) || "░▒█".unicodeScalars.contains(result)) {
        Issue.record("U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func blockHasNoBraille() {
    for value in UInt32(0x2800)...0x28FF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(!(0x2800...0x28FF).contains(scalar.transliterated(to: .block).value))
    }
  }

  /// `0·1` must not become 0.1, nor AND become what programmers read as XOR.
  @Test func formulasKeepTheirMeaning() {
    #expect("0·1 + w·x".transliterated(to: .ascii) == "0*1 + w*x")
    #expect("dlviz · xor".transliterated(to: .ascii) == "dlviz . xor")
    #expect("a ∧ b ∨ c ⊕ d".transliterated(to: .ascii) == "a & b | c ^ d")
    var buffer = Buffer(size: Size(5, 1))
    for (x, glyph) in "2·3 ·".unicodeScalars.enumerated() { buffer[x, 0].glyph = glyph }
    buffer.transliterate(to: .ascii)
    #expect(buffer.text.hasPrefix("2*3 ."))
  }

  @Test func buffersAreChangedCellByCell() {
    var buffer = Buffer(size: Size(4, 1))
    buffer.write("─x₁", x: 0, y: 0, Style(.default, on: .default, .bold))
    buffer.transliterate(to: .ascii)
    expectFrame(buffer, ["-x1"])
    #expect(buffer[0, 0].style.attributes == .bold)
  }

  /// Every glyph in the program's own code has a letter of its own rather than a question mark.
  @Test func everyGlyphOfTheSourcesIsKnown() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources").resolvingSymlinksInPath()
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var count = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      count += 1
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { continue }
        for scalar in line.unicodeScalars where !scalar.isASCII && scalar.takesOneColumn {
          if scalar.transliterated(to: .ascii) == "?" {
            Issue.record("\(scalar) U+\(String(scalar.value, radix: 16)) in \(file.lastPathComponent)")
          }
        }
      }
    }
    #expect(count > 50)
  }
}
