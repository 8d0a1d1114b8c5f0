import Datasets
import NeuralNet

/// The settings of a network that learns to classify images.
public struct ClassifierRunSettings: RunSettings {
  /// How it trains.
  public var training: ClassifierSettings
  /// Units of each hidden layer.
  public var hidden: [Int]
  /// The hidden layers' activation; the output is softmax with cross-entropy.
  public var activation: Activation
  /// How many threads work; nil is as many as there are processors, at most four. It does not change the bits.
  public var threads: Int?
  /// What is learned.
  public var data: ClassifierData
  /// So many of the training images are trained on, the first ones; nil is all.
  public var trainImages: Int?
  /// The weights to begin with in place of random ones, in a network's flat layout.
  public var initialParameters: [Float]?
  /// Images taught by hand, oldest first. Adding one teaches it at once; removing the last takes the network's weights and the optimizer's
  /// running values back to what they were before it, with all that has been trained since.
  public var lessons: [ClassifierLesson]

  /// Units of the course's hidden layers.
  public static let usualHidden = [128, 64]
  /// How many images a step may have.
  public static let batchSizes = 1...65_536
  /// How many units a hidden layer may have.
  public static let layerSizes = 1...4096

  /// The course's classifier: 784-128-64-10, ReLU, cross-entropy, Adam with learning rate 0.001, batches of 64, 5 epochs.
  public init(data: ClassifierData, training: ClassifierSettings = ClassifierSettings()) {
    self.training = training
    hidden = Self.usualHidden
    activation = .relu
    threads = nil
    self.data = data
    trainImages = nil
    initialParameters = nil
    lessons = []
  }

  /// How many images are trained on.
  public var trainCount: Int { min(trainImages ?? .max, data.sets.train.count) }

  /// How many times every image is trained on.
  public var epochs: Int {
    get { training.epochs }
    set { training.epochs = newValue }
  }

  /// Where every random number comes from.
  public var seed: UInt64 {
    get { training.seed }
    set { training.seed = newValue }
  }

  /// Leaves given weights behind, so that the seed draws others.
  public mutating func forgetWeights() { initialParameters = nil }

  /// The network's shape and activations; the loss is computed from the last layer's z.
  public var architecture: Architecture {
    Architecture(
      layerSizes: [data.sets.train.pixelsPerImage] + hidden + [data.sets.train.classNames.count],
      hiddenActivation: activation,
      outputActivation: .identity
    )
  }

  /// What decides shape, data, beginnings or the number of steps in an epoch makes another run; the rest can change on the way.
  public func needsRestart(from current: ClassifierRunSettings) -> Bool {
    hidden != current.hidden || activation != current.activation || data != current.data || threads != current.threads
      || training.seed != current.training.seed || training.batchSize != current.training.batchSize
      || training.shuffles != current.training.shuffles || initialParameters != current.initialParameters
      || trainCount != current.trainCount
  }

  /// A lesson is there to be looked at: the run waits after it.
  public func trainsOn(from past: ClassifierRunSettings) -> Bool { lessons == past.lessons }

  /// What must hold of any settings.
  /// - Throws: the first thing that does not, with what was expected and found.
  public func validate() throws(SettingsError) {
    try Self.validate(training, hidden: hidden, activation: activation, threads: threads)
    if let trainImages, trainImages < 1 {
      throw SettingsError(setting: "train images", expected: "1 or more", found: "\(trainImages)")
    }
    let images = data.sets.train
    if !training.augmentation.isNone, images.width != images.height {
      throw SettingsError(
        setting: "augment",
        expected: "none for images that are not square",
        found: "\(training.augmentation) for \(images.height)×\(images.width) (rows × columns)"
      )
    }
    if let count = initialParameters?.count, count != architecture.parameterCount {
      throw SettingsError(setting: "weights", expected: "\(architecture.parameterCount) numbers", found: "\(count)")
    }
  }

  /// What must hold of settings before their data is known.
  /// - Throws: the first thing that does not, with what was expected and found.
  public static func validate(
    _ training: ClassifierSettings,
    hidden: [Int],
    activation: Activation,
    threads: Int?
  ) throws(SettingsError) {
    func check(_ isFine: Bool, _ name: String, _ expected: String, _ found: some Any) throws(SettingsError) {
      guard isFine else { throw SettingsError(setting: name, expected: expected, found: "\(found)") }
    }
    func checkStrength(_ value: Double, _ name: String) throws(SettingsError) {
      try check(value.isFinite && value >= 0, name, "a finite number, 0 or more", value)
    }
    try check(training.epochs >= 0, "epochs", "0 or more", training.epochs)
    try checkStrength(training.learningRate, "learning rate")
    try check(batchSizes.contains(training.batchSize), "batch size", "1 to 65,536", training.batchSize)
    try check((0..<1).contains(training.dropout), "dropout", "0 or more and less than 1", training.dropout)
    try checkStrength(training.l1, "l1")
    try checkStrength(training.l2, "l2")
    try check(
      hidden.allSatisfy { layerSizes.contains($0) },
      "hidden",
      "layers of 1 to 4,096 units",
      hidden.map(String.init).joined(separator: ",")
    )
    try check(hidden.count <= 8, "hidden", "at most 8 layers", hidden.count)
    try check(activation.isTrainable, "activation", "one that can be trained", activation.displayName)
    if let threads { try check((1...64).contains(threads), "threads", "1 to 64", threads) }
    let augmentation = training.augmentation
    let limits = [
      ("shift", augmentation.shift, 14), ("rotate", augmentation.rotation, 180), ("scale", augmentation.scale, 0.9),
      ("elastic", augmentation.elastic, 100),
    ]
    for (name, value, limit) in limits {
      try check(value.isFinite && (0...limit).contains(value), "augment \(name)", "0 to \(limit)", value)
    }
  }
}
