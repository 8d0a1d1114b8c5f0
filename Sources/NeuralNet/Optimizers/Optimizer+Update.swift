import RealModule

extension Optimizer {
  /// Changes `count` parameters by their gradients; Muon changes all of them as if they were biases, by AdamW.
  ///
  /// - Parameters:
  ///   - first: The velocity, the running mean of gradients, or for RMSprop and Adagrad that of squared gradients.
  ///   - second: Adam's running mean of squared gradients.
  ///   - decay: λ of a decay apart from the gradient; of no effect on the others, whose gradients have it.
  ///   - step: The number of this step, from 1.
  @inline(__always)
  func update<Scalar: NetworkScalar>(
    count: Int,
    parameters: UnsafeMutablePointer<Scalar>,
    gradients: UnsafePointer<Scalar>,
    first: UnsafeMutablePointer<Scalar>,
    second: UnsafeMutablePointer<Scalar>,
    learningRate: Scalar,
    decay: Double,
    step: Int
  ) {
    switch self {
    case .sgd:
      for n in 0..<count { parameters[n] -= learningRate * gradients[n] }
    case .momentum(let momentum):
      let momentum = Scalar(momentum)
      for n in 0..<count {
        first[n] = momentum * first[n] + gradients[n]
        parameters[n] -= learningRate * first[n]
      }
    case .nesterov(let momentum):
      let momentum = Scalar(momentum)
      for n in 0..<count {
        first[n] = momentum * first[n] + gradients[n]
        parameters[n] -= learningRate * (gradients[n] + momentum * first[n])
      }
    case .rmsprop:
      let decay = Scalar(0.99)
      let added = Scalar(1 - 0.99)
      let epsilon = Scalar(1e-8)
      for n in 0..<count {
        first[n] = decay * first[n] + added * gradients[n] * gradients[n]
        parameters[n] -= learningRate * gradients[n] / (first[n].squareRoot() + epsilon)
      }
    case .adagrad:
      let epsilon = Scalar(1e-10)
      for n in 0..<count {
        first[n] += gradients[n] * gradients[n]
        parameters[n] -= learningRate * gradients[n] / (first[n].squareRoot() + epsilon)
      }
    case .adam, .adamw, .muon:
      adam(
        count: count,
        parameters: parameters,
        gradients: gradients,
        first: first,
        second: second,
        learningRate: learningRate,
        keep: self == .adam ? 1 : 1 - learningRate * Scalar(decay),
        step: step
      )
    case .nadam:
      let factors = NAdamFactors(learningRate: Double(learningRate), step: step)
      let (gradientRate, momentRate) = (Scalar(factors.gradientRate), Scalar(factors.momentRate))
      let scale = Scalar(factors.rootCorrection)
      let epsilon = Scalar(1e-8)
      for n in 0..<count {
        let gradient = gradients[n]
        first[n] = Scalar(0.9) * first[n] + Scalar(1 - 0.9) * gradient
        second[n] = Scalar(0.999) * second[n] + Scalar(1 - 0.999) * gradient * gradient
        parameters[n] -=
          (gradientRate * gradient + momentRate * first[n]) / (second[n].squareRoot() * scale + epsilon)
      }
    }
  }

  /// Adam's update of parameters that are first shrunk by the factor `keep`.
  @inline(__always)
  private func adam<Scalar: NetworkScalar>(
    count: Int,
    parameters: UnsafeMutablePointer<Scalar>,
    gradients: UnsafePointer<Scalar>,
    first: UnsafeMutablePointer<Scalar>,
    second: UnsafeMutablePointer<Scalar>,
    learningRate: Scalar,
    keep: Scalar,
    step: Int
  ) {
    let beta1 = 0.9
    let beta2 = 0.999
    let epsilon = Scalar(1e-8)
    // Corrections in Double for Float networks too: 1 − 0.999 has few digits there.
    let rate = learningRate / Scalar(1 - Double.pow(beta1, step))
    let scale = 1 / Scalar((1 - Double.pow(beta2, step)).squareRoot())
    let (keep1, add1) = (Scalar(beta1), Scalar(1 - beta1))
    let (keep2, add2) = (Scalar(beta2), Scalar(1 - beta2))
    for n in 0..<count {
      let gradient = gradients[n]
      first[n] = keep1 * first[n] + add1 * gradient
      second[n] = keep2 * second[n] + add2 * gradient * gradient
      parameters[n] = keep * parameters[n] - rate * first[n] / (second[n].squareRoot() * scale + epsilon)
    }
  }
}
