/// An optimizer with what it remembers of a few parameters: a value, so that a lesson can step back.
///
/// A ``Trainer`` is the fast way; this one is for networks whose every number is looked at.
public struct OptimizerState: Hashable, Sendable {
  /// The rule.
  public let optimizer: Optimizer

  /// The velocity or the running mean that the rule keeps for each parameter.
  public private(set) var first: [Double]

  /// Adam's running mean of squared gradients.
  public private(set) var second: [Double]

  /// How many updates it has made.
  public private(set) var updates = 0

  /// An optimizer that has not made a step yet.
  public init(_ optimizer: Optimizer, parameterCount: Int) {
    self.optimizer = optimizer
    first = Array(repeating: 0, count: parameterCount)
    second = first
  }

  /// Changes parameters by their gradients; Muon changes them as if they were biases, by AdamW.
  /// - Parameter decay: λ of a decay apart from the gradient, for the optimizers that have one.
  public mutating func update(
    _ parameters: inout [Double],
    gradients: [Double],
    learningRate: Double,
    decay: Double = 0
  ) {
    precondition(
      parameters.count == first.count && gradients.count == first.count,
      "expected \(first.count) parameters and gradients, found \(parameters.count) and \(gradients.count)"
    )
    updates += 1
    let (optimizer, step, count) = (optimizer, updates, first.count)
    parameters.withUnsafeMutableBufferPointer { parameters in
      gradients.withUnsafeBufferPointer { gradients in
        first.withUnsafeMutableBufferPointer { first in
          second.withUnsafeMutableBufferPointer { second in
            guard let parameters = parameters.baseAddress, let gradients = gradients.baseAddress,
              let first = first.baseAddress, let second = second.baseAddress
            else { return }
            optimizer.update(
              count: count,
              parameters: parameters,
              gradients: gradients,
              first: first,
              second: second,
              learningRate: learningRate,
              decay: decay,
              step: step
            )
          }
        }
      }
    }
  }
}
