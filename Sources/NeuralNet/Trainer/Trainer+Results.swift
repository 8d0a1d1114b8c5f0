extension Trainer {
  /// The mean loss of a batch, without regularisation; nothing is trained.
  ///
  /// - Parameters:
  ///   - inputs: (count, inputs), row-major.
  ///   - targets: (count, outputs), row-major.
  ///   - count: The number of samples, 1 to ``maximumBatchSize``.
  public func loss(inputs: UnsafeBufferPointer<Scalar>, targets: UnsafeBufferPointer<Scalar>, count: Int) -> Scalar {
    Scalar.trainingPass(self, inputs: inputs, targets: targets, count: count, backward: false)
  }

  /// The mean loss of a batch and its gradient by every parameter, without regularisation; nothing is trained.
  ///
  /// - Parameters:
  ///   - inputs: (count, inputs), row-major.
  ///   - targets: (count, outputs), row-major.
  ///   - count: The number of samples, 1 to ``maximumBatchSize``.
  public func gradients(
    inputs: UnsafeBufferPointer<Scalar>,
    targets: UnsafeBufferPointer<Scalar>,
    count: Int
  ) -> (loss: Scalar, gradients: [Scalar]) {
    let loss = Scalar.trainingPass(self, inputs: inputs, targets: targets, count: count, backward: true)
    return (loss, gradientStorage.array(gradientStorage.count))
  }

  /// The last pass's predictions, (samples, outputs) row-major: those before the update, if it was a step.
  public var predictions: [Scalar] {
    let last = layers.count - 1
    return samples(of: activationBlock, layer: last)
  }

  /// A layer's z of the last pass, (samples, units) row-major; layer 0 is the first hidden one.
  public func preActivations(layer: Int) -> [Scalar] { samples(of: preActivationBlock, layer: layer) }

  /// A layer's f(z) of the last pass, (samples, units) row-major; layer 0 is the first hidden one.
  public func activations(layer: Int) -> [Scalar] { samples(of: activationBlock, layer: layer) }

  /// A layer's δ = dL/dz of the last step or ``gradients(inputs:targets:count:)``, (samples, units) row-major.
  public func deltas(layer: Int) -> [Scalar] { samples(of: deltaBlock, layer: layer) }

  /// The gradients that the last step used, with regularisation, in the layout of ``Network/parameters``.
  public func withGradients<Result>(
    _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    try body(UnsafeBufferPointer(start: gradientStorage.base, count: gradientStorage.count))
  }

  private func samples(of block: ScalarStorage<Scalar>, layer: Int) -> [Scalar] {
    let units = layers[layer].outputs
    let batch = Scalar.padded(batchCount)
    let base = block.base + unitsBefore[layer] * batch
    return (0..<batchCount * units).map { base[$0 % units * batch + $0 / units] }
  }
}
