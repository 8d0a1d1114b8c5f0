import Datasets
import NeuralNet
import Plots
import Records
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
    /// Not solved, and no step changes anything any more.
    case stuck(Cause)
    /// Every point is on its side of 0.5, but not every one clearly.
    case nearlySolved
    /// Every output is within 0.1 of its target.
    case solved
    /// A number is not finite.
    case diverged(epoch: Int)
  }

  /// Why no step changes anything.
  enum Cause: Equatable {
    /// η = 0.
    case noLearningRate
    /// σ′ of the output unit is practically 0 at every point that is wrong.
    case saturatedOutput
    /// No hidden unit lets a gradient through, and the output's bias has found its place.
    case deadUnits
    /// The points' gradients cancel.
    case balance
  }

  /// A unit of the first hidden layer as the points see it.
  struct HiddenUnit: Equatable {
    /// f(z) at each point.
    var activations: [Double]
    /// f′(z) at each point.
    var derivatives: [Double]
    /// z at each point.
    var preActivations: [Double]
    /// The weight by which it enters the next layer, the largest of them.
    var outgoingWeight: Double

    /// How much it can move the next layer between the points: |weight| times the spread of its activations.
    var influence: Double {
      guard let low = activations.min(), let high = activations.max() else { return 0 }
      return abs(outgoingWeight) * (high - low)
    }
  }

  /// How the run stands.
  var status: Status
  /// Why it cannot be solved, whatever the weights.
  var limit: PlaneLimit?
  /// ŷ at each point.
  var outputs: [Double]
  /// Whether each output is on its target's side of 0.5.
  var isRight: [Bool]
  /// The first hidden layer's units.
  var hidden: [HiddenUnit]
  /// Units of the first hidden layer whose derivative is 0 at every point.
  var deadUnits: [Int]
  /// Units whose derivative is below a twentieth of its greatest value at every point.
  var saturatedUnits: [Int]
  /// Pairs of units with the same weights in and out: they get the same gradient and stay the same.
  var twins: [(Int, Int)]
  /// The length of the loss's gradient by the weights and biases of each layer.
  var gradientNorms: [Double]
  /// The mean size of f′ at the hidden units and points, and of the weights behind the first layer: what a gradient meets on its way back.
  var meanSlope: Double
  /// See ``meanSlope``.
  var meanWeight: Double
  /// The relative change of the smoothed loss over the last fifth of the run.
  var recentChange: Double?

  /// How many points are right.
  var rightCount: Int { isRight.count { $0 } }

  /// The length of the whole gradient.
  var gradientNorm: Double { gradientNorms.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// Whether every number is finite.
  var isFinite: Bool {
    if case .diverged = status { return false }
    return true
  }

  static func == (left: PlaneDiagnosis, right: PlaneDiagnosis) -> Bool {
    left.status == right.status && left.outputs == right.outputs && left.gradientNorms == right.gradientNorms
  }

  init(network: Network<Double>, settings: PlaneSettings, loss: MetricSeries, state: RunState, atStep step: Int) {
    let points = settings.data.points.map { [$0.x, $0.y] }
    let targets = settings.data.labels.map(Double.init)
    let passes = points.map { network.forward($0) }
    let outputs = passes.map { $0.output[0] }
    self.outputs = outputs
    isRight = zip(outputs, targets).map { ($0 >= 0.5) == ($1 >= 0.5) && $0.isFinite }
    let finite = outputs.allSatisfy(\.isFinite) && network.parameters.allSatisfy(\.isFinite)
    let activation = settings.activation
    hidden = Self.hiddenUnits(of: network, passes, activation)
    // What is not finite has no derivative, dead or alive.
    let isJudged = finite && !hidden.isEmpty
    deadUnits =
      isJudged && !activation.saturates
      ? hidden.indices.filter { [hidden] in hidden[$0].derivatives.allSatisfy { $0 == 0 } } : []
    let steepest = activation.derivative(atInput: 0.0)
    saturatedUnits =
      isJudged && activation.saturates
      ? hidden.indices.filter { [hidden] in hidden[$0].derivatives.allSatisfy { abs($0) < steepest / 20 } } : []
    twins = Self.twins(in: network)
    gradientNorms = Self.gradientNorms(network, settings: settings, points: points, targets: targets)
    recentChange = Self.recentChange(loss, atStep: step, isNoisy: !settings.isFullBatch)
    limit = PlaneLimit(settings)
    let slopes = hidden.flatMap(\.derivatives).map(abs)
    meanSlope = slopes.isEmpty ? 1 : slopes.reduce(0, +) / Double(slopes.count)
    let weights = network.architecture.layers.dropFirst().flatMap { network.parameters[$0.weightRange] }.map(abs)
    meanWeight = weights.isEmpty ? 1 : weights.reduce(0, +) / Double(weights.count)

    status = .learning
    if case .diverged(let badStep) = state {
      status = .diverged(epoch: badStep)
    } else if !finite {
      status = .diverged(epoch: step)
    } else if zip(outputs, targets).allSatisfy({ abs($0 - $1) < 0.1 }) {
      status = .solved
    } else if let cause = causeOfRest(network, passes, settings) {
      status = .stuck(cause)
    } else if step == 0 {
      status = .untrained
    } else if let change = recentChange, change > -0.01, step > 50, isRight.contains(false) {
      status = .plateau
    } else if !isRight.contains(false) {
      status = .nearlySolved
    }
  }
}
