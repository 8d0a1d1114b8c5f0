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

/// The units' pictures: how many, how large, with which words, and how they are chosen.
@Suite(.timeLimit(.minutes(3)))
struct WeightsPageGridTests {
  static let sizes = [
    Size(60, 20), Size(70, 20), Size(80, 24), Size(100, 30), Size(120, 40), Size(160, 50), Size(200, 60),
    Size(300, 100),
  ]

  private func tab(_ script: MnistPageScript) -> WeightsPage { script.stage.screen.weights }

  private func layout(_ size: Size, isZoomed: Bool, unitCount: Int = 128) -> WeightsLayout {
    WeightsLayout(size.page, view: .units, isZoomed: isZoomed, unitCount: unitCount)
  }

  /// How many units are seen with a cell's half for every pixel.
  private func fullPictures(_ layout: WeightsLayout) -> Int {
    layout.grid.tile.width >= 28 ? layout.grid.count : layout.picture.width >= 28 ? 1 : 0
  }

  @Test(arguments: sizes, [0, 2, 16, 128, 300])
  func zoomedUnitsAreMoreAndAtFullResolution(size: Size, unitCount: Int) {
    let plain = layout(size, isZoomed: false, unitCount: unitCount)
    let zoomed = layout(size, isZoomed: true, unitCount: unitCount)
    #expect(fullPictures(plain) >= 1)
    #expect(zoomed.grid.tile.width >= 28 && zoomed.grid.tile.height * 2 == zoomed.grid.tile.width)
    #expect(
      fullPictures(zoomed) > fullPictures(plain) || zoomed.grid.tile.width > plain.grid.tile.width
        || zoomed.grid.count >= unitCount
    )
    #expect(zoomed.units == size.page)
  }

  @Test(arguments: sizes, [false, true])
  func nothingOverlaps(size: Size, isZoomed: Bool) {
    let layout = layout(size, isZoomed: isZoomed)
    let tiles = (0..<layout.grid.count).flatMap { [layout.grid[$0].picture, layout.grid[$0].line] }
    let parts = tiles + [layout.picture, layout.figures]
    for (index, part) in parts.enumerated() where !part.isEmpty {
      #expect(layout.units.intersection(part) == part || layout.unit.intersection(part) == part)
      for other in parts[..<index] { #expect(part.intersection(other).isEmpty) }
    }
    // Captions on the border are for the lowest windows alone.
    #expect(layout.hasCaptionsOnEdge == (isZoomed && size.height == 20))
  }

  @Test func smallPicturesAverageFourPixels() {
    #expect(layout(Size(80, 24), isZoomed: false).grid.tile == Size(14, 7))
    #expect(layout(Size(120, 40), isZoomed: false).grid.tile == Size(14, 7))
    #expect(layout(Size(200, 60), isZoomed: false).grid.tile == Size(28, 14))
    #expect(layout(Size(300, 100), isZoomed: false).picture.size == Size(56, 28))
    // Few units are larger than 28×28 cells' halves where all of them fit so.
    #expect(layout(Size(300, 100), isZoomed: true, unitCount: 10).grid.tile == Size(56, 28))
  }

  @Test func keysAndWheelPage() {
    var script = MnistPageScript.trained(page: .weights, size: Size(80, 24))
    #expect(script.text().contains("1–6 of 12"))
    script.press(.pageDown)
    #expect(tab(script).selected == 6 && script.text().contains("7–12 of 12"))
    script.press(.pageUp)
    #expect(tab(script).selected == 0 && script.text().contains("1–6 of 12"))
    script.mouse(.wheelDown, 5, 5)
    #expect(tab(script).selected == 6)
    script.mouse(.wheelUp, 5, 5)
    #expect(tab(script).selected == 0)
    script.type("z")
    #expect(script.text().contains("1–2 of 12"))
    script.press(.pageDown, .pageDown)
    #expect(tab(script).selected == 4 && script.text().contains("5–6 of 12"))
    let layout = WeightsLayout(script.stage.screen.body, view: .units, isZoomed: true, unitCount: 12)
    script.mouse(.press, layout.grid[1].picture.x + 20, layout.grid[1].picture.y + 10)
    #expect(tab(script).selected == 5)
    script.mouse(.press, layout.grid[0].line.x + 3, layout.grid[0].line.y)
    #expect(tab(script).selected == 4)
  }

  @Test func theOnlyPanelSaysWhichViewItIs() {
    var script = MnistPageScript.trained(page: .weights, size: Size(80, 24))
    for view in 1...3 {
      for _ in 0..<2 {
        #expect(script.text().contains("view \(view)/3"))
        script.type("z")
      }
      script.type("p")
    }
    var large = MnistPageScript.trained(page: .weights, size: Size(120, 40))
    #expect(!large.text().contains("view 1/3"))
    large.type("z")
    #expect(large.text().contains("view 1/3"))
  }

  @Test func arrowsStayOnThePage() {
    var script = MnistPageScript.trained(page: .weights, size: Size(80, 24))
    let control = script.stage.screen.focusedSetting?.label
    for _ in 0..<3 {
      script.press(.left, .right, .up, .down)
      #expect(script.configured.isEmpty)
      #expect(script.stage.screen.focusedSetting?.label == control)
      script.type("p")
    }
  }

  @Test func layersThatDoNotFitCanBeReached() {
    var settings = MnistPageScript.settings
    settings.hidden = Array(repeating: 4, count: 6)
    var script = MnistPageScript(page: .weights, size: Size(60, 20))
    script.train(settings)
    script.type("p")
    #expect(script.text().contains("layers 1–4 of 7") && !script.text().contains("output W"))
    script.press(.down)
    #expect(script.text().contains("layers 2–5 of 7"))
    script.press(.pageDown, .right, .down)
    #expect(script.text().contains("layers 4–7 of 7") && script.text().contains("output W"))
    script.press(.up)
    #expect(script.text().contains("layers 3–6 of 7"))
    script.mouse(.wheelUp, 5, 5)
    #expect(script.text().contains("layers 2–5 of 7"))
  }

  // MARK: Captions

  @Test(arguments: [12, 14, 28], [1, 28, 128, 300])
  func captionsKeepNumberAndShare(width: Int, number: Int) {
    for kind in ImageDatasetKind.downloadable {
      let names = UnitCaption.ClassNames(kind.classNames)
      for (label, share, isSelected) in [(0, 0.07, true), (9, 0.73, false), (9, 0.73, true), (5, 1, true)] {
        let caption = UnitCaption(
          number: number,
          activity: .active(label: label, share: share),
          isSelected: isSelected
        )
        let text = caption.text(width: width, names: names)
        #expect(text.count <= width)
        #expect(text.string.contains("\(number)"))
        #expect(text.string.hasSuffix(UnitCaption.percent(share)))
        #expect(text.string.hasPrefix("▸") == isSelected)
      }
    }
  }

  @Test func captionsGiveUpTheClassLast() {
    func caption(_ width: Int, _ kind: ImageDatasetKind) -> String {
      UnitCaption(number: 128, activity: .active(label: 9, share: 0.73), isSelected: true)
        .text(width: width, names: UnitCaption.ClassNames(kind.classNames)).string
    }
    #expect(caption(28, .mnist) == "▸ 128  9  73%")
    #expect(caption(12, .mnist) == "▸ 128 9 73%")
    #expect(caption(10, .mnist) == "▸128 9 73%")
    #expect(caption(28, .fashionMNIST) == "▸ 128  Ankle boot  73%")
    #expect(caption(14, .fashionMNIST) == "▸ 128 Ankl 73%")
    #expect(caption(8, .fashionMNIST) == "▸128 73%")
    #expect(UnitCaption.percent(0.001) == "<1%" && UnitCaption.percent(0.999) == ">99%")
    #expect(UnitCaption.percent(0) == "0%" && UnitCaption.percent(1) == "100%")
  }

  @Test(arguments: [MnistPageScript.ascii, MnistPageScript.block])
  func whatIsSelectedIsReversedAsFarAsItsWords(capabilities: Capabilities) throws {
    let script = MnistPageScript.trained(page: .weights, size: Size(80, 24))
    let frame = script.frame(capabilities)
    let layout = WeightsLayout(script.stage.screen.body, view: .units, isZoomed: false, unitCount: 12)
    let line = layout.grid[0].line
    let cells = (line.x..<line.maxX).map { frame[$0, line.y] }
    let reversed = cells.filter { $0.style.attributes.contains(.reverse) }
    #expect(!reversed.isEmpty && reversed.count < cells.count)
    #expect(reversed.last?.glyph != " ")
  }

  @Test func outputsAreCalledAfterTheirClasses() {
    var settings = MnistPageScript.settings
    settings.hidden = []
    var script = MnistPageScript(page: .weights, size: Size(120, 40))
    script.train(settings)
    script.press(.right)
    #expect(script.text().contains("output layer: what each class looks for"))
    #expect(script.text().contains("class 1"))
    #expect(script.text().contains("mean probability"))
    #expect(!script.text().contains("above 0"))
  }

  @Test(arguments: [(Activation.relu, true), (.tanh, false)])
  func onlyReLUsAreDead(activation: Activation, isDead: Bool) throws {
    var settings = MnistPageScript.settings
    settings.activation = activation
    settings.hidden = [2]
    var run = try ClassifierRun(settings)
    var network = run.snapshot().network
    // A bias that no image overcomes.
    network.parameters[2 * 784] = -1e6
    settings.initialParameters = network.parameters
    settings.training.epochs = 1
    settings.training.learningRate = 0
    var script = MnistPageScript(page: .weights, size: Size(80, 24))
    script.train(settings)
    #expect(script.text().contains("dead") == isDead)
    if !isDead { #expect(script.text().contains("0%")) }
  }

  // MARK: Words on the border

  @Test func theBorderSaysWhatColoursMean() {
    let script = MnistPageScript.trained(page: .weights, size: Size(200, 60))
    #expect(script.text().contains("blue +: wants ink here, orange −: wants paper"))
    #expect(script.text().contains("share of images it is active on"))
    #expect(script.text(MnistPageScript.block).contains("blue █ +: wants ink here, yellow ≡ −: wants paper"))
    #expect(script.text(MnistPageScript.ascii).contains("@ +: wants ink here, ; 0, blank -: wants paper"))
    for size in Self.sizes {
      var script = MnistPageScript.trained(page: .weights, size: size)
      for _ in 0..<2 {
        let text = script.text()
        #expect(text.contains("blue") && text.contains("ink") && text.contains("paper"), "\(size)")
        script.type("z")
      }
      #expect(script.text().contains("unit, "), "\(size)")
    }
  }

  @Test func wordsOnABorderAreAsLongAsFits() {
    let legend = BorderLegend(items: [["long words", "short"], ["second", "2nd"]])
    #expect(legend.fitting(40).map(\.string) == ["long words", "second"])
    #expect(legend.fitting(20).map(\.string) == ["long words", "2nd"])
    #expect(legend.fitting(14).map(\.string) == ["short", "2nd"])
    #expect(legend.fitting(12).map(\.string) == ["long words"])
    #expect(legend.fitting(11).map(\.string) == ["short"])
    #expect(legend.fitting(3).isEmpty)
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(100, 30)])
  func theProjectionSaysWhatBoldAndGreyMean(size: Size) {
    var script = MnistPageScript.trained(page: .weights, size: size)
    script.type("pp")
    #expect(script.text().contains("bold: over 4 images") && script.text().contains("grey: no majority"))
    #expect(script.text(MnistPageScript.ascii).contains("faint: no majority"))
    script.type("d")
    #expect(script.text().contains("bold: cells with images of 0"))
  }

  @Test func picturesCanShareAScale() throws {
    var script = MnistPageScript.trained(page: .weights, size: Size(200, 60))
    let network = try #require(script.stage.screen.currentNetwork)
    let state = script.stage.screen.state
    func ends() -> [Double] {
      (0..<12).compactMap {
        tab(script).picture($0, network, state, scale: tab(script).commonScale(network))?.range.upperBound
      }
    }
    let own = (0..<12).map { unit in
      network.parameters[unit * 784..<(unit + 1) * 784].reduce(0.0) { max($0, Double($1.magnitude)) }
    }
    #expect(ends() == own && Set(own).count > 1)
    #expect(script.text().contains("each on its own scale"))
    script.type("m")
    #expect(Set(ends()) == [own.max()])
    #expect(script.text().contains("all on one scale"))
    #expect(script.text().contains("±\(NumberFormat.compact.string(own.max() ?? 0))"))
    script.type("m")
    #expect(ends() == own)
  }

  @Test func barsHaveATitle() {
    let script = MnistPageScript.trained(page: .weights, size: Size(80, 24))
    #expect(script.text().contains("mean activation"))
    #expect(script.text().contains("bias"))
  }

  @Test func whatIsInFrontIsExplainedFirst() {
    var script = MnistPageScript.trained(page: .weights, size: Size(80, 24))
    let firsts = ["unit 1 of the first layer", "weights and gradients at step 3", "PCA  the 8 activations of layer 2"]
    for first in firsts {
      let lines = script.stage.screen.explanation?.lines ?? []
      #expect(lines.first?.string.hasPrefix(first) == true)
      for other in firsts { #expect(lines.contains { $0.string.hasPrefix(other) }) }
      script.type("p")
    }
  }

  /// Trained on few images, at a clock that stands still: the same frame every time.
  @Test(arguments: [Size(80, 24), Size(120, 40)])
  func framesAreAsTheyWere(size: Size) throws {
    var options = MnistImages.options()
    options.hidden = [12, 4]
    var script = MnistScript.trained(options, page: .weights, size: size)
    let name = "mnist-weights-\(size.width)"
    try expectGoldenFrame(name + "-braille", script.frame())
    try expectGoldenFrame(name + "-ascii", script.frame(MnistPageScript.ascii))
    script.type("z")
    try expectGoldenFrame(name + "-zoomed", script.frame())
    guard size.width == 80 else { return }
    script.type("zp")
    try expectGoldenFrame(name + "-histograms", script.frame())
    script.type("p")
    try expectGoldenFrame(name + "-projection", script.frame())
  }
}
