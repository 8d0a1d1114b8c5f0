import Datasets
import NeuralNet
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import Screens
@testable import Training

/// Saved samples on the fifth tab.
@Suite(.timeLimit(.minutes(3)))
struct DrawnSamplePageTests {
  static let files = DrawnSampleFiles(.generated, in: "/nowhere/drawn")

  /// Three of the digits that the network was tested on, the last with a label of another class.
  static var samples: ImageDataset {
    let test = MnistPageScript.settings.data.sets.test
    let images = [0, 1, 2].flatMap { Array(test.image(at: $0)) }
    return files.samples(images: images, labels: [test.labels[0], test.labels[1], (test.labels[2] + 1) % 10])
  }

  private func trained(_ size: Size = Size(120, 40), _ samples: ImageDataset? = nil) -> MnistPageScript {
    var script = MnistPageScript.trained(page: .draw, size: size)
    script.update(.message(.samples(samples ?? Self.samples, Self.files)))
    return script
  }

  private func tab(_ script: MnistPageScript) -> DrawPage { script.stage.screen.draw }

  private func effects(_ script: MnistPageScript) -> [MnistScreen.Effect] {
    script.commands.compactMap { command in
      if case .effect(let effect) = command { return effect }
      return nil
    }
  }

  /// A seven, stroke by stroke with the keyboard.
  private func drawSeven(_ script: inout MnistPageScript) {
    let arrows: [Character: Key] = ["←": .left, "→": .right, "↑": .up, "↓": .down, "p": .enter]
    for sign in "↑↑↑↑↑↑↑←←←←←p→→→→→→→→→→↓↓←↓↓←↓↓←↓↓←↓↓↓p" { arrows[sign].map { _ = script.press($0) } }
  }

  @Test func samplesAreReadWhenTheTabIsOpenedAndJudgedByTheShownNetwork() throws {
    var script = MnistPageScript.trained(page: .train)
    #expect(!effects(script).contains(.readSamples(Self.files)))
    script.type("5")
    #expect(effects(script).contains(.readSamples(Self.files)))
    script.update(.message(.samples(Self.samples, Self.files)))
    let report = try #require(tab(script).shelf.report)
    let network = try #require(script.stage.screen.currentNetwork)
    let right = Self.samples.labels.indices.filter { index in
      DrawnVerdict(network: network, image: Array(Self.samples.image(at: index)), .mnist)?.prediction
        == Int(Self.samples.labels[index])
    }
    #expect(report.correctCount == right.count)
    #expect(script.text().contains("\(right.count) of 3 right"))
    // Opened again, they are read again: another program may have saved one.
    script.type("15")
    #expect(effects(script).contains(.readSamples(Self.files)))
  }

  @Test func theScoreFollowsTheNetwork() throws {
    var script = trained()
    let before = try #require(tab(script).shelf.report)
    var run = try ClassifierRun(MnistPageScript.settings)
    script.update(
      .message(.training(.snapshot(StepSnapshot(step: 0, generation: 1, content: run.snapshot()))))
    )
    let after = try #require(tab(script).shelf.report)
    #expect(after.step == 0 && after.losses != before.losses)
  }

  @Test func keysStepThroughTheSamplesAndUndoGoesBackToTheDrawing() {
    var script = trained()
    drawSeven(&script)
    let seven = tab(script).pad.prepared
    for (key, index) in [("n", 0), ("n", 1), ("n", 2), ("n", 0), ("N", 2)] {
      script.type(key)
      #expect(tab(script).pad.prepared == Array(Self.samples.image(at: index)), "byte for byte")
      #expect(script.text().contains("sample \(index + 1) of 3"))
      #expect(tab(script).verdict != nil && tab(script).knownLabel == Int(Self.samples.labels[index]))
    }
    script.type("u")
    #expect(tab(script).pad.prepared == seven && tab(script).knownLabel == nil)
    #expect(!script.text().contains("sample 3 of 3"))
    // Drawn on, it is a drawing of its own.
    script.type("n")
    script.press(.enter, .right, .right, .enter)
    #expect(!tab(script).pad.holdsImage && tab(script).shownSample == nil)
    script.type("u")
    #expect(tab(script).shownSample == 0)
  }

  @Test func aClickPutsASampleOnTheSheet() {
    var script = trained()
    let layout = DrawLayout(script.stage.screen.body, isZoomed: false)
    let place = tab(script).sampleGrid(in: layout.samples).tiles[1].picture
    script.mouse(.press, place.x + 2, place.y + 2)
    script.mouse(.release, place.x + 2, place.y + 2)
    #expect(tab(script).shownSample == 1)
  }

  @Test func aSampleIsTaughtAsWhatItWasSavedAsAndNeverSavedTwice() throws {
    var script = trained()
    script.type("nnnT")
    let label = Self.samples.labels[2]
    #expect(script.text().contains("\(label), as it was saved"))
    script.press(.enter)
    #expect(script.configured.first?.lessons.last?.label == label)
    // Saving it again is the way to correct its class.
    script.type("k")
    #expect(script.text().contains("It is a sample already. Which digit is it?"))
  }

  @Test func aDrawingJustSavedIsASample() {
    var script = MnistPageScript.trained(page: .draw)
    drawSeven(&script)
    script.type("k7")
    #expect(effects(script) == [.saveSample(image: tab(script).pad.prepared, label: 7, Self.files)])
    script.update(.message(.samples(Self.files.samples(images: tab(script).pad.prepared, labels: [7]), Self.files)))
    #expect(script.text().contains("sample 1 of 1, saved as 7"))
    #expect(!tab(script).pad.holdsImage)
  }

  @Test func aSampleIsForgottenOnlyWhileItIsOnTheSheet() {
    var script = trained(Size(200, 60))
    drawSeven(&script)
    script.type("K")
    #expect(effects(script).isEmpty)
    #expect(script.text().contains("this drawing is not a saved sample"))
    script.type("nn")
    #expect(script.text().contains("K delete"))
    script.type("K")
    let image = Array(Self.samples.image(at: 1))
    #expect(effects(script) == [.forgetSample(image: image, Self.files)])
    let left = Self.files.samples(
      images: Array(Self.samples.image(at: 0)) + Array(Self.samples.image(at: 2)),
      labels: [Self.samples.labels[0], Self.samples.labels[2]]
    )
    script.update(.message(.samples(left, Self.files)))
    // The drawing stays, to be saved again; the next sample is the one that has taken its place.
    #expect(tab(script).pad.prepared == image && tab(script).shownSample == nil)
    script.type("n")
    #expect(tab(script).shownSample == 1)
  }

  @Test func longNamesAreCutAfterAWord() {
    let labels = ProbabilityBars.labels(ImageDatasetKind.fashionMNIST.classNames, width: 8)
    #expect(labels[0] == "T-shirt" && labels[9] == "Ankle" && labels[2] == "Pullover")
    #expect(ProbabilityBars.labels(["red one", "red two"], width: 4) == ["redo", "redt"])
    #expect(ProbabilityBars.labels(["a b", "c"], width: 3) == ["a b", "c"])
  }

  @Test func withoutSamplesTheKeySaysHowToGetSome() {
    var script = MnistPageScript.trained(page: .draw, size: Size(160, 50))
    script.type("n")
    #expect(script.text().contains("no sample is saved yet: draw something, then press k"))
    script.press(.escape)
    #expect(!script.text().contains("n N samples"))
    script.update(.message(.samples(Self.samples, Self.files)))
    #expect(script.text().contains("n N samples"))
  }

  @Test(arguments: [Size(80, 24), Size(120, 40)])
  func faultsStandInTheWordsUntilSomethingElseHappens(size: Size) {
    var script = MnistPageScript.trained(page: .draw, size: size)
    script.update(.message(.samplesUnreadable("/x/broken", Self.files)))
    #expect(script.text().contains("/x/broken"))
    script.press(.escape)
    #expect(script.text().contains("/x/broken"))
    drawSeven(&script)
    script.update(.message(.sampleUnsaved("not saved: cannot write /x: No space left on device")))
    script.press(.escape)
    #expect(script.text().contains("Not saved: cannot write /x: No space"))
    script.type("u")
    #expect(!script.text().contains("No space left"))
    script.update(.message(.samples(Self.samples, Self.files)))
    #expect(!script.text().contains("/x/broken"))
  }

  @Test func aReportOfOtherSamplesIsNotTakenForTheirs() throws {
    var script = trained()
    let report = try #require(tab(script).shelf.report)
    let two = Self.files.samples(images: Array(Self.samples.pixels.prefix(2 * 784)), labels: [0, 0])
    script.update(.message(.samples(two, Self.files)))
    #expect(tab(script).shelf.report?.count == 2)
    script.update(.message(.judgedSamples(report)))
    #expect(tab(script).shelf.report?.count == 2)
    // Samples of other classes, of a set that is shown no more, are not these.
    script.update(.message(.samples(Self.samples, DrawnSampleFiles(.kmnist, in: "/nowhere/drawn"))))
    #expect(tab(script).shelf.count == 2)
  }

  @Test func explainsWhatTheSamplesSay() {
    var script = trained(Size(120, 50))
    script.type("ne")
    let text = script.text()
    #expect(text.contains("go to the network as they were saved"))
    #expect(text.contains("3 saved: "))
    #expect(text.contains("mean loss"))
  }

  @Test func manySamplesHaveAWindowAroundTheChosenOne() {
    let names = ImageDatasetKind.mnist.classNames
    let room = Rect(Size(46, 12))
    let newest = DrawnSampleGrid(in: room, count: 50, chosen: nil, classNames: names)
    #expect(newest.shown.upperBound == 50 && newest.shown.count == newest.tiles.count)
    for chosen in 0..<50 {
      let grid = DrawnSampleGrid(in: room, count: 50, chosen: chosen, classNames: names)
      #expect(grid.shown.contains(chosen) && grid.shown.count <= grid.tiles.count)
    }
    #expect(DrawnSampleGrid(in: room, count: 2, chosen: nil, classNames: names).tiles.tile.width == 14)
    #expect(newest.sample(at: Point(-1, -1)) == nil)
  }

  /// A small network, a scripted drawing and three samples: the same frame every time.
  @Test(arguments: [Size(80, 24), Size(120, 40)])
  func framesAreAsTheyWere(size: Size) throws {
    var script = trained(size)
    drawSeven(&script)
    try expectGoldenFrame("mnist-draw-\(size.width)-braille", script.frame())
    try expectGoldenFrame("mnist-draw-\(size.width)-ascii", script.frame(MnistPageScript.ascii))
  }
}
