import Lessons
import NeuralNet
import Testing

@testable import Training

/// Runs of `--on neuron` are those of `dlviz neuron --seed`.
@Suite struct NeuronSweepTests {
  private func sweep(_ axes: [String], _ fixed: [SweepParameter: String] = [:], seeds: Int = 3) throws -> Sweep {
    try Sweep.checked(.neuron, axes, fixed, seeds: seeds)
  }

  @Test func defaultsAreTheNeuronsOwnButForTheStart() throws {
    var course = NeuronSettings()
    course.drawStart(seed: 7)
    #expect(SweepSettings(.neuron).neuronSettings(seed: 7) == course)
    #expect(SweepSettings(.neuron).parameterCount == 2)
    #expect(SweepSettings(.neuron).neuronSettings(seed: 8).start != course.start)
  }

  @Test func aRunHasTheBitsOfTheNeuronAlone() throws {
    let sweep = try sweep(["activation=relu,identity", "batch-size=1,4,full"], [.epochs: "30"])
    for outcome in try sweep.outcomes() {
      let settings = sweep.points[sweep.place(ofRun: outcome.run).point]
      var run = NeuronRun(settings.neuronSettings(seed: outcome.seed))
      run.runToEnd()
      let last = try #require(run.epochs.last)
      #expect(outcome.epochs == 30)
      #expect(outcome.trainLoss.bitPattern == (last.lossSum / 11).bitPattern)
      #expect(outcome.lossCurve == run.epochs.map { Float($0.lossSum / 11) })
    }
  }

  /// An identity neuron reaches 0 from everywhere; a ReLU ends at 165/11 or, dead, at 451/11 (the sum of squared targets, 1 + 9 + 25 + 49 + 81
  /// and 1 + 9 + 25 + 49 + 81 + 121).
  @Test func aReluEndsInOneOfTwoPlaces() throws {
    for outcome in try sweep(["activation=relu,identity"], [.epochs: "400"], seeds: 12).outcomes() {
      let isIdentity = outcome.run >= 12
      if isIdentity {
        #expect(outcome.trainLoss < 1e-6)
        #expect(outcome.deadUnits == 0)
      } else if outcome.deadUnits == 1 {
        #expect(abs(outcome.trainLoss - 451.0 / 11) < 1e-9)
      } else {
        #expect(abs(outcome.trainLoss - 165.0 / 11) < 0.05)
      }
    }
  }

  @Test func aRateThatIsTooHighDiverges() throws {
    let outcome = try #require(
      try sweep(["learning-rate=0.5"], [.activation: "identity"], seeds: 1).outcomes().first
    )
    #expect(outcome.divergedAt != nil)
    #expect(!outcome.trainLoss.isFinite)
  }

  @Test func aRunsCommandIsReadBack() throws {
    let sweep = try sweep(["batch-size=1,full"], [.optimizer: "momentum"])
    let outcome = try #require(try sweep.outcomes().last)
    let command = SweepCommandLine.command(sweep, point: sweep.place(ofRun: outcome.run).point, seed: outcome.seed)
    #expect(command == "dlviz neuron --optimizer momentum --batch-size full --seed 44")
    let run = try #require(SweepCommandLine.run(of: command))
    #expect(run.settings == sweep.points[1])
    #expect(run.seed == 44)
  }

  @Test func settingsThatANeuronDoesNotHaveAreRefused() throws {
    #expect(throws: SettingsError.self) { try sweep(["hidden=2,4"]) }
    #expect(throws: SettingsError.self) { try sweep(["batch-size=0,1"]) }
    #expect(throws: SettingsError.self) { try sweep(["optimizer=sgd,muon"]) }
    #expect(throws: SettingsError.self) { try sweep(["learning-rate=0"]) }
  }
}
