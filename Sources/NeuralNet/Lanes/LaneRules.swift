import CKernels
import RealModule

/// An activation as lanes know it.
struct LaneRule {
  var kind: dlviz_lane_activation
  var parameter = 0.0
  var scale = 1.0

  /// nil for those that the single run computes by the C library, a value at a time.
  init?(hidden activation: Activation) {
    switch activation {
    case .identity: kind = dlviz_lane_identity
    case .sigmoid: kind = dlviz_lane_sigmoid
    case .tanh: kind = dlviz_lane_tanh
    case .relu: kind = dlviz_lane_relu
    case .hardTanh: kind = dlviz_lane_hard_tanh
    case .leakyReLU(let slope):
      kind = dlviz_lane_leaky_relu
      parameter = slope
    case .elu(let alpha):
      kind = dlviz_lane_elu
      parameter = alpha
    case .selu:
      kind = dlviz_lane_selu
      scale = Activation.seluScale
      parameter = Activation.seluScale * Activation.seluAlpha
    case .gelu, .geluTanh, .silu, .softplus, .mish, .step: return nil
    }
  }
}

/// A loss as lanes know it.
struct LaneLoss {
  var kind: dlviz_lane_loss
  var delta = 0.0

  /// nil for a loss of whole vectors, and for a probability's cross-entropy behind anything but a sigmoid.
  init?(_ loss: Loss, output: Activation) {
    switch loss {
    case .mse: kind = dlviz_lane_mse
    case .mae: kind = dlviz_lane_mae
    case .hinge: kind = dlviz_lane_hinge
    case .bceWithLogits: kind = dlviz_lane_bce_with_logits
    case .bce where output == .sigmoid: kind = dlviz_lane_bce_with_logits
    case .huber(let delta):
      kind = dlviz_lane_huber
      self.delta = delta
    case .bce, .softmaxCrossEntropy: return nil
    }
  }
}

/// An update rule as lanes know it.
struct LaneOptimizer {
  var kind: dlviz_lane_optimizer
  var momentum = 0.0
  var keep = 1.0
  /// What is added to gradients.
  var l2: Double

  /// nil for rules that lanes do not know.
  init?(_ optimizer: Optimizer, learningRate: Double, l2: Double) {
    self.l2 = optimizer.decouplesDecay ? 0 : l2
    switch optimizer {
    case .sgd: kind = dlviz_lane_sgd
    case .momentum(let momentum):
      kind = dlviz_lane_momentum
      self.momentum = momentum
    case .nesterov(let momentum):
      kind = dlviz_lane_nesterov
      self.momentum = momentum
    case .rmsprop: kind = dlviz_lane_rmsprop
    case .adagrad: kind = dlviz_lane_adagrad
    case .adam: kind = dlviz_lane_adam
    case .adamw:
      kind = dlviz_lane_adam
      keep = 1 - learningRate * l2
    case .nadam, .muon: return nil
    }
  }

  /// Adam's corrected learning rate and 1 / √(1 − β₂ᵗ) of each step, as ``Optimizer`` computes them.
  static func adamCorrections(learningRate: Double, steps: ClosedRange<Int>) -> (rates: [Double], scales: [Double]) {
    var rates: [Double] = []
    var scales: [Double] = []
    rates.reserveCapacity(steps.count)
    scales.reserveCapacity(steps.count)
    for step in steps {
      rates.append(learningRate / (1 - Double.pow(0.9, step)))
      scales.append(1 / (1 - Double.pow(0.999, step)).squareRoot())
    }
    return (rates, scales)
  }
}
