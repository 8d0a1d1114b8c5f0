import Playground
import Plots
import ScreenTestSupport
import Shell
import Terminal
import Testing
import Training

@testable import PlaygroundScreens

@Suite struct PlaygroundScreenTests {
  private static var settings: PlaygroundSettings {
    var settings = PlaygroundSettings()
    settings.seed = "0.27182"
    settings.epochs = 60
    return settings
  }

  private func trained(
    _ size: Size = Size(120, 40),
    _ change: (inout PlaygroundSettings) -> Void = { _ in }
  ) -> ScreenScript<PlaygroundScreen> {
    var settings = Self.settings
    change(&settings)
    return .trained(PlaygroundScreen(settings, pace: nil), size: size)
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40), Size(200, 60)])
  func looksAsDrawn(size: Size) throws {
    try expectGoldenFrame("network-\(size.width)x\(size.height)", trained(size).frame())
  }

  @Test func looksAsDrawnInASCII() throws {
    let plain = Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: false)
    try expectGoldenFrame("network-80x24-ascii", trained(Size(80, 24)).frame(plain))
  }

  @Test func itsPagesLookAsDrawn() throws {
    var script = trained(Size(80, 24))
    for page in ["output", "curves", "weights"] {
      script.type(page == "output" ? "2" : page == "curves" ? "3" : "4")
      try expectGoldenFrame("\(page)-80x24", script.frame())
    }
  }

  @Test func keepsTheGrammar() {
    expectGrammarOnAllPages(trained())
    var script = trained()
    script.screen.shell.focus(.output)
    expectGrammar(script.screen)
  }

  @Test func anEdgeIsChosenAndSet() throws {
    var script = trained()
    script.screen.selection = .unit(UnitPlace(layer: 0, unit: 1), input: nil)
    script.type("cc")
    #expect(script.screen.selectedInput == 1)
    let place = try #require(script.screen.selectedParameter)
    #expect(place.name == "weight x₂ → h₁₂")
    script.type("v")
    script.type(" −2.5 ")
    script.press(.enter)
    #expect(script.screen.run.settings.edits.map(\.new) == [-2.5])
    #expect(script.screen.run.settings.edits.map(\.place) == [place.place])
    // u sets it back to what it was.
    let old = try #require(script.screen.run.settings.edits.first?.old)
    script.type("u")
    #expect(script.screen.run.settings.edits.last?.new == old)
  }

  @Test func aFeatureIsSwitched() {
    var script = trained()
    script.screen.selection = .feature(2)
    script.type("f")
    #expect(script.screen.run.settings.experiment.orderedFeatures == [.x, .y, .xSquared])
    script.press(.enter)
    #expect(script.screen.run.settings.experiment.orderedFeatures == [.x, .y])
  }

  @Test func pointsAreSetAndRemoved() {
    var script = trained()
    script.screen.shell.focus(.output)
    script.type("ka")
    #expect(script.screen.run.settings.experiment.edits.added == [PlanePoint(x: 0, y: 0, label: -1)])
    script.screen.cursor = (
      x: script.screen.snapshot?.split.train[0].x ?? 0, y: script.screen.snapshot?.split.train[0].y ?? 0
    )
    script.type("x")
    #expect(script.screen.run.settings.experiment.edits.removed.count == 1)
    script.type("u")
    #expect(script.screen.run.settings.experiment.edits.removed.isEmpty)
    #expect(script.screen.run.settings.experiment.edits.added.count == 1)
    script.type("u")
    #expect(script.screen.run.settings.experiment.edits.isEmpty)
  }

  @Test func outputsThatFitTheTaskAreSteppedThrough() {
    var script = trained { $0.loss = .huber }
    script.screen.shell.focusSetting("output")
    var seen: [String] = []
    for _ in 0..<3 {
      script.type("+")
      let settings = script.screen.run.settings.experiment
      #expect((try? settings.validate()) != nil)
      seen.append("\(settings.outputActivation.rawValue) \(settings.effectiveLoss.rawValue)")
    }
    // Softmax has a loss of its own; Huber's is not that.
    #expect(seen == ["sigmoid huber", "softmax cross-entropy", "linear half-square"])
  }

  @Test func aSeedIsTypedAndStepped() {
    var script = trained()
    script.screen.shell.focusSetting("seed")
    script.type("+")
    #expect(script.screen.run.settings.experiment.seed == "0.27183")
    script.type("/")
    script.type("mine")
    script.press(.enter)
    #expect(script.screen.run.settings.experiment.seed == "mine")
  }

  @Test func givenWeightsStayUntilTheirShapeOrSeedChanges() {
    let weights = GivenWeights(name: "w.safetensors", layerSizes: [2, 1], parameters: [1, 2, 3])
    var script = trained {
      $0.hidden = []
      $0.epochs = 0
      $0.initialization = .given(weights)
    }
    #expect(script.screen.weights?.parameters == [1, 2, 3])
    #expect(script.screen.reproducingCommand?.contains("--init 'w.safetensors'") == true)
    script.type("r")
    #expect(script.screen.run.settings.experiment.initialization == .given(weights))
    script.screen.shell.focusSetting("layers")
    script.type("+")
    #expect(script.screen.run.settings.experiment.initialization == .peer)
    var settings = PlaygroundRunSettings(PlaygroundSettings())
    settings.experiment.initialization = .given(weights)
    settings.forgetWeights()
    #expect(settings.experiment.initialization == .peer)
  }

  @Test func theMouseChoosesUnitsAndEdges() throws {
    var script = trained()
    let panel = try #require(script.screen.panels.first { $0.panel == .network })
    let picture = script.screen.picture(in: Panel(title: "").inner(of: panel.region))
    let tile = try #require(picture.tiles.first { $0.item == .unit(UnitPlace(layer: 0, unit: 2), input: nil) })
    script.mouse(.press, tile.region.middle)
    #expect(script.screen.selection == .unit(UnitPlace(layer: 0, unit: 2), input: nil))
  }

  @Test func theMouseSetsAndRemovesPoints() throws {
    var script = trained()
    script.screen.shell.focus(.output)
    let panel = try #require(script.screen.panels.first { $0.panel == .output })
    let region = script.screen.mapRegion(in: panel.region)
    let middle = region.middle
    script.mouse(.press, middle)
    #expect(script.screen.run.settings.experiment.edits.isEmpty)
    script.type("m")
    script.mouse(.press, middle)
    let added = try #require(script.screen.run.settings.experiment.edits.added.first)
    #expect(added.label == 1 && abs(added.x) < 1 && abs(added.y) < 1)
    // The point is in the next picture; the nearest one of this is a training point, which goes.
    script.mouse(.secondaryPress, middle)
    #expect(script.screen.run.settings.experiment.edits.removed.count == 1)
    script.type("uu")
    #expect(script.screen.run.settings.experiment.edits.isEmpty)
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(200, 60)])
  func theLinkIsShownWholeInEveryWindow(size: Size) throws {
    var script = trained(size)
    let command = try #require(script.screen.reproducingCommand)
    #expect(script.type("y") == [.program(.copy(command))])
    #expect(script.screen.shell.overlay.kind == .command)
    #expect(script.text().contains(String(command.prefix(30))))
    // The last of the rows, which begin where the one before is full.
    let width = size.width - 6
    let end = String(command.suffix((command.count - 1) % width + 1))
    if !script.text().contains(end) { script.press(.end) }
    #expect(script.text().contains(end))
    script.type("y")
    #expect(!script.screen.shell.overlay.isOpen)
  }

  /// Of a feature there is no map among the units'.
  @Test func everyFeatureAndUnitCanBeChosen() {
    var script = trained(Size(120, 40))
    for column in 0...3 {
      for row in 0..<8 {
        script.screen.selection = .at(column: column, row: row, script.screen.experiment)
        #expect(script.text().contains(column == 0 || column == 3 ? "output ŷ" : "unit h"))
      }
    }
  }

  @Test func tasksBringTheirData() {
    var script = trained()
    script.type("G")
    #expect(script.screen.task == 0)
    #expect(script.screen.run.settings.experiment.dataset == .circle)
    #expect(script.screen.run.settings.experiment.hidden.map(\.units) == [1])
    for _ in PlaygroundTask.all { script.type("G") }
    #expect(script.screen.task == nil)
  }

  @Test func settingsThatDoNotFitTakeTheirUsualValue() {
    var script = trained { $0.loss = .bce }
    script.screen.shell.focusSetting("data")
    // To reg-plane, whose labels are values: BCE goes.
    for _ in 0..<4 { script.type("+") }
    #expect(script.screen.run.settings.experiment.dataset == .plane)
    #expect(script.screen.run.settings.experiment.effectiveLoss == .halfSquare)
  }

  @Test func theCommandHasTheLink() {
    let screen = trained { $0.optimizer = .adam }.screen
    let command = screen.reproducingCommand ?? ""
    #expect(command.contains("https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=circle&"))
    #expect(command.hasSuffix("--optimizer adam --epochs 60  # TensorFlow Playground lacks Adam"))
  }

  @Test func aSeedIsFoundAgain() {
    var settings = PlaygroundRunSettings(Self.settings)
    settings.experiment.seed = "my seed"
    let number = settings.seed
    settings.seed = 123
    #expect(settings.experiment.seed == "0.00123")
    settings.seed = number
    #expect(settings.experiment.seed == "my seed")
  }

  @Test(arguments: 0..<3)
  func aMonkeyMayPlay(seed: UInt64) {
    runMonkey(seed: seed, events: 600) { _, wake in
      ScreenHost(
        PlaygroundScreen(Self.settings, pace: nil),
        worker: SessionWorker<PlaygroundRun>(wake: wake)
      )
    }
  }
}

@Suite struct PlaygroundRunTests {
  @Test func aStepIsAnEpochAsThePeerShowsIt() throws {
    var settings = PlaygroundSettings()
    settings.seed = "5"
    var run = try PlaygroundRun(PlaygroundRunSettings(settings))
    let trainer = try PlaygroundTrainer(settings)
    for _ in 0..<3 {
      #expect(run.step().loss == trainer.evaluate().trainLoss)
      trainer.trainEpoch()
    }
    #expect(run.snapshot().figures == trainer.evaluate())
  }

  @Test func editsAreAppliedOnceAndGoBackWithTime() throws {
    var settings = PlaygroundRunSettings(PlaygroundSettings())
    var run = try PlaygroundRun(settings)
    let before = run.checkpoint()
    settings.edits = [WeightEdit(place: 0, old: 0, new: 3)]
    run.configure(settings)
    #expect(run.snapshot().weights.parameters[0] == 3)
    _ = run.step()
    let moved = run.snapshot().weights.parameters[0]
    run.configure(settings)
    #expect(run.snapshot().weights.parameters[0] == moved)
    settings.edits = []
    run.configure(settings)
    run.restore(before)
    #expect(run.snapshot().weights.parameters[0] != 3)
  }

  @Test func setPointsAreTrainedOn() throws {
    var settings = PlaygroundRunSettings(PlaygroundSettings())
    var run = try PlaygroundRun(settings)
    let count = run.snapshot().split.train.count
    let weights = run.snapshot().weights
    settings.experiment.edits.added = [PlanePoint(x: 1, y: 2, label: -1)]
    run.configure(settings)
    #expect(run.snapshot().split.train.count == count + 1)
    #expect(run.snapshot().weights == weights)
  }
}
