import Datasets
import NeuralNet

/// A small network in Double that learns points of the plane: XOR and its relatives.
public struct PlaneRun: TrainingRun {
  /// The network and its optimizer's state between two steps.
  public typealias Snapshot = PlaneSnapshot

  /// All that the next steps depend on.
  public struct Checkpoint: Equatable, Sendable {
    fileprivate var trainer: Trainer<Double>.State
    fileprivate var order: [Int]
    fileprivate var position: Int
    fileprivate var random: RandomNumbers
  }

  private var settings: PlaneSettings
  private let trainer: Trainer<Double>
  /// (points, 2) and (points, 1), row-major, in the order of the data.
  private let inputs: [Double]
  private let targets: [Double]
  /// The current batch, gathered when it is not the whole.
  private var batchInputs: [Double]
  private var batchTargets: [Double]
  /// The order of the points in this epoch, shuffled anew at each.
  private var order: [Int]
  private var position = 0
  private var random: RandomNumbers

  /// A run before its first step.
  public init(_ configuration: PlaneSettings) throws {
    try configuration.validate()
    settings = configuration
    random = RandomNumbers(seed: configuration.seed)
    let network =
      if let parameters = configuration.initialParameters {
        Network(configuration.architecture, parameters: parameters)
      } else {
        Network<Double>(configuration.architecture, initializer: configuration.initializer, using: &random)
      }
    let count = configuration.data.count
    let batch = min(configuration.batchSize, count)
    trainer = Trainer(
      network: network,
      loss: configuration.loss,
      optimizer: configuration.optimizer,
      learningRate: configuration.learningRate,
      l1: configuration.l1,
      l2: configuration.l2,
      maximumBatchSize: batch
    )
    inputs = configuration.data.points.flatMap { [$0.x, $0.y] }
    targets = configuration.data.labels.map(Double.init)
    batchInputs = Array(repeating: 0, count: 2 * batch)
    batchTargets = Array(repeating: 0, count: batch)
    order = Array(0..<count)
    if !configuration.isFullBatch { random.shuffle(&order) }
  }

  /// ⌈points / batch size⌉.
  public var stepsPerEpoch: Int {
    let batch = min(settings.batchSize, targets.count)
    return (targets.count + batch - 1) / batch
  }

  /// Trains on the next batch; the last one of an epoch may be smaller.
  public mutating func step() -> StepMetrics {
    if settings.isFullBatch {
      let loss = inputs.withUnsafeBufferPointer { inputs in
        targets.withUnsafeBufferPointer { targets in
          trainer.step(inputs: inputs, targets: targets, count: targets.count)
        }
      }
      return StepMetrics(loss: loss, sampleCount: targets.count)
    }
    let count = min(settings.batchSize, order.count - position)
    for row in 0..<count {
      let point = order[position + row]
      batchInputs[2 * row] = inputs[2 * point]
      batchInputs[2 * row + 1] = inputs[2 * point + 1]
      batchTargets[row] = targets[point]
    }
    let loss = batchInputs.withUnsafeBufferPointer { inputs in
      batchTargets.withUnsafeBufferPointer { targets in
        trainer.step(
          inputs: UnsafeBufferPointer(rebasing: inputs[..<(2 * count)]),
          targets: UnsafeBufferPointer(rebasing: targets[..<count]),
          count: count
        )
      }
    }
    position += count
    if position == order.count {
      position = 0
      random.shuffle(&order)
    }
    return StepMetrics(loss: loss, sampleCount: count)
  }

  /// Takes over what can change on the way.
  public mutating func configure(_ configuration: PlaneSettings) {
    settings = configuration
    trainer.learningRate = configuration.learningRate
    trainer.loss = configuration.loss
    trainer.optimizer = configuration.optimizer
    trainer.hiddenActivation = configuration.activation
    trainer.l1 = configuration.l1
    trainer.l2 = configuration.l2
  }

  /// A copy of the network and of what its optimizer remembers.
  public mutating func snapshot() -> PlaneSnapshot { PlaneSnapshot(network: trainer.network, state: trainer.state) }

  /// All that the next steps depend on.
  public func checkpoint() -> Checkpoint {
    Checkpoint(trainer: trainer.state, order: order, position: position, random: random)
  }

  /// Goes back to a checkpoint.
  public mutating func restore(_ checkpoint: Checkpoint) {
    trainer.state = checkpoint.trainer
    order = checkpoint.order
    position = checkpoint.position
    random = checkpoint.random
  }

  /// Whether every weight and bias is finite.
  public var isFinite: Bool {
    // A sum is finite when all its terms are, and adding is cheaper than asking each.
    trainer.withParameters { parameters in parameters.reduce(0) { $0 + abs($1) }.isFinite }
  }
}
