/// Trains a network by gradient descent, one batch a step, without allocating.
///
/// A step is one forward pass, one backward pass and one update. It lives on one thread at a time.
public final class Trainer<Scalar: NetworkScalar> {
  /// The network's shape and activations.
  public private(set) var architecture: Architecture

  /// η, the size of a step.
  public var learningRate: Double

  /// What is minimised; changing it takes effect with the next step.
  public var loss: Loss

  /// The update rule; changing it forgets the old rule's running values and its step count.
  public var optimizer: Optimizer {
    didSet { if optimizer != oldValue { resetOptimizer() } }
  }

  /// L1 regularisation: l1·sign(θ) is added to each gradient. It is not part of the loss that a step returns.
  public var l1: Double

  /// L2 regularisation as PyTorch's coupled `weight_decay`: l2·θ is added to each gradient, of weights and biases.
  public var l2: Double

  /// The most samples that a step can take.
  public let maximumBatchSize: Int

  /// The number of updates since the start or since the optimizer changed.
  public private(set) var stepCount = 0

  /// The number of samples of the last pass.
  var batchCount = 0

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
  ///   - l2: The strength of L2 regularisation.
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
    architecture = network.architecture
    layers = network.architecture.layers
    self.loss = loss
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.l1 = l1
    self.l2 = l2
    self.maximumBatchSize = maximumBatchSize
    let count = architecture.parameterCount
    let batch = Scalar.padded(maximumBatchSize)
    let units = architecture.unitCount
    parameterStorage = ScalarStorage(count: count)
    gradientStorage = ScalarStorage(count: count)
    firstMoments = ScalarStorage(count: count)
    secondMoments = ScalarStorage(count: count)
    inputBlock = ScalarStorage(count: architecture.inputCount * batch)
    targetBlock = ScalarStorage(count: architecture.outputCount * batch)
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

  /// The activation of the hidden layers; changing it takes effect with the next step.
  public var hiddenActivation: Activation {
    get { architecture.hiddenActivation }
    set { architecture.hiddenActivation = newValue }
  }

  /// The activation of the output layer; changing it takes effect with the next step.
  public var outputActivation: Activation {
    get { architecture.outputActivation }
    set { architecture.outputActivation = newValue }
  }

  /// The network as it is now; setting it keeps the optimizer's running values. It must have the same layer sizes.
  public var network: Network<Scalar> {
    get { Network(architecture, parameters: parameterStorage.array(parameterStorage.count)) }
    set {
      precondition(
        newValue.architecture.layerSizes == architecture.layerSizes,
        "expected a network of sizes \(architecture.layerSizes), found \(newValue.architecture.layerSizes)"
      )
      architecture = newValue.architecture
      parameterStorage.assign(newValue.parameters)
    }
  }

  /// Gives the parameters as they are now without a copy; they must not leave the closure.
  public func withParameters<Result>(
    _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeBufferPointer(start: parameterStorage.base, count: parameterStorage.count))
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

  @inline(__always)
  func performStep(
    inputs: UnsafeBufferPointer<Scalar>,
    targets: UnsafeBufferPointer<Scalar>,
    count: Int
  ) -> Scalar {
    let loss = performPass(inputs: inputs, targets: targets, count: count, backward: true)
    regularize()
    stepCount += 1
    optimizer.update(
      count: parameterStorage.count,
      parameters: parameterStorage.base,
      gradients: gradientStorage.base,
      first: firstMoments.base,
      second: secondMoments.base,
      learningRate: Scalar(learningRate),
      step: stepCount
    )
    return loss
  }

  @inline(__always)
  private func regularize() {
    let gradients = gradientStorage.base
    let parameters = parameterStorage.base
    if l2 != 0 {
      let l2 = Scalar(l2)
      for n in 0..<gradientStorage.count { gradients[n] += l2 * parameters[n] }
    }
    if l1 != 0 {
      let l1 = Scalar(l1)
      for n in 0..<gradientStorage.count {
        gradients[n] += parameters[n] > 0 ? l1 : (parameters[n] < 0 ? -l1 : 0)
      }
    }
  }

  func restore(stepCount: Int) { self.stepCount = stepCount }

  private func resetOptimizer() {
    stepCount = 0
    firstMoments.base.update(repeating: 0, count: firstMoments.count)
    secondMoments.base.update(repeating: 0, count: secondMoments.count)
  }
}
