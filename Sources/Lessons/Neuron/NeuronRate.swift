import NeuralNet

/// What a learning rate does to a neuron without an activation, whose loss is a bowl: known before the first step.
///
/// With full batches an error along an eigenvector of the loss's second derivatives is multiplied by 1 − η·λ at every step; sample by sample
/// the error at the sample itself by 1 − 2·η·(x² + 1).
public struct NeuronRate: Hashable, Sendable {
  /// How training goes.
  public enum Kind: String, Hashable, Sendable {
    /// It needs more epochs than it has.
    case crawls
    /// It comes nearer from one side.
    case converges
    /// It overshoots, and comes back nearer.
    case oscillates
    /// It overshoots by more than it corrects.
    case diverges
  }

  /// How training goes.
  public let kind: Kind
  /// The factor 1 − η·λ in the steepest direction, or that of the sample that is corrected most.
  public let steepest: Double
  /// The factor in the flattest direction; nil sample by sample.
  public let flattest: Double?
  /// λ in the steepest direction, or 2·(x² + 1).
  public let curvature: Double
  private let settings: NeuronSettings

  /// The rate's effect; nil where no such simple rule holds.
  public init?(_ settings: NeuronSettings) {
    guard settings.isSingleNeuron, settings.architecture.inputCount == 1,
      settings.architecture.outputActivation == .identity, settings.optimizer == .sgd,
      settings.gradients == .actual
    else { return nil }
    self.settings = settings
    let inputs = settings.data.samples.map { $0.inputs[0] }
    let count = Double(inputs.count)
    let rate = settings.learningRate
    if settings.batch.size(of: inputs.count) == inputs.count, inputs.count > 1 {
      // Second derivatives of the mean of (w·x + b − y)²: 2·mean x², 2·mean x, 2.
      let square = 2 * inputs.reduce(0) { $0 + $1 * $1 } / count
      let cross = 2 * inputs.reduce(0, +) / count
      let middle = (square + 2) / 2
      let root = ((square - 2) * (square - 2) / 4 + cross * cross).squareRoot()
      curvature = middle + root
      steepest = 1 - rate * (middle + root)
      let flat = 1 - rate * max(0, middle - root)
      flattest = flat
      kind =
        abs(steepest) > 1
        ? .diverges
        : steepest < 0 ? .oscillates : flat > 0.1.nthRoot(max(1, settings.epochs)) ? .crawls : .converges
    } else if settings.batch.size(of: inputs.count) == 1 {
      let largest = inputs.map { 2 * ($0 * $0 + 1) }.max() ?? 2
      curvature = largest
      steepest = 1 - rate * largest
      flattest = nil
      kind = abs(steepest) > 1 ? .diverges : steepest < 0 ? .oscillates : .converges
    } else {
      return nil
    }
  }

  /// The effect in words.
  var finding: NeuronFinding {
    let rate = figure(settings.learningRate, digits: 4)
    let factor = figure(steepest, digits: 4)
    guard let flattest else {
      let end =
        switch kind {
        case .diverges: "below −1: that sample's own update overshoots by more than its error"
        case .oscillates: "below 0: that sample's own update overshoots its target"
        default: "between 0 and 1: no update overshoots its own target"
        }
      return NeuronFinding(
        topic: .rate,
        text:
          "At η = \(rate) an update multiplies its sample's error by 1 − 2·η·(x² + 1), \(factor) at the largest |x|, \(end)."
      )
    }
    let flat = figure(flattest, digits: 4)
    let end =
      switch kind {
      case .diverges:
        "the first is below −1, so the error grows at every step: it diverges. Below \(figure(2 / curvature, digits: 3)) it would not"
      case .oscillates: "the first is below 0, so every step overshoots and comes back nearer"
      case .crawls:
        "the second is so near 1 that \(counted(settings.epochs, "epoch")) leave \(figure(100 * Double.power(flattest, settings.epochs), digits: 2)) % of the error in that direction: it crawls"
      case .converges: "both are below 1 in magnitude, so the error shrinks at every step"
      }
    return NeuronFinding(
      topic: .rate,
      text:
        "At η = \(rate) a step multiplies the error by 1 − η·λ: \(factor) in the steepest direction (λ = \(figure(curvature, digits: 4))), "
        + "\(flat) in the flattest; \(end)."
    )
  }
}

extension Double {
  /// x to a whole power.
  static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, base, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= base }
      base *= base
      rest >>= 1
    }
    return result
  }

  /// The number in (0, 1] whose power is this one, by bisection.
  fileprivate func nthRoot(_ exponent: Int) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if Double.power(middle, exponent) < self { low = middle } else { high = middle }
    }
    return high
  }
}
