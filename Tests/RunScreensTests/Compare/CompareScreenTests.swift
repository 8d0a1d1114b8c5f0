import Plots
import ScreenTestSupport
import Shell
import Terminal
import TestSupport
import Testing
import Training

@testable import RunScreens

/// The compare screen on made-up outcomes: what is drawn, what keys do.
@Suite struct CompareScreenTests {
  /// Twelve seeds of three hidden sizes on XOR, whose curves fall the faster the more units there are.
  static func xor(axes second: [SweepValue] = []) -> (Sweep, [SweepOutcome]) {
    var settings = SweepSettings(.xor)
    settings[.epochs] = .integer(2000)
    var axes = [Sweep.Axis(.hidden, [2, 3, 4].map { .layers([$0]) })]
    if !second.isEmpty { axes.append(Sweep.Axis(.learningRate, second)) }
    let sweep = Sweep(settings, axes: axes, firstSeed: 1, seedCount: 12)
    let epochs = sweep.curveEpochs(of: 2000)
    let outcomes = (0..<sweep.runCount).map { run -> SweepOutcome in
      let place = sweep.place(ofRun: run)
      let seed = Int(place.seed)
      let fails = seed % (place.point + 2) == 0
      let half = Double(200 + 40 * seed) / Double(place.point + 1)
      let curve = epochs.map { epoch -> Float in
        let falling = 0.25 * half * half / (half * half + Double(epoch * epoch))
        return Float(fails ? max(0.125, falling) : falling)
      }
      return SweepOutcome(
        run: run,
        seed: place.seed,
        epochs: 2000,
        trainLoss: Double(curve.last ?? 0),
        trainAccuracy: fails ? 0.5 : 1,
        solved: !fails,
        solvedAt: fails ? nil : Int(half * 2),
        seconds: 0.001 * Double(place.point + 2),
        samplesPerSecond: 8e6 / Double(place.point + 2),
        lossCurve: curve,
        outputs: fails ? [0.02, 0.97, 0.5, 0.51] : [0.02, 0.97, 0.98, 0.03]
      )
    }
    return (sweep, outcomes)
  }

  /// Three seeds of two activations on images.
  static func mnist() -> (Sweep, [SweepOutcome]) {
    let sweep = Sweep(SweepSettings(.mnist), axes: [Sweep.Axis(.activation, [.name("relu"), .name("tanh")])])
    let outcomes = (0..<6).map { run -> SweepOutcome in
      let final = run < 3 ? 0.97 + Double(run) * 0.001 : 0.968 + Double(run) * 0.0011
      let losses: [Float] = [0.31, 0.14, 0.1, 0.08, 0.06].map { $0 + Float(run) * 0.004 }
      return SweepOutcome(
        run: run,
        seed: sweep.place(ofRun: run).seed,
        epochs: 5,
        trainLoss: Double(losses[4]),
        trainAccuracy: 0.98,
        testLoss: 0.1,
        testAccuracy: final,
        seconds: run < 3 ? 2.5 : 2.9,
        samplesPerSecond: run < 3 ? 120_000 : 103_000,
        lossCurve: losses,
        accuracyCurve: [-0.03, -0.015, -0.008, -0.003, 0].map { Float(final) + $0 }
      )
    }
    return (sweep, outcomes)
  }

  private func script(
    _ content: (Sweep, [SweepOutcome]) = Self.xor(),
    _ size: Size = Size(120, 40)
  ) -> ScreenScript<CompareScreen> {
    ScreenScript(CompareScreen(content.0, outcomes: content.1), size: size)
  }

  @Test func grammarHolds() {
    expectGrammarOnAllPages(script())
    expectGrammarOnAllPages(script(Self.mnist()))
    var running = ScreenScript(CompareScreen(Self.xor().0), size: Size(120, 40))
    running.hear(.began([0]))
    expectGrammarOnAllPages(running)
  }

  @Test(arguments: [Size(60, 20), Size(80, 24), Size(120, 40)]) func golden(_ size: Size) throws {
    let name = "\(size.width)x\(size.height)"
    var xor = script(Self.xor(), size)
    try expectGoldenFrame("compare-xor-\(name)", xor.frame())
    try expectGoldenFrame("compare-xor-\(name)-ascii", xor.frame(.plain))
    xor.type("2")
    try expectGoldenFrame("compare-seeds-\(name)", xor.frame())
    try expectGoldenFrame("compare-seeds-\(name)-ascii", xor.frame(.plain))
    try expectGoldenFrame("compare-mnist-\(name)", script(Self.mnist(), size).frame())
    // A run hidden, the next one shown alone.
    while xor.screen.shell.panel != .runs { xor.type("p") }
    xor.press(.down)
    xor.type("v")
    try expectGoldenFrame("compare-hidden-\(name)", xor.frame())
    xor.press(.down)
    xor.type("a")
    try expectGoldenFrame("compare-alone-\(name)", xor.frame())
    xor.type("1")
    try expectGoldenFrame("compare-alone-curves-\(name)", xor.frame())
    let grid = script(Self.xor(axes: [.number(0.1), .number(1)]), size)
    try expectGoldenFrame("compare-grid-\(name)", grid.frame())
  }

  @Test func everySizeDraws() {
    for content in [Self.xor(), Self.mnist(), Self.xor(axes: [.number(0.1), .number(1)])] {
      for size in [Size(1, 1), Size(0, 0), Size(59, 19), Size(61, 21), Size(300, 12), Size(60, 100), Size(200, 60)] {
        var script = script(content, size)
        _ = script.frame()
        script.type("2")
        _ = script.frame(.plain)
        script.type("ze")
        _ = script.frame()
      }
    }
  }

  @Test func nothingHasEndedYet() {
    var script = ScreenScript(CompareScreen(Self.xor().0), size: Size(100, 30))
    #expect(script.commands == [.effect(.start)])
    #expect(script.text().contains("No run has finished yet."))
    #expect(script.text().contains("0 of 36 runs"))
    script.type("2")
    #expect(script.text().contains("no run has finished yet"))
  }

  @Test func whatEndsIsSummedUpAtTheNextTick() {
    let (sweep, outcomes) = Self.xor()
    var script = ScreenScript(CompareScreen(sweep), size: Size(120, 40))
    script.hear(.began([0, 1]))
    script.hear(.finished(Array(outcomes.prefix(2))))
    #expect(script.text().contains("2 of 36 runs"))
    #expect(script.text().contains("No run has finished yet."))
    script.tick(milliseconds: 200)
    #expect(!script.text().contains("No run has finished yet."))
    script.hear(.finished(Array(outcomes.dropFirst(2))))
    script.hear(.idle)
    #expect(script.text() == self.script().text())
    #expect(script.screen.tickInterval == nil)
  }

  @Test func spacePausesAndGoesOn() {
    var script = ScreenScript(CompareScreen(Self.xor().0), size: Size(120, 40))
    #expect(script.type(" ") == [.effect(.pause(true))])
    #expect(script.text().contains("‖ 0 of 36 runs"))
    #expect(script.type(" ") == [.effect(.pause(false))])
    #expect(script.text().contains("▶ 0 of 36 runs"))
  }

  @Test func settingsAreChosenHiddenAndShownAlone() {
    var script = script()
    script.type("v")
    #expect(!script.text().contains("⠒⠒ 2"))
    script.type("v")
    #expect(script.text() == self.script().text())
    script.press(.right)
    script.type("a")
    let alone = script.text()
    script.type("a")
    #expect(alone != script.text())
  }

  @Test func theTableIsSorted() {
    var script = script(Self.xor(), Size(100, 30))
    func rows() -> [String] {
      // Rows alone have intervals; border, stroke, hidden units, runs …
      script.text().split(separator: "\n").filter { $0.contains("–") && $0.hasSuffix("│") }.map {
        String($0.split(separator: " ")[2])
      }
    }
    #expect(rows() == ["2", "3", "4"])
    // The third column is the share solved; 4 solves most often.
    script.type("cc")
    #expect(rows() == ["4", "3", "2"])
    script.type("C")
    #expect(rows() == ["2", "3", "4"])
  }

  @Test func stoppingAndTrainingAgain() {
    let (sweep, outcomes) = Self.xor()
    var script = ScreenScript(CompareScreen(sweep), size: Size(120, 40))
    script.hear(.finished(Array(outcomes.prefix(3))))
    #expect(script.type("x") == [.effect(.stop(Array(3..<12)))])
    script.hear(.idle)
    #expect(script.type("r") == [.effect(.rerun(Array(0..<12)))])
    #expect(script.text().contains("0 of 36 runs"))
  }

  /// A script on the page of seeds, with a panel of it focused.
  private func onSeeds(_ panel: CompareScreen.PanelID, _ script: ScreenScript<CompareScreen>) -> ScreenScript<
    CompareScreen
  > {
    var script = script
    script.type("2")
    while script.screen.shell.panel != panel { script.type("p") }
    return script
  }

  @Test func enterInTheTableListsTheRuns() {
    var script = script()
    while script.screen.shell.panel != .table { script.type("p") }
    script.press(.down)
    script.press(.enter)
    #expect(script.screen.shell.page == .seeds && script.screen.shell.panel == .runs)
    #expect(script.text().contains("hidden 3") && script.text().contains("their seeds"))
    script.type("q")
    #expect(script.screen.shell.page == .settings)
  }

  @Test func aRunIsHiddenAndShown() {
    var script = onSeeds(.runs, self.script())
    script.press(.down)
    script.type("v")
    #expect(script.text().contains("loss of 11 of 12 seeds"))
    #expect(script.text().contains("seed 3 hidden; 11 of 12 runs drawn"))
    script.type("1")
    #expect(script.text().contains("training loss (log), 35 of 36 runs"))
    // The table and the conclusions leave nothing out.
    #expect(script.text().contains("9 of 12 runs"))
    script.type("2v")
    #expect(script.text().contains("loss of 12 seeds") && script.text().contains("seed 3 shown; 12 of 12 runs drawn"))
  }

  @Test func runsOfAGroupAreHiddenTogetherButNeverAll() {
    var script = onSeeds(.groups, self.script())
    script.type("v")
    #expect(script.text().contains("6 runs hidden; 6 of 12 runs drawn"))
    script.press(.down)
    script.type("v")
    #expect(script.text().contains("at least one run stays visible"))
  }

  @Test func aRunIsShownAlone() {
    var script = onSeeds(.runs, self.script())
    script.press(.down)
    script.type("a")
    #expect(script.text().contains("loss of 1 of 12 seeds"))
    #expect(script.text().contains("seed 3 alone; a shows all runs"))
    script.type("1")
    #expect(script.text().contains("1 of 36 runs"))
    script.press(.right)
    // The curve that is left is the run's own, under its name.
    #expect(script.text().contains("hidden 2, seed 3"))
    script.type("2a")
    #expect(script.text().contains("all runs are drawn") && script.text().contains("loss of 12 seeds"))
    script.type("1")
    #expect(!script.text().contains("of 36 runs │") && script.screen.shownPoints == [0, 1, 2])
  }

  /// What is shown alone is drawn from its own figures: the mean of one run is that run.
  @Test func theCurveOfARunAloneIsItsOwn() throws {
    let (sweep, outcomes) = Self.xor()
    var script = onSeeds(.runs, self.script())
    script.type("a")
    let band = script.screen.results.lossBands[0]
    #expect(band.summaries.map { Float($0.mean) } == outcomes[0].lossCurve)
    #expect(band.summaries.allSatisfy { $0.count == 1 })
    #expect(script.screen.results.table.groups[0].runCount == sweep.seedCount)
  }

  @Test func aRunIsStoppedAndTrainedAgain() {
    let (sweep, outcomes) = Self.xor()
    var script = ScreenScript(CompareScreen(sweep), size: Size(120, 40))
    script.hear(.began([3, 4]))
    script.hear(.finished(Array(outcomes.prefix(3))))
    script.tick(milliseconds: 200)
    script = onSeeds(.groups, script)
    #expect(script.text().contains("training now") && script.text().contains("waiting for a core"))
    // Ended runs first, then those under way.
    script.press(.down)
    script.press(.down)
    while script.screen.shell.panel != .runs { script.type("p") }
    #expect(script.screen.selectedRuns == [3])
    #expect(script.type("r") == [])
    #expect(script.text().contains("seed 4: still training or waiting"))
    #expect(script.type("x") == [.effect(.stop([3]))])
    script.hear(.stopped([3]))
    script.tick(milliseconds: 200)
    // The selection goes with the run.
    #expect(script.screen.selectedRuns == [3])
    #expect(script.text().contains("3 of 36 runs, 1 stopped"))
    #expect(script.type("x") == [])
    #expect(script.text().contains("seed 4: nothing left to stop"))
    #expect(script.type("r") == [.effect(.rerun([3]))])
    script.hear(.began([3]))
    script.hear(.finished([outcomes[3]]))
    script.hear(.idle)
    #expect(script.screen.selectedRuns == [3] && script.text().contains("4 of 36 runs"))
    #expect(!script.text().contains("1 stopped"))
  }

  @Test func aRunUnderWayShowsHowFarItIs() {
    let (sweep, outcomes) = Self.mnist()
    var script = ScreenScript(CompareScreen(sweep), size: Size(120, 40))
    script.hear(.began([0]))
    for epoch in 1...3 {
      let loss = Double(outcomes[0].lossCurve[epoch - 1])
      let progress = SweepProgress(run: 0, epoch: epoch, trainLoss: loss, testAccuracy: 0.91, seconds: 1)
      script.hear(.progress(progress))
    }
    script.tick(milliseconds: 200)
    script = onSeeds(.runs, script)
    #expect(script.text().contains("42") && script.text().contains("91.00 %"))
    #expect(script.screen.chosenRun == 0)
  }

  @Test func aStoppedGroupIsStoppedWhole() {
    let (sweep, _) = Self.xor()
    var script = onSeeds(.groups, ScreenScript(CompareScreen(sweep), size: Size(120, 40)))
    #expect(script.type("x") == [.effect(.stop(Array(0..<12)))])
    #expect(script.text().contains("12 runs stopped"))
  }

  @Test func theSelectedRunIsDrawnOverThePicture() {
    var script = onSeeds(.runs, self.script())
    #expect(script.text().contains("line: seed 1 "))
    let first = script.text()
    script.press(.down)
    #expect(script.text().contains("line: seed 3 "))
    let picture = { (text: String) in text.split(separator: "\n").map { $0.prefix(60) } }
    #expect(picture(first) != picture(script.text()))
  }

  @Test func theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    // Solved at 480, 640, 800, 960, 1,120 and 1,280.
    #expect(onSeeds(.runs, self.script()).screen.seeds.medianSolvedAt == 880)
  }

  @Test func epochsOfThePictureAreLinearOrLogarithmic() {
    var script = script()
    script.type("2l")
    #expect(script.text().contains("epoch, log"))
    script.type("l")
    #expect(!script.text().contains("epoch, log"))
    // Seconds are an axis of curves alone.
    script.type("1")
    script.screen.shell.focusSetting("x")
    script.type("++")
    #expect(script.screen.xAxis == .seconds)
    script.type("2")
    #expect(!script.text().contains("seconds"))
  }

  @Test func aPartCountsItsOwnRuns() throws {
    let (sweep, outcomes) = Self.xor()
    let shard = try #require(SweepShard(parsing: "2/4"))
    var script = ScreenScript(CompareScreen(sweep, shard: shard), size: Size(120, 40))
    script.hear(.finished([outcomes[1]]))
    script.tick(milliseconds: 200)
    #expect(script.text().contains("1 of 9 runs"))
    script.type("2")
    #expect(script.text().contains("not in this part"))
  }

  @Test func enterOpensTheRunOfTheSeed() throws {
    var script = script()
    script.type("2")
    while script.screen.shell.panel != .groups { script.type("p") }
    script.press(.down)
    let commands = script.press(.enter)
    // The first seed of two hidden units that fails is 2.
    let command = "dlviz xor --hidden 2 --epochs 2000 --seed 2"
    #expect(commands == [.open(Destination("xor", command))])
    let run = try #require(SweepCommandLine.run(of: command))
    #expect(run.seed == 2 && run.settings == Self.xor().0.points[0])
    script.type("p")
    script.press(.down)
    #expect(script.press(.enter) == [.open(Destination("xor", "dlviz xor --hidden 2 --epochs 2000 --seed 4"))])
  }

  @Test func aRunOfImagesIsToldAsItsCommand() {
    var script = script(Self.mnist())
    script.type("2")
    while script.screen.shell.panel != .runs { script.type("p") }
    let command = "dlviz mnist --seed 42"
    #expect(script.press(.enter) == [.program(.copy(command))])
    #expect(script.text().contains(command))
  }

  @Test func theCommandTrainsTheSameSweep() {
    var script = script()
    #expect(
      script.type("y") == [
        .program(.copy("dlviz compare --on xor --over hidden=2,3,4 --epochs 2000 --seeds 12 --seed 1"))
      ]
    )
  }

  @Test func theCursorReadsAllSettings() {
    var script = script(Self.mnist())
    script.press(.left)
    #expect(script.text().contains("epoch 5"))
    script.press(.left)
    #expect(script.text().contains("epoch 4"))
    script.press(.pageUp)
    #expect(script.text().contains("epoch 5"))
  }

  /// The cursor reads what is kept of an epoch, also at the very first and between the points that a plot has.
  @Test func theCursorReadsExactly() {
    var script = script()
    for _ in 0..<3 {
      script.press(.right)
      let screen = script.screen
      let index = screen.keptEpochs.firstIndex(of: screen.cursorEpoch ?? 0) ?? 0
      let value = NumberFormat.significant(3).string(screen.results.lossBands[0].summaries[index].mean)
      #expect(script.text().contains("── \(value) "), "epoch \(screen.cursorEpoch ?? 0)")
    }
  }

  @Test func curvesAreZoomedAroundTheCursor() {
    var script = script()
    let whole = script.text()
    script.press(.right)
    script.type("ii")
    #expect(script.text().contains("400       500"))
    #expect(!script.text().contains("1k "))
    // The cursor takes the part along with it.
    for _ in 0..<200 { script.press(.pageUp) }
    #expect(script.text().contains("epoch 2,000"))
    #expect(script.text().contains("2k"))
    script.type("ooo")
    #expect(script.text().contains("the whole axis is shown"))
    #expect(whole.contains("1k "))
  }

  @Test func aSpikeOfASingleRunIsDrawn() {
    var (sweep, outcomes) = Self.xor()
    sweep.seedCount = 12
    outcomes[3].spikes = [CurveSpike(index: 400, loss: 50)]
    var script = ScreenScript(CompareScreen(sweep, outcomes: outcomes), size: Size(120, 40))
    #expect(!script.text().contains(" 10┤"))
    script.screen.shell.focusSetting("spread")
    script.type("++")
    // The axis reaches up to the spike.
    #expect(script.text().contains(" 10┤"))
  }

  @Test func theExplanationHasTheNumbers() {
    var script = script(Self.mnist())
    script.type("e")
    #expect(script.text().contains("by Welch's t-test:"))
    #expect(script.text().contains("degrees of freedom"))
  }

  @Test(arguments: 0..<6) func monkey(_ seed: UInt64) {
    let content = seed % 2 == 0 ? Self.xor(axes: [.number(0.1), .number(1)]) : Self.mnist()
    runMonkey(
      seed: seed,
      events: 3000,
      makeScreen: { _, _ in ScreenHost(CompareScreen(content.0, outcomes: content.1), worker: SilentWorker()) }
    )
  }
}

/// A worker that does nothing.
private final class SilentWorker: ScreenWorker {
  func perform(_ effect: CompareEffect) {}
  func receive() -> [SweepEvent] { [] }
  func end() {}
}
