import Plots
import Records
import ScreenTestSupport
import Terminal
import TestSupport
import Testing

@testable import WatchScreens

/// Names in little room: they fit, and no two are the same.
@Suite struct NameLabelsTests {
  private static let lightning = [
    "again/version_0/metrics.csv", "csv/version_0/metrics.csv", "csv1/version_0/metrics.csv",
    "raw/version_0/metrics.csv",
    "tb/version_0",
  ]

  private func labels(_ names: [String], _ width: Int) -> [String] { NameLabels(names, width: width).labels }

  @Test func namesThatFitStayAsTheyAre() {
    #expect(labels(["sweep/a", "sweep/b"], 7) == ["sweep/a", "sweep/b"])
    #expect(labels([], 7) == [] && labels(["x"], 0) == ["x"])
  }

  @Test func whatAllShareIsLeftOut() {
    #expect(labels(["runs/a/metrics.csv", "runs/b/metrics.csv"], 10) == ["a", "b"])
    #expect(labels(["runs/a", "runs/a/b"], 6) == ["a", "a/b"])
    #expect(labels(Self.lightning, 14) == ["again", "csv", "csv1", "raw", "tb/version_0"])
    let wide = ["again/version_0", "csv/version_0", "csv1/version_0", "raw/version_0", "tb/version_0"]
    #expect(labels(Self.lightning, 15) == wide)
  }

  @Test func whatDiffersWithinAWordIsKept() {
    let names = ["resnet50_lr0.1_bs128_cifar10_long_tail", "resnet50_lr0.01_bs128_cifar10_long_tail"]
    #expect(labels(names, 14) == ["…lr0.1_bs128_…", "…lr0.01_bs128…"])
    #expect(labels(["experiment_1", "experiment_2"], 8) == ["ex…ent_1", "ex…ent_2"])
  }

  @Test func theyAreToldApartAtEveryWidth() {
    let sets = [
      Self.lightning,
      (0..<30).map { "runs/2026-11-28_resnet_lr\($0 % 3)_seed\($0)/logs/train.log" },
      ["训练/损失/第一", "训练/损失/第二", "训练/准确率"], ["a", "b", ""],
      (0..<120).map { "same_beginning_\($0)_same_end" }, ["x/y", "x/z", "y/z", "x/y/z"],
      ["aaaaaaaaaa1bbbbbbbbbb2cccccccc", "aaaaaaaaaa2bbbbbbbbbb2cccccccc", "aaaaaaaaaa1bbbbbbbbbb1cccccccc"],
    ]
    for names in sets {
      for width in 4...60 {
        let labels = labels(names, width)
        #expect(Set(labels).count == names.count, "\(width): \(labels)")
        #expect(labels.allSatisfy { $0.unicodeScalars.count <= width }, "\(width): \(labels)")
        #expect(labels == labels.map(\.inColumns))
      }
    }
  }

  // MARK: On the screen

  private func run(_ name: String) -> RunHistory {
    var run = RunHistory(name: name)
    for metric in ["train/loss", "val/loss", "acc"] {
      for step in 0..<20 { run.append(1 / Double(step + 1), at: step, named: metric) }
    }
    return run
  }

  private func script(_ names: [String], _ size: Size) -> ScreenScript<WatchScreen> {
    var script = ScreenScript(WatchScreen(["runs"]), size: size)
    script.hear(.state(WatchFixtures.state(names.map(run))))
    return script
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)]) func runsAreToldApartOnEveryPage(_ size: Size) {
    var script = script(Array(Self.lightning.prefix(4)), size)
    for page in "12345" {
      script.type(String(page))
      let text = script.text()
      let names = ["again", "csv", "csv1", "raw"]
      // A page that shows one run names that one.
      if page != "4", page != "3" {
        for name in names { #expect(text.contains(name), "page \(page): \(name)\n\(text)") }
      }
    }
    script.type("4")
    #expect(script.text().contains("has no histograms."))
  }

  @Test func inASCIIARunsStatusStaysBesideItsShortenedName() {
    var script = script((1...2).map { "an-experiment-of-november-with-a-very-long-name-\($0)" }, Size(80, 24))
    script.type("5")
    let text = script.frame(.plain).text
    #expect(text.contains("..."))
    #expect(text.split(separator: "\n").count { $0.contains("   nothing logged yet") } == 2, "\(text)")
  }

  @Test func wideNamesKeepTheColumns() {
    var script = script(["训练/损失", "損失/検証", "plain"], Size(80, 24))
    #expect(script.text().contains("训练/损失") && script.text().contains("損失/検証"))
    for page in "1257" {
      script.type(String(page))
      let frame = script.frame()
      // Borders stand where they stood, so that nothing was moved.
      for y in 4..<20 { #expect("│╮╯┐┘╭╰".unicodeScalars.contains(frame[79, y].glyph), "page \(page), row \(y)") }
      #expect(!frame.text.contains("\u{10FFFD}"))
      #expect(!frame.ansi().contains("\u{10FFFD}"))
    }
    var ascii = script.frame(.plain)
    ascii.transliterate(to: .ascii)
    #expect(ascii.cells.allSatisfy { $0.glyph.isASCII })
  }

  @Test(arguments: [
    (["/data/experiments/lightning", "/data/experiments/wandb", "/data/experiments/keras"], "3 paths"),
    (["/data/experiments/2026-11/lightning/version_17/metrics.csv"], "/data"),
    (["--", "python", "train.py", "--learning-rate", "0.001", "--epochs", "100"], "-- python"),
  ])
  func longPathsLeaveRoomForTheNumberOfRuns(_ paths: [String], _ begin: String) {
    var script = ScreenScript(WatchScreen(paths), size: Size(80, 24))
    script.hear(.state(WatchFixtures.state(["a", "b"].map(run))))
    let line = script.text().split(separator: "\n").first ?? ""
    #expect(line.contains(begin) && line.contains("2 runs"))
  }

  // MARK: Small windows

  @Test(arguments: [Size(30, 8), Size(40, 12), Size(59, 40), Size(100, 10)])
  func aCornerOfTheScreenShowsOneChart(_ size: Size) {
    var script = script(["a", "b"], size)
    #expect(script.text().contains("1 of 2; more at 60×20"))
    #expect(script.text().contains("loss"))
    script.press(.pageDown)
    #expect(script.text().contains("2 of 2"))
    script.type("5")
    #expect(script.text().contains("what the figures"))
    for page in "1234567" {
      script.type(String(page))
      _ = script.frame()
    }
  }

  @Test func thatThereAreOtherChartsIsSaidBesideWhatIsNotFinite() {
    var broken = run("a")
    broken.append(.nan, at: 100, named: "train/loss")
    var script = ScreenScript(WatchScreen(["runs"]), size: Size(50, 14))
    script.hear(.state(WatchFixtures.state([broken])))
    #expect(script.text().contains("1 of 2; more at 60×20"))
  }

  @Test func belowThatItSaysWhatItNeeds() {
    #expect(script(["a"], Size(29, 8)).text().contains("needs 30×8, has 29×8"))
  }
}
