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
  /// Whether the batch has been written pixel by pixel already.
  var isTransposed = false
  /// Whether the kernels write gradients to ``ClassifierEngine/exported`` and change nothing.
  var exports = false
  /// Muon's update, which follows on kernels that export; nil for the optimizers that the kernels know.
  var muon: MuonStep?

  /// What the images are made from before the first phase, if they are not taken as they are.
  var source: Source?

  /// The batch that is expected next, for a sparse first layer.
  var next: Batch?

  /// Images of a training set.
  struct Batch {
    /// Their numbers.
    var indices: UnsafeBufferPointer<Int32>
    /// All images of the set.
    var images: SparseImages
    /// The classes of all.
    var labels: UnsafeBufferPointer<UInt8>
  }

  /// Images that are made anew for a step.
  struct Source {
    var pixels: UnsafePointer<UInt8>
    var indices: UnsafePointer<Int32>
    var augmentation: Augmentation
    var seed: UInt64
    var epoch: Int
  }
}

extension StepPlan {
  /// Makes the kernels write gradients and change nothing.
  mutating func export() {
    exports = true
    rule = ck_optimizer()
    rule.rule = ck_rule_export
    rule.shrink = 1
  }

  /// A step with some settings.
  ///
  /// - Parameters:
  ///   - learningRate: η, after the schedule.
  ///   - step: The number of the step since the optimizer started, from 1.
  init(
    count: Int,
    _ settings: ClassifierSettings,
    learningRate: Double,
    step: Int,
    dropout: DropoutPlan? = nil,
    isSparse: Bool
  ) {
    let rule = settings.optimizer.rule(learningRate: learningRate, step: step, l1: settings.l1, l2: settings.l2)
    self.init(count: count, rule: rule, dropout: dropout, isSparse: isSparse)
    if settings.optimizer == .muon {
      muon = MuonStep(learningRate: learningRate, decay: settings.l2, l1: Float(settings.l1), biasRule: rule)
      export()
    }
  }
}

extension Optimizer {
  /// The rule's numbers for a step; of Muon, those for biases.
  ///
  /// - Parameter step: The number of the step since the optimizer started, from 1.
  func rule(learningRate: Double, step: Int, l1: Double, l2: Double) -> ck_optimizer {
    var rule = ck_optimizer()
    rule.rate = Float(learningRate)
    rule.shrink = 1
    rule.l1 = Float(l1)
    rule.l2 = decouplesDecay ? 0 : Float(l2)
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
    case .adam, .adamw, .muon:
      rule.rule = ck_rule_adam
      rule.beta1 = 0.9
      rule.beta2 = 0.999
      rule.gain1 = Float(1 - 0.9)
      rule.gain2 = Float(1 - 0.999)
      rule.rate = Float(learningRate / (1 - Double.pow(0.9, step)))
      rule.root_correction = Float(1 / (1 - Double.pow(0.999, step)).squareRoot())
      if decouplesDecay { rule.shrink = Float(1 - learningRate * l2) }
    case .nadam:
      let factors = NAdamFactors(learningRate: learningRate, step: step)
      rule.rule = ck_rule_nadam
      rule.beta1 = 0.9
      rule.beta2 = 0.999
      rule.gain1 = Float(1 - 0.9)
      rule.gain2 = Float(1 - 0.999)
      rule.rate = Float(factors.gradientRate)
      rule.momentum = Float(factors.momentRate)
      rule.root_correction = Float(factors.rootCorrection)
    }
    return rule
  }
}
