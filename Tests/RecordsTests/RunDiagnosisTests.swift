import Records
import Testing

@Suite struct RunDiagnosisTests {
  private func run(_ series: [String: [Double]], facts: [RunFact] = []) -> RunHistory {
    var run = RunHistory(name: "r")
    run.set(facts)
    for (name, values) in series.sorted(by: { $0.key < $1.key }) {
      for (step, value) in values.enumerated() { run.append(value, at: step, named: name) }
    }
    return run
  }

  /// Noise that is the same in every test: the fractional parts of multiples of the golden ratio, −0.5 to 0.5.
  private func noise(_ index: Int) -> Double {
    (Double(index) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1) - 0.5
  }

  private func kinds(_ run: RunHistory) -> [RunFinding.Kind] { RunDiagnosis.findings(of: run).map(\.kind) }

  @Test func aFallingLossFalls() {
    let falling = run(["loss": (0..<400).map { (step: Int) -> Double in 2 - Double(step) / 250 + 0.05 * noise(step) }])
    let findings = RunDiagnosis.findings(of: falling)
    #expect(findings.map(\.kind) == [.improves])
    #expect(findings[0].text.hasPrefix("loss is still falling: "))
  }

  @Test func pureNoiseIsNoTrend() {
    let flat = kinds(run(["loss": (0..<400).map { (step: Int) -> Double in 1 + noise(step) }]))
    #expect(!flat.contains(.improves))
    #expect(!flat.contains(.diverges))
    #expect(kinds(run(["loss": [1, 0.9, 0.8]])).isEmpty)
  }

  @Test func aLossThatStandsSaysSinceWhen() throws {
    let standing = run([
      "loss": (0..<1000).map { (step: Int) -> Double in max(0.3, 2.0 - Double(step) / 100.0) + 0.02 * noise(step) }
    ])
    let findings = RunDiagnosis.findings(of: standing)
    #expect(findings.map(\.kind) == [.plateau])
    let text = try #require(findings.first?.text)
    #expect(text.hasPrefix("loss has stayed at 0.3 since about step "), "\(text)")
  }

  @Test func aLossThatGrowsDiverges() {
    let growing = run([
      "loss": (0..<300).map { (step: Int) -> Double in
        step < 150 ? 1 - Double(step) / 200 : 0.25 + Double(step - 150) / 30
      }
    ])
    #expect(kinds(growing).first == .diverges)
  }

  @Test func nanForGoodAndNaNOnce() {
    let dead = RunDiagnosis.findings(of: run(["loss": [0.8, 0.7, .nan, .nan, .nan]]))
    #expect(dead.map(\.text) == ["loss has been NaN since step 2; the last finite value was 0.7 at step 1."])
    let once = RunDiagnosis.findings(of: run(["loss": [0.8, .infinity, 0.6, 0.5]]))
    #expect(
      once.map(\.text) == [
        "loss was infinite at 1 of 4 values (step 1); the value before was 0.8 at step 0."
      ]
    )
    let thrice = RunDiagnosis.findings(of: run(["loss": [0.8, .nan, 0.6, .nan, .infinity, 0.5]]))
    #expect(
      thrice.map(\.text) == [
        "loss was NaN at 2 and infinite at 1 of 6 values (first at step 1); the value before was 0.8 at step 0."
      ]
    )
  }

  @Test func zerosThatHideNaNAreTold() {
    let hidden = run(["loss": [0.8, 0.7, 0, 0, 0], "grad_norm": [1, 1, .nan, .nan, .nan]])
    #expect(kinds(hidden) == [.nonFinite, .hidden])
  }

  @Test func validationThatRisesWhileTrainingFallsIsOverfitting() {
    var both = RunHistory(name: "r")
    for epoch in 0..<40 {
      both.append(1 / (1 + Double(epoch) / 4), at: epoch, named: "train_loss")
      both.append(epoch < 12 ? 1 - Double(epoch) / 20 : 0.4 + Double(epoch - 12) / 40, at: epoch, named: "val_loss")
    }
    let found = RunDiagnosis.findings(of: both).first { $0.kind == .overfits }
    #expect(found?.metric == "val_loss")
    #expect(found?.text.hasPrefix("val_loss was best at step 12 with 0.4 and is ") == true, "\(found?.text ?? "")")
  }

  @Test func validationThatOnlyStraysIsNot() {
    var both = RunHistory(name: "r")
    for epoch in 0..<40 {
      both.append(1 / (1 + Double(epoch) / 4), at: epoch, named: "train_loss")
      both.append(0.5 + 0.1 * noise(epoch), at: epoch, named: "val_loss")
    }
    #expect(!kinds(both).contains(.overfits))
  }

  @Test func aRateThatDropsSaysWhatItDid() {
    let dropped = run([
      "loss": (0..<200).map { (step: Int) -> Double in (step < 100 ? 1 : 0.5) + 0.01 * noise(step) },
      "lr": (0..<200).map { (step: Int) -> Double in step < 100 ? 0.1 : 0.01 },
    ])
    let text = RunDiagnosis.findings(of: dropped).first { $0.kind == .rateDropped }?.text
    #expect(
      text == "lr went from 0.1 to 0.01 at step 100; loss was 1 on average over 20 values before and 0.5 over 20 after."
    )
    let cosine = run([
      "loss": (0..<200).map { (step: Int) -> Double in 1 - Double(step) / 400 },
      "lr": (0..<200).map { (step: Int) -> Double in 0.1 * (1 - Double(step) / 200) },
    ])
    #expect(!kinds(cosine).contains(.rateDropped))
  }

  @Test func timeLeftNeedsAKnownEnd() {
    var timed = RunHistory(name: "r")
    for step in 0..<100 {
      timed.append(1, at: step, epoch: nil, time: 1000 + Double(step) * 2, to: timed.metric(named: "loss"))
    }
    timed.status = .running
    #expect(!kinds(timed).contains(.timeLeft))
    timed.set([RunFact("max_steps", "399")])
    let text = RunDiagnosis.findings(of: timed).first { $0.kind == .timeLeft }?.text
    #expect(text == "About 10 min remain: step 99 of 399, 2 s per step.")
  }

  @Test func aStalledRunSaysForHowLong() {
    var stalled = run(["loss": [1, 2]])
    stalled.status = .stalled(since: 1000)
    #expect(RunDiagnosis.findings(of: stalled, now: 4600).map(\.text) == ["Nothing has been logged for 1 h."])
  }
}
