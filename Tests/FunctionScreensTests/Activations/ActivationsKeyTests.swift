import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing
import Training

@testable import FunctionScreens

struct ActivationsKeyTests {
  @Test func opensOnTheNamesInTheirOrder() {
    let script = ActivationsScript([.tanh, .elu(alpha: 2), .sigmoid])
    #expect(script.screen.selectedActivations == [.tanh, .elu(alpha: 2), .sigmoid])
    #expect(script.screen.subject == .tanh)
  }

  @Test func marksToggleAndKeepColours() {
    var script = ActivationsScript()
    script.type("7")
    #expect(script.screen.selectedActivations == [.sigmoid, .tanh, .relu, .gelu])
    #expect(script.screen.subject == .gelu)
    script.type("1")
    #expect(script.screen.selectedActivations == [.tanh, .relu, .gelu])
    #expect(script.screen.role(1) == .series(1))
    // The freed colour is taken again.
    script.type("E")
    #expect(script.screen.selectedActivations == [.step, .tanh, .relu, .gelu])
  }

  @Test func theListIsWalkedAndPicked() {
    var script = ActivationsScript()
    script.press(.down, .down, .down)
    #expect(script.screen.subject == .leakyReLU(slope: 0.01))
    script.press(.enter)
    #expect(script.screen.selectedActivations.contains(.leakyReLU(slope: 0.01)))
    script.press(.pageDown, .pageDown, .pageDown)
    #expect(script.screen.subject == .step)
    script.press(.pageUp, .up)
    #expect(script.screen.subject == .gelu || script.screen.row == 7)
    script.type("a")
    #expect(script.screen.selection == [script.screen.row])
  }

  @Test func theCursorMovesInRoundSteps() {
    var script = ActivationsScript()
    for _ in 0..<7 { script.press(.left) }
    #expect(script.screen.cursor == 0.3)
    script.press(.character("-"), .character("+"), .right)
    #expect(script.screen.cursor == 0.4)
    script.type("/0")
    script.press(.enter)
    #expect(script.screen.cursor == 0)
  }

  @Test func commonKeysMeanWhatTheyMeanEverywhere() {
    var script = ActivationsScript()
    expectGrammar(script.screen)
    script.type("p")
    expectGrammar(script.screen)
    script.type("d")
    expectGrammar(script.screen)
    script.type("PP")
    expectGrammar(script.screen)
  }

  @Test func theRangeFollowsTheCursor() {
    var script = ActivationsScript()
    for _ in 0..<45 { script.press(.right) }
    #expect(abs(script.screen.cursor - 5.5) < 1e-12)
    #expect(abs(script.screen.xRange.upperBound - 5.5) < 1e-12)
    #expect(abs(script.screen.xRange.lowerBound + 4.5) < 1e-12)
  }

  @Test func panZoomAndReset() {
    var script = ActivationsScript()
    script.type("k")
    #expect(script.screen.xRange == -2.5...7.5)
    script.type("jj")
    #expect(script.screen.xRange == -7.5...2.5)
    script.type("K")
    #expect(script.screen.xRange == 2.5...12.5)
    // Out of sight, the cursor waits at the edge; in sight again, it is where it was put.
    #expect(script.screen.cursor == 2.5)
    script.type("J")
    #expect(script.screen.cursor == 1)
    script.press(.left, .left)
    script.type("Kr")
    #expect(script.screen.xRange == -5...5)
    #expect(script.screen.cursor == 1)
    script.type("/0")
    script.press(.enter)
    script.type("i")
    #expect(script.screen.xRange == -2.5...2.5)
    script.type("oo")
    #expect(script.screen.xRange == -10...10)
    for _ in 0..<30 { script.type("o") }
    #expect(script.screen.xRange == -1000...1000)
    for _ in 0..<40 { script.type("i") }
    #expect(script.screen.xRange.upperBound - script.screen.xRange.lowerBound >= 0.01 - 1e-12)
  }

  /// So narrow a range needs more digits than three, and its ends must not read alike.
  @Test func narrowRangesAreReadWithEnoughDigits() {
    var script = ActivationsScript()
    #expect(script.text().contains("x −5 to 5"))
    for _ in 0..<10 { script.type("i") }
    #expect(script.screen.rangeWords == "0.994 to 1.004")
    for _ in 0..<20 { script.type("o") }
    #expect(script.screen.rangeWords == "−1000 to 1000")
  }

  /// The chosen one alone, and the former selection again; what is picked in between is not undone.
  @Test func aloneAndBack() {
    var script = ActivationsScript([.tanh, .relu, .gelu])
    let former = script.screen.slots
    script.type("a")
    #expect(script.screen.selectedActivations == [.tanh])
    script.type("a")
    #expect(script.screen.slots == former)
    script.type("a")
    script.press(.down)
    script.type("a")
    #expect(script.screen.selectedActivations == [.relu])
    script.type("a")
    #expect(script.screen.slots == former)
    script.type("a1a")
    #expect(script.screen.selectedActivations == [.sigmoid])
    script.type("a")
    #expect(script.screen.selectedActivations == [.relu, .sigmoid])
  }

  /// Old results stay, dimmed, until the new ones are complete.
  @Test func oldResultsStayWhileNewOnesCompute() throws {
    var script = ActivationsScript(page: .depth)
    try script.experiment()
    let histograms = script.screen.panels[.measure]
    func isDim() -> Bool { script.frame()[histograms.x + 2, histograms.y + 2].style.attributes.contains(.dim) }
    #expect(!isDim())
    script.press(.right)
    var reports: [DepthReport] = []
    let settings = script.screen.depthSettings
    try DepthComparison(settings).run(report: { reports.append($0) })
    _ = script.screen.update(.message(.report(settings, reports[0])))
    _ = script.screen.update(.message(.progress(settings, 0.4)))
    #expect(script.screen.reports.map(\.layers.count) == [6, 6, 6])
    #expect(isDim())
    #expect(script.text().contains("computing 40%"))
    for report in reports.dropFirst() { _ = script.screen.update(.message(.report(settings, report))) }
    _ = script.screen.update(.message(.finished(settings, seconds: nil)))
    #expect(script.screen.reports == reports)
    #expect(!isDim())
  }

  /// The verdicts of all come first; what does not fit is scrolled to.
  @Test func everyVerdictIsSaidFirst() throws {
    var script = ActivationsScript(
      [.sigmoid, .tanh, .relu, .gelu, .elu(alpha: 1)],
      page: .depth,
      size: Size(80, 24),
      depth: DepthSettings(width: 8, depth: 4, batchSize: 8, activations: [])
    )
    try script.experiment()
    for name in ["sigmoid", "tanh", "ReLU", "GELU", "ELU"] {
      let line = script.text().split(separator: "\n").first { $0.contains(" \(name) ") && $0.contains(" ×") }
      #expect(line != nil, "\(name)")
    }
    script.type("PPPP")
    while script.screen.shell.panel != .words { script.type("p") }
    let layer = script.screen.selectedLayer
    for _ in 0..<30 { script.press(.down) }
    #expect(script.screen.selectedLayer == layer)
    #expect(script.text().contains("ELU: "))
    #expect(script.text().contains("↑ to the top"))
  }

  @Test func parametersChangeTheirActivation() {
    var script = ActivationsScript([.leakyReLU(slope: 0.01), .elu(alpha: 1)])
    script.press(.tab, .tab, .right, .right)
    #expect(script.screen.activations[3] == .leakyReLU(slope: 0.05))
    #expect(script.screen.subject == .leakyReLU(slope: 0.05))
    script.press(.tab, .left)
    #expect(script.screen.activations[4] == .elu(alpha: 0.5))
    #expect(script.screen.profiles[4].derivativeAtZero == 0.5)
    #expect(script.text().contains("0.5·(eˣ − 1)"))
  }

  @Test func theThresholdMovesSaturation() {
    var script = ActivationsScript()
    script.press(.tab, .right, .right, .right)
    #expect(script.screen.threshold == 0.1)
    // σ′ = 0.1 at ln((1 + √0.6) / (1 − √0.6)).
    #expect(abs((script.screen.profiles[0].saturated.last?.lowerBound ?? 0) - 2.0634370688955608) < 1e-9)
    script.press(.backTab)
    #expect(script.screen.focusedSetting?.label == "x")
  }

  @Test func zoomHelpExplainAndBack() {
    var script = ActivationsScript()
    script.type("z")
    #expect(script.screen.shell.isZoomed)
    #expect(script.type("q").isEmpty)
    #expect(!script.screen.shell.isZoomed)
    script.type("?")
    #expect(script.text().contains("keys of dlviz activations"))
    script.press(.down, .up, .pageDown, .pageUp, .escape)
    #expect(script.screen.shell.overlay.kind == nil)
    script.type("e")
    #expect(script.text().contains("0.7311 × (1 − 0.7311) = 0.1966"))
    // What is explained can be changed meanwhile.
    script.press(.left)
    #expect(script.text().contains("σ(0.9)"))
    script.type("e")
    #expect(script.screen.shell.overlay.kind == nil)
    #expect(script.press(.escape).isEmpty && script.text().contains("q leaves this screen"))
    #expect(script.type("q") == [.back])
  }

  @Test func panelsAreFocusedInTurn() {
    var script = ActivationsScript()
    #expect(script.screen.shell.panel == .table)
    script.type("p")
    #expect(script.screen.shell.panel == .about)
    script.type("PPP")
    #expect(script.screen.shell.panel == .values)
    script.type("z")
    #expect(script.screen.shell.isZoomed)
  }

  @Test func logarithmShowsSmallSlopes() {
    var script = ActivationsScript([.sigmoid])
    script.type("l")
    #expect(script.text().contains("|f′(x)|, log"))
    #expect(script.text().contains("saturated below 0.01"))
  }

  @Test func mouseReadsAndSets() {
    var script = ActivationsScript(size: Size(120, 40))
    let plot = script.screen.panels[.values]
    script.mouse(.move, plot.x + plot.width / 2, plot.y + plot.height / 2)
    #expect(abs(script.screen.x) < 1)
    #expect(script.screen.cursor == 1)
    script.mouse(.press, plot.maxX - 3, plot.y + 4)
    #expect(script.screen.cursor > 4)
    script.mouse(.wheelUp, plot.x + plot.width / 2, plot.y + 4)
    #expect(abs(script.screen.xRange.upperBound - script.screen.xRange.lowerBound - 5) < 1e-9)
    let table = script.screen.panels[.table]
    script.mouse(.press, table.x + 4, table.y + 2 + 8)
    #expect(script.screen.subject == .silu)
    script.mouse(.press, table.x + 4, table.y + 2 + 8)
    #expect(script.screen.selectedActivations.contains(.silu))
  }

  @Test func depthRunsWhenItIsShownAndOnEveryChange() throws {
    var script = ActivationsScript()
    let asked = script.type("d")
    #expect(asked == [.effect(.run(script.screen.depthSettings))])
    try script.experiment()
    #expect(script.screen.reports.map(\.activation) == [.sigmoid, .tanh, .relu])
    #expect(script.screen.depthState == .finished(nil))
    script.press(.right)
    #expect(script.screen.depthSettings.depth == 8)
    // Old reports stay until new ones are there; events of old settings are not taken.
    #expect(script.screen.reports.first?.layers.count == 6)
    var old = script.screen.depthSettings
    old.depth = 6
    _ = script.screen.update(.message(.progress(old, 0.9)))
    #expect(script.screen.depthState == .running(0))
    try script.experiment()
    #expect(script.screen.reports.first?.layers.count == 8)
    script.press(.pageDown, .pageDown)
    #expect(script.screen.selectedLayer == 7)
    script.press(.pageUp, .pageUp, .down)
    #expect(script.screen.selectedLayer == 1)
    script.press(.tab, .left)
    #expect(script.screen.depthSettings.width == 8)
    script.press(.tab, .right, .tab, .right, .tab, .right)
    #expect(script.screen.depthSettings.initializer == .glorotNormal)
    #expect(script.screen.depthSettings.batchSize == 32)
    #expect(script.screen.depthSettings.seed == 43)
    let seed = script.screen.depthSettings.seed
    script.type("R")
    #expect(script.screen.depthSettings.seed != seed)
    let again = script.type("r")
    #expect(again == [.effect(.run(script.screen.depthSettings))])
    script.type("vvv")
    #expect(script.screen.measure == .dead)
    script.type("12")
    #expect(script.screen.depthSettings.activations == [.relu])
    script.type("3")
    #expect(script.commands == [.effect(.cancel)])
    script.type("q")
    #expect(script.screen.page == .curves)
  }

  @Test func spaceStopsAndRunsAgain() throws {
    var script = ActivationsScript(page: .depth)
    let settings = script.screen.depthSettings
    #expect(script.text().contains("space stop"))
    script.type(" ")
    #expect(script.commands == [.effect(.cancel)])
    #expect(script.text().contains("stopped"))
    // What was on its way when it was stopped is not taken.
    _ = script.screen.update(.message(.progress(settings, 0.5)))
    _ = script.screen.update(.message(.finished(settings, seconds: 1)))
    #expect(script.screen.depthState == .idle)
    script.type(" ")
    #expect(script.commands == [.effect(.run(settings))])
    try script.experiment()
    #expect(script.screen.reports.count == 3)
  }

  @Test func anyKeyClosesTheHelp() {
    var script = ActivationsScript(size: Size(120, 60))
    script.type("?x")
    #expect(script.screen.shell.overlay.kind == nil)
    script.type("d?")
    #expect(script.text().contains("choose a layer"))
    script.type("1")
    #expect(script.screen.shell.overlay.kind == nil)
    #expect(script.screen.selectedActivations.contains(.sigmoid))
  }

  @Test func coveredScreensStop() {
    var script = ActivationsScript(page: .depth)
    #expect(script.commands.count == 1)
    #expect(script.screen.update(.covered(true)) == [.effect(.cancel)])
    #expect(script.screen.update(.covered(false)) == [.effect(.run(script.screen.depthSettings))])
  }

  @Test(arguments: [UInt64](0..<3)) func monkeyInTheProgramsLoopBreaksNothing(seed: UInt64) {
    runMonkey(
      seed: seed,
      events: 2000,
      makeScreen: { _, _ in ScreenHost(ActivationsScreen(), worker: DeafWorker()) },
      destination: Destination("activations")
    )
  }

  /// Thousands of random keys, clicks and resizes: every frame fills its window with glyphs that its charset has.
  @Test(arguments: [UInt64](0..<4)) func randomInputBreaksNothing(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let isASCII = seed.isMultiple(of: 2)
    let look = Capabilities(
      charset: isASCII ? .ascii : .braille,
      colorDepth: isASCII ? .mono : .trueColor,
      hasMouse: true
    )
    var script = ActivationsScript(depth: DepthSettings(width: 4, depth: 3, batchSize: 4, activations: []))
    let keys: [Key] = [
      .up, .down, .left, .right, .enter, .tab, .backTab, .home, .end, .pageUp, .pageDown, .escape, .function(1),
      .delete,
    ]
    for count in 0..<1500 {
      let input: InputEvent
      switch Int.random(in: 0..<20, using: &random) {
      case 0:
        input = .resize(Size(Int.random(in: 1...140, using: &random), Int.random(in: 1...45, using: &random)))
      case 1..<5:
        let actions: [Mouse.Action] = [.press, .drag, .release, .move, .wheelUp, .wheelDown, .secondaryPress]
        let place = Point(Int.random(in: -2..<140, using: &random), Int.random(in: -2..<45, using: &random))
        input = .mouse(Mouse(actions.randomElement(using: &random) ?? .move, at: place))
      case 5..<10: input = .key(keys.randomElement(using: &random) ?? .up)
      default:
        // Settings only grow in the hands of a monkey: what takes long is left out.
        let scalar = Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &random))
        input = .key(.character(scalar == "+" || scalar == "=" ? "-" : scalar))
      }
      script.commands = script.screen.update(.input(input))
      if case .effect(.run(let settings))? = script.commands.last, settings.width * settings.depth < 100 {
        try script.experiment()
      }
      guard count.isMultiple(of: 25) else { continue }
      let frame = script.frame(look)
      #expect(frame.size == script.size)
      let bad = frame.cells.first { !$0.glyph.takesOneColumn || (isASCII && !$0.glyph.isASCII) }
      #expect(bad == nil)
    }
  }
}

/// Does nothing that it is asked for.
private final class DeafWorker: ScreenWorker {
  func perform(_ effect: ActivationsScreen.Effect) {}
  func receive() -> [DepthEvent] { [] }
  func end() {}
}
