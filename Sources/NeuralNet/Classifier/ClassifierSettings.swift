/// How a ``ClassifierTrainer`` trains; every field may be changed between two steps.
public struct ClassifierSettings: Hashable, Sendable {
  /// The update rule; choosing another changes ``l2`` where that was the former's usual one, to the new one's.
  public var optimizer: Optimizer {
    didSet { if l2 == oldValue.defaultL2 { l2 = optimizer.defaultL2 } }
  }

  /// η, the highest value that the schedule takes.
  public var learningRate: Double

  /// How the learning rate changes during the run.
  public var schedule: LearningRateSchedule

  /// The length of the run that the schedule is stretched over; training may go on beyond it.
  public var epochs: Int

  /// The number of images in a mini-batch; the last one of an epoch takes what is left.
  public var batchSize: Int

  /// The probability with which a hidden unit is left out of a step (Srivastava et al., 2014); the others are scaled
  /// by 1 / (1 − p), so that nothing changes when the network is used.
  public var dropout: Double

  /// L1 regularisation: l1·sign(θ) is added to each gradient.
  public var l1: Double

  /// L2 regularisation as PyTorch's `weight_decay`, of weights and biases: l2·θ is added to each gradient; with AdamW and Muon, θ shrinks by
  /// the factor 1 − η·l2 instead.
  public var l2: Double

  /// How training images are distorted, anew in every epoch.
  public var augmentation: Augmentation

  /// Whether the images come in a new order in every epoch.
  public var shuffles: Bool

  /// What order, dropout and augmentation are drawn from.
  public var seed: UInt64

  /// Makes settings; the defaults are those of the usual MNIST example, and for L2 the optimizer's own.
  public init(
    optimizer: Optimizer = .adam,
    learningRate: Double = 1e-3,
    schedule: LearningRateSchedule = .constant,
    epochs: Int = 5,
    batchSize: Int = 64,
    dropout: Double = 0,
    l1: Double = 0,
    l2: Double? = nil,
    augmentation: Augmentation = .none,
    shuffles: Bool = true,
    seed: UInt64 = 42
  ) {
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.schedule = schedule
    self.epochs = epochs
    self.batchSize = batchSize
    self.dropout = dropout
    self.l1 = l1
    self.l2 = l2 ?? optimizer.defaultL2
    self.augmentation = augmentation
    self.shuffles = shuffles
    self.seed = seed
  }
}
