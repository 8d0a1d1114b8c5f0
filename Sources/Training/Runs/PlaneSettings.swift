import Datasets
import NeuralNet

/// The settings of a small network that learns points of the plane.
public struct PlaneSettings: RunSettings {
  /// How many times every point is trained on.
  public var epochs: Int
  /// Where every random number comes from.
  public var seed: UInt64
  /// η, on the true gradient.
  public var learningRate: Double
  /// Points in a step; as many as there are points, or more, is the full batch.
  public var batchSize: Int
  /// Units of each hidden layer.
  public var hidden: [Int]
  /// The hidden layers' activation; the output unit is a sigmoid.
  public var activation: Activation
  /// What is minimised; BCE is computed from the output unit's logit.
  public var loss: Loss
  /// The update rule; choosing another changes ``l2`` where that was the former's usual one, to the new one's.
  public var optimizer: Optimizer {
    didSet { if l2 == oldValue.defaultL2 { l2 = optimizer.defaultL2 } }
  }
  /// How weights begin; biases begin at 0.
  public var initializer: Initializer
  /// The strength of L1 regularisation.
  public var l1: Double
  /// The strength of L2 regularisation; AdamW and Muon keep it apart from the gradient.
  public var l2: Double
  /// What is learned.
  public var data: LabeledPoints
  /// The weights to begin with in place of random ones, in a network's flat layout.
  public var initialParameters: [Double]?

  /// The course's XOR run: 2-4-1, sigmoid, mean squared error, full batch, 10,000 epochs.
  ///
  /// Its learning rate is 1.0 on the true gradient: the material leaves out the gradient's factor 2 and writes 2.0.
  public init(gate: LogicGate = .xor) {
    epochs = 10_000
    seed = 42
    learningRate = 1
    batchSize = 4
    hidden = [4]
    activation = .sigmoid
    loss = .mse
    optimizer = .sgd
    initializer = .normal(0.5)
    l1 = 0
    l2 = 0
    data = LabeledPoints(gate)
  }

  /// The network's shape and activations.
  public var architecture: Architecture {
    Architecture(layerSizes: [2] + hidden + [1], hiddenActivation: activation, outputActivation: .sigmoid)
  }

  /// Leaves given weights behind, so that the seed draws others.
  public mutating func forgetWeights() { initialParameters = nil }

  /// Whether a step takes every point.
  public var isFullBatch: Bool { batchSize >= data.count }

  /// A network of another shape, other beginnings or other data are another run; everything else can change on the way.
  public func needsRestart(from current: PlaneSettings) -> Bool {
    hidden != current.hidden || seed != current.seed || initializer != current.initializer || data != current.data
      || batchSize != current.batchSize || initialParameters != current.initialParameters
  }

  /// What must hold of any settings.
  /// - Throws: the first thing that does not, with what was expected and found.
  public func validate() throws(SettingsError) {
    func check(_ isFine: Bool, _ name: String, _ expected: String, _ found: some Any) throws(SettingsError) {
      guard isFine else { throw SettingsError(setting: name, expected: expected, found: "\(found)") }
    }
    try check(epochs >= 0, "epochs", "0 or more", epochs)
    try check(learningRate.isFinite && learningRate >= 0, "learning rate", "a finite number, 0 or more", learningRate)
    try check(batchSize >= 1, "batch size", "1 or more", batchSize)
    try check(
      hidden.allSatisfy { (1...256).contains($0) },
      "hidden",
      "layers of 1 to 256 units",
      hidden.map(String.init).joined(separator: ",")
    )
    try check(hidden.count <= 8, "hidden", "at most 8 layers", hidden.count)
    try check(activation.isTrainable, "activation", "one that can be trained", activation.displayName)
    try check(loss != .softmaxCrossEntropy, "loss", "a loss for one output", loss.displayName)
    try check(l1.isFinite && l1 >= 0, "l1", "a finite number, 0 or more", l1)
    try check(l2.isFinite && l2 >= 0, "l2", "a finite number, 0 or more", l2)
    try check(data.classCount == 2 && data.count > 0, "data", "points of two classes", data.classCount)
    if let count = initialParameters?.count {
      try check(count == architecture.parameterCount, "weights", "\(architecture.parameterCount) numbers", count)
    }
  }
}
