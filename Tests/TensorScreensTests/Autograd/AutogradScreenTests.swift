import Plots
import ScreenTestSupport
import Shell
import TensorLab
import Terminal
import Testing

@testable import TensorScreens

struct AutogradScreenTests {
  private func screen(_ name: String = "quadratic") throws -> AutogradScreen {
    AutogradScreen(AutogradProblem(try #require(AutogradExample.named(name))))
  }

  private func script(_ name: String = "quadratic", size: Size = Size(80, 24)) throws -> ScreenScript<AutogradScreen> {
    ScreenScript(try screen(name), size: size)
  }

  // MARK: Frames

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)], [Capabilities.full, .plain])
  func framesAreAsLookedAt(size: Size, capabilities: Capabilities) throws {
    for (name, position) in [("quadratic", 0), ("quadratic", 9), ("network", 12), ("micrograd", 40), ("kinks", 14)] {
      var script = try script(name, size: size)
      script.screen.playback.move(to: position)
      try expectGoldenFrame(
        "autograd-\(name)-\(position)-\(size.width)-\(capabilities.charset.rawValue)",
        script.frame(capabilities)
      )
    }
  }

  @Test func everyExampleCanBeWalkedInEverySize() throws {
    for example in AutogradExample.all {
      for size in [Size(60, 20), Size(80, 24), Size(200, 60)] {
        var script = ScreenScript(AutogradScreen(AutogradProblem(example)), size: size)
        for position in 0...script.screen.playback.last {
          script.screen.playback.move(to: position)
          #expect(script.text().contains("step \(position) of"), "\(example.name) \(size)")
        }
      }
    }
  }

  // MARK: Keys

  @Test func everyKeyKeepsToTheGrammar() throws {
    for example in AutogradExample.all {
      expectGrammarOnAllPages(ScreenScript(AutogradScreen(AutogradProblem(example)), size: Size(60, 20)))
    }
  }

  @Test func stepsGoBothWays() throws {
    var script = try script()
    script.type("sss")
    #expect(script.screen.playback.position == 3)
    script.type("[")
    #expect(script.screen.playback.position == 2)
    script.press(.end)
    #expect(script.screen.playback.isAtEnd && script.text().contains("16"))
    script.type("s")
    #expect(script.screen.shell.notice == "this is the end")
    script.press(.home)
    #expect(script.screen.playback.position == 0)
  }

  /// Four operations, then the seed with the last sum's edge; the constants get none.
  @Test func largerStepsGoByPassAndByNode() throws {
    var script = try script()
    script.type("S")
    #expect(script.screen.playback.position == 4)
    script.type("S")
    #expect(script.screen.playback.position == 6)
    script.type("S")
    #expect(script.screen.playback.position == 8)
    script.type("{{{")
    #expect(script.screen.playback.position == 0)
  }

  @Test func theGradientOfWhatIsUsedTwiceIsGathered() throws {
    var script = try script(size: Size(120, 40))
    script.press(.end)
    let text = script.text()
    // x² gives 6, 2x gives 2, in the order of the backward pass.
    #expect(text.contains("∂ 2 + 6 = 8") || text.contains("∂ 6 + 2 = 8"))
    #expect(text.contains("✓"))
  }

  @Test func theStepIsWrittenWithItsNumbers() throws {
    var script = try script(size: Size(120, 40))
    script.press(.end)
    #expect(script.text().contains("∂(x^2)/∂x = 2·x = 6"))
    #expect(script.text().contains("∂x = 2 + 6 = 8"))
  }

  @Test func minusesAreTrueOnesButForWhatIsTyped() throws {
    var script = try script("micrograd", size: Size(120, 40))
    let panels = script.text().split(separator: "\n").filter { $0.contains("│") }
    #expect(panels.count > 20 && !panels.contains { $0.contains("-") })
    #expect(script.text().contains("a = −4"))
    script.type("f")
    #expect(script.screen.shell.editor?.string.contains("a=-4") == true)
  }

  /// Of a large graph finite differences come a share at a time, the same as at once.
  @Test func finiteDifferencesComeInShares() throws {
    let graph = try #require(AutogradExample.named("micrograd").map { AutogradProblem($0).graph })
    var differences = AutogradDifferences(graph, share: 1)
    #expect(!differences.isComplete && differences.value(input: 0, cell: 0) != nil)
    #expect(differences.value(input: 1, cell: 0) == nil)
    while !differences.isComplete { differences.advance() }
    #expect(differences.values == graph.inputs.compactMap { graph.differences($0) })

    var script = try script()
    #expect(script.screen.tickInterval == nil)
    script.screen.differences = AutogradDifferences(script.screen.problem.graph, share: 0)
    #expect(script.screen.tickInterval != nil)
  }

  /// Another number moves nothing but what its digits need.
  @Test func anotherNumberKeepsTheLayout() throws {
    var screen = try screen("micrograd")
    let old = try #require(screen.pictures[.lines])
    screen.show(screen.problem.setting(0, cell: 0, to: -400), keepsPlace: true)
    let new = try #require(screen.pictures[.lines])
    #expect(new.boxes == AutogradPicture(screen.walk, detail: .lines).boxes)
    #expect(new.boxes.map(\.y) == old.boxes.map(\.y) && new.boxes != old.boxes)
  }

  @Test func aNameGivenTwiceIsToldApart() throws {
    let screen = AutogradScreen(try AutogradProblem("a = 2; c = a + 1; c += c*a; c"))
    let lines = screen.summary().map(\.string)
    #expect(lines.contains { $0.hasPrefix("  c₁ = a + 1") } && lines.contains { $0.hasPrefix("  c₂ += c*a") })
    #expect(lines.contains { $0.hasPrefix("  c₂ → c₁ ") })
  }

  @Test func longLabelsAreCutInBoxesAndWords() throws {
    let sum = (1...40).map { "x*\($0)" }.joined(separator: " + ")
    var script = ScreenScript(AutogradScreen(try AutogradProblem("x=1; " + sum)), size: Size(120, 40))
    script.press(.end)
    #expect(script.screen.pictures[.boxes]?.boxes.allSatisfy { $0.width <= 26 } == true)
    #expect(script.screen.explanation?.lines.allSatisfy { $0.count < 300 } == true)
  }

  @Test func numbersAndExamplesAreSettings() throws {
    var script = try script()
    script.press(.tab, .right)
    #expect(script.screen.problem.graph.value == 20.25)
    #expect(script.screen.reproducingCommand == "dlviz autograd 'x^2 + 2*x + 1' 'x=3.5'")
    script.type("/")
    for _ in 0..<3 { script.press(.backspace) }
    script.type("-1")
    script.press(.enter)
    #expect(script.screen.problem.graph.value == 0)
    script.type("uu")
    #expect(script.screen.problem.graph.value == 16)
    script.press(.backTab, .right)
    #expect(script.screen.problem.example?.name == "dot")
    script.press(.left)
    #expect(script.screen.problem.example?.name == "quadratic")
  }

  @Test func aFormulaIsTypedWithCompletion() throws {
    var script = try script()
    script.type("f")
    script.press(.control("u"))
    script.type("x=2; sigm")
    script.press(.tab)
    script.type("x)")
    script.press(.enter)
    #expect(script.screen.problem.expression == "sigmoid(x)")
    script.type("f")
    script.press(.control("u"))
    script.type("x=2; x+")
    script.press(.enter)
    // A line with a fault stays to be mended, with the place.
    #expect(script.screen.shell.editor?.string == "x=2; x+")
    #expect(script.text().contains("column 8: expected a number, a name,"))
    script.press(.escape)
    #expect(script.screen.fault == nil && !script.text().contains("expected a number"))
    #expect(script.screen.shell.editor == nil && script.screen.problem.expression == "sigmoid(x)")
  }

  @Test func theGraphPansWhereItIsLarger() throws {
    var script = try script("micrograd", size: Size(60, 20))
    let start = script.screen.origin(in: script.screen.graphRegion)
    script.press(.right)
    #expect(script.screen.origin(in: script.screen.graphRegion).x > start.x)
    script.type("s")
    #expect(script.screen.pan == nil)
    script.type("o")
    #expect(script.screen.picture.detail == .lines)
    script.type("i")
    #expect(script.screen.picture.detail == .boxes)
  }

  @Test func playingEndsAtTheEnd() throws {
    var script = try script()
    script.type(" ")
    for index in 0..<20 { script.tick(milliseconds: index * 500) }
    #expect(script.screen.playback.isAtEnd && !script.screen.playback.isPlaying)
    script.type("r")
    #expect(script.screen.playback.position == 0)
    script.type(">")
    #expect(script.screen.playback.pace == 5)
  }

  @Test func theMouseStepsAndChoosesNodes() throws {
    var script = try script(size: Size(120, 40))
    let region = script.screen.panels[.graph]
    script.mouse(.wheelDown, region.middle)
    #expect(script.screen.playback.position == 1)
    let inner = script.screen.graphRegion
    let origin = script.screen.origin(in: inner)
    let last = try #require(script.screen.picture.box(of: script.screen.walk.graph.result))
    script.mouse(.press, inner.x + last.x - origin.x + 1, inner.y + last.y - origin.y + 1)
    #expect(script.screen.playback.position == 4)
  }

  @Test func cornersAreExplained() throws {
    var script = try script("kinks", size: Size(120, 40))
    script.press(.end)
    script.type("e")
    let text = script.text()
    #expect(text.contains("slope"))
    #expect(
      script.screen.explanation?.lines.contains { $0.string.contains("PyTorch and TensorFlow use 0, JAX uses 1") }
        == true
    )
  }

  @Test func graphsOfAnySizeAreDrawnFast() throws {
    let terms = (0..<300).map { "x\($0 % 3)*\($0)" }.joined(separator: " + ")
    let problem = try AutogradProblem("x0=1; x1=2; x2=3; " + terms)
    var script = ScreenScript(AutogradScreen(problem), size: Size(200, 60))
    script.press(.end)
    #expect(script.screen.problem.graph.inputs.count == 3 && !script.text().isEmpty)
  }

  @Test(arguments: 0..<4) func aMonkeyBreaksNothing(seed: UInt64) throws {
    let names = AutogradExample.all.map(\.name)
    let problem = AutogradProblem(try #require(AutogradExample.named(names[Int(seed) % names.count])))
    runMonkey(
      seed: seed,
      events: 600,
      makeScreen: { _, _ in ScreenHost(AutogradScreen(problem)) },
      destination: Destination("autograd")
    )
  }
}
