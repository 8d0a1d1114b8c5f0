import Datasets
import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import Screens

@Suite
struct MnistPageLineTests {
  private func row(_ script: MnistScript) -> String { script.frame().lines[1] }

  @Test(arguments: [60, 70, 80, 81, 100, 120])
  func allTabsAndWhatTheImagesAreHaveRoom(width: Int) {
    for (kind, names) in [
      (ImageDatasetKind.mnist, ["MNIST"]), (.fashionMNIST, ["Fashion-MNIST", "Fashion"]),
      (.generated, ["generated digits", "generated"]),
    ] {
      var script = MnistScript(size: Size(width, 20))
      script.hear(.loaded(MnistImages.data(kind: kind)))
      for tab in "123456" {
        script.type(String(tab))
        let row = row(script)
        for digit in "123456" { #expect(row.contains("\(digit) "), "\(row)") }
        #expect(row.contains(width >= 80 ? "2 Predictions" : "2 Pred") && row.contains("6 Model"), "\(row)")
        #expect(names.contains { row.hasSuffix(" \($0)") || row.contains(" \($0) ") }, "\(row)")
      }
    }
  }

  /// The names do not change their places when the images have been read.
  @Test(arguments: [60, 80, 120]) func nothingMovesWhenTheImagesAreThere(width: Int) {
    var script = MnistScript(size: Size(width, 24))
    script.hear(.phase(.loading(0.5)))
    let before = row(script).prefix(45)
    script.hear(.loaded(MnistImages.data(kind: .mnist)))
    #expect(row(script).prefix(45) == before)
  }

  @Test func clicksFindTheTabsThatAreShown() {
    var script = MnistScript(size: Size(60, 20))
    script.hear(.loaded(MnistImages.data(kind: .generated)))
    for (tab, name) in zip(MnistPage.allCases, ["Train", "Pred", "Conf", "Weights", "Draw", "Model"]).reversed() {
      let line = Array(row(script))
      let column = line.indices.first { String(line[$0...]).hasPrefix(name) } ?? 0
      script.mouse(.press, column, 1)
      #expect(script.screen.shell.page == tab)
    }
  }

  // MARK: A download that fails

  private let reason =
    "train-images-idx3-ubyte.gz could not be downloaded: https://one.example/mnist/: no such host; "
    + "https://two.example/mnist/: status 503, expected 200"

  @Test(arguments: MnistScreenFrameTests.sizes) func aFailedDownloadSaysWhyAndWhatCanBeDone(size: Size) {
    var script = MnistScript(size: size)
    script.hear(.loaded(MnistImages.data(kind: .generated)))
    script.hear(.fetchFailed(reason))
    let words = script.text().filter { !"│╭╮╰╯─\n".contains($0) }.split(separator: " ").joined(separator: " ")
    for expected in [
      "status 503, expected 200", "MNIST was not fetched", "f tries again", "--from URL", "Esc goes on with generated",
    ] { #expect(words.contains(expected), "\(expected) at \(size):\n\(script.text())") }
    script.press(.escape)
    #expect(!script.text().contains("was not fetched"))
  }

  @Test func fTriesAgainFromTheBox() {
    var script = MnistScript(size: Size(80, 24))
    script.hear(.phase(.failed("the folder is empty")))
    script.hear(.fetchFailed(reason))
    #expect(script.text().contains("G goes on with generated digits"))
    let commands = script.type("f")
    #expect(commands == [.effect(.fetch(script.screen.state.options))])
    #expect(!script.text().contains("was not fetched"))
    script.hear(.fetchFailed(reason))
    let others = script.type("G")
    guard case .effect(.load(let options))? = others.first else {
      Issue.record("expected loading, found \(others)")
      return
    }
    #expect(options.kind == .generated && !script.screen.shell.overlay.isOpen)
  }

  // MARK: Before there are images

  @Test(arguments: [("train", "1"), ("predictions", "2"), ("confusion", "3")])
  func loadingShowsTheTabsRealLayout(name: String, key: String) throws {
    var script = MnistScript(size: Size(80, 24))
    script.hear(.phase(.loading(0.42)))
    script.type(key)
    #expect(script.text().contains(key == "1" ? "reading the images" : "reading the images, 42%"))
    try expectGoldenFrame("mnist-loading-\(name)-80-braille", script.frame())
  }

  /// What frames the panels stands where it will stand.
  @Test(arguments: ["1", "2", "3"]) func panelsStayWhereTheyAreWhenImagesArrive(key: String) {
    var script = MnistScript(size: Size(120, 40))
    script.type(key)
    func corners() -> [Point] {
      let frame = script.frame()
      return (0..<40).flatMap { y in (0..<120).map { Point($0, y) } }
        .filter { "╭╮╰╯".unicodeScalars.contains(frame[$0.x, $0.y].glyph) }
    }
    let before = corners()
    #expect(before.count >= 8)
    script.hear(.loaded(MnistImages.data(kind: .mnist)))
    #expect(corners() == before)
  }
}
