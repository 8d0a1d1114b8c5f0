import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import Testing

@testable import PlaneScreens

/// Every key of the perceptron screen.
struct PerceptronKeyTests {
  private var fresh: ScreenScript<PerceptronScreen> { ScreenScript(PerceptronScreen()) }

  @Test func samplesAndEpochs() {
    var script = fresh
    script.type("s")
    #expect(script.screen.shownStep == 1 && !script.screen.isPlaying)
    #expect(script.text().contains("epoch 1, sample 1 of 4"))
    script.type("S")
    #expect(script.screen.shownStep == 4)
    script.type("S")
    #expect(script.screen.shownStep == 8)
  }

  @Test func ticksTellThePace() {
    var script = fresh
    #expect(script.screen.tickInterval == .milliseconds(125))
    for time in [0, 125, 250, 300, 375] { script.tick(milliseconds: time) }
    #expect(script.screen.liveStep == 3)
    script.type(" ")
    #expect(script.screen.tickInterval == nil)
    script.tick(milliseconds: 1000)
    #expect(script.screen.liveStep == 3)
    script.type(" ")
    // The time of the pause is not made up for.
    for time in [60_000, 60_125] { script.tick(milliseconds: time) }
    #expect(script.screen.liveStep == 4)
    script.tick(milliseconds: 90_000)
    #expect(script.screen.liveStep == 5)
    script.type(">>")
    #expect(script.screen.pace == 20)
    script.type("<")
    #expect(script.screen.pace == 10)
  }

  @Test func unthrottledRunsAnEpochATickToTheEnd() {
    var script = fresh
    for _ in 0..<12 { script.type(">") }
    #expect(script.screen.pace == nil)
    for time in 0...30 { script.tick(milliseconds: 20 * time) }
    #expect(script.screen.isDone && !script.screen.isPlaying && script.screen.tickInterval == nil)
    #expect(script.screen.liveStep == 80)
    #expect(script.text().contains("2 of 3 converged"))
    script.type(" ")
    #expect(script.screen.options.epochs == 40 && script.screen.isPlaying)
  }

  @Test func restartsWithTheSameAndAnotherSeed() {
    var script = fresh
    let start = script.screen.startLine(of: .and)
    script.type("SSr")
    #expect(script.screen.liveStep == 0 && script.screen.startLine(of: .and) == start)
    script.type("R")
    #expect(script.screen.options.seed != 42 && script.screen.startLine(of: .and) != start)
  }

  @Test func arrowsChooseTheGateOfAFocusedPlane() {
    var script = fresh
    script.press(.right)
    #expect(script.screen.gate == .or)
    script.press(.right, .right)
    #expect(script.screen.gate == .and)
    script.press(.left)
    #expect(script.screen.gate == .xor)
    // In a narrow window the focused one alone is shown, and arrows still go through all.
    script.resize(Size(80, 24))
    #expect(script.text().contains("XOR 3/3") && !script.text().contains("AND:"))
    script.press(.left)
    #expect(script.screen.gate == .or && script.text().contains("OR: errors per epoch"))
    // Panels are another way to the next function.
    script.resize(Size(120, 40))
    script.type("p")
    #expect(script.screen.gate == .xor)
  }

  @Test func digitsFlipTargets() {
    var script = fresh
    script.type("S4")
    #expect(script.screen.gate == .never && !script.screen.isPlaying)
    // The flipped one begins now; the others are where they were.
    #expect(script.screen.run(.never).stepCount == 0 && script.screen.run(.or).stepCount == 4)
    #expect(script.text().contains("start    w =") && script.text().contains("epoch 0 of 20 · sample 0"))
    script.type("s")
    #expect(script.screen.run(.never).stepCount == 1 && script.screen.run(.or).stepCount == 5)
    #expect(script.text().contains("epoch 1, sample 1 of 4"))
    script.type("S")
    #expect(script.screen.run(.never).stepCount == 4)
    script.type("[")
    #expect(script.text().contains("epoch 1, sample 3 of 4"))
    script.type("23")
    #expect(script.screen.gate == .xor)
    script.type("1")
    #expect(script.screen.gate.outputs == [true, true, true, false])
    #expect(script.text().contains("NAND"))
  }

  @Test func rewinds() {
    var script = fresh
    script.type("SSS")
    let live = script.text()
    script.type("[")
    #expect(script.screen.shownStep == 11 && script.text().contains("rewound"))
    script.type("{")
    #expect(script.screen.shownStep == 7)
    script.type("}]")
    #expect(script.screen.rewoundStep == nil && script.text() == live)
    script.press(.home)
    #expect(script.screen.shownStep == 0 && script.text().contains("start    w ="))
    // Stepping forward in the past shows what was, and changes nothing.
    script.type("sS")
    #expect(script.screen.shownStep == 4 && script.screen.liveStep == 12)
    script.press(.end)
    #expect(script.screen.shownStep == 12)
  }

  @Test func settings() {
    var script = fresh
    script.type("+")
    #expect(script.screen.options.learningRate == 0.2 && script.text().contains("learning rate 0.2: restarted"))
    script.type("-")
    #expect(script.screen.options.learningRate == 0.1)
    script.press(.tab)
    script.type("+")
    #expect(script.screen.options.variant == .pocket)
    script.press(.tab)
    script.type("+")
    #expect(script.screen.options.epochs == 50)
    script.press(.tab)
    script.type("+")
    #expect(script.screen.startLine(of: .or) == [0, 0, 0])
    script.type("+")
    #expect(script.screen.startLine(of: .xor) == [-0.3, -0.2, 0.25])
    script.press(.tab)
    script.type("+")
    #expect(script.screen.options.seed == 43 && script.screen.options.start == .random)
    script.type("/7")
    script.press(.enter)
    #expect(script.screen.options.seed == 7)
    script.press(.tab)
    script.type("-")
    #expect(script.screen.pace == 5)
    script.press(.backTab)
    #expect(script.screen.focusedSetting?.label == "seed")
  }

  @Test func commonKeysMeanWhatTheyMeanEverywhere() {
    var script = fresh
    expectGrammar(script.screen)
    script.type("a")
    expectGrammar(script.screen)
  }

  @Test func aStartFromTheCommandLineIsAmongTheStarts() {
    var settings = PerceptronSettings()
    settings.start = .given(w1: 1, w2: -1, bias: 0.5)
    var script = ScreenScript(PerceptronScreen(settings: settings))
    script.press(.tab, .tab, .tab)
    for _ in 0..<4 { script.type("+") }
    #expect(script.screen.startLine(of: .and) == [1, -1, 0.5])
  }

  @Test func allSixteen() {
    var script = fresh
    script.type("a")
    #expect(script.screen.page == .all && script.screen.gate == .and)
    script.press(.right)
    #expect(script.screen.gate == .inhibition)
    script.press(.down)
    #expect(PerceptronScreen.gridColumns(in: script.screen.panels[.grid]) == 4 && script.screen.gate == .xor)
    script.press(.up, .left)
    #expect(script.screen.gate == .and)
    #expect(script.press(.enter) == [.open(Destination("xor", "and"))])
    script.type("S")
    #expect(script.screen.run(.nor).stepCount == 4)
    script.press(.right)
    script.type("x")
    #expect(script.screen.page == .gates && script.screen.slots == [.inhibition])
    #expect(script.screen.panels.count { if case .plane = $0.panel { true } else { false } } == 1)
    script.type("a")
    #expect(script.press(.escape).isEmpty && script.screen.page == .gates)
    #expect(script.press(.escape).isEmpty && script.screen.slots == [.and, .or, .xor])
    script.type("aa")
    #expect(script.screen.page == .gates)
  }

  @Test func oneAloneAndBack() {
    var script = fresh
    script.type(" S")
    script.press(.right)
    script.type("x")
    #expect(script.screen.slots == [.or] && script.screen.gate == .or && script.text().contains("x shows AND, OR, XOR"))
    script.type("x")
    #expect(script.screen.slots == [.and, .or, .xor] && script.screen.gate == .or)
    // Another chosen among all sixteen leaves the three as they were.
    script.type("xa")
    script.press(.right)
    script.type("x")
    #expect(script.screen.slots == [.nor])
    script.type("x")
    #expect(script.screen.slots == [.and, .or, .xor] && script.screen.liveStep == 4)
  }

  @Test func enterTrainsANetworkOnTheSameData() {
    var script = fresh
    script.press(.left)
    #expect(script.press(.enter) == [.open(Destination("xor", "xor"))])
    _ = script.screen.update(.covered(true))
    #expect(!script.screen.isPlaying)
  }

  @Test func panelsZoomAndOverlays() {
    var script = fresh
    script.type("PP")
    #expect(script.screen.shell.panel == .rule)
    script.type("z")
    #expect(script.screen.panels.map(\.panel) == [.rule])
    #expect(script.type("q").isEmpty && !script.screen.shell.isZoomed)
    script.press(.up)
    #expect(script.screen.shell.panel == .errors(slot: 2))
    script.type("e")
    #expect(script.text().contains("explain: XOR") && script.text().contains("What must hold for each point"))
    // What is explained can be steered.
    script.type("s")
    #expect(script.screen.liveStep == 1 && script.screen.shell.overlay.kind == .explain)
    script.press(.pageDown, .up, .down, .pageUp)
    script.type("?")
    #expect(script.screen.shell.overlay.kind == nil)
    script.type("?")
    #expect(script.text().contains("keys of dlviz perceptron"))
    script.type("q")
    #expect(script.screen.shell.overlay.kind == nil)
    #expect(script.type("q") == [.back])
  }

  @Test func mouse() {
    var script = fresh
    let panels = script.screen.panels
    script.mouse(.press, panels[.plane(slot: 1)].middle)
    #expect(script.screen.focusedSlot == 1)
    script.mouse(.press, panels[.errors(slot: 2)].middle)
    #expect(script.screen.focusedSlot == 2 && script.screen.shell.panel == .errors(slot: 2))
    script.type("SS")
    script.mouse(.wheelUp, panels[.rule].middle)
    #expect(script.screen.shownStep == 7)
    script.mouse(.move, panels[.plane(slot: 0)].middle)
    #expect(script.text().contains("z ") && script.text().contains("(0."))
    script.mouse(.press, Point(18, 38))
    script.mouse(.wheelUp, Point(18, 38))
    #expect(script.screen.options.learningRate == 0.2)
    // The first click on the table focuses it, the next turns the row's target over.
    let row = Point(panels[.truth].x + 5, panels[.truth].y + 2)
    script.mouse(.press, row)
    script.mouse(.press, row)
    #expect(script.screen.gate.outputs == [true, true, true, false])
    script.type("a")
    let cell = PerceptronScreen.cells(in: script.screen.panels[.grid])[5].middle
    script.mouse(.press, cell)
    #expect(script.screen.gate == .second && script.screen.page == .all)
    script.mouse(.press, cell)
    #expect(script.screen.page == .gates && script.screen.gate == .second)
  }
}
