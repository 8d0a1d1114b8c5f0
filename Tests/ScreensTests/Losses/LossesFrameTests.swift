import NeuralNet
import Plots
import Terminal
import TestSupport
import Testing

@testable import Screens

struct LossesFrameTests {
  @Test(arguments: [Size(80, 24), Size(120, 40)], [Capabilities.full, .plain])
  func pagesAreAsLookedAt(size: Size, capabilities: Capabilities) throws {
    for (page, name) in zip(LossesScreen.Page.allCases, ["prediction", "logit", "softmax"]) {
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
    for part in ["loss L(ŷ)", "slope", "0.5625", "1.386", "-1.500", "-4.000", "what it means", "BCE pushes"] {
      #expect(prediction.contains(part), "\(part) at \(size)")
    }
    let logit = ScreenScript(LossesScreen(page: .logit), size: size).text()
    for part in ["loss of ŷ", "0.9074", "-0.08607", "3.049", "-0.9526"] {
      #expect(logit.contains(part), "\(part) at \(size)")
    }
    let softmax = ScreenScript(LossesScreen(page: .softmax), size: size).text()
    for part in ["logits z", "pro", "L = 0.4493", "p₂ 0.235"] {
      #expect(softmax.contains(part), "\(part) at \(size)")
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
    for page in LossesScreen.Page.allCases {
      let script = ScreenScript(LossesScreen(page: page))
      #expect(script.text(.plain).unicodeScalars.allSatisfy { $0.isASCII })
    }
  }

  @Test(arguments: [1, 2, 3])
  func theMonkeyBreaksNothing(seed: UInt64) {
    runMonkey(
      seed: seed,
      events: 3000,
      makeScreen: { _, _ in ScreenHost(LossesScreen(), worker: IdleWorker()) },
      destination: .losses
    )
  }
}
