extension Trainer {
  /// All that a run's future depends on besides its settings: going back to it and on gives the same bits.
  public struct State: Sendable, Equatable {
    /// Every weight and bias.
    public var parameters: [Scalar]

    /// The optimizer's first running value per parameter; empty if it keeps none.
    public var firstMoments: [Scalar]

    /// The optimizer's second running value per parameter; empty if it keeps none.
    public var secondMoments: [Scalar]

    /// The number of updates so far, on which Adam's bias correction depends.
    public var stepCount: Int

    /// Makes a state; moments that are empty count as zeros.
    public init(parameters: [Scalar], firstMoments: [Scalar] = [], secondMoments: [Scalar] = [], stepCount: Int = 0) {
      self.parameters = parameters
      self.firstMoments = firstMoments
      self.secondMoments = secondMoments
      self.stepCount = stepCount
    }
  }

  /// The state now; setting it rewinds (or forwards) the run. Settings such as the learning rate stay.
  public var state: State {
    get {
      let count = parameterStorage.count
      return State(
        parameters: parameterStorage.array(count),
        firstMoments: optimizer.momentCount >= 1 ? firstMoments.array(count) : [],
        secondMoments: optimizer.momentCount >= 2 ? secondMoments.array(count) : [],
        stepCount: stepCount
      )
    }
    set {
      precondition(
        newValue.parameters.count == parameterStorage.count,
        "expected \(parameterStorage.count) parameters, found \(newValue.parameters.count)"
      )
      parameterStorage.assign(newValue.parameters)
      restore(newValue.firstMoments, to: firstMoments)
      restore(newValue.secondMoments, to: secondMoments)
      updates = newValue.stepCount
    }
  }

  private func restore(_ moments: [Scalar], to storage: ScalarStorage<Scalar>) {
    precondition(
      moments.isEmpty || moments.count == storage.count,
      "expected \(storage.count) moments, found \(moments.count)"
    )
    if moments.isEmpty { storage.clear() }
    storage.assign(moments)
  }
}
