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
    regularize(l1: settings.l1, l2: settings.optimizer.decouplesDecay ? 0 : settings.l2)
    updates += 1
    if case .muon = settings.optimizer {
      updateByMuon(settings)
    } else {
      update(settings, 0..<parameterStorage.count)
    }
    return loss
  }

  /// Changes some parameters by their gradients.
  @inline(__always)
  private func update(_ settings: Settings, _ range: Range<Int>) {
    let start = range.lowerBound
    settings.optimizer.update(
      count: range.count,
      parameters: parameterStorage.base + start,
      gradients: gradientStorage.base + start,
      first: firstMoments.base + start,
      second: secondMoments.base + start,
      learningRate: Scalar(settings.learningRate),
      decay: settings.l2,
      step: updates
    )
  }

  /// Weights by Muon, biases by AdamW; inlined, since generic code that is not specialised allocates.
  @inline(__always)
  private func updateByMuon(_ settings: Settings) {
    let memory = muonMemory ?? MuonMemory(layers)
    muonMemory = memory
    // By index: without optimisation, an iterator of elements of this size allocates.
    for index in layers.indices {
      let layer = layers[index]
      Optimizer.muon(
        layer,
        memory,
        weights: parameterStorage.base + layer.weightOffset,
        gradients: gradientStorage.base + layer.weightOffset,
        moment: firstMoments.base + layer.weightOffset,
        learningRate: settings.learningRate,
        decay: settings.l2
      )
      update(settings, layer.biasRange)
    }
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
