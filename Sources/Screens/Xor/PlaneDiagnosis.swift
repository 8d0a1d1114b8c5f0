import Datasets
import NeuralNet
import Plots
import Terminal
import Training

/// What is going on in a small network, found by looking at its numbers: nothing here is said that was not computed.
struct PlaneDiagnosis: Equatable {
  /// How the run stands as a whole.
  enum Status: Equatable {
    /// Nothing was trained yet.
    case untrained
    /// The loss falls.
    case learning
    /// The loss has hardly moved for a while and is not small.
    case plateau
    /// Every point is on its side of 0.5, but not every one clearly.
    case nearlySolved
    /// Every output is within 0.1 of its target.
    case solved
    /// A number is not finite.
    case diverged(epoch: Int)
  }

  /// A unit of the first hidden layer as the points see it.
  struct HiddenUnit: Equatable {
    /// f(z) at each point.
    var activations: [Double]
    /// f′(z) at each point.
    var derivatives: [Double]
    /// z at each point.
    var preActivations: [Double]
  }

  var status: Status
  /// ŷ at each point.
  var outputs: [Double]
  /// Whether each output is on its target's side of 0.5.
  var isRight: [Bool]
  var hidden: [HiddenUnit]
  /// Units of the first hidden layer whose derivative is 0 at every point.
  var deadUnits: [Int]
  /// Units whose derivative is below a twentieth of its greatest value at every point.
  var saturatedUnits: [Int]
  /// Pairs of units with the same weights in and out: they get the same gradient and stay the same.
  var twins: [(Int, Int)]
  /// The length of the loss's gradient by the weights and biases of each layer.
  var gradientNorms: [Double]
  /// The relative change of the smoothed loss over the last fifth of the run.
  var recentChange: Double?

  var rightCount: Int { isRight.count { $0 } }

  static func == (left: PlaneDiagnosis, right: PlaneDiagnosis) -> Bool {
    left.status == right.status && left.outputs == right.outputs && left.gradientNorms == right.gradientNorms
  }

  init(network: Network<Double>, settings: PlaneSettings, loss: MetricSeries, state: RunState, atStep step: Int) {
    let points = settings.data.points.map { [$0.x, $0.y] }
    let targets = settings.data.labels.map(Double.init)
    let passes = points.map { network.forward($0) }
    outputs = passes.map { $0.output[0] }
    isRight = zip(outputs, targets).map { ($0 >= 0.5) == ($1 >= 0.5) && $0.isFinite }

    let activation = settings.activation
    let units = network.architecture.layers[0].outputs
    let hasHidden = network.architecture.layers.count > 1
    let hidden = (hasHidden ? 0..<units : 0..<0).map { unit in
      let preActivations = passes.map { $0.layers[0].preActivations[unit] }
      return HiddenUnit(
        activations: passes.map { $0.layers[0].activations[unit] },
        derivatives: preActivations.map { activation.derivative(atInput: $0) },
        preActivations: preActivations
      )
    }
    let steepest = activation.saturates ? activation.derivative(atInput: 0.0) : 1
    let deadUnits = activation.saturates ? [] : hidden.indices.filter { hidden[$0].derivatives.allSatisfy { $0 == 0 } }
    self.hidden = hidden
    self.deadUnits = deadUnits
    saturatedUnits = hidden.indices.filter { unit in
      activation.saturates
        && hidden[unit].derivatives.allSatisfy { abs($0) < steepest / 20 }
    }
    twins = Self.twins(in: network)
    gradientNorms = Self.gradientNorms(network, settings: settings, points: points, targets: targets)
    recentChange = Self.recentChange(loss, atStep: step)

    let finite = outputs.allSatisfy(\.isFinite) && network.parameters.allSatisfy(\.isFinite)
    let isClear = zip(outputs, targets).allSatisfy { abs($0 - $1) < 0.1 }
    if case .diverged(let badStep) = state {
      status = .diverged(epoch: badStep)
    } else if !finite {
      status = .diverged(epoch: step)
    } else if isClear {
      status = .solved
    } else if step == 0 {
      status = .untrained
    } else if let change = recentChange, change > -0.01, step > 50, isRight.contains(false) {
      status = .plateau
    } else if !isRight.contains(false) {
      status = .nearlySolved
    } else {
      status = .learning
    }
  }

  /// Pairs of first-layer units whose every weight, in and out, agrees to a thousandth of the layer's greatest.
  private static func twins(in network: Network<Double>) -> [(Int, Int)] {
    let layers = network.architecture.layers
    guard layers.count > 1 else { return [] }
    let units = layers[0].outputs
    let vectors = (0..<units).map { unit in
      (0..<layers[0].inputs).map { network.weight(layer: 0, output: unit, input: $0) }
        + [network.bias(layer: 0, output: unit)]
        + (0..<layers[1].outputs).map { network.weight(layer: 1, output: $0, input: unit) }
    }
    let scale = vectors.joined().reduce(0) { max($0, abs($1)) }
    guard scale > 0, scale.isFinite else { return [] }
    var pairs: [(Int, Int)] = []
    for first in 0..<units {
      for second in (first + 1)..<max(units, first + 1)
      where zip(vectors[first], vectors[second]).allSatisfy({ abs($0 - $1) < 1e-3 * scale }) {
        pairs.append((first, second))
      }
    }
    return pairs
  }

  private static func gradientNorms(
    _ network: Network<Double>,
    settings: PlaneSettings,
    points: [[Double]],
    targets: [Double]
  ) -> [Double] {
    let trainer = Trainer(
      network: network,
      loss: settings.loss,
      optimizer: .sgd,
      learningRate: 0,
      maximumBatchSize: points.count
    )
    let gradients = Array(points.joined()).withUnsafeBufferPointer { inputs in
      targets.withUnsafeBufferPointer { targets in
        trainer.gradients(inputs: inputs, targets: targets, count: targets.count).gradients
      }
    }
    return network.architecture.layers.map { layer in
      (gradients[layer.weightRange] + gradients[layer.biasRange]).reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }

  private static func recentChange(_ loss: MetricSeries, atStep step: Int) -> Double? {
    guard step >= 10, let now = loss.bucket(atStep: min(step, loss.lastStep))?.smoothed,
      let before = loss.bucket(atStep: max(loss.firstStep, step * 4 / 5))?.smoothed, before > 0, now.isFinite
    else { return nil }
    return (now - before) / before
  }
}
