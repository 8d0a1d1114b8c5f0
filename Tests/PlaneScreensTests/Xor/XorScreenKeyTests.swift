import Datasets
import NeuralNet
import Plots
import Records
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing
import Training

@testable import PlaneScreens

@Suite(.timeLimit(.minutes(3)))
struct XorScreenKeyTests {
  @Test func startsTheCoursesRunAtItsPace() {
    #expect(
      ScreenScript(XorScreen(settings: PlaneSettings())).commands == [.effect(.start(PlaneSettings(), pace: 1000))]
    )
  }

  @Test func spacePausesAndResumes() {
    var script = XorScript()
    script.hear(.stateChanged(.running))
    #expect(script.type(" ") == [.session(.pause)])
    script.hear(.stateChanged(.paused))
    #expect(script.type(" ") == [.session(.resume)])
    script.hear(.stateChanged(.finished))
    #expect(script.type(" ") == [.session(.resume)])
    script.hear(.stateChanged(.diverged(step: 3)))
    #expect(script.type(" ").isEmpty)
    #expect(script.text().contains("rewind with [ or restart with r"))
  }

  @Test func stepsAreAnEpochAndAHundred() {
    var script = XorScript()
    #expect(script.type("s") == [.session(.step(1))])
    #expect(script.type("S") == [.session(.step(100))])
  }

  @Test func restartKeepsTheSeedAndCapitalRTakesAnother() {
    var script = XorScript()
    #expect(script.type("r") == [.session(.restart(PlaneSettings()))])
    guard case .effect(.command(.restart(let new))) = script.type("R").first else {
      Issue.record("expected a restart, found \(script.commands)")
      return
    }
    #expect(new.seed != 42)
    #expect(script.text().contains("seed \(new.seed)"))
  }

  /// Each setting by tab and →, and back by shift-tab and ←.
  @Test func everySettingIsReachedAndChanged() {
    var script = XorScript()
    var changed = PlaneSettings()
    changed.learningRate = 2
    #expect(script.press(.right) == [.session(.configure(changed))])
    changed.learningRate = 1
    #expect(script.press(.left) == [.session(.configure(changed))])
    changed.hidden = [5]
    #expect(script.press(.tab, .character("+")) == [.session(.configure(changed))])
    changed.hidden = [5, 1]
    #expect(script.press(.tab, .right) == [.session(.configure(changed))])
    changed.activation = .tanh
    #expect(script.press(.tab, .right) == [.session(.configure(changed))])
    changed.loss = .bce
    #expect(script.press(.tab, .right) == [.session(.configure(changed))])
    changed.optimizer = .momentum(0.9)
    #expect(script.press(.tab, .right) == [.session(.configure(changed))])
    let initializer = script.press(.tab, .right)
    guard case .effect(.command(.configure(let settings))) = initializer.first else {
      Issue.record("expected a new initializer, found \(initializer)")
      return
    }
    #expect(settings.initializer != changed.initializer)
    changed = settings
    changed.seed = 43
    #expect(script.press(.tab, .right) == [.session(.configure(changed))])
    #expect(script.press(.tab, .right) == [.session(.pace(epochsPerSecond: 2000))])
    #expect(script.press(.tab) == [])
    #expect(script.screen.focusedSetting?.label == "learning rate")
    #expect(script.press(.backTab, .left) == [.session(.pace(epochsPerSecond: 1000))])
  }

  @Test func unitsStayWithinTheirLimits() {
    var script = XorScript()
    script.press(.tab)
    for _ in 0..<30 { script.press(.right) }
    #expect(script.screen.run.settings.hidden == [16])
    #expect(script.text().contains("the keys stop at 16 hidden units"))
    for _ in 0..<30 { script.press(.left) }
    #expect(script.screen.run.settings.hidden == [])
    #expect(script.text().contains("there is no hidden layer left to remove"))
    #expect(script.press(.tab, .right).isEmpty && script.text().contains("a second layer needs a first one"))
    script.press(.backTab, .right, .tab)
    for _ in 0..<30 { script.press(.right) }
    #expect(script.screen.run.settings.hidden == [1, 8])
    for _ in 0..<30 { script.press(.left) }
    #expect(script.screen.run.settings.hidden == [1])
  }

  @Test func aChangeSaysWhetherItRestarts() {
    var script = XorScript.trained(Self.short)
    script.press(.right)
    #expect(script.text().contains("learning rate 2 from epoch 40 on"))
    script.press(.tab, .right)
    #expect(script.text().contains("hidden 5 needs a new network: restarted"))
  }

  @Test func divergingOffersALowerLearningRate() {
    var script = XorScript.trained(Self.short)
    script.press(.tab)
    script.hear(.diverged(atStep: 17))
    script.hear(.stateChanged(.diverged(step: 17)))
    #expect(
      script.text().contains("diverged at epoch 17: - restarts with a lower learning rate, [ rewinds, r restarts")
    )
    var lower = script.screen.run.settings
    lower.learningRate = 0.5
    #expect(script.type("-") == [.session(.configure(lower))])
  }

  @Test func paceGoesFromOneASecondToMax() {
    var script = XorScript()
    #expect(script.type("<") == [.session(.pace(epochsPerSecond: 500))])
    for _ in 0..<20 { script.type("<") }
    #expect(script.screen.run.pace == 1)
    for _ in 0..<40 { script.type(">") }
    #expect(script.screen.run.pace == nil)
    #expect(script.type("<") == [.session(.pace(epochsPerSecond: 200_000))])
  }

  static var short: PlaneSettings {
    var settings = PlaneSettings()
    settings.epochs = 40
    return settings
  }

  @Test func bracketsGoThroughThePast() {
    var settings = PlaneSettings()
    settings.epochs = 1000
    var script = XorScript.trained(settings)
    #expect(script.type("[") == [.session(.rewind(toStep: 990))])
    script.hear(.stateChanged(.rewound(step: 990, live: 1000)))
    #expect(script.text().contains("◀ rewound epoch 990, live 1,000"))
    #expect(script.type("{") == [.session(.rewind(toStep: 890))])
    #expect(script.type("]") == [.session(.rewind(toStep: .max))])
    #expect(script.press(.home) == [.session(.rewind(toStep: 0))])
    script.hear(.stateChanged(.rewound(step: 100, live: 1000)))
    #expect(script.type("}") == [.session(.rewind(toStep: 200))])
    #expect(script.press(.end) == [.session(.rewind(toStep: .max))])
    script.press(.right)
    #expect(script.text().contains("learning rate 2 from epoch 100, as a branch"))
  }

  @Test func aBranchLeavesTheOldCurveBehind() {
    var script = XorScript.trained(Self.short)
    script.hear(.branched(atStep: 10))
    #expect(script.screen.run.ghosts.count == 1)
    #expect(script.screen.run.ghosts.first?.lastStep == 40)
    #expect(script.screen.run.lastStep == 10)
  }

  @Test func inputsLightUpTheNetwork() {
    var script = XorScript.trained()
    let before = script.text()
    script.type("3")
    let pass = script.screen.network?.forward([1, 0])
    let shown = NumberFormat.fixed(2).string(pass?.layers[0].activations[0] ?? .nan)
    #expect(script.text().contains("network, input (1,0)"))
    #expect(script.text().contains(shown))
    script.type("3")
    #expect(script.text() == before)
    script.type("20")
    #expect(script.text() == before)
  }

  @Test func zoomShowsOnePanel() {
    var script = XorScript.trained()
    script.press(.down)
    script.type("z")
    #expect(script.text().contains("output over x₁, x₂"))
    #expect(!script.text().contains("truth table"))
    script.press(.down, .down, .down)
    #expect(script.text().contains("truth table"))
    #expect(script.press(.escape) == [])
    #expect(script.text().contains("what is happening"))
    // On the first level Esc says what does leave; the run goes on.
    #expect(script.press(.escape) == [])
    #expect(script.text().contains("q leaves this screen"))
    #expect(script.type("q") == [.back])
  }

  @Test func logAxisHasDecades() {
    var script = XorScript.trained()
    script.type("l")
    #expect(script.text().contains("loss (log)"))
    #expect(script.text().contains("0.001"))
  }

  @Test func helpNamesEveryKeyAndCloses() {
    var script = XorScript.trained(Self.short, size: Size(120, 50))
    script.type("?")
    let help = script.text()
    for key in ["space", "R", "tab shift-tab", "[ ]", "{ }", "Home", "End", "1–4", "c", "z"] {
      #expect(help.contains(key), "\(key)")
    }
    #expect(script.type("q") == [])
    #expect(script.screen.shell.overlay.kind == nil)
  }

  @Test func explainHasTheNumbersOfNow() {
    var script = XorScript.trained(size: Size(140, 60))
    script.type("2e")
    let text = script.text()
    guard let pass = script.screen.network?.forward([0, 1]) else {
      Issue.record("no network")
      return
    }
    #expect(text.contains("Forward: input (0,1), target 1"))
    #expect(text.contains(NumberFormat.significant(4).string(pass.output[0])))
    // δ = 2(ŷ − y)·ŷ(1 − ŷ)/4 by hand.
    let output = pass.output[0]
    let delta = 2 * (output - 1) * output * (1 - output) / 4
    #expect(text.contains(NumberFormat.significant(4).string(delta).withTrueMinus))
    // Steering goes on while it is open.
    #expect(script.type("s") == [.session(.step(1))])
    script.type("e")
    #expect(script.screen.shell.overlay.kind == nil)
  }

  @Test func thePerceptronNeverLearnsXOR() {
    var script = XorScript.trained()
    #expect(script.screen.tickInterval == nil)
    script.type("c")
    #expect(script.screen.tickInterval != nil)
    for _ in 0..<200 { _ = script.screen.update(.tick(.zero)) }
    #expect(script.screen.tickInterval == nil)
    #expect(script.screen.companion?.trainer.errorsPerEpoch.count == 100)
    #expect(script.screen.companion?.trainer.errorsPerEpoch.contains(0) == false)
    let text = script.text()
    #expect(text.contains("perceptron: one line"))
    #expect(text.contains("perceptron: errors per epoch"))
    #expect(text.contains("No line separates them"))
    script.type("c")
    #expect(script.text().contains("hidden units"))
  }

  @Test func mouseFocusesChangesAndReads() {
    var script = XorScript.trained()
    let layout = script.screen.panels
    let surface = layout[.surface]
    script.mouse(.press, surface.x + surface.width / 2, surface.y + surface.height / 2)
    #expect(script.screen.shell.panel == .surface)
    #expect(script.text().contains("→ 0."))
    var changed = PlaneSettings()
    changed.learningRate = 2
    #expect(script.mouse(.wheelUp, 20, 38) == [.session(.configure(changed))])
    script.mouse(.press, 30, 38)
    #expect(script.screen.focusedSetting?.label == "hidden")
    let loss = layout[.loss]
    #expect(script.mouse(.wheelUp, loss.x + 5, loss.y + 5) == [.session(.rewind(toStep: 9900))])
    script.mouse(.move, loss.x + loss.width / 2, loss.y + 5)
    #expect(script.text().contains("epoch "))
    let truth = layout[.truth]
    script.mouse(.press, truth.x + 5, truth.y + 3)
    #expect(script.screen.selectedInput == 1)
  }

  @Test func aCoveredScreenPauses() {
    var script = XorScript()
    script.hear(.stateChanged(.running))
    #expect(script.screen.update(.covered(true)) == [.session(.pause)])
    #expect(script.screen.update(.covered(false)) == [])
  }

  @Test func unknownKeysSaySo() {
    var script = XorScript.trained()
    for (key, cap) in [(Key.function(7), "F7"), (.insert, "Ins"), (.pageUp, "PgUp"), (.control("a"), "ctrl-A")] {
      #expect(script.press(key) == [])
      #expect(script.text().contains("\(cap): not a key on this page"))
    }
  }

  @Test func commonKeysMeanWhatTheyMeanEverywhere() {
    expectGrammarOnAllPages(XorScript.trained())
    var diverged = XorScript()
    diverged.hear(.stateChanged(.diverged(step: 3)))
    expectGrammar(diverged.screen)
  }

  /// R can be taken back, so that a seed that was left is not lost.
  @Test func theSeedBeforeIsReachedAgain() {
    var script = XorScript()
    script.type("R")
    let new = script.screen.run.settings.seed
    #expect(new != 42)
    script.type("u")
    #expect(script.screen.run.settings.seed == 42 && script.text().contains("back to seed 42"))
    script.type("u")
    #expect(script.text().contains("there is nothing to undo"))
  }

  /// The command of what is on the screen gives the same settings.
  @Test func theCommandTellsEveryChange() {
    var script = XorScript()
    script.press(.right, .tab, .right)
    let command = "dlviz xor --seed 42 --learning-rate 2.0 --hidden 5"
    #expect(script.type("y") == [.program(.copy(command))])
    #expect(script.text().contains(command))
  }

  /// One frame shows one state: the loss in the panel's title is that of the network whose outputs are in the table, also after one
  /// step at a rate that changes it much.
  @Test func theLossIsThatOfTheNetworkShown() throws {
    var settings = PlaneSettings()
    settings.learningRate = 20
    settings.epochs = 1
    let script = XorScript.trained(settings)
    let network = try #require(script.screen.network)
    let squares = LogicGate.inputs.map { input -> Double in
      let output = network.forward([input.first ? 1 : 0, input.second ? 1 : 0]).output[0]
      let error = output - (input.first != input.second ? 1 : 0)
      return error * error
    }
    let loss = NumberFormat.significant(4).string(squares.reduce(0, +) / 4)
    #expect(script.frame().lines[1].contains(" \(loss) ╮"), "\(loss) in \(script.frame().lines[1])")
  }
}
