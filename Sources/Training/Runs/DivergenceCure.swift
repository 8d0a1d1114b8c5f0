import NeuralNet

/// What is most likely to help a run that has stopped being finite.
public enum DivergenceCure: Equatable, Sendable {
  /// A smaller step than this η.
  case learningRate(Double)
  /// Less L2: its shrinking alone makes weights grow from `limit` on.
  case l2(Double, limit: Double)

  /// What helps a run with these settings: L2 only where it alone is enough to diverge.
  public init(_ optimizer: Optimizer, learningRate: Double, l2: Double) {
    if let limit = optimizer.largestStableL2(learningRate: learningRate), l2 > limit {
      self = .l2(l2, limit: limit)
    } else {
      self = .learningRate(learningRate)
    }
  }

  /// The cure as the end of a sentence, such as "try a learning rate below 0.5".
  /// - Parameter text: how numbers are written.
  public func words(_ text: (Double) -> String) -> String {
    switch self {
    case .learningRate(let rate): "try a learning rate below \(text(rate))"
    case .l2(let strength, let limit):
      "with this learning rate, an L2 strength of \(text(strength)) alone makes the weights grow; try one below \(text(limit))"
    }
  }
}
