import Terminal
import TestSupport
import Testing

@testable import Plots

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
    // Green is green where it can be read, and the text is nobody's colour.
    #expect(look.color(.good).paletteIndex(at: .colors8) == (theme.name == "dark" ? 2 : 4))
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

  /// The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
  private func contrast(_ left: Color, _ right: Color) -> Double {
    func luminance(_ color: Color) -> Double {
      let parts = [color.red, color.green, color.blue].map { component -> Double in
        let value = Double(component) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (first, second) = (luminance(left), luminance(right))
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  /// The colours that xterm shows: bold text in the bright one of its colour.
  private func shown(_ style: Style, _ depth: Capabilities.ColorDepth) -> (front: Color, back: Color) {
    let back = style.background.reduced(to: depth)
    guard let index = style.foreground.paletteIndex(at: depth) else { return (style.foreground, back) }
    return (.palette(style.attributes.contains(.bold) && index < 8 ? index + 8 : index), back)
  }

  @Test(arguments: [Capabilities.ColorDepth.colors8, .colors16], [Theme.dark, .light])
  func whatMattersMostHasContrast(depth: Capabilities.ColorDepth, theme: Theme) {
    let look = Look(theme: theme, colorDepth: depth)
    for role in [Role.text, .title, .accent, .positive, .negative, .series(0)] {
      for attributes in [Style.Attributes(), .bold] {
        var buffer = look.buffer(Size(1, 1))
        buffer.put("x", x: 0, y: 0, look.ink(role, attributes), clip: buffer.bounds)
        let colors = shown(buffer[0, 0].style, depth)
        let found = contrast(colors.front, colors.back)
        #expect(found >= 4.5, "\(role) \(attributes.rawValue): \(found)")
      }
    }
  }

  @Test(arguments: [Capabilities.ColorDepth.colors8, .colors16], [Theme.dark, .light])
  func aSelectionIsDrawnInTheThemesOwnColors(depth: Capabilities.ColorDepth, theme: Theme) {
    let look = Look(theme: theme, colorDepth: depth)
    let style = look.style(.selection)
    // Reversed, what is behind is the text's colour: it must differ from what is behind the other rows.
    #expect(!style.foreground.isDefault && !style.background.isDefault)
    #expect(contrast(style.foreground.reduced(to: depth), look.theme.background.reduced(to: depth)) >= 4.5)
  }

  @Test(arguments: [Theme.dark, .light]) func rampsOf256ColorsGoOneWay(theme: Theme) throws {
    let theme = Look(theme: theme, colorDepth: .colors256).theme
    func hue(_ color: Color) -> Double {
      let degrees = angle(x: OKLab(color).a, y: OKLab(color).b) * 180 / .pi
      return degrees < 0 ? degrees + 360 : degrees
    }
    func expectOneWay(_ colors: [Color], _ name: String) {
      for color in colors { #expect((color.paletteIndex(at: .colors256) ?? 0) >= 16) }
      let lightness = colors.map { OKLab($0).lightness }
      let steps = zip(lightness, lightness.dropFirst()).map { $1 - $0 }
      #expect(steps.allSatisfy { $0 > 0.01 } || steps.allSatisfy { $0 < -0.01 }, "\(name) \(lightness)")
      let hues = colors.filter { OKLab($0).distance(to: OKLab(Color(hex: 0x808080))) > 0 && chroma($0) > 0.03 }.map(hue)
      let turns = zip(hues, hues.dropFirst()).map { $1 - $0 }
      // Colours of the same hue differ by the rounding of the cube.
      #expect(turns.allSatisfy { $0 > -2 } || turns.allSatisfy { $0 < 2 }, "\(name) \(hues)")
    }
    func chroma(_ color: Color) -> Double {
      (OKLab(color).a * OKLab(color).a + OKLab(color).b * OKLab(color).b).squareRoot()
    }
    let middle = try #require(theme.diverging.colors.firstIndex { chroma($0) < 0.03 })
    #expect(middle * 2 + 1 == theme.diverging.colors.count)
    expectOneWay(Array(theme.diverging.colors[...middle]), "below")
    expectOneWay(Array(theme.diverging.colors[middle...]), "above")
    expectOneWay(theme.sequential.colors, "sequential")
    expectOneWay(theme.image.colors, "image")
    // Below is orange, above is blue.
    #expect((40...90).contains(hue(theme.diverging.colors[0])))
    #expect((220...280).contains(hue(theme.diverging.colors[theme.diverging.colors.count - 1])))
  }

  @Test(arguments: [Theme.dark, .light]) func neighboursInAMapLookAlike(theme: Theme) {
    for map in [theme.diverging, theme.sequential, theme.image] {
      let distinct = Set(map.colors).count
      #expect(distinct % 2 == 1 && distinct < 100)
      for (left, right) in zip(map.colors, map.colors.dropFirst()) {
        // Rounded to whole components.
        #expect(OKLab(left).distance(to: OKLab(right)) < 1.15 * ColorMap.justNoticeableDifference)
      }
    }
  }
}
