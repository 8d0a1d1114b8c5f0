import NeuralNet
import TestSupport
import Testing

/// The share of seeds that learn XOR is that of an independent NumPy implementation (Reference/xor_seeds.py), within chance.
@Suite struct SolvedShareTests {
  private struct Setting {
    var hidden: Int
    var activation: Activation
    var rate: Double
    var epochs: Int
    var initializer: Initializer
  }

  /// Trains seeds 0..<count; how many solve, and how many end with a loss below 0.05.
  private func train(_ setting: Setting, seeds count: Int) throws -> (solved: Int, below: Int) {
    let samples = Samples<Double>.xor
    var (solved, below) = (0, 0)
    for first in stride(from: 0, to: count, by: LaneTrainer.laneCount) {
      let networks = (first..<min(first + LaneTrainer.laneCount, count)).map {
        Network<Double>.random(
          [2, setting.hidden, 1],
          hidden: setting.activation,
          initializer: setting.initializer,
          seed: UInt64($0)
        )
      }
      let lanes = try #require(
        LaneTrainer(
          networks: networks,
          loss: .mse,
          optimizer: .sgd,
          learningRate: setting.rate,
          inputs: samples.inputs,
          targets: samples.targets
        )
      )
      lanes.train(steps: setting.epochs)
      for index in networks.indices {
        let network = lanes.network(index)
        let outputs = [[0.0, 0], [0, 1], [1, 0], [1, 1]].map { network.forward($0).output[0] }
        let isRight = zip(outputs, samples.targets).allSatisfy { ($0 >= 0.5) == ($1 >= 0.5) }
        let loss = zip(outputs, samples.targets).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 4
        solved += isRight ? 1 : 0
        below += loss < 0.05 ? 1 : 0
        // What lanes counted on the way agrees with the end: nothing wrong before the last update, or solved by it alone.
        if lanes.lastWrongStep(of: index) != setting.epochs { #expect(isRight) }
      }
    }
    return (solved, below)
  }

  /// Two shares differ by no more than chance explains once in 2,000 comparisons: |z| ≤ 3.5 with the pooled share.
  private func expectSameShare(_ found: Int, of foundCount: Int, _ expected: Int, of expectedCount: Int, _ what: String)
  {
    let (n, m) = (Double(foundCount), Double(expectedCount))
    let pooled = Double(found + expected) / (n + m)
    let error = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
    let z = (Double(found) / n - Double(expected) / m) / max(error, 1e-9)
    #expect(abs(z) <= 3.5, "\(what): expected \(Double(expected) / m), found \(Double(found) / n)")
  }

  @Test(arguments: 0..<5) func isNumPys(_ index: Int) throws {
    let row = try Golden("xor_seeds")["settings"][index]
    let seeds = Int(try row["seeds"].number)
    let setting = Setting(
      hidden: Int(try row["hidden"].number),
      activation: try #require(Activation(name: try row["activation"].text)),
      rate: try row["rate"].number,
      epochs: Int(try row["epochs"].number),
      initializer: try #require(Initializer(name: try row["init"].text))
    )
    let found = try train(setting, seeds: 400)
    expectSameShare(found.solved, of: 400, Int(try row["solved"].number), of: seeds, "solved, \(setting)")
    expectSameShare(found.below, of: 400, Int(try row["below"].number), of: seeds, "loss below 0.05, \(setting)")
  }
}
