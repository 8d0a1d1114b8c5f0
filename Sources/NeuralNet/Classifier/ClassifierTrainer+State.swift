extension ClassifierTrainer {
  /// Every weight and bias as they are, in the layout of ``Network/parameters``; setting them keeps the optimizer's
  /// running values.
  public var parameters: [Float] {
    get { gather { (engine.layers[$0].weights, engine.layers[$0].biases) } }
    set { setParameters(newValue) }
  }

  /// The network as it is, to look into; made once per step at most.
  public var network: Network<Float> {
    if let networkCache { return networkCache }
    let network = Network(architecture, parameters: parameters)
    networkCache = network
    return network
  }

  /// All that the run's future depends on besides settings and images; setting it rewinds or forwards the run.
  public var state: ClassifierState {
    get {
      ClassifierState(
        parameters: parameters,
        firstMoments: settings.optimizer.keepsFirstMoments
          ? gather { (engine.layers[$0].firstMoments.weights, engine.layers[$0].firstMoments.biases) } : [],
        secondMoments: settings.optimizer.keepsSecondMoments
          ? gather { (engine.layers[$0].secondMoments.weights, engine.layers[$0].secondMoments.biases) } : [],
        optimizerSteps: optimizerSteps,
        epoch: epoch,
        stepInEpoch: stepInEpoch
      )
    }
    set {
      setParameters(newValue.parameters)
      scatter(newValue.firstMoments) { ($0.firstMoments.weights, $0.firstMoments.biases) }
      scatter(newValue.secondMoments) { ($0.secondMoments.weights, $0.secondMoments.biases) }
      optimizerSteps = newValue.optimizerSteps
      epoch = newValue.epoch
      stepInEpoch = newValue.stepInEpoch
    }
  }

  /// The gradients of the last step's mini-batch, without regularisation, in the layout of ``Network/parameters``; zeros
  /// before the first step.
  public func lastGradients() -> [Float] {
    guard engine.lastPlan != nil else { return Array(repeating: 0, count: architecture.parameterCount) }
    engine.exportGradients()
    return gather { (engine.exported[$0].weights, engine.exported[$0].biases) }
  }

  func setParameters(_ parameters: [Float]) {
    checkCount(parameters)
    networkCache = nil
    scatter(parameters) { ($0.weights, $0.biases) }
    for layer in engine.layers { layer.refreshTransposed(rows: 0..<layer.inputs) }
    engine.backgroundIsCurrent = false
  }

  /// Values of every layer, by its index, from panels to a network's layout; all threads take part.
  private func gather(_ values: (Int) -> (weights: AlignedFloats, biases: AlignedFloats)) -> [Float] {
    Array(unsafeUninitializedCapacity: architecture.parameterCount) { buffer, count in
      count = architecture.parameterCount
      guard let base = buffer.baseAddress else { return }
      engine.pool.run { worker in
        for (index, layout) in architecture.layers.enumerated() {
          let (weights, biases) = values(index)
          engine.layers[index].store(
            weights,
            biases,
            into: base + layout.weightOffset,
            base + layout.biasOffset,
            worker: worker,
            among: engine.pool.count
          )
        }
      }
    }
  }

  /// Values of every layer, from a network's layout to panels; none count as zeros.
  private func scatter(
    _ source: [Float],
    _ values: (ClassifierLayer) -> (weights: AlignedFloats, biases: AlignedFloats)
  ) {
    if source.isEmpty {
      for layer in engine.layers {
        let (weights, biases) = values(layer)
        weights.clear()
        biases.clear()
      }
      return
    }
    checkCount(source)
    source.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      for (layer, layout) in zip(engine.layers, architecture.layers) {
        let (weights, biases) = values(layer)
        layer.load(base + layout.weightOffset, base + layout.biasOffset, into: weights, biases)
      }
    }
  }

  private func checkCount(_ values: [Float]) {
    precondition(
      values.count == architecture.parameterCount,
      "expected \(architecture.parameterCount) values for sizes \(architecture.layerSizes), found \(values.count)"
    )
  }
}

extension Optimizer {
  /// Whether it keeps a velocity or a running mean of gradients.
  var keepsFirstMoments: Bool {
    switch self {
    case .sgd, .rmsprop, .adagrad: false
    case .momentum, .nesterov, .adam, .adamw, .nadam, .muon: true
    }
  }

  /// Whether it keeps a running mean or a sum of squared gradients, by whose root it divides.
  public var keepsSecondMoments: Bool {
    switch self {
    case .sgd, .momentum, .nesterov: false
    case .rmsprop, .adagrad, .adam, .adamw, .nadam, .muon: true
    }
  }
}
