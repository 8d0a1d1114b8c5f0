import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing
import Training

@testable import Screens

@Suite(.timeLimit(.minutes(3)))
struct MnistScreenKeyTests {
  private func settings(_ script: MnistScript) -> ClassifierRunSettings { script.screen.run.settings }

  @Test func looksForImagesThenStartsTheCoursesRun() throws {
    var script = MnistScript()
    #expect(script.commands == [.effect(.load(MnistImages.options()))])
    script.commands = []
    let data = MnistImages.data()
    script.hear(.loaded(data))
    #expect(script.commands == [.effect(.run(.start(MnistImages.options().settings(data), pace: 0.5)))])
    let standard = MnistOptions().settings(data)
    #expect(standard.architecture.parameterCount == 109_386)
    #expect(standard.training == ClassifierSettings())
  }

  @Test func theGrammarHoldsOnEveryPage() {
    for size in [Size(80, 24), Size(160, 50)] {
      var script = MnistScript.trained(size: size)
      for page in MnistPage.allCases {
        script.type("\(page.index + 1)")
        #expect(script.screen.shell.page == page)
        expectGrammar(script.screen)
      }
    }
    expectGrammar(MnistScript().screen)
  }

  @Test func aClickTurnsThePage() {
    var script = MnistScript.trained()
    script.mouse(.press, 14, 1)
    #expect(script.screen.shell.page == .predictions)
  }

  @Test func spacePausesAndResumes() {
    var script = MnistScript.trained()
    script.hear(.training(.stateChanged(.running)))
    #expect(script.type(" ") == [.session(.pause)])
    script.hear(.training(.stateChanged(.paused)))
    #expect(script.type(" ") == [.session(.resume)])
    script.hear(.training(.stateChanged(.diverged(step: 3))))
    #expect(script.type(" ").isEmpty)
    #expect(script.text().contains("no longer finite: rewind with [ or restart with r"))
  }

  @Test func stepsAreABatchAndAnEpoch() {
    var script = MnistScript.trained()
    #expect(script.type("s") == [.session(.step(1))])
    #expect(script.type("S") == [.session(.step(4))])
  }

  @Test func restartKeepsTheSeedAndCapitalRTakesAnother() throws {
    var script = MnistScript.trained()
    let settings = settings(script)
    #expect(script.type("r") == [.session(.restart(settings))])
    guard case .effect(.run(.command(.restart(let new)))) = script.type("R").first else {
      Issue.record("expected a restart, found \(script.commands)")
      return
    }
    #expect(new.training.seed != 42)
    #expect(script.text().contains("seed \(new.training.seed)"))
  }

  @Test func everySettingIsReachedAndChanged() throws {
    var script = MnistScript.trained()
    let start = settings(script)
    var expected = start
    expected.training.learningRate = 0.02
    #expect(script.press(.right) == [.session(.configure(expected))])
    expected.training.learningRate = 0.01
    #expect(script.press(.left) == [.session(.configure(expected))])
    var seen: Set<ClassifierRunSettings> = []
    let labels = script.screen.settings.map(\.label)
    for label in labels.dropFirst() {
      script.press(.tab)
      #expect(script.screen.focusedSetting?.label == label)
      guard label != "pace" else { break }
      let key = label == "images" ? "-" : "+"
      for case .effect(.run(.command(.configure(let new)))) in script.type(key) { seen.insert(new) }
    }
    #expect(seen.count == labels.count - 2)
    script.press(.backTab)
    #expect(script.screen.focusedSetting?.label == "images")
  }

  @Test func fewerImagesBeginAnotherRun() throws {
    var options = MnistImages.options()
    options.trainImages = 20
    var script = MnistScript.trained(options)
    #expect(script.screen.run.stepsPerEpoch == 2)
    #expect(script.text().contains("20 of 40 + 30"))
    script.screen.settings.indices.dropLast(2).forEach { _ in script.press(.tab) }
    #expect(script.screen.focusedSetting?.label == "images")
    guard case .effect(.run(.command(.configure(let new)))) = script.type("+").first else {
      Issue.record("expected other settings, found \(script.commands)")
      return
    }
    #expect(new.trainImages == 100 && new.trainCount == 40)
    #expect(new.needsRestart(from: MnistImages.options().settings(new.data)) == false)
  }

  @Test func paceGoesUpToMaxAndDown() {
    var script = MnistScript.trained()
    #expect(script.type(">") == [.session(.pace(epochsPerSecond: 1))])
    #expect(script.type(">>>") == [2, 5, nil].map { .session(.pace(epochsPerSecond: $0)) })
    #expect(script.type("<") == [.session(.pace(epochsPerSecond: 5))])
    #expect(script.text().contains("pace 5"))
  }

  @Test func bracketsGoThroughThePast() {
    var script = MnistScript.trained()
    #expect(script.type("[") == [.session(.rewind(toStep: 7))])
    #expect(script.press(.home) == [.session(.rewind(toStep: 0))])
    script.hear(.training(.stateChanged(.rewound(step: 3, live: 8))))
    #expect(script.type("]") == [.session(.rewind(toStep: 4))])
    #expect(script.press(.end) == [.session(.rewind(toStep: .max))])
    #expect(script.text().contains("rewound step 3, live 8"))
  }

  @Test func theModelPageLooksIntoTheNetworkOnlyWhenItIsInFront() throws {
    var script = MnistScript.trained(page: .train)
    #expect(script.screen.model.detail == nil)
    script.type("6")
    let detail = try #require(script.screen.model.detail)
    let network = try #require(script.screen.currentNetwork)
    let test = try #require(script.screen.state.data).sets.test
    #expect(detail.logits == network.forward(test.normalised(at: detail.image, .mnist)).logits)
  }

  @Test func weightsAreSavedAndLoaded() throws {
    var script = MnistScript.trained(page: .model)
    let network = try #require(script.screen.currentNetwork)
    let metadata = ["dataset": "mnist", "input_scale": "0.1307,0.3081", "seed": "42"]
    #expect(
      script.type("W") == [.effect(.saveWeights(network, path: "dlviz-mnist.safetensors", metadata: metadata))]
    )
    #expect(script.type("L") == [.effect(.loadWeights(path: "dlviz-mnist.safetensors", layerSizes: [784, 6, 4, 10]))])
    script.commands = []
    script.hear(.weights(network.parameters, path: "F", nil, .tanh))
    guard case .effect(.run(.command(.restartPaused(let new)))) = script.commands.first else {
      Issue.record("expected a restart, found \(script.commands)")
      return
    }
    #expect(new.initialParameters == network.parameters)
    // Weights are worth nothing with another activation than they had.
    #expect(new.activation == .tanh)
    #expect(script.screen.state.weightsFile == "F")
  }

  @Test func loadedWeightsWaitAndAreJudged() throws {
    var script = MnistScript.trained(page: .model)
    let network = try #require(script.screen.currentNetwork)
    script.hear(.weights(network.parameters, path: "net.safetensors", nil, nil))
    var settings = settings(script)
    settings.initialParameters = network.parameters
    let session = TrainingSession<ClassifierRun>(settings, options: SessionOptions(), channel: EventChannel())
    session.send(.restartPaused(settings))
    while let events = session.channel.receiveWaiting() {
      for event in events {
        script.hear(.training(event))
        if case .stateChanged(.paused) = event { session.cancel() }
      }
    }
    #expect(script.screen.state.run.state == .paused)
    #expect(script.screen.state.run.newestStep == 0)
    let report = try #require(script.screen.state.report)
    #expect(report.step == 0)
    let notice = try #require(script.screen.shell.notice)
    #expect(notice.hasPrefix("weights of net.safetensors: \(NumberFormat.percent(2).string(report.accuracy)) of 30"))
    #expect(script.text().contains("net.safetensors"))
  }

  @Test func nothingIsWrittenOver() {
    var there: Set<String> = []
    func file(_ path: String) -> NumberedFile { NumberedFile(path) { there.contains($0) } }
    #expect(file("d.e/net.safetensors").free == "d.e/net.safetensors")
    #expect(file("d.e/net.safetensors").newest == "d.e/net.safetensors")
    there = ["d.e/net.safetensors", "d.e/net-2.safetensors", "d.e/net"]
    #expect(file("d.e/net.safetensors").free == "d.e/net-3.safetensors")
    #expect(file("d.e/net.safetensors").newest == "d.e/net-2.safetensors")
    #expect(file("d.e/net").free == "d.e/net-2")
  }

  @Test func aRunThatStartsAgainIsCalledThat() {
    var script = MnistScript.trained()
    script.press(.tab, .tab, .right)
    #expect(script.screen.shell.notice == "batch 16 needs a new network: restarted")
    script.press(.tab, .right)
    #expect(script.screen.shell.notice == "hidden 8 needs a new network: restarted")
  }

  @Test func figuresOfThePastAreThatMoments() throws {
    var script = MnistScript.trained()
    let settings = settings(script)
    let session = TrainingSession<ClassifierRun>(settings, options: SessionOptions(), channel: EventChannel())
    var isBack = false
    while let events = session.channel.receiveWaiting() {
      for event in events {
        script.hear(.training(event))
        if case .stateChanged(.finished) = event { session.send(.rewind(toStep: 0)) }
        if case .stateChanged(.rewound(step: 0, live: 8)) = event {
          isBack = true
          session.cancel()
        }
      }
    }
    #expect(isBack)
    let text = script.text()
    let report = try #require(script.screen.state.report)
    #expect(report.step == 0)
    #expect(text.contains("test \(NumberFormat.percent(2).string(report.accuracy))"))
    #expect(script.screen.state.run.snapshot?.isMeasured == false)
    #expect(script.screen.state.health?.headline == "untrained")
    #expect(script.frame().lines[2].contains(" – ╮"))
    #expect(!text.contains("epoch 2, train"))
  }

  @Test func aConfusionsCellOpensItsImages() {
    var script = MnistScript.trained(page: .confusion)
    script.press(.up, .left)
    let (truth, prediction) = (script.screen.confusion.truth, script.screen.confusion.prediction)
    script.press(.enter)
    #expect(script.screen.shell.page == .predictions)
    #expect(script.screen.predictions.filter == .cell(truth: truth, prediction: prediction))
    let count = script.screen.state.report?.count(truth: truth, prediction: prediction)
    #expect(script.screen.predictions.images.count == count)
    #expect(script.text().contains("q back to Confusion"))
    #expect(script.press(.enter, .escape).isEmpty)
    #expect(script.screen.shell.page == .predictions)
    #expect(script.press(.escape).isEmpty)
    #expect(script.screen.shell.page == .confusion)
    #expect(script.type("q") == [.back])
  }

  @Test func filtersAndOrdersTellTheTruth() throws {
    var script = MnistScript.trained(page: .predictions)
    let report = try #require(script.screen.state.report)
    #expect(script.screen.predictions.images == report.byLoss)
    script.type("v")
    #expect(script.screen.predictions.images.count == report.count - report.correctCount)
    script.type("a")
    script.type("d")
    let test = try #require(script.screen.state.data?.sets.test)
    #expect(script.screen.predictions.images.allSatisfy { test.labels[$0] == 0 })
    #expect(script.screen.predictions.images.count == 3)
    script.type("a")
    script.type("OO")
    #expect(script.screen.predictions.images == Array(0..<30))
    script.press(.right, .right)
    #expect(script.screen.predictions.detail?.image == 2)
  }

  @Test func fetchesOnlyWhatIsNotThere() {
    var script = MnistScript.trained()
    #expect(script.type("f").isEmpty)
    script = MnistScript.trained(kind: .generated)
    #expect(script.type("f") == [.effect(.fetch(MnistImages.options()))])
    script.commands = []
    script.hear(.fetched)
    guard case .effect(.load(let options)) = script.commands.first else {
      Issue.record("expected loading, found \(script.commands)")
      return
    }
    #expect(!options.drawsDigitsInstead)
    script.commands = []
    let data = MnistImages.data()
    script.hear(.loaded(data))
    guard case .effect(.run(.command(.restart(let new)))) = script.commands.first else {
      Issue.record("expected a restart, found \(script.commands)")
      return
    }
    #expect(new.data == data)
  }

  @Test func overlaysOpenAndCloseAndExplainOnEveryPage() {
    var script = MnistScript.trained()
    for key in "12346" {
      script.type(String(key))
      script.type("?")
      #expect(script.text().contains("keys of dlviz mnist"))
      script.press(.escape)
      script.type("e")
      #expect(script.screen.shell.overlay.kind == .explain)
      script.press(.down, .escape)
      #expect(script.screen.shell.overlay.kind == nil)
    }
    #expect(script.type("q") == [.back])
  }

  @Test(arguments: MnistPage.allCases)
  func arrowsChangeSettingsOnlyWhereThePageLeavesThem(page: MnistPage) {
    var script = MnistScript.trained(page: page, size: Size(120, 60))
    let settings = script.screen.run.settings
    script.press(.left)
    #expect((script.screen.run.settings != settings) == [.train, .model].contains(page))
    let changed = script.screen.run.settings
    script.type("+")
    #expect(script.screen.run.settings != changed)
  }

  @Test func withoutImagesKeysDoNoHarm() {
    var script = MnistScript()
    #expect(script.type(" sSrR[]{}lzz+-").isEmpty)
    #expect(script.type("<") == [])
    script.hear(.phase(.failed("no MNIST files found")))
    #expect(script.text().contains("no MNIST files found"))
    #expect(script.text().contains("f fetches MNIST over the network"))
    #expect(!script.text().contains("space resume"))
    var generated = MnistImages.options()
    generated.kind = .generated
    #expect(script.type("G") == [.effect(.load(generated))])
    script.hear(.phase(.failed("no MNIST files found")))
    #expect(script.press(.character("q")) == [.back])
  }

  /// Random keys, mouse events and sizes: every frame fills its window with glyphs of one column.
  @Test(arguments: [UInt64(1), 2, 3])
  func survivesAMonkey(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var script = MnistScript.trained()
    let keys: [Key] = [
      .up, .down, .left, .right, .enter, .tab, .backTab, .home, .end, .pageUp, .pageDown, .escape, .backspace,
    ]
    for count in 0..<1500 {
      let place = Point(Int.random(in: -2..<130, using: &random), Int.random(in: -2..<50, using: &random))
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<3:
        let size = Size(Int.random(in: 1...160, using: &random), Int.random(in: 1...50, using: &random))
        _ = script.stage.update(.input(.resize(size)))
      case 3..<20:
        let actions: [Mouse.Action] = [.press, .drag, .release, .move, .wheelUp, .wheelDown]
        script.mouse(actions.randomElement(using: &random) ?? .press, place.x, place.y)
      case 20..<50: script.press(keys.randomElement(using: &random) ?? .up)
      default: script.press(.character(Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &random))))
      }
      guard count % 25 == 0 else { continue }
      let frame = script.frame(count % 50 == 0 ? .full : MnistScreenFrameTests.ascii)
      #expect(frame.size == script.screen.shell.size)
      #expect(frame.cells.allSatisfy { $0.glyph.takesOneColumn })
    }
  }
}
