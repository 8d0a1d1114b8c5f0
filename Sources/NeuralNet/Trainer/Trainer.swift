/// Trains a network by gradient descent, one batch a step, without allocating.
///
/// A step is one forward pass, one backward pass and one update. It lives on one thread at a time.
public final class Trainer<Scalar: NetworkScalar> {
  /// What can change while it trains.
  struct Settings {
    var learningRate: Double
    var loss: Loss
    var optimizer: Optimizer
    var l1: Double
    var l2: Double
    var hiddenActivation: Activation
    var outputActivation: Activation
  }

  // A trainer belongs to one thread and no setter calls back, so nothing can access these while they are accessed; the
  // checks would cost a tenth of a small network's step.
  @exclusivity(unchecked) var settings: Settings
  @exclusivity(unchecked) var updates = 0
  @exclusivity(unchecked) var batchCount = 0
  /// Memory for Muon, once it has been needed.
  @exclusivity(unchecked) var muonMemory: MuonMemory<Scalar>?

  /// The most samples that a step can take.
  public let maximumBatchSize: Int

  /// The sizes, and the activations of the network it was made with.
  let shape: Architecture
  let layers: [DenseLayout]
  let parameterStorage: ScalarStorage<Scalar>
  let gradientStorage: ScalarStorage<Scalar>
  let firstMoments: ScalarStorage<Scalar>
  let secondMoments: ScalarStorage<Scalar>
  let inputBlock: ScalarStorage<Scalar>
  let targetBlock: ScalarStorage<Scalar>
  /// Blocks of all layers one behind the other, (units, batch): z, f(z) and the loss's derivative by z.
  let preActivationBlock: ScalarStorage<Scalar>
  let activationBlock: ScalarStorage<Scalar>
  let deltaBlock: ScalarStorage<Scalar>
  /// How many units stand before each layer's in the three blocks above.
  let unitsBefore: [Int]

  /// Makes a trainer of a network, which it copies.
  ///
  /// - Parameters:
  ///   - network: Where training starts.
  ///   - loss: What is minimised.
  ///   - optimizer: The update rule.
  ///   - learningRate: η.
  ///   - l1: The strength of L1 regularisation.
  ///   - l2: The strength of L2 regularisation, which AdamW and Muon keep apart from the gradient.
  ///   - maximumBatchSize: The most samples that a step can take.
  public init(
    network: Network<Scalar>,
    loss: Loss,
    optimizer: Optimizer,
    learningRate: Double,
    l1: Double = 0,
    l2: Double = 0,
    maximumBatchSize: Int
  ) {
    precondition(maximumBatchSize > 0, "expected batches of at least one sample, found \(maximumBatchSize)")
    shape = network.architecture
    layers = shape.layers
    settings = Settings(
      learningRate: learningRate,
      loss: loss,
      optimizer: optimizer,
      l1: l1,
      l2: l2,
      hiddenActivation: shape.hiddenActivation,
      outputActivation: shape.outputActivation
    )
    self.maximumBatchSize = maximumBatchSize
    let count = shape.parameterCount
    let batch = Scalar.padded(maximumBatchSize)
    let units = shape.unitCount
    parameterStorage = ScalarStorage(count: count)
    gradientStorage = ScalarStorage(count: count)
    firstMoments = ScalarStorage(count: count)
    secondMoments = ScalarStorage(count: count)
    inputBlock = ScalarStorage(count: shape.inputCount * batch)
    targetBlock = ScalarStorage(count: shape.outputCount * batch)
    preActivationBlock = ScalarStorage(count: units * batch)
    activationBlock = ScalarStorage(count: units * batch)
    deltaBlock = ScalarStorage(count: units * batch)
    var before: [Int] = []
    var total = 0
    for layer in layers {
      before.append(total)
      total += layer.outputs
    }
    unitsBefore = before
    parameterStorage.assign(network.parameters)
  }

  /// Trains on one batch: a forward pass, a backward pass and an update.
  ///
  /// - Parameters:
  ///   - inputs: (count, inputs), row-major.
  ///   - targets: (count, outputs), row-major.
  ///   - count: The number of samples, 1 to ``maximumBatchSize``.
  /// - Returns: The mean loss before the update, without regularisation.
  @inlinable
  @discardableResult
  public func step(
    inputs: UnsafeBufferPointer<Scalar>,
    targets: UnsafeBufferPointer<Scalar>,
    count: Int
  ) -> Scalar {
    Scalar.trainingStep(self, inputs: inputs, targets: targets, count: count)
  }
}
