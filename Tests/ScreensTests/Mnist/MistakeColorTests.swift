import Terminal
import Testing

@testable import Plots
@testable import Screens

@Suite struct MistakeColorTests {
  /// With the most mistakes that an MLP makes of one digit for another, and with few.
  @Test(arguments: [Capabilities.ColorDepth.colors256, .trueColor], [Theme.dark, .light])
  func twoMistakesAreNotTheColorOfSix(depth: Capabilities.ColorDepth, theme: Theme) throws {
    let look = Look(theme: theme, colorDepth: depth)
    for most in [6, 30, 90] {
      func shown(_ count: Int) throws -> Color {
        try #require(MistakeColor.color(count, most: most, look)).reduced(to: depth)
      }
      #expect(try OKLab(shown(2)).distance(to: OKLab(shown(6))) > ColorMap.justNoticeableDifference)
      #expect(try shown(1) != shown(6))
    }
  }

  @Test(arguments: [Theme.dark, .light]) func theColorsOfThePaletteGoOneWay(theme: Theme) throws {
    let look = Look(theme: theme, colorDepth: .colors256)
    let colors = try [1, 2, 4, 16, 64].map { count in
      OKLab(try #require(MistakeColor.color(count, most: 90, look)).reduced(to: .colors256))
    }
    let distances = colors.map { $0.distance(to: colors[0]) }
    #expect(zip(distances, distances.dropFirst()).allSatisfy { $0 < $1 }, "\(distances)")
  }
}
