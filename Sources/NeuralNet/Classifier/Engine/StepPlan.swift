import CKernels
import RealModule

/// What is particular to one step.
struct StepPlan {
  /// The number of images.
  var count: Int
  /// The optimizer with this step's numbers.
  var rule: ck_optimizer
  /// Units to leave out.
  var dropout: DropoutPlan?
  /// Whether the first layer reads lists of ink, else all pixels.
  var isSparse: Bool
  /// Whether the kernels write gradients to ``ClassifierEngine/exported`` and change nothing.
  var exports = false

  /// What the images are made from before the first phase, if they are not taken as they are.
  var source: Source?

  /// Images that are made anew for a step.
  struct Source {
    var pixels: UnsafePointer<UInt8>
    var indices: UnsafePointer<Int32>
    var augmentation: Augmentation
    var seed: UInt64
    var epoch: Int
  }
}

extension Optimizer {
  /// The rule's numbers for a step.
  ///
  /// - Parameter step: The number of the step since the optimizer started, from 1.
  func rule(learningRate: Double, step: Int, l1: Double, l2: Double) -> ck_optimizer {
    var rule = ck_optimizer()
    rule.rate = Float(learningRate)
    rule.shrink = 1
    rule.l1 = Float(l1)
    rule.l2 = Float(l2)
    rule.epsilon = 1e-8
    switch self {
    case .sgd:
      rule.rule = ck_rule_sgd
    case .momentum(let momentum):
      rule.rule = ck_rule_momentum
      rule.momentum = Float(momentum)
    case .nesterov(let momentum):
      rule.rule = ck_rule_nesterov
      rule.momentum = Float(momentum)
    case .rmsprop:
      rule.rule = ck_rule_rmsprop
      rule.beta2 = 0.99
      rule.gain2 = Float(1 - 0.99)
    case .adagrad:
      rule.rule = ck_rule_adagrad
      rule.epsilon = 1e-10
    case .adam, .adamw:
      rule.rule = ck_rule_adam
      rule.beta1 = 0.9
      rule.beta2 = 0.999
      rule.gain1 = Float(1 - 0.9)
      rule.gain2 = Float(1 - 0.999)
      rule.rate = Float(learningRate / (1 - Double.pow(0.9, step)))
      rule.root_correction = Float(1 / (1 - Double.pow(0.999, step)).squareRoot())
      if case .adamw(let weightDecay) = self { rule.shrink = Float(1 - learningRate * weightDecay) }
    }
    return rule
  }
}
