import Datasets
import NeuralNet
import Testing

@testable import Training

@Suite(.timeLimit(.minutes(2)))
struct PlaneRunTests {
  static func train(_ settings: PlaneSettings, steps: Int) throws -> [Double] {
    var run = try PlaneRun(settings)
    return (0..<steps).map { _ in run.step().loss }
  }

  @Test func checkpointsGiveTheSameBits() throws {
    for optimizer in Optimizer.all {
      var settings = PlaneSettings()
      settings.optimizer = optimizer
      settings.learningRate = 0.1
      settings.batchSize = 3
      var run = try PlaneRun(settings)
      for _ in 0..<7 { _ = run.step() }
      let checkpoint = run.checkpoint()
      let once = (0..<9).map { _ in run.step().loss }
      run.restore(checkpoint)
      #expect((0..<9).map { _ in run.step().loss } == once, "\(optimizer.name)")
    }
  }

  @Test func equalSettingsGiveEqualBits() throws {
    var settings = PlaneSettings()
    settings.batchSize = 1
    #expect(try Self.train(settings, steps: 50) == Self.train(settings, steps: 50))
    var other = settings
    other.seed = 43
    #expect(try Self.train(settings, steps: 50) != Self.train(other, steps: 50))
  }

  @Test func anEpochTakesEveryPointOnce() throws {
    var settings = PlaneSettings()
    settings.batchSize = 3
    var run = try PlaneRun(settings)
    #expect(run.stepsPerEpoch == 2)
    for _ in 0..<3 { #expect([run.step().sampleCount, run.step().sampleCount] == [3, 1]) }
  }

  @Test func theDefaultRunSolvesXOR() throws {
    var run = try PlaneRun(PlaneSettings())
    for _ in 0..<10_000 { _ = run.step() }
    let network = run.snapshot().network
    let outputs = LogicGate.inputs.map { network.forward([$0.first ? 1 : 0, $0.second ? 1 : 0]).output[0] }
    #expect(outputs[0] < 0.1 && outputs[3] < 0.1 && outputs[1] > 0.9 && outputs[2] > 0.9, "\(outputs)")
  }

  @Test(arguments: [[0], [257], [4, -1]])
  func layersThatCannotBeAreRefused(hidden: [Int]) {
    var settings = PlaneSettings()
    settings.hidden = hidden
    #expect { try PlaneRun(settings) } throws: {
      "\($0)" == "hidden: expected layers of 1 to 256 units, found \(hidden.map(String.init).joined(separator: ","))"
    }
  }

  @Test func ratesThatAreNoNumberAreRefused() {
    var settings = PlaneSettings()
    settings.learningRate = .nan
    #expect { try PlaneRun(settings) } throws: {
      "\($0)" == "learning rate: expected a finite number, 0 or more, found nan"
    }
  }
}
