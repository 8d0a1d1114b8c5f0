extension Trainer {
  /// ``step(inputs:targets:count:)``, to be compiled once per scalar type.
  @inline(__always)
  func performStep(
    inputs: UnsafeBufferPointer<Scalar>,
    targets: UnsafeBufferPointer<Scalar>,
    count: Int
  ) -> Scalar {
    let loss = performPass(inputs: inputs, targets: targets, count: count, backward: true)
    let settings = settings
    regularize(l1: settings.l1, l2: settings.l2)
    updates += 1
    settings.optimizer.update(
      count: parameterStorage.count,
      parameters: parameterStorage.base,
      gradients: gradientStorage.base,
      first: firstMoments.base,
      second: secondMoments.base,
      learningRate: Scalar(settings.learningRate),
      step: updates
    )
    return loss
  }

  @inline(__always)
  private func regularize(l1: Double, l2: Double) {
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
}
