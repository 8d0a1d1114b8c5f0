import Terminal
import Testing

@Suite struct ColorPaletteTests {
  private func indices(_ depth: Capabilities.ColorDepth, _ colors: UInt32...) -> [UInt8?] {
    colors.map { Color(hex: $0).paletteIndex(at: depth) }
  }

  @Test func fewColorsKeepGreysGreyAndHuesApart() {
    #expect(indices(.colors8, 0x101010, 0x808080, 0xD4D4D4) == [0, 7, 7])
    #expect(indices(.colors8, 0xFF0000, 0xE69F00, 0x00FF00, 0x0072B2, 0xFF00FF) == [1, 3, 2, 4, 5])
    #expect(indices(.colors16, 0x000000, 0x555555, 0xD4D4D4, 0xFFFFFF) == [0, 8, 7, 15])
    #expect(indices(.colors16, 0xE69F00, 0xFFAA00, 0x0072B2, 0x800000) == [3, 11, 4, 1])
  }

  @Test func manyColorsAreTheCubeOrTheGreyRamp() {
    #expect(indices(.colors256, 0x000000, 0xFFFFFF, 0x5F87AF, 0x808080) == [16, 231, 67, 244])
  }

  @Test func defaultAndDirectColorsNeedNoPalette() {
    #expect(Color.default.paletteIndex(at: .colors256) == nil)
    #expect(indices(.trueColor, 0x123456) == [nil])
    #expect(indices(.mono, 0x123456) == [nil])
  }
}
