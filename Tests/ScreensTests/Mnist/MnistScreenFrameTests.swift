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

@testable import Screens

@Suite(.timeLimit(.minutes(3)))
struct MnistScreenFrameTests {
  static let ascii = Capabilities(charset: .ascii, colorDepth: .mono, hasMouse: false)
  static let sizes = [Size(60, 20), Size(80, 24), Size(120, 40), Size(200, 60), Size(300, 100)]

  @Test(arguments: [Size(1, 1), Size(59, 24), Size(80, 19), Size(0, 0)])
  func saysWhichSizeItNeeds(size: Size) {
    let script = MnistScript(size: size)
    #expect(script.frame().size == size)
    if size.width > 40 { #expect(script.text().contains("60×20")) }
  }

  @Test(arguments: sizes)
  func everyPageFillsItsWindow(size: Size) {
    var script = MnistScript.trained(size: size)
    let words: [(String, [String])] = [
      ("1", ["loss", "accuracy", "test images", "■ done epoch 2 of 2", "step 8"]),
      ("1", [size.width > 80 ? "silent" : "rms w"]),
      ("2", ["all", size.width > 60 ? "30 of 30" : "worst first", "image"]),
      ("3", size.width > 60 ? ["rows: true", "each class", "precision", "recall"] : ["true", "called"]),
      ("6", ["layers", "4,788 parameters", "settings", "Adam"]),
    ]
    for (key, expected) in words {
      script.type(key)
      let text = script.text()
      for word in expected { #expect(text.contains(word), "\(word) on tab \(key) at \(size)") }
      for line in script.frame(Self.ascii).lines { #expect(line.unicodeScalars.allSatisfy { $0.isASCII }) }
    }
  }

  @Test func theProgressStaysBelowAZoomedPanel() {
    var script = MnistScript.trained()
    for _ in 0..<2 {
      let rows = script.text().split(separator: "\n", omittingEmptySubsequences: false)
      #expect(rows.filter { $0.contains("took") && $0.contains("step 8") }.count == 1)
      script.type("z")
    }
    #expect(!script.screen.shell.isZoomed)
    script.type("z")
    #expect(script.screen.panels.map(\.panel) == [.loss, .progress])
    #expect(script.screen.panels[0].region.maxY == script.screen.panels[1].region.y)
  }

  @Test func everyFigureIsTheRuns() throws {
    var script = MnistScript.trained()
    let state = script.screen.state
    let last = try #require(state.run.lastReport)
    let accuracy = try #require(last.testAccuracy)
    #expect(script.text().contains("test \(NumberFormat.percent(2).string(accuracy))"))
    let loss = try #require(state.run.curves.lossAverage.value(atStep: 8))
    #expect(script.text().contains(NumberFormat.significant(4).string(loss)))
    script.type("3")
    let report = try #require(script.screen.state.report)
    #expect(report.step == 8)
    // What the analyst counts is what the session measured.
    #expect(abs(report.accuracy - accuracy) < 1e-12)
    #expect(script.text().contains("\(NumberFormat.percent(2).string(report.accuracy)) right"))
    #expect(script.text().contains("\(30 - report.correctCount) wrong of 30"))
    #expect(report.confusion.reduce(0, +) == 30)
  }

  @Test func generatedDigitsAreNeverCalledMNIST() {
    var script = MnistScript.trained(kind: .generated, size: Size(160, 40))
    for key in "1236" {
      script.type(String(key))
      let text = script.text()
      #expect(text.contains("generated digits"), "tab \(key)")
      #expect(text.contains("f fetches MNIST"), "tab \(key)")
      #expect(!text.contains("MNIST test"))
    }
    #expect(script.screen.summary().first?.string.contains("generated test digits (not MNIST)") == true)
  }

  /// In the smallest window an image's way shows all hidden layers, and the picture of gradients what its colours say.
  @Test func theSmallestWindowTellsTheSame() {
    var options = MnistImages.options()
    options.hidden = [128, 64]
    var script = MnistScript.trained(options, size: Size(60, 20))
    script.type("6")
    let text = script.text()
    #expect(text.contains("128 active") && text.contains("/64"), "\(text)")
    for word in ["dense 3", "109,386", "Adam", "from seed 42", "augment"] {
      #expect(text.contains(word), "\(word)\n\(text)")
    }
    // Glyphs that hold one row of units leave no room for their pictures.
    #expect(script.text(Self.ascii).contains("/128") && script.text(Self.ascii).contains("/64"))
    script.type("2")
    #expect(script.text().contains("blue ink adds loss"))
    #expect(script.text(Self.ascii).contains("dense ink adds loss"))
  }

  @Test func loadingAndDrawingShowProgress() {
    var script = MnistScript()
    script.hear(.phase(.loading(0.42)))
    #expect(script.text().contains("loading 42%"))
    script.hear(.phase(.generating(0.5)))
    #expect(script.text().contains("drawing digits 50%"))
    script.hear(.preview(MnistImages.data(kind: .generated)))
    #expect(script.text().contains("generated test digits"))
    #expect(script.text().contains("training starts once they are ready"))
  }

  @Test func rightAndWrongDifferWithoutColour() throws {
    var script = MnistScript.trained(page: .predictions)
    let report = try #require(script.screen.state.report)
    try #require(report.correctCount < report.count)
    script.type("v")
    #expect(script.text(Self.ascii).contains("!=") || script.text(Self.ascii).contains(", is "))
    let test = try #require(script.screen.state.data?.sets.test)
    for right in script.screen.predictions.images { #expect(report.predictions[right] != test.labels[right]) }
  }

  @Test func inputGradientIsTheTrueOne() throws {
    let script = MnistScript.trained()
    let network = try #require(script.screen.currentNetwork)
    let test = try #require(script.screen.state.data?.sets.test)
    let detail = PredictionDetail(network: network, test: test, image: 3, .mnist)
    let trainer = ClassifierTrainer(
      architecture: network.architecture,
      parameters: network.parameters,
      pixels: test.pixels,
      labels: test.labels,
      threads: 1
    )
    let expected = trainer.inputGradient(pixels: Array(test.image(at: 3)), label: test.labels[3])
    #expect(zip(detail.inputGradient, expected).allSatisfy { abs($0 - Double($1)) < 1e-5 })
    let losses = trainer.losses(pixels: test.pixels, labels: test.labels).losses
    #expect(abs(detail.loss - Double(losses[3])) < 1e-4)
  }

  @Test func predictionAndTruthInAFewWords() {
    let right = Verdict(prediction: "7", truth: "7", confidence: 0.987)
    #expect(right.text(width: 14).string == "✓ 7 99%")
    let wrong = Verdict(prediction: "4", truth: "9", confidence: 0.62)
    #expect(wrong.text(width: 14).string == "✗ 4, is 9 62%")
    #expect(wrong.text(width: 10).string == "✗ 4≠9 62%")
    #expect(wrong.text(width: 7).string == "✗ 4≠9")
    let sure = Verdict(prediction: "4", truth: "9", confidence: 1)
    #expect(sure.text(width: 10, isASCII: true).string == "x4!=9 100%")
    #expect(right.text(width: 10, isASCII: true).string == "+ 7 99%")
    let clothes = Verdict(prediction: "Ankle boot", truth: "Sneaker", confidence: 0.97)
    #expect(clothes.lines(width: 10).map(\.string) == ["✗ Ankl 97%", "is Sneaker"])
    let pullover = Verdict(prediction: "Bag", truth: "Pullover", confidence: 0.4)
    #expect(pullover.lines(width: 10).map(\.string) == ["✗ Bag 40%", "is Pullove"])
  }

  @Test func classesHaveShortNamesOfTheirOwn() {
    for kind in ImageDatasetKind.allCases {
      for width in 1...11 {
        let codes = ClassCodes(kind.classNames, width: width)
        #expect(Set((0..<10).map { codes[$0].lowercased() }).count == 10)
      }
    }
    let clothes = ClassCodes(ImageDatasetKind.fashionMNIST.classNames, width: 2)
    #expect((0..<10).map { clothes[$0] } == ["Ts", "Tr", "Pu", "Dr", "Co", "Sa", "Sh", "Sn", "Ba", "An"])
    #expect(ClassCodes(["alpha", "alps", "al"], width: 2).width == 3)
  }

  @Test(arguments: sizes)
  func oneImageIsNeverSmallerThanAThumbnail(size: Size) {
    let body = size.page
    let names = ImageDatasetKind.mnist.classNames
    for isZoomed in [false, true] {
      let panels = PredictionsPage.panels(in: body, classNames: names)
      let inner = Panel(title: "").inner(of: isZoomed ? body : panels[MnistScreen.PanelID.image])
      let tile = PredictionsPage.grid(in: panels[MnistScreen.PanelID.list], classNames: names).tile
      let detail = PredictionDetailLayout(in: inner, bars: 10, layers: [128, 64], halves: 2)
      #expect(detail.pictures.count == 2)
      for picture in detail.pictures {
        #expect(picture.width >= tile.width)
        #expect(picture.width % 14 == 0 && picture.width == 2 * picture.height)
        #expect(inner.intersection(picture) == picture)
      }
      #expect(detail.bars.reduce(0) { $0 + $1.height } >= 10)
    }
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40), Size(200, 60)], ImageDatasetKind.downloadable)
  func numbersOfTheMatrixNeverTouch(size: Size, kind: ImageDatasetKind) {
    let panels = ConfusionPage.panels(in: size.page, classNames: kind.classNames)
    let matrix = panels[MnistScreen.PanelID.matrix]
    let layout = ConfusionLayout(matrix: matrix, classNames: kind.classNames)
    #expect(layout.cell.width >= 5)
    #expect(layout.cells.width == 10 * layout.cell.width && layout.cells.height == 10 * layout.cell.height)
    #expect(layout.columnNames.width < layout.cell.width)
    #expect((panels.count == 1) == (size.width < 80))
    let inner = Panel(title: "").inner(of: matrix)
    #expect(layout.cells.x - layout.rowNames.width - 1 >= inner.x && layout.cells.maxX <= inner.maxX)
  }

  @Test(arguments: [8, 30, 40, 62, 130], [[128, 64], [64], Array(repeating: 64, count: 8), []])
  func anImagesWayFitsItsRoomOrSaysThatItDoesNot(width: Int, units: [Int]) {
    for height in [4, 8, 15, 40] {
      let plan = WayPlan(units: units, room: Size(width, height), halves: 2)
      let used = plan.layers.reduce(plan.picture.width) { $0 + $1.width + plan.gap }
      #expect(used <= max(width, plan.picture.width))
      #expect(plan.leavesOut == (plan.layers.count < units.count))
      for (size, count) in zip(plan.layers, units) {
        #expect(size.width / plan.scale * (size.height / plan.scale) * 2 >= count)
      }
    }
  }

  /// Trained on few images, at a clock that stands still: the same frame every time.
  @Test(arguments: [MnistPage.train, .predictions, .confusion, .model], [Size(80, 24), Size(120, 40)])
  func framesAreAsTheyWere(page: MnistPage, size: Size) throws {
    let script = MnistScript.trained(page: page, size: size)
    let name = "mnist-\(page.title.lowercased())-\(size.width)"
    try expectGoldenFrame(name + "-braille", script.frame())
    try expectGoldenFrame(name + "-ascii", script.frame(Self.ascii))
  }

  @Test func explanationsStandInTheirColumn() {
    let lines = [
      StyledText("loss      ", .muted) + "one two three four five six",
      StyledText("          ") + "seven eight nine ten eleven",
      StyledText("eleven twelve thirteen fourteen fifteen"),
    ]
    let look = Look(theme: .dark, capabilities: Self.ascii)
    var buffer = look.buffer(Size(32, 12))
    ScrollingText(title: "explain", lines: lines, scroll: 0).draw(in: buffer.bounds, of: &buffer, look: look)
    let text = buffer.text
    let expected = [
      "| loss      one two three    |", "|           four five six    |", "|           seven eight nine |",
      "|           ten eleven       |", "| eleven twelve thirteen     |", "|   fourteen fifteen         |",
    ]
    for line in expected { #expect(text.contains(line)) }
  }

  @Test func thumbnailsTakeTheLargestSizeOfWhichEnoughFit() {
    #expect(TileGrid(in: Rect(Size(200, 60)), wanted: 10).tile == Size(28, 14))
    #expect(TileGrid(in: Rect(Size(82, 16)), wanted: 10).tile == Size(14, 7))
    #expect(TileGrid(in: Rect(Size(54, 6)), wanted: 10).tile == Size(10, 5))
    #expect(TileGrid(in: Rect(Size(0, 0)), wanted: 10).count == 0)
    let grid = TileGrid(in: Rect(Size(82, 16)), wanted: 10)
    for index in 0..<grid.count {
      #expect(grid.index(at: Point(grid[index].line.x, grid[index].line.y)) == index)
    }
  }
}
