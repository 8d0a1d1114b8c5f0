import Playground
import Testing

@testable import Training

/// Runs of `--on playground` are those of `dlviz playground`, and are written and named so that they are found again.
@Suite struct PlaygroundSweepTests {
  private func sweep(_ axes: [String], _ fixed: [SweepParameter: String] = [:], seeds: Int = 2) throws -> Sweep {
    try Sweep.checked(.playground, axes, [.epochs: "20", .samples: "60"].merging(fixed) { $1 }, seeds: seeds)
  }

  @Test func defaultsAreThePlaygroundsOwn() throws {
    var fresh = PlaygroundSettings()
    fresh.seed = "7"
    #expect(try SweepSettings(.playground).playgroundSettings(seed: 7) == fresh)
    #expect(SweepSettings(.playground).parameterCount == 25)
  }

  @Test func aRunHasTheBitsOfTheSeedAlone() throws {
    let sweep = try sweep(["dataset=circle,three-spirals,reg-plane", "hidden=3,none"])
    for outcome in try sweep.outcomes() {
      let settings = sweep.points[sweep.place(ofRun: outcome.run).point]
      let trainer = try PlaygroundTrainer(try settings.playgroundSettings(seed: outcome.seed))
      for _ in 0..<20 { trainer.trainEpoch() }
      let figures = trainer.evaluate()
      #expect(outcome.trainLoss.bitPattern == figures.trainLoss.bitPattern)
      #expect(outcome.testLoss?.bitPattern == figures.testLoss.bitPattern)
      #expect(outcome.testAccuracy == figures.testAccuracy)
      #expect(outcome.lossCurve.count == 20)
      #expect(outcome.lossCurve.last == Float(figures.trainLoss))
      #expect(outcome.solved == nil)
    }
  }

  @Test func anAccuracyAimedAtIsFoundAtItsFirstEpoch() throws {
    var sweep = try sweep(["learning-rate=0.3"], [.dataset: "gauss"], seeds: 1)
    sweep.targetAccuracy = 0.95
    let outcome = try #require(try sweep.outcomes().first)
    let trainer = try PlaygroundTrainer(try sweep.points[0].playgroundSettings(seed: outcome.seed))
    var first = 0
    while (trainer.evaluate().testAccuracy ?? 0) < 0.95, first < 20 {
      trainer.trainEpoch()
      first += 1
    }
    #expect(outcome.solvedAt == first)
    #expect(outcome.solved == true)
  }

  @Test func aRunThatDivergesSaysWhen() throws {
    let sweep = try sweep(["learning-rate=1000"], [.activation: "relu", .dataset: "reg-plane"], seeds: 1)
    let outcome = try #require(try sweep.outcomes().first)
    #expect(outcome.divergedAt != nil)
    #expect(outcome.trainLoss.isNaN)
    #expect(outcome.lossCurve.count == 20)
  }

  @Test func settingsGoThroughCommandsAndFiles() throws {
    let fixed: [SweepParameter: String] = [
      .features: "x1^2,x2^2,x1", .hidden: "none", .residual: "yes", .batchSize: "full", .loss: "mse", .output: "linear",
      .regularization: "l2", .regularizationRate: "0.01", .noise: "10", .initializer: "zero", .optimizer: "adam",
    ]
    let sweep = try sweep(["activation=relu,tanh"], fixed)
    for outcome in try sweep.outcomes() {
      let read = try #require(
        SweepCommandLine.run(
          of: SweepCommandLine.command(sweep, point: sweep.place(ofRun: outcome.run).point, seed: outcome.seed)
        )
      )
      #expect(read.settings == sweep.points[sweep.place(ofRun: outcome.run).point])
      #expect(read.seed == outcome.seed)
    }
    let lines = SweepLines(sweep)
    let text = ([lines.header()] + (try sweep.outcomes()).map(lines.line)).joined(separator: "\n") + "\n"
    let content = try SweepContent(Array(text.utf8), path: "a.jsonl", mayBeCut: false)
    #expect(content.sweep == sweep)
    #expect(content.outcomes.count == 4)
  }

  @Test func aTypedCurveIsADataSet() throws {
    let sweep = try sweep(["dataset=circle,y>2*sin(x)"])
    let (circle, curve) = (sweep.points[0], sweep.points[1])
    #expect(try circle.playgroundSettings(seed: 1).dataset == .circle)
    #expect(try curve.playgroundSettings(seed: 1).dataset == .boundary("2*sin(x)"))
    let command = SweepCommandLine.command(sweep, point: 1, seed: 42)
    #expect(command.contains("dlviz playground --boundary '2*sin(x)'"), "\(command)")
    let read = try #require(SweepCommandLine.run(of: command))
    #expect(read.settings == curve && read.seed == 42)
    #expect(SweepCommandLine.command(sweep).contains("--over 'dataset=circle,y>2*sin(x)'"))
    var settings = SweepSettings(.playground)
    try settings.set(.dataset, "y> abs(x) - 2")
    #expect(settings[.dataset].text == "y>abs(x)-2")
    #expect(throws: SettingsError.self) { try settings.set(.dataset, "y>2*z") }
  }

  @Test func pointsOfAFileAreLearned() throws {
    let rows = (0..<60).map { "\($0 % 7),\($0 % 5),\(["a", "b", "c"][$0 % 3])" }
    let table = try TableReader.read((["x,y,class"] + rows).joined(separator: "\n"), name: "three.csv")
    var settings = SweepSettings(.playground)
    try settings.set(.epochs, "20")
    settings.learn(table)
    var sweep = Sweep(settings, axes: [try Sweep.Axis(parsing: "hidden=none,3")], seedCount: 2)
    sweep.data = table.mark
    try sweep.validate()
    // Three classes want three outputs: (2 + 1) · 3 without hidden units, (2 + 1) · 3 + (3 + 1) · 3 with three.
    #expect(sweep.points.map(\.parameterCount) == [9, 21])
    let found = try sweep.outcomes()
    var own = PlaygroundSettings()
    (own.dataset, own.seed, own.epochs, own.hidden) = (.table(table), "43", 20, [HiddenLayer(units: 3)])
    let trainer = try PlaygroundTrainer(own)
    for _ in 0..<20 { trainer.trainEpoch() }
    #expect(found[3].trainLoss.bitPattern == trainer.evaluate().trainLoss.bitPattern)

    // A file of runs names the points and has the network's size, though not the points.
    let text = ([SweepLines(sweep).header()] + found.map(SweepLines(sweep).line)).joined(separator: "\n") + "\n"
    let content = try SweepContent(Array(text.utf8), path: "a.jsonl", mayBeCut: false)
    let read = try #require(content.sweep)
    #expect(read.data == table.mark && read.points.map(\.parameterCount) == [9, 21])
    #expect(content.outcomes.count == 4)
    #expect(throws: SettingsError.self) { try SweepTrainer(read) }
    #expect(throws: Never.self) { try content.expectSame(sweep) }
    var other = sweep
    other.data = "three.csv, 60 points, 0"
    #expect(throws: SweepFileError.self) { try content.expectSame(other) }
    // Noise and numbers are for points that are drawn.
    #expect(throws: SettingsError.self) {
      var noisy = settings
      try noisy.set(.noise, "10")
      try noisy.validate()
    }
  }

  @Test func namesOfOneTaskAreNotAnothers() throws {
    #expect(throws: SettingsError.self) { try sweep(["loss=mae"]) }
    #expect(throws: SettingsError.self) { try sweep(["features=x1+x1"]) }
    #expect(throws: SettingsError.self) { try sweep(["loss=hinge"], [.dataset: "reg-plane"]) }
    for text in ["loss=half-square", "initializer=playground", "batch-size=full", "dataset=circle"] {
      let sweep = Sweep(SweepSettings(.xor), axes: [try Sweep.Axis(parsing: text)])
      #expect(throws: SettingsError.self) { try sweep.validate() }
    }
  }

  @Test func valuesAreRankedByTheirTestLoss() throws {
    let sweep = try sweep(["hidden=none,4"], [.dataset: "reg-plane"])
    let table = SweepTable(sweep, outcomes: try sweep.outcomes())
    #expect(table.ranking == .mean(.testLoss))
    let losses = table.ranked.compactMap { $0.metrics[.testLoss]?.mean }
    #expect(losses == losses.sorted())
  }
}
