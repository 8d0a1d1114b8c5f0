import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import FunctionScreens

struct LossesFrameTests {
  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)], [Capabilities.full, .plain])
  func pagesAreAsLookedAt(size: Size, capabilities: Capabilities) throws {
    for (page, name) in zip(LossesPage.allCases, ["prediction", "logit", "softmax"]) {
      try expectGoldenFrame(
        "losses-\(name)-\(size.width)-\(capabilities.charset.rawValue)",
        ScreenScript(LossesScreen(page: page), size: size).frame(capabilities)
      )
    }
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40), Size(200, 60), Size(300, 100)])
  func everyPanelIsThere(size: Size) {
    let prediction = ScreenScript(LossesScreen(), size: size).text()
    // At ŷ = 0.25, y = 1: (1 − 0.25)² = 0.5625, −ln 0.25 = 1.386, slopes −1.5 and −4.
    for part in ["loss L(ŷ)", "slope", "0.5625", "1.386", "−1.500", "−4.000", "what it means", "BCE's slope"] {
      #expect(prediction.contains(part), "\(part) at \(size)")
    }
    let logit = ScreenScript(LossesScreen(page: .logit), size: size).text()
    for part in ["loss of ŷ", "0.9074", "−0.08607", "3.049", "−0.9526"] {
      #expect(logit.contains(part), "\(part) at \(size)")
    }
    let softmax = ScreenScript(LossesScreen(page: .softmax), size: size).text()
    for part in ["logits z", "p = softmax(z)", "gradient p − y", "L = 0.4493", "target class 1", "0.23"] {
      #expect(softmax.contains(part), "\(part) at \(size)")
    }
    // A vast window has room for what e shows.
    #expect(prediction.contains("by the chain rule") == (size.width >= 200))
  }

  /// A curve has no dot where its loss does not exist.
  @Test func noDotWithoutALoss() {
    var screen = LossesScreen()
    screen.isVisible = [false, false, false, true, false]
    for (place, dots) in [(-0.35, 0), (0.25, 1), (1.5, 0)] {
      screen.setCursor(place)
      let text = ScreenScript(screen).text()
      #expect(text.filter { $0 == "●" }.count == 2 * dots, "\(place)\n\(text)")
    }
  }

  /// Names stay, figures stand apart, and bars are of one width however many classes there are.
  @Test(arguments: [Size(80, 24), Size(120, 40), Size(200, 60)])
  func tenClassesFit(size: Size) {
    let logits = [2.5, -1.25, 3.07, 0.5, -9.75, 1, 2, 3, 4, 10]
    let script = ScreenScript(LossesScreen(page: .softmax, logits: logits), size: size)
    let inner = script.screen.panels[.value].inset()
    let slots = script.screen.barSlots(in: inner)
    #expect(Set(slots.map(\.width)).count == 1 && slots.allSatisfy { $0.x >= inner.x && $0.maxX <= inner.maxX })
    let rows = script.frame().lines.dropFirst(2)
    let whole = size.width > 80
    let names = (1...9).map(String.init) + [whole ? "10" : "0"]
    #expect(rows.contains { $0.split { " │".contains($0) }.starts(with: names) { $0 == $1 } }, "names in \(size)")
    if whole {
      #expect(rows.contains { $0.contains("3.07") }, "3.07 in \(size)")
      #expect(rows.contains { $0.contains("−9.75") }, "−9.75 in \(size)")
    }
    // No figure runs into the next: at most one point in a word.
    let figures = rows.prefix(2).joined(separator: " ").split { " │".contains($0) }
    #expect(figures.allSatisfy { $0.filter { $0 == "." }.count <= 1 }, "\(figures)")
  }

  /// Where `-` and `+` change a setting and arrows do not, its marks say so.
  @Test func marksSayWhichKeysChange() {
    var script = ScreenScript(LossesScreen(page: .softmax))
    script.press(.tab, .tab)
    #expect(script.text().contains("classes - 4 +"))
    script.type("1")
    #expect(script.text().contains("prediction ‹ 0.25 ›"))
  }

  /// Every curve's letter and stroke stand in the table, no stroke twice.
  @Test func theLegendNeedsNoColour() {
    let strokes = (0..<5).map { Stroke(series: $0) }
    #expect(Set(strokes).count == 5 && Set(strokes.map(\.sample)).count == 5)
    let text = ScreenScript(LossesScreen()).text()
    for (slot, name) in ["MSE", "MAE", "Huber", "BCE", "hinge"].enumerated() {
      #expect(text.contains("\(Array("madbn")[slot]) \(strokes[slot].sample) \(name)"), "\(name)")
    }
    for series in LossesScreen().chart(false).series {
      #expect(series.glyph.map { "madbn".unicodeScalars.contains($0) } == true)
    }
  }

  @Test func saysWhichSizeItNeeds() {
    for size in [Size(0, 0), Size(1, 1), Size(59, 24), Size(80, 19)] {
      var script = ScreenScript(LossesScreen(), size: size)
      #expect(script.frame().size == size)
      if size.width > 40 { #expect(script.text().contains("60×20")) }
      #expect(script.type("q") == [.back])
    }
  }

  @Test func asciiFramesHoldASCIIAlone() {
    for page in LossesPage.allCases {
      let script = ScreenScript(LossesScreen(page: page))
      #expect(script.text(.plain).unicodeScalars.allSatisfy { $0.isASCII })
    }
  }

  @Test(arguments: [1, 2, 3])
  func theMonkeyBreaksNothing(seed: UInt64) {
    runMonkey(
      seed: seed,
      events: 3000,
      makeScreen: { _, _ in ScreenHost(LossesScreen()) },
      destination: Destination("losses")
    )
  }
}
