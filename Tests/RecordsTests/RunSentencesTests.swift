import Records
import Testing

/// Sentences that a stranger found wrong, each with the figures that it was said of.
@Suite struct RunSentencesTests {
  private func run(_ series: [(String, [Double])]) -> RunHistory {
    var run = RunHistory(name: "r")
    for (name, values) in series {
      for (step, value) in values.enumerated() { run.append(value, at: step, named: name) }
    }
    return run
  }

  /// The values of a curve at whole places from 0 on.
  private func values(_ count: Int, _ curve: (Double) -> Double) -> [Double] { (0..<count).map { curve(Double($0)) } }

  private func findings(_ series: (String, [Double])...) -> [RunFinding] { RunDiagnosis.findings(of: run(series)) }

  /// About normal, −2 to 2, the same in every test: sums of fractional parts.
  private func noise(_ index: Int) -> Double {
    [0.618_033_988_749_895, 0.414_213_562_373_095, 0.732_050_807_568_877, 0.236_067_977_499_79].reduce(0) {
      $0 + (Double(index + 1) * Double(index + 7) * $1).truncatingRemainder(dividingBy: 1) - 0.5
    }
  }

  // MARK: Plateaus

  /// XGBoost 3.4.1's log loss of the data trained on (`xgboost-3.4.1/stdout.txt`).
  private static let boosted: [Double] = [
    0.52, 0.41959, 0.35144, 0.30171, 0.26115, 0.23081, 0.20012, 0.17962, 0.16361, 0.15019, 0.14148, 0.13233, 0.12061,
    0.11447, 0.10666, 0.09955, 0.0933, 0.08829, 0.08476, 0.07996, 0.0769, 0.07377, 0.07038, 0.06714, 0.06478, 0.06212,
    0.06005, 0.05815, 0.05672, 0.05487, 0.05362, 0.05187, 0.05042, 0.04928, 0.04804, 0.04687, 0.04581, 0.0446, 0.04338,
    0.04252, 0.04193, 0.04113, 0.04041, 0.03953, 0.039, 0.03831, 0.03775, 0.03718, 0.03672, 0.03622, 0.03551, 0.03488,
    0.03448, 0.03392, 0.03356, 0.03315, 0.03277, 0.03227, 0.03194, 0.03163,
  ]

  @Test(arguments: [60, 200, 1000])
  func whatFallsAllTheTimeHasNoPlateau(count: Int) {
    let curves: [(String, (Double) -> Double)] = [
      ("hyperbola", { 0.5 / (1 + 0.3 * $0) }), ("root", { 2 / ($0 + 1).squareRoot() }), ("inverse", { 1 / ($0 + 1) }),
    ]
    for (name, curve) in curves {
      let found = findings(("loss", values(count, curve)))
      #expect(found.map(\.kind) == [.improves], "\(name): \(found.map(\.text))")
    }
    #expect(findings(("train-logloss", Self.boosted)).map(\.kind) == [.improves])
  }

  @Test func aPlateauWithNoiseIsStillFound() throws {
    for count in [100, 400, 3000] {
      let values = (0..<count).map { (step: Int) -> Double in
        max(0.3, 2.0 - 4 * Double(step) / Double(count)) + 0.01 * noise(step)
      }
      let found = findings(("loss", values))
      #expect(found.map(\.kind) == [.plateau], "\(count): \(found.map(\.text))")
      let text = try #require(found.first?.text)
      let level = try #require(text.firstMatch(of: #/^loss has stayed at ([0-9.]+) since about step /#), "\(text)").1
      #expect(abs((Double(level) ?? 0) - 0.3) < 0.01, "\(text)")
    }
  }

  @Test func theScatterIsThatOfTheStretchAndNoSpikeChangesIt() throws {
    var values = (0..<400).map { (step: Int) -> Double in
      max(0.3, 4.0 - Double(step) / 40) + 0.01 * noise(step)
    }
    values[300] = 50
    let text = try #require(findings(("loss", values)).first { $0.kind == .plateau }?.text)
    let deviation = try #require(text.split(separator: "±").last.flatMap { Double($0.dropLast()) })
    #expect((0.004...0.009).contains(deviation), "\(text)")
  }

  // MARK: Constants

  @Test func aConstantIsToldAsOne() {
    #expect(
      findings(("loss", Array(repeating: 3, count: 50))).map(\.text) == ["loss is 3 at all 50 values."]
    )
    let stopped = values(60) { max(0, 0.1 - 0.005 * $0) }
    #expect(
      findings(("train-error", stopped)).map(\.text) == [
        "train-error has been 0 since step 20, at its last 40 of 60 values."
      ]
    )
    var spiked = Array(repeating: 3.0, count: 50)
    spiked[25] = 9
    #expect(
      findings(("loss", spiked)).map(\.text) == ["loss has been 3 since step 26, at its last 24 of 50 values."]
    )
  }

  @Test func whatHasNoTrendFromTheBeginningSaysSo() throws {
    let found = findings(("loss", values(500) { 1 + 0.02 * noise(Int($0)) }))
    let text = try #require(found.first?.text)
    #expect(found.count == 1)
    #expect(text.hasPrefix("loss shows no trend over all 500 values: "), "\(text)")
    #expect(text.contains(" ± 0.01"), "\(text)")
  }

  // MARK: Zeros that hide NaN

  @Test func zerosThatHideNaNAreUsedForNothingElse() {
    let loss = values(100) { $0 < 40 ? 3 - 0.05 * $0 : 0 }
    let norm = values(100) { $0 < 40 ? 1 : Double.nan }
    let validation = values(100) { $0 < 40 ? 3 - 0.05 * $0 : 1 + 0.05 * ($0 - 40) }
    let rate = values(100) { $0 < 50 ? 0.1 : 0.01 }
    let found = findings(("loss", loss), ("grad_norm", norm), ("eval_loss", validation), ("lr", rate))
    #expect(found.map(\.kind) == [.nonFinite, .hidden, .diverges])
    #expect(found.filter { $0.metric == "loss" }.count == 1)
  }

  // MARK: Overfitting

  /// Folds that differ more from each other are no loss that rises.
  @Test(arguments: ["test-rmse-std", "cv_agg's valid l2-stdv", "test_rmse_std"]) func aSpreadIsNoLoss(name: String) {
    #expect(MetricFamily(name) == .other)
    let found = findings(
      (name.replacing("test", with: "train").replacing("valid", with: "train"), values(60) { 1 / (1 + 0.3 * $0) }),
      (name, values(60) { 0.1 + 0.01 * $0 })
    )
    #expect(found.isEmpty, "\(found.map(\.text))")
  }

  @Test(arguments: [
    ("train-logloss", "my_valid-logloss"), ("validation_0-logloss", "validation_1-logloss"),
    ("training's l2", "valid_1's l2"), ("training's binary_logloss", "valid_0's binary_logloss"),
    ("learn Logloss", "test Logloss"), ("learn Logloss", "test1 Logloss"), ("loss", "val_loss"),
    ("loss/train", "loss/holdout"), ("train/loss", "dev/loss"), ("trainLoss", "valLoss"), ("loss", "eval_loss"),
    ("train_mse", "held_out_mse"), ("Train Loss", "Validation Loss"), ("train/ce_loss", "test/ce_loss"),
  ])
  func overfittingIsToldForEveryNaming(training: String, validation: String) {
    let falls = values(40) { 1 / (1 + $0 / 4) }
    let turns = values(40) { $0 < 12 ? 1 - $0 / 20 : 0.4 + ($0 - 12) / 40 }
    let found = findings((training, falls), (validation, turns)).first { $0.kind == .overfits }
    #expect(found?.metric == validation)
    #expect(found?.text.contains("\(training) fell from ") == true, "\(found?.text ?? "")")
    #expect(!findings((training, falls), (validation, falls)).contains { $0.kind == .overfits })
  }

  @Test func accuraciesOverfitToo() {
    let rises = values(40) { 1 - 0.5 / (1 + $0 / 4) }
    let turns = values(40) { $0 < 12 ? 0.5 + $0 / 40 : 0.8 - ($0 - 12) / 80 }
    for (training, validation) in [("train_acc", "val_acc"), ("accuracy", "val_accuracy"), ("learn AUC", "test AUC")] {
      let found = findings((training, rises), (validation, turns))
      let text = found.first { $0.kind == .overfits }?.text
      #expect(text?.contains("\(training) rose from ") == true, "\(found.map(\.text))")
      // Once is enough.
      #expect(!found.contains { $0.kind == .worsens })
    }
  }

  @Test func otherMeasuresAreNoTraining() {
    let falls = values(40) { 1 / (1 + $0 / 4) }
    let turns = values(40) { $0 < 12 ? 1 - $0 / 20 : 0.4 + ($0 - 12) / 40 }
    for (training, validation) in [("train_mse", "val_mae"), ("validation_1-rmse", "validation_0-rmse")] {
      #expect(!findings((training, falls), (validation, turns)).contains { $0.kind == .overfits })
    }
  }

  // MARK: For the worse

  @Test func aSteadyChangeForTheWorseIsTold() {
    let rising = findings(("perplexity", values(200) { 10 + 0.02 * $0 + 0.1 * noise(Int($0)) }))
    #expect(rising.map(\.kind) == [.worsens])
    let text = rising.first?.text ?? ""
    #expect(text.hasPrefix("perplexity is rising: it averaged 12.5 in steps 100 to 149, and "), "\(text)")
    let falling = findings(("f1", values(200) { 0.9 - 0.001 * $0 + 0.01 * noise(Int($0)) }))
    #expect(falling.first?.text.hasPrefix("f1 is falling: it averaged ") == true, "\(falling)")
  }

  // MARK: Time

  @Test func silenceIsJudgedByTheRunsOwnRhythm() {
    var run = run([("loss", [3, 2, 1])])
    run.status = .running
    var rhythm = RunRhythm()
    for second in 0..<10 { rhythm.note(write: 1000 + Double(second), step: second) }
    #expect(RunRhythm.status(of: run, rhythm, lastChange: 1009, now: 1020) == .running)
    #expect(RunRhythm.status(of: run, rhythm, lastChange: 1009, now: 1040) == .stalled(since: 1009))
    // What comes seldom is no silence, whatever the reader thought.
    var slow = RunRhythm()
    for hour in 0..<6 { slow.note(write: 3600 * Double(hour), step: hour) }
    run.status = .stalled(since: 18_000)
    #expect(RunRhythm.status(of: run, slow, lastChange: 18_000, now: 22_000) == .running)
    // Without a rhythm nothing is known.
    #expect(RunRhythm.status(of: run, RunRhythm(), lastChange: 18_000, now: 22_000) == .stalled(since: 18_000))
    // Who keeps values back writes in bursts.
    var bursts = RunRhythm()
    for burst in 0..<5 {
      for part in 0..<4 { bursts.note(write: Double(burst) * 120 + Double(part) * 0.05, step: nil) }
    }
    run.status = .running
    #expect(RunRhythm.status(of: run, bursts, lastChange: 480, now: 600) == .running)
  }

  @Test(arguments: [
    ("step 100/600: loss 0.3", 600), ("iter [100 / 600] loss 0.3", 600), ("Epoch 101/600 - loss: 0.3", 599),
    ("at 29/11/2026 100/600 loss 0.3", 600),
  ])
  func timeLeftFollowsFromTheText(line: String, end: Int) {
    var run = RunHistory(name: "r")
    for step in 0...100 { run.append(1 / Double(step + 1), at: step, named: "loss") }
    run.append(text: line)
    run.append(text: "saved /tmp/100/600/x, 3/4 of 1/2 done")
    run.status = .running
    var rhythm = RunRhythm()
    for step in 90...100 { rhythm.note(write: Double(step) * 2, step: step) }
    let text = RunDiagnosis.findings(of: run, now: 201, rhythm: rhythm).first { $0.kind == .timeLeft }?.text
    #expect(text?.hasSuffix("remain: step 100 of \(end), 2 s per step.") == true, "\(text ?? "")")
    #expect(!RunDiagnosis.findings(of: run, now: 201).contains { $0.kind == .timeLeft })
  }

  @Test func stepsWithinEpochsAreCountedOn() {
    var run = RunHistory(name: "r")
    for step in 0...780 { run.append(1 / Double(step + 1), at: step, named: "loss") }
    run.append(text: "Epoch 3/10")
    run.append(text: "180/300 loss: 0.3")
    run.status = .running
    var rhythm = RunRhythm()
    for step in 700...780 { rhythm.note(write: Double(step), step: step) }
    let text = RunDiagnosis.findings(of: run, now: 781, rhythm: rhythm).first { $0.kind == .timeLeft }?.text
    #expect(text == "About 37 min remain: step 780 of 3,000, 1 s per step.")
  }
}
