import Datasets
import Plots
import Terminal
import TestSupport
import Testing

@testable import Screens

struct PerceptronFrameTests {
  private static func script(_ size: Size, _ page: PerceptronScreen.Page = .gates) -> ScreenScript<PerceptronScreen> {
    var script = ScreenScript(PerceptronScreen(page: page), size: size)
    for _ in 0..<15 { script.type("s") }
    return script
  }

  @Test(arguments: [Size(80, 24), Size(120, 40)], [Capabilities.full, .plain])
  func gatesAreAsLookedAt(size: Size, capabilities: Capabilities) throws {
    try expectGoldenFrame(
      "perceptron-gates-\(size.width)-\(capabilities.charset.rawValue)",
      Self.script(size).frame(capabilities)
    )
  }

  @Test(arguments: [Size(80, 24), Size(120, 40)], [Capabilities.full, .plain])
  func allSixteenAreAsLookedAt(size: Size, capabilities: Capabilities) throws {
    try expectGoldenFrame(
      "perceptron-all-\(size.width)-\(capabilities.charset.rawValue)",
      Self.script(size, .all).frame(capabilities)
    )
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 24), Size(120, 40), Size(200, 60), Size(300, 100)])
  func everyPanelIsThere(size: Size) {
    let text = Self.script(size).text()
    // Fifteen samples: the third of the fourth epoch.
    for part in ["AND", "errors per epoch", "the rule", "truth table", "1-4 flip", "learning rate", "w₁", "input"] {
      #expect(text.contains(part) || (part == "input" && size.width < 80), "\(part) at \(size)")
    }
    for gate in ["OR  x₁ ∨ x₂", "XOR  x₁ ⊕ x₂"] { #expect(text.contains(gate) == (size.width >= 120)) }
    let all = Self.script(size, .all).text()
    for gate in ["AND", "XOR", "NAND", "separated"] { #expect(all.contains(gate), "\(gate) at \(size)") }
  }

  @Test func figuresOnTheFrameAreTheRunsOwn() {
    let script = Self.script(Size(120, 40))
    let run = script.screen.run(.and)
    let line = run.moment(at: 15).classic
    let text = script.text()
    #expect(text.contains(PerceptronScreen.numbers(line)))
    #expect(text.contains("\(run.rightCount(line))/4"))
    #expect(text.contains("epoch 4, sample 3 of 4"))
  }

  @Test func saysWhichSizeItNeeds() {
    for size in [Size(0, 0), Size(1, 1), Size(59, 24), Size(80, 19)] {
      var script = ScreenScript(PerceptronScreen(), size: size)
      #expect(script.frame().size == size)
      if size.width > 40 { #expect(script.text().contains("60×20")) }
      #expect(script.type("q") == [.back])
    }
  }

  @Test func asciiFramesHoldASCIIAlone() {
    for page in [PerceptronScreen.Page.gates, .all] {
      #expect(Self.script(Size(120, 40), page).text(.plain).unicodeScalars.allSatisfy { $0.isASCII })
    }
  }

  @Test(arguments: [1, 2, 3])
  func theMonkeyBreaksNothing(seed: UInt64) {
    runMonkey(
      seed: seed,
      events: 3000,
      makeScreen: { _, _ in ScreenHost(PerceptronScreen(), worker: IdleWorker()) },
      destination: .perceptron
    )
  }
}
