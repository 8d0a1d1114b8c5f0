import Logs
import Plots
import Records
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing

@testable import WatchScreens

/// The watch screen on runs made by hand: what is drawn, what keys do.
@Suite struct WatchScreenTests {
  private func script(
    _ state: WatchState = WatchFixtures.state(),
    _ size: Size = Size(120, 40)
  ) -> ScreenScript<WatchScreen> {
    var script = ScreenScript(WatchScreen(["runs"]), size: size)
    script.hear(.state(state))
    return script
  }

  private func effects(_ script: ScreenScript<WatchScreen>) -> [WatchEffect] {
    script.commands.compactMap { if case .effect(let effect) = $0 { effect } else { nil } }
  }

  private func leaves(_ script: ScreenScript<WatchScreen>) -> Bool {
    script.commands.contains { if case .program(.quit) = $0 { true } else { false } }
  }

  @Test func grammarHolds() {
    expectGrammarOnAllPages(script())
    expectGrammarOnAllPages(script(WatchState()))
    expectGrammarOnAllPages(script(WatchFixtures.state([WatchFixtures.run("alone")])))
    var onRuns = script()
    while onRuns.screen.shell.panel != .runs { onRuns.type("p") }
    expectGrammar(onRuns.screen)
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)]) func golden(_ size: Size) throws {
    let name = "\(size.width)x\(size.height)"
    var screen = script(WatchFixtures.state(), size)
    try expectGoldenFrame("watch-charts-\(name)", screen.frame())
    try expectGoldenFrame("watch-charts-\(name)-ascii", screen.frame(.plain))
    screen.type("z")
    screen.press(.left, .left)
    try expectGoldenFrame("watch-zoom-\(name)", screen.frame())
    screen.type("z2")
    try expectGoldenFrame("watch-table-\(name)", screen.frame())
    screen.type("3")
    try expectGoldenFrame("watch-settings-\(name)", screen.frame())
    screen.type("5")
    try expectGoldenFrame("watch-words-\(name)", screen.frame())
    var bands = script(WatchFixtures.state(), size)
    bands.type("4")
    #expect(bands.text().contains("Runs with histograms: sweep/c."))
    bands.press(.down, .down, .down)
    try expectGoldenFrame("watch-bands-\(name)", bands.frame())
    let alone = script(WatchFixtures.state([WatchFixtures.run("alone")]), size)
    try expectGoldenFrame("watch-alone-\(name)", alone.frame())
  }

  @Test func aSmallWindowHasOneChart() throws {
    try expectGoldenFrame("watch-charts-50x20", script(WatchFixtures.state(), Size(50, 20)).frame())
  }

  @Test func theCommandsTerminalHasTheSizeOfItsPage() {
    var script = script(WatchFixtures.state(), Size(100, 30))
    script.resize(Size(80, 24))
    #expect(effects(script).last == .resize(Size(78, 18)))
  }

  @Test func everySizeDraws() {
    for state in [WatchState(), WatchFixtures.state(), WatchFixtures.state([WatchFixtures.run("alone")])] {
      for size in [Size(1, 1), Size(0, 0), Size(59, 19), Size(61, 21), Size(300, 12), Size(60, 100), Size(200, 60)] {
        var script = script(state, size)
        for page in "1234567" {
          script.type(String(page))
          _ = script.frame()
          script.type("z")
          _ = script.frame(.plain)
          script.type("z")
        }
      }
    }
  }

  @Test func conditionsSpeakOnTheScreenAndEndIt() {
    var state = WatchFixtures.state()
    state.notices = ["no metric is named 'los' yet; there are loss"]
    var script = script(state)
    #expect(script.text().contains("no metric is named 'los' yet"))
    script.type("15")
    #expect(script.text().contains("Conditions: no metric is named 'los' yet; there are loss."))
    #expect(!leaves(script))
    state.verdict = .reached("a: loss is 0.1 at step 3")
    script.hear(.state(state))
    #expect(leaves(script))
  }

  @Test func itBeginsToRead() {
    let script = ScreenScript(WatchScreen(["runs"]), size: Size(80, 24))
    #expect(effects(script).contains(.start))
    #expect(script.text().contains("No run has been found yet."))
  }

  @Test func trainingAndValidationShareAChart() {
    let charts = ChartPlan.charts(of: WatchFixtures.runs(), .all)
    #expect(charts.map(\.metrics) == [["train/loss", "val/loss"], ["lr"], ["grad/norm"]])
  }

  @Test(arguments: [
    (["train/loss", "val/loss"], 1), (["train_loss", "val_loss"], 1), (["loss/train", "loss/val"], 1),
    (["Loss/train", "Loss/test"], 1), (["loss", "val_loss"], 1), (["loss", "accuracy"], 2), (["top1", "top5"], 2),
  ]) func familiesOfNames(_ names: [String], _ count: Int) {
    var run = RunHistory(name: "run")
    for name in names { run.append(1, at: 0, named: name) }
    #expect(ChartPlan.charts(of: [run], .all).count == count)
  }

  @Test func theFilterKeepsWhatHasItsWords() {
    func passes(_ filter: String, _ metric: String) -> Bool { SeriesFilter(filter).passes(run: "a/b", metric: metric) }
    #expect(passes("loss", "train/Loss") && !passes("loss", "accuracy"))
    #expect(passes("loss -val", "train/loss") && !passes("loss -val", "val/loss"))
    #expect(passes("a/b loss", "loss") && !passes("c loss", "loss"))
    #expect(passes("/^a/b (train|val)/loss$/", "val/loss") && !passes("/^loss/", "loss"))
    #expect(SeriesFilter("/[/").problem != nil)
  }

  @Test func theFilterIsSeenWhileItIsTyped() {
    var script = script()
    script.type("/grad")
    #expect(script.screen.charts.map(\.metrics) == [["grad/norm"]])
    script.press(.escape)
    #expect(script.screen.charts.count == 3)
    script.type("/-lr")
    script.press(.enter)
    #expect(script.screen.charts.count == 2)
    #expect(script.screen.reproducingCommand == "dlviz watch --filter -lr runs")
  }

  @Test func theCursorReadsTheExactValue() {
    var script = script(WatchFixtures.state([WatchFixtures.run("alone")]))
    script.press(.left)
    #expect(script.screen.cursor == 99)
    // 2 · 0.98¹⁰⁰ = 0.26524
    #expect(script.text().contains("step 99: train/loss 0.2652"))
  }

  @Test func theRangeZoomsAndPans() {
    var script = script()
    script.type("i")
    #expect(script.screen.range == 49.5...99)
    script.type("j")
    #expect(script.screen.range == 37.125...86.625)
    script.type("o")
    #expect(script.screen.range == nil)
    script.type("if")
    #expect(script.screen.range == nil)
  }

  @Test func aRefreshKeepsRangeCursorAndSelection() {
    var script = script()
    script.type("in")
    script.press(.left)
    let before = (script.screen.range, script.screen.cursor, script.screen.selectedRun)
    script.hear(.state(WatchFixtures.state(WatchFixtures.runs() + [WatchFixtures.run("sweep/new")])))
    #expect(before == (script.screen.range, script.screen.cursor, script.screen.selectedRun))
  }

  @Test func whatIsNotFiniteIsMarked() {
    var script = script()
    script.type("/grad")
    script.press(.enter)
    #expect(script.text().contains("×"))
    #expect(script.text().contains("2 not finite, from step 40"))
  }

  @Test func aSpikeIsDrawnHoweverLongTheRun() {
    var run = RunHistory(name: "long", capacity: 8192)
    for step in 0..<200_000 { run.append(step == 123_456 ? 50 : 0.5, at: step, named: "loss") }
    let places = AxisPlaces(run["loss"] ?? MetricSeries(), .step, origin: 0)
    let series = run["loss"] ?? MetricSeries()
    let columns = CurveColumns(80, over: 0...200_000, .linear)
    let curve = places.map { SeriesCurve(series, $0, in: 0...200_000, columns, beta: 0.9) }
    #expect(curve?.band.contains { $0.maximum == 50 } == true)
    #expect((curve?.line.count ?? 0) <= 94)
  }

  @Test func epochsAndTimesAreAxes() {
    var script = script()
    script.type("x")
    #expect(abs(script.screen.fullRange.upperBound - 9.9) < 1e-6)
    script.type("x")
    #expect(script.screen.fullRange == 0...99)
    #expect(script.text().contains("s of run"))
  }

  @Test func theTableHasTheFigures() throws {
    let runs = WatchFixtures.runs()
    var table = WatchTable(runs, metric: "val/loss", filter: .all, baseline: runs[0])
    #expect(table.columns.contains(.fact("lr")) && !table.columns.contains(.fact("batch_size")))
    let row = try #require(table.rows.first { $0.run.name == "sweep/c" })
    let last = try #require(runs[2]["val/loss"]?.last?.value)
    let base = try #require(runs[0]["val/loss"]?.last?.value)
    #expect(row.difference == last - base)
    #expect(row.best?.value == runs[2]["val/loss"]?.points.map(\.value).min())
    table.sort(by: .last, isDescending: false, meanCount: 10)
    let values = table.rows.compactMap { $0.series.last?.value }
    #expect(values == values.sorted())
    let mean = try #require(table.rows[0].mean(of: 2))
    #expect(abs(mean - (table.rows[0].series.points.suffix(2).reduce(0) { $0 + $1.value }) / 2) < 1e-15)
  }

  @Test func runsAreHiddenAndShownAlone() {
    var script = script()
    script.type("v")
    #expect(script.screen.shownRuns.map(\.name) == ["sweep/b", "sweep/c"])
    script.type("va")
    #expect(script.screen.shownRuns.map(\.name) == ["sweep/a"])
    script.type("v")
    #expect(script.text().contains("at least one run stays"))
  }

  @Test func holdingKeepsThePicture() {
    var script = script(WatchFixtures.state([WatchFixtures.run("alone", steps: 50)]))
    script.type(" ")
    script.hear(.state(WatchFixtures.state([WatchFixtures.run("alone", steps: 80)])))
    #expect(script.screen.state.runs[0].lastStep == 49)
    script.type(" ")
    #expect(script.screen.state.runs[0].lastStep == 79)
  }

  @Test func aFileThatIsGoneIsSaidOnce() {
    var script = script()
    var state = WatchFixtures.state()
    state.missing = ["runs/a.csv"]
    script.hear(.state(state))
    #expect(script.text().contains("runs/a.csv is gone; what was read is kept"))
    script.type("f")
    script.hear(.state(state))
    #expect(!script.text().contains("is gone"))
  }

  @Test func settingsBeginWithTheSelectedRunAndLeaveOutThoseWithoutAny() {
    var script = script(WatchFixtures.state([RunHistory(name: "silent")] + WatchFixtures.runs()))
    script.type("3")
    #expect(!script.text().contains("silent "))
    #expect(script.text().contains("1 run gives none"))
  }

  @Test func settingsSayHowManyRunsHaveNoRoomBesideTheOthers() {
    let runs = (1...9).map { number in
      var run = WatchFixtures.run("a-run-with-a-long-name-\(number)")
      run.set([RunFact("lr", "0.\(number)")])
      return run
    }
    var script = script(WatchFixtures.state(runs), Size(80, 24))
    script.type("3")
    #expect(script.text().contains("2 of 9 runs, n: next"))
    script = self.script(WatchFixtures.state(Array(runs.prefix(2))), Size(80, 24))
    script.type("3")
    #expect(!script.text().contains("n: next"))
  }

  @Test func runsTogetherAreTheirMean() {
    let names = WatchScreen.groupNames(["sweep/a", "seed-12", "42"])
    #expect(names == ["sweep/a": "sweep", "seed-12": "seed", "42": "all"])
    // Each run has its file in a folder of its own.
    let files = WatchScreen.groupNames(["adam/0/log.csv", "adam/1/log.csv", "seed_0/log.csv", "3/log.csv", "log.csv"])
    #expect(
      files == [
        "adam/0/log.csv": "adam", "adam/1/log.csv": "adam", "seed_0/log.csv": "seed", "3/log.csv": "all",
        "log.csv": "log.csv",
      ]
    )
    var options = WatchOptions()
    options.spread = .mean
    var screen = WatchScreen(["runs"], options: options)
    _ = screen.update(
      .message(.state(WatchFixtures.state([WatchFixtures.run("s1"), WatchFixtures.run("s2", scale: 3)])))
    )
    let lines = screen.lineChart(screen.charts[0], columns: 99, showsNames: true).series.filter { !$0.points.isEmpty }
    #expect(lines.map(\.name) == ["s (2)", "s (2)"])
    // At step 0 the losses are 1.96 and 5.88.
    #expect(abs((lines[0].points.first?.last ?? 0) - 3.92) < 1e-12)
    #expect(lines[0].band.first?.minimum == 1.96)
  }

  @Test func namesOfOthersNeverReachTheTerminal() {
    var run = RunHistory(name: "\u{1B}[2Jrun\u{7}")
    run.append(1, at: 0, named: "loss\u{1B}]0;title\u{7}\u{9B}31m")
    run.set([RunFact("\u{1B}c", "\u{202E}x")])
    run.append(text: "text \u{1B}[31m\u{8}")
    var script = script(WatchFixtures.state([run, WatchFixtures.run("b")]))
    for page in "1234567" {
      script.type(String(page))
      let isDrawable = script.frame().cells.allSatisfy(\.isDrawable)
      #expect(isDrawable)
    }
  }

  @Test(arguments: 0..<6) func monkey(_ seed: UInt64) {
    let state = seed % 2 == 0 ? WatchFixtures.state() : WatchFixtures.state([WatchFixtures.run("alone")])
    runMonkey(
      seed: seed,
      events: 3000,
      makeScreen: { _, _ in ScreenHost(WatchScreen(["runs"]), worker: FixedWorker(state)) }
    )
  }
}

/// A worker that says one thing once.
private final class FixedWorker: ScreenWorker {
  private var state: WatchState?
  init(_ state: WatchState) { self.state = state }
  func perform(_ effect: WatchEffect) {}
  func receive() -> [WatchMessage] {
    defer { state = nil }
    return state.map { [.state($0)] } ?? []
  }
  func end() {}
}
