import TestSupport
import Testing

@testable import Terminal

/// Letters that take two columns, and accents that take none.
@Suite struct WideTextTests {
  private func text(_ columns: String) -> String { columns.replacing("\u{10FFFD}", with: "_") }

  @Test func textsInColumnsHaveAScalarAColumn() {
    #expect(text("训练损失".inColumns) == "训_练_损_失_")
    #expect(text("損失/検証 loss".inColumns) == "損_失_/検_証_ loss")
    #expect("train/loss".inColumns == "train/loss" && "ŷ − σ(z) │ ⠿ ▀ …".inColumns == "ŷ − σ(z) │ ⠿ ▀ …")
    #expect(text("정확도".inColumns) == "정_확_도_")
    #expect(text("🚀 run ✅".inColumns) == "🚀_ run ✅_")
    #expect("ｶﾅ".inColumns == "ｶﾅ")
    #expect("训练".columnCount == 4 && "loss".columnCount == 4 && "".columnCount == 0)
    for name in ["训练损失", "a", "🚀", "e\u{301}", "ς\u{200D}x"] {
      #expect(name.inColumns.inColumns == name.inColumns)
    }
    #expect("训练 x".inColumns.withoutSecondColumns == "训练 x")
  }

  @Test func accentsJoinTheirLetters() {
    #expect("cafe\u{301}".inColumns == "café")
    #expect("cafe\u{301}".columnCount == 4)
    #expect(text("か\u{3099}".inColumns) == "が_")
    // macOS takes syllables apart in the names of files.
    #expect(text("\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}".inColumns) == "한_글_")
    // Without a scalar of both the letter stands alone.
    #expect("q\u{301}x".inColumns == "qx")
    #expect("👩\u{200D}💻".columnCount == 2)
  }

  @Test func everyScalarTakesOneColumnOrTwoOrIsForeign() {
    var wide = 0
    for value in UInt32(0)...0x3FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(!(scalar.takesOneColumn && scalar.takesTwoColumns))
      if scalar.takesTwoColumns { wide += 1 }
      let count = String(Character(scalar)).inColumns.unicodeScalars.count
      #expect(count == (scalar.takesTwoColumns ? 2 : 1), "U+\(String(value, radix: 16))")
      if String(Character(scalar)).isPlainlyInColumns, value >= 0xA0, value != 0xAD {
        #expect(scalar.takesOneColumn, "U+\(String(value, radix: 16))")
      }
    }
    #expect(wide > 100_000)
  }

  @Test func wideLettersAreWrittenAndCutWhole() {
    var buffer = Buffer(size: Size(7, 4))
    buffer.write("训练损失", in: Rect(x: 0, y: 0, width: 7, height: 1))
    buffer.write("a训练损", in: Rect(x: 0, y: 1, width: 6, height: 1))
    buffer.write("训练", in: Rect(x: 0, y: 2, width: 7, height: 1), alignment: .right)
    buffer.write("训练", x: 0, y: 3, clip: Rect(x: 0, y: 0, width: 3, height: 4))
    expectFrame(buffer, ["训练损…", "a训练…", "   训练", "训"])
    #expect(buffer[0, 0].glyph == "训" && buffer[1, 0].glyph == .secondColumn && buffer[2, 0].glyph == "练")
    #expect(buffer[3, 3].glyph == " ")
  }

  @Test func halvesAreBlanks() {
    var buffer = Buffer(size: Size(4, 1))
    buffer.write("训练", x: 0, y: 0, clip: buffer.bounds)
    buffer.put("x", x: 1, y: 0, clip: buffer.bounds)
    expectFrame(buffer, [" x练"])
    buffer.put("y", x: 2, y: 0, clip: buffer.bounds)
    expectFrame(buffer, [" xy"])
  }

  @Test func foreignScalarsNeverPass() {
    var buffer = Buffer(size: Size(30, 1))
    buffer.write("训\u{1B}[31m\u{202E}练\u{7}\r\n", x: 0, y: 0, clip: buffer.bounds)
    expectFrame(buffer, ["训?[31m?练???"])
  }

  @Test func bothHalvesChangeTogether() {
    var before = Buffer(size: Size(6, 1))
    before.write("训练ab", x: 0, y: 0, clip: before.bounds)
    var after = before
    after.write("失", x: 0, y: 0, clip: after.bounds)
    #expect(after.changes(from: before, joining: 0) == [CellRun(x: 0, y: 0, length: 2)])
    var broken = before
    broken.put("x", x: 3, y: 0, clip: broken.bounds)
    #expect(broken.changes(from: before, joining: 0) == [CellRun(x: 2, y: 0, length: 2)])
    #expect(after.ansi(changesFrom: before, .mono) == "\u{1B}[1;1H失")
  }

  @Test func everyOutputHasTheLetterOnce() {
    var buffer = Buffer(size: Size(8, 1))
    buffer.write("训x练", x: 0, y: 0, clip: buffer.bounds)
    #expect(buffer.text == "训x练\n")
    #expect(buffer.ansi(.mono) == "训x练   \n")
    let picture = buffer.svg()
    #expect(picture.contains(">训<") && picture.contains(">练<") && !picture.contains("\u{10FFFD}"))
    #expect(picture.contains("textLength=\"\(2 * SVGPicture.cellWidth)\""))
    var ascii = buffer
    ascii.transliterate(to: .ascii)
    expectFrame(ascii, ["??x??"])
  }
}
