import NeuralNet
import Testing

@testable import Training

/// What a sweep is made of, and what it says to mistakes.
@Suite struct SweepTests {
  @Test func everyValueWithEverySeed() throws {
    let sweep = Sweep(
      SweepSettings(.xor),
      axes: [try .init(parsing: "hidden=2,4-2"), try .init(parsing: "activation=tanh,relu")],
      firstSeed: 7,
      seedCount: 3
    )
    try sweep.validate()
    #expect(sweep.runCount == 12)
    #expect(
      sweep.points.map { [$0.layers.map(String.init).joined(separator: "-"), $0.activation.name] } == [
        ["2", "tanh"], ["2", "relu"], ["4-2", "tanh"], ["4-2", "relu"],
      ]
    )
    #expect(sweep.place(ofRun: 7) == (2, 8))
    #expect(sweep.label(ofPoint: 3) == "hidden 4-2, ReLU")
    #expect(sweep.points[0].planeSettings(seed: 1).epochs == 10_000)
  }

  @Test func presetsAreTheCoursesExercises() throws {
    let second = try #require(Sweep(preset: "exercise-2"))
    #expect(second.points.map(\.layers) == [[32, 16], [64, 32], [128, 64], [256, 128]])
    // The parameters that the reference runs in PyTorch had.
    #expect(second.points.map(\.parameterCount) == [25_818, 52_650, 109_386, 235_146])
    let third = try #require(Sweep(preset: "exercise-3"))
    #expect(third.points.map(\.activation.name) == ["sigmoid", "relu", "tanh"])
    #expect(third.points.allSatisfy { $0.layers == [128, 64] && $0.epochs == 5 })
    #expect(Sweep(preset: "exercise-4") == nil)
  }

  @Test(arguments: [
    ("hidden", "expected a setting and its values such as hidden=2,4,8, found 'hidden'"),
    ("colour=red", "expected a setting and its values"), ("hidden=2,x", "found 'x'"), ("hidden=2,2", "found 2 twice"),
    ("activation=tanh,step", "found step"), ("learning-rate=0.1,nan", "expected a number, found 'nan'"),
    ("hidden=", "found ''"),
  ]) func mistakesAreNamed(_ text: String, _ message: String) {
    let error = #expect(throws: SettingsError.self) {
      let axis = try Sweep.Axis(parsing: text)
      try Sweep(SweepSettings(.xor), axes: [axis]).validate()
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test func whatASubjectDoesNotHaveIsNamed() throws {
    var settings = SweepSettings(.perceptron)
    #expect(throws: SettingsError.self) { try settings.set(.hidden, "4") }
    let axis = try Sweep.Axis(parsing: "dropout=0,0.1")
    #expect(throws: SettingsError.self) { try Sweep(SweepSettings(.xor), axes: [axis]).validate() }
    #expect(throws: SettingsError.self) { try Sweep(SweepSettings(.xor), axes: [], seedCount: 0).validate() }
    var target = Sweep(SweepSettings(.xor), axes: [])
    target.targetAccuracy = 0.9
    #expect(throws: SettingsError.self) { try target.validate() }
  }

  @Test func keptEpochs() {
    #expect(SweepCurve.epochs(of: 0, capacity: 72) == [])
    #expect(SweepCurve.epochs(of: 5, capacity: 72) == [1, 2, 3, 4, 5])
    for total in [73, 2000, 10_000, 1_000_000] {
      let epochs = SweepCurve.epochs(of: total, capacity: 72)
      #expect(epochs.first == 1 && epochs.last == total)
      #expect(epochs.count <= 72 && epochs.count > 36)
      #expect(zip(epochs, epochs.dropFirst()).allSatisfy { $0 < $1 })
    }
    // Half of them at equal ratios: the tenth root of ten thousand and a half is passed early.
    #expect(SweepCurve.epochs(of: 10_000, capacity: 72).prefix { $0 <= 100 }.count > 10)
  }

  @Test func fewRunsKeepManyEpochsAndManyRunsFew() {
    func kept(_ seeds: Int, _ epochs: Int) -> Int {
      Sweep(SweepSettings(.xor), axes: [], seedCount: seeds).curveEpochs(of: epochs).count
    }
    #expect(kept(200, 1000) == 1000)
    #expect((700...1000).contains(kept(200, 10_000)))
    #expect(kept(40_000, 10_000) <= 75)
  }

  @Test func aSpikeBetweenKeptEpochsIsFound() {
    var finder = SpikeFinder()
    finder.keep(0.5, at: 0)
    finder.pass(0.4)
    finder.keep(0.3, at: 1)
    finder.pass(0.2)
    finder.pass(7)
    finder.pass(.nan)
    finder.keep(0.25, at: 2)
    // What is larger than one neighbour alone is the way from one to the other.
    finder.pass(0.27)
    finder.keep(0.3, at: 3)
    #expect(finder.spikes == [CurveSpike(index: 2, loss: 7)])
  }

  @Test func shards() throws {
    #expect(SweepShard(parsing: "3/8") == SweepShard(number: 3, count: 8))
    #expect(["0/8", "9/8", "3", "a/b", "3/8/1", ""].allSatisfy { SweepShard(parsing: $0) == nil })
    let shards = (1...8).compactMap { SweepShard(number: $0, count: 8) }
    #expect((0..<100).allSatisfy { run in shards.count { $0.contains(run) } == 1 })
  }
}
