/// Rosenblatt's perceptron (1958): one unit with a threshold, trained by the classic rule.
///
/// It predicts 1 where w·x + b ≥ 0, else 0. For a sample it gets wrong, with e = target − prediction, the rule adds η·e·x to
/// the weights and η·e to the bias. If a line separates the classes it finds one after finitely many mistakes; if none
/// does, it never comes to rest.
public struct Perceptron: Hashable, Sendable {
  /// w, one weight per input.
  public var weights: [Double]

  /// b.
  public var bias: Double

  /// η, the size of a correction.
  public var learningRate: Double

  /// Makes a perceptron with given weights.
  public init(weights: [Double], bias: Double = 0, learningRate: Double = 0.1) {
    precondition(!weights.isEmpty, "expected at least one weight, found none")
    self.weights = weights
    self.bias = bias
    self.learningRate = learningRate
  }

  /// Makes a perceptron with small random weights, normal with the standard deviation `scale`, and a bias of 0.
  public init(inputs: Int, scale: Double = 0.01, learningRate: Double = 0.1, using random: inout RandomNumbers) {
    self.init(weights: (0..<inputs).map { _ in scale * random.normal() }, learningRate: learningRate)
  }

  /// w·x + b: positive on one side of the boundary, negative on the other, 0 on it.
  public func weightedSum(_ input: [Double]) -> Double {
    precondition(input.count == weights.count, "expected \(weights.count) inputs, found \(input.count)")
    var sum = 0.0
    for (weight, value) in zip(weights, input) { sum += weight * value }
    return sum + bias
  }

  /// The class of an input: 1 where the weighted sum is 0 or more, else 0.
  public func predict(_ input: [Double]) -> Int {
    weightedSum(input) >= 0 ? 1 : 0
  }

  /// How many samples it gets wrong.
  public func errorCount(inputs: [[Double]], targets: [Int]) -> Int {
    zip(inputs, targets).count { predict($0) != $1 }
  }

  /// Applies the rule to one sample and tells what it did.
  @discardableResult
  public mutating func update(input: [Double], target: Int) -> PerceptronUpdate {
    let sum = weightedSum(input)
    let prediction = sum >= 0 ? 1 : 0
    let error = target - prediction
    let correction = learningRate * Double(error)
    let weightChanges = error == 0 ? weights.map { _ in 0 } : input.map { correction * $0 }
    for index in weights.indices { weights[index] += weightChanges[index] }
    bias += correction
    return PerceptronUpdate(
      weightedSum: sum,
      prediction: prediction,
      error: error,
      weightChanges: weightChanges,
      biasChange: correction
    )
  }

  /// Applies the rule to every sample in order.
  ///
  /// - Returns: How many samples were wrong when their turn came.
  @discardableResult
  public mutating func trainEpoch(inputs: [[Double]], targets: [Int]) -> Int {
    precondition(inputs.count == targets.count, "expected \(inputs.count) targets, found \(targets.count)")
    var errors = 0
    for (input, target) in zip(inputs, targets) where update(input: input, target: target).error != 0 {
      errors += 1
    }
    return errors
  }
}
