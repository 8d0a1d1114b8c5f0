import Terminal
import TestSupport
import Testing

@testable import Plots

@Suite struct FewColorTests {
  private static let depths: [Capabilities.ColorDepth] = [.mono, .colors8, .colors16, .colors256, .trueColor]
  private static let roles: [Role] =
    [.text, .muted, .title, .accent, .good, .bad, .warning, .positive, .negative] + (0..<8).map(Role.series)

  /// Whether a glyph in a style can be told from the cell behind it.
  private func isReadable(_ style: Style, _ depth: Capabilities.ColorDepth) -> Bool {
    if style.foreground.isDefault, style.background.isDefault { return true }
    return style.foreground.reduced(to: depth) != style.background.reduced(to: depth)
  }

  @Test(arguments: depths, [Theme.dark, .light])
  func whatIsWrittenOnASelectionIsReadable(depth: Capabilities.ColorDepth, theme: Theme) {
    let look = Look(theme: theme, colorDepth: depth)
    for role in Self.roles {
      var buffer = look.buffer(Size(4, 1))
      buffer.fill(buffer.bounds, Cell(" ", look.style(.selection)))
      buffer.write("name", x: 0, y: 0, look.ink(role), clip: buffer.bounds)
      let style = buffer[1, 0].style
      #expect(isReadable(style, depth), "\(role) is \(style)")
      if depth <= .colors16 { #expect(style.attributes.contains(.reverse)) }
    }
  }

  @Test(arguments: depths, [Theme.dark, .light])
  func theSelectedRowOfATableIsReadable(depth: Capabilities.ColorDepth, theme: Theme) {
    let look = Look(theme: theme, colorDepth: depth)
    let row = Self.roles.map { StyledText("x", $0) }
    let table = Table(columns: row.map { _ in .init("") }, rows: [row], selectedRow: 0, showsHeader: false)
    var buffer = look.buffer(Size(60, 1))
    table.draw(in: buffer.bounds, of: &buffer, look: look)
    for x in 0..<60 where buffer[x, 0].glyph != " " { #expect(isReadable(buffer[x, 0].style, depth)) }
    let backgrounds = Set((0..<60).map { buffer[$0, 0].style.background })
    #expect(backgrounds.count == 1)
  }

  @Test(arguments: [Capabilities.ColorDepth.colors8, .colors16], [Theme.dark, .light])
  func everyRoleIsReadableOnTheBackground(depth: Capabilities.ColorDepth, theme: Theme) {
    let look = Look(theme: theme, colorDepth: depth)
    for role in Self.roles {
      #expect(
        look.color(role).reduced(to: depth) != look.theme.background.reduced(to: depth) || role == .muted,
        "\(role)"
      )
    }
    // Green is green and the text is nobody's colour.
    #expect(look.color(.good).paletteIndex(at: .colors8) == 2)
    #expect(look.color(.text).paletteIndex(at: .colors8) == (theme.name == "dark" ? 7 : 0))
    if depth == .colors16, theme.name == "dark" { #expect(look.color(.negative).paletteIndex(at: depth) == 11) }
  }

  @Test(arguments: [Capabilities.ColorDepth.colors8, .colors16], [Capabilities.Charset.braille, .block, .ascii])
  func shadeGrowsFromTheMiddleToBothSides(depth: Capabilities.ColorDepth, charset: Capabilities.Charset) {
    let look = Look(charset: charset, colorDepth: depth)
    let field = Field(width: 9, height: 1, values: (0..<9).map { Double($0) / 8 })
    var buffer = look.buffer(Size(9, 1))
    HeatMap(field: field, range: 0...1).draw(in: buffer.bounds, of: &buffer, look: look)
    let cells = (0..<9).map { buffer[$0, 0] }
    #expect(cells[4].glyph == " ")
    #expect(Set(cells[0..<4].map(\.glyph)).count == 4)
    #expect(Set(cells[5...].map(\.glyph)).count == 4)
    #expect(Set(cells[0..<4].map(\.glyph)).isDisjoint(with: cells[5...].map(\.glyph)))
    #expect(cells[0].style.foreground.paletteIndex(at: depth) != cells[8].style.foreground.paletteIndex(at: depth))
    #expect(!cells[0...3].map(\.glyph).contains(" ") && !cells[5...].map(\.glyph).contains(" "))
  }

  @Test func noShadeOfTheRampIsAMarkOrAContour() {
    let look = Look(charset: .ascii)
    let field = Field(width: 64, height: 1, values: (0..<64).map { Double($0) })
    for palette in FieldPalette.allCases {
      for depth in Self.depths {
        var buffer = Look(charset: .ascii, colorDepth: depth).buffer(Size(64, 1))
        HeatMap(field: field, palette: palette).draw(in: buffer.bounds, of: &buffer, look: look)
        #expect(!(0..<64).contains { "o+X*".unicodeScalars.contains(buffer[$0, 0].glyph) })
      }
    }
  }
}
