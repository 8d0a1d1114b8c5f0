extension Optimizer {
  /// The strength of L2 above which its shrinking overshoots zero farther at every step, so that weights grow without end; nil where no
  /// strength does that, because steps are divided by the gradients' size.
  ///
  /// From the eigenvalues of the update of a weight with no other gradient.
  public func largestStableL2(learningRate: Double) -> Double? {
    let limit: Double? =
      switch self {
      case .sgd, .adamw, .muon: 2
      case .momentum(let momentum): 2 * (1 + momentum)
      case .nesterov(let momentum): 2 * (1 + momentum) / (1 + 2 * momentum)
      case .rmsprop, .adagrad, .adam, .nadam: nil
      }
    return limit.map { $0 / learningRate }
  }
}
