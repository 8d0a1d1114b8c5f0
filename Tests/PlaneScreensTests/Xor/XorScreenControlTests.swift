import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import PlaneScreens
@testable import Training

@Suite(.timeLimit(.minutes(3)))
struct XorScreenControlTests {
  private func script(_ size: Size, _ change: (inout PlaneSettings) -> Void = { _ in }) -> XorScript {
    var settings = PlaneSettings()
    settings.epochs = 20
    change(&settings)
    return XorScript.trained(settings, size: size)
  }

  @Test func everySettingIsSeenInAHundredAndTwentyColumns() {
    let line = script(Size(120, 40)).frame().lines[38]
    for setting in ["learning rate ‹ 1 ›", "hidden 4", "2nd none", "sigmoid", "MSE", "SGD", "init normal", "pace 1k/s"]
    {
      #expect(line.contains(setting), "\(setting)")
    }
  }

  /// By tab, at 80 columns: the focused setting is always whole, and the line says what else there is.
  @Test func theFocusedSettingIsInSight() {
    var script = script(Size(80, 24))
    #expect(script.frame().lines[22].hasSuffix("2›"))
    for setting in script.screen.settings {
      #expect(script.screen.focusedSetting?.label == setting.label)
      #expect(script.frame().lines[22].contains("\(setting.label) ‹ \(setting.value) ›"))
      script.press(.tab)
    }
    script.press(.backTab)
    #expect(script.frame().lines[22].hasPrefix("‹"))
  }

  @Test func theTitleLeavesSettingsOutWhole() {
    let narrow = script(Size(80, 24)).frame().lines[0]
    #expect(narrow.contains("2-4-1 sigmoid │ MSE │ SGD"))
    #expect(!narrow.contains("…"))
    #expect(script(Size(120, 40)).frame().lines[0].contains("seed 42"))
    let gate = ScreenScript(XorScreen(settings: PlaneSettings(gate: .and), gate: .and))
    #expect(gate.frame().lines[0].contains("dlviz · xor  gate AND"))
  }

  @Test func paceIsToldWhilePaused() {
    var script = script(Size(80, 24))
    script.hear(.stateChanged(.paused))
    script.type("<")
    #expect(script.text().contains("pace 500 epochs/s, once it runs"))
    script.hear(.stateChanged(.running))
    script.type(">")
    #expect(script.text().contains("pace 1k epochs/s"))
    #expect(!script.text().contains("once it runs"))
    for _ in 0..<30 { script.type(">") }
    #expect(script.text().contains("the fastest"))
  }

  @Test func shapesBeyondTheKeysAreHandled() {
    var wide = script(Size(80, 24)) { $0.hidden = [17] }
    #expect(wide.press(.tab, .right) == [])
    #expect(wide.text().contains("the keys stop at 16 hidden units; type more with /"))
    #expect(wide.screen.run.settings.hidden == [17])
    wide.press(.left)
    #expect(wide.screen.run.settings.hidden == [16])
    var second = script(Size(80, 24)) { $0.hidden = [4, 9] }
    second.press(.tab, .tab, .right)
    #expect(second.screen.run.settings.hidden == [4, 9])
    second.press(.left)
    #expect(second.screen.run.settings.hidden == [4, 8])
    var deep = script(Size(120, 40)) { $0.hidden = [4, 8, 2] }
    #expect(deep.text().contains("2-4-8-2-1"))
    #expect(deep.text().contains("k₂"))
    #expect(deep.press(.tab, .tab, .right) == [])
    #expect(deep.text().contains("come from --hidden"))
    deep.press(.left)
    #expect(deep.screen.run.settings.hidden == [4, 8])
    let large = script(Size(80, 24)) { $0.hidden = [200] }
    #expect(large.text().contains("of 200"))
  }

  @Test func divergedRunsOfferNoResume() {
    var script = script(Size(80, 24))
    script.hear(.stateChanged(.diverged(step: 3)))
    let hints = script.frame().lines[23]
    #expect(!hints.contains("resume"))
    #expect(hints.contains("r restart"))
  }

  @Test func theFirstEpochIsRead() {
    var script = script(Size(120, 40))
    script.hear(.stateChanged(.rewound(step: 0, live: 20)))
    let network = Network<Double>(PlaneSettings().architecture, parameters: Array(repeating: 0, count: 17))
    script.hear(.snapshot(StepSnapshot(step: 0, generation: 1, content: PlaneSnapshot(network: network))))
    // Every ŷ is 0.5, so the mean squared error is 0.25.
    #expect(script.text().contains("epoch 0: 0.250000"))
  }

  @Test func namesOfUnitsStandAlone() {
    var script = script(Size(120, 40)) {
      $0.hidden = [16, 8]
      $0.activation = .tanh
    }
    script.type("3")
    let text = script.text()
    for unit in 1...16 { #expect(text.contains("h\(subscripted(unit))"), "h\(unit)") }
    for line in script.frame().lines { #expect(!line.contains("h-")) }
    // With room, second-layer units tell their value too.
    script.press(.down, .down)
    script.type("z")
    let pass = script.screen.network?.forward([1, 0])
    let value = XorScreen.short(pass?.layers[1].activations[0] ?? .nan, width: 9)
    let heading = script.frame().lines.first { $0.contains("g₁") } ?? ""
    #expect(heading.contains(value))
  }

  @Test func aSelectedInputIsToldInNumbersEverywhere() {
    for size in [Size(80, 24), Size(120, 40), Size(200, 60)] {
      var script = XorScript.trained(size: size)
      script.type("3")
      guard let pass = script.screen.network?.forward([1, 0]) else {
        Issue.record("no network")
        return
      }
      let text = script.text()
      for value in pass.layers[0].activations { #expect(text.contains(XorScreen.short(value, width: 4)), "\(size)") }
      let logit = XorScreen.short(pass.logits[0], width: 6)
      #expect(text.contains("z = \(logit)") || text.contains("σ(\(logit))"), "\(size)")
      #expect(text.contains(") = \(XorScreen.precise(pass.output[0]))"), "\(size)")
      #expect(text.contains("ŷ−y") || text.contains("error"))
    }
  }

  @Test func smallErrorsAreNotHidden() {
    var script = XorScript(size: Size(80, 24))
    // ŷ is within 1e-5 of every target.
    let parameters = [40.0, 40, 40, 40, -20, -60, 40, -40, -20]
    var settings = PlaneSettings()
    settings.hidden = [2]
    script.screen.run.settings = settings
    script.hear(
      .snapshot(
        StepSnapshot(
          step: 9,
          generation: 1,
          content: PlaneSnapshot(network: Network(settings.architecture, parameters: parameters))
        )
      )
    )
    let error = abs((script.screen.diagnosis?.outputs[0] ?? 0))
    #expect(error > 0 && error < 1e-4)
    #expect(script.text().contains("+\(NumberFormat.significant(1).string(error).withTrueMinus)"))
    #expect(!script.text().contains("0.000 +0.000"))
  }

  @Test func numbersStandOnLinesThatAreSeen() {
    var script = script(Size(120, 40)) { $0.hidden = [16, 8] }
    script.press(.up, .up, .up)
    #expect(script.screen.shell.panel == .network)
    script.type("z")
    let plain = script.text().filter { $0 == "." }.count
    #expect(plain == 0)
    // The unit under the mouse shows its own.
    guard let row = script.frame().lines.firstIndex(where: { $0.contains("g₁ ") }),
      let column = script.frame().lines[row].firstIndex(of: "g")
    else {
      Issue.record("no g₁ in \(script.text())")
      return
    }
    let line = script.frame().lines[row]
    script.mouse(.move, line.distance(from: line.startIndex, to: column), row)
    #expect(script.text().filter { $0 == "." }.count > 3)
  }

  /// Without its hat the output would be the target.
  @Test func outputsKeepTheirHatInASCII() {
    var script = script(Size(120, 40))
    script.type("3")
    let text = script.text(.plain)
    #expect(text.contains("y^-y"))
    #expect(text.contains("y^ = sigma(z)"))
  }

  @Test func coloursHaveAKey() {
    let tanh = script(Size(80, 24)) { $0.activation = .tanh }
    #expect(tanh.text().contains("orange 0, blue 1"))
    #expect(tanh.text().contains("orange −1, blue 1"))
    #expect(!tanh.text(.plain).contains("orange"))
  }
}
