extension Trainer {
  /// η, the size of a step.
  public var learningRate: Double {
    get { settings.learningRate }
    set { settings.learningRate = newValue }
  }

  /// What is minimised; changing it takes effect with the next step.
  public var loss: Loss {
    get { settings.loss }
    set { settings.loss = newValue }
  }

  /// The update rule; changing it forgets the old rule's running values and its step count.
  public var optimizer: Optimizer {
    get { settings.optimizer }
    set {
      guard newValue != settings.optimizer else { return }
      settings.optimizer = newValue
      updates = 0
      firstMoments.clear()
      secondMoments.clear()
    }
  }

  /// L1 regularisation: l1·sign(θ) is added to each gradient. It is not part of the loss that a step returns.
  public var l1: Double {
    get { settings.l1 }
    set { settings.l1 = newValue }
  }

  /// L2 regularisation as PyTorch's `weight_decay`, of weights and biases: l2·θ is added to each gradient; with AdamW and Muon, θ shrinks by
  /// the factor 1 − η·l2 instead.
  public var l2: Double {
    get { settings.l2 }
    set { settings.l2 = newValue }
  }

  /// The activation of the hidden layers; changing it takes effect with the next step.
  public var hiddenActivation: Activation {
    get { settings.hiddenActivation }
    set { settings.hiddenActivation = newValue }
  }

  /// The activation of the output layer; changing it takes effect with the next step.
  public var outputActivation: Activation {
    get { settings.outputActivation }
    set { settings.outputActivation = newValue }
  }

  /// The number of updates since the start or since the optimizer changed.
  public var stepCount: Int { updates }

  /// The network's shape and its activations as they are now.
  public var architecture: Architecture {
    var architecture = shape
    architecture.hiddenActivation = settings.hiddenActivation
    architecture.outputActivation = settings.outputActivation
    return architecture
  }

  /// The network as it is now; setting it keeps the optimizer's running values. It must have the same layer sizes.
  public var network: Network<Scalar> {
    get { Network(architecture, parameters: parameterStorage.array(parameterStorage.count)) }
    set {
      precondition(
        newValue.architecture.layerSizes == shape.layerSizes,
        "expected a network of sizes \(shape.layerSizes), found \(newValue.architecture.layerSizes)"
      )
      settings.hiddenActivation = newValue.architecture.hiddenActivation
      settings.outputActivation = newValue.architecture.outputActivation
      parameterStorage.assign(newValue.parameters)
    }
  }

  /// Gives the parameters as they are now without a copy; they must not leave the closure.
  public func withParameters<Result>(
    _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeBufferPointer(start: parameterStorage.base, count: parameterStorage.count))
  }
}
