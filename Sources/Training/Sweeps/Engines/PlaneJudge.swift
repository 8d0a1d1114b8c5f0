import NeuralNet

/// Looks at what a small network makes of a truth table.
struct PlaneJudge {
  /// What was seen.
  struct Verdict {
    var outputs: [Double]
    /// How many outputs are on their target's side of 0.5.
    var rightCount: Int
    /// Hidden units that give 0 for every point.
    var deadUnits: Int
    /// Whether every weight and bias is finite.
    var isFinite: Bool
  }

  private let evaluation: Evaluation<Double>
  private let inputs: [Double]
  private let targets: [Double]
  private let canDie: Bool

  init(_ settings: PlaneSettings, inputs: [Double], targets: [Double]) {
    self.inputs = inputs
    self.targets = targets
    evaluation = Evaluation(settings.architecture, capacity: targets.count)
    // Only of these is 0 a value that a unit keeps; others pass through it.
    canDie = settings.activation == .relu
  }

  func judge(_ network: Network<Double>) -> Verdict {
    network.evaluate(inputs: inputs, into: evaluation)
    let outputLayer = network.architecture.layers.count - 1
    let outputs = evaluation.values(layer: outputLayer, unit: 0)
    var dead = 0
    if canDie {
      for layer in 0..<outputLayer {
        for unit in 0..<network.architecture.layers[layer].outputs
        where evaluation.values(layer: layer, unit: unit).allSatisfy({ $0 == 0 }) {
          dead += 1
        }
      }
    }
    return Verdict(
      outputs: outputs,
      rightCount: rightCount(outputs),
      deadUnits: dead,
      isFinite: network.parameters.allSatisfy(\.isFinite)
    )
  }

  func isRight(_ network: Network<Double>) -> Bool {
    network.evaluate(inputs: inputs, into: evaluation)
    return evaluation.withValues(layer: network.architecture.layers.count - 1, unit: 0) { outputs in
      zip(outputs, targets).allSatisfy { ($0 >= 0.5) == ($1 >= 0.5) && $0.isFinite }
    }
  }

  private func rightCount(_ outputs: [Double]) -> Int {
    zip(outputs, targets).count { ($0 >= 0.5) == ($1 >= 0.5) && $0.isFinite }
  }
}
