/// Trains a perceptron sample by sample and keeps the result of every variant of the rule alongside.
public struct PerceptronTrainer: Hashable, Sendable {
  /// The samples, in the order they are shown.
  public let inputs: [[Double]]

  /// The class of each sample, 0 or 1.
  public let targets: [Int]

  /// The perceptron that the rule changes.
  public private(set) var current: Perceptron

  /// The perceptron with the fewest errors over all samples so far.
  public private(set) var pocket: Perceptron

  /// How many samples ``pocket`` gets wrong.
  public private(set) var pocketErrors: Int

  /// The sample that comes next.
  public private(set) var nextSample = 0

  /// The number of whole passes done.
  public private(set) var epoch = 0

  /// For every whole pass, how many samples were wrong when their turn came.
  public private(set) var errorsPerEpoch: [Int] = []

  private var errorsInEpoch = 0
  private var weightSums: [Double]
  private var biasSum = 0.0
  private var seen = 0

  /// Starts training of a perceptron on samples.
  public init(_ perceptron: Perceptron, inputs: [[Double]], targets: [Int]) {
    precondition(!inputs.isEmpty, "expected at least one sample, found none")
    precondition(inputs.count == targets.count, "expected \(inputs.count) targets, found \(targets.count)")
    self.inputs = inputs
    self.targets = targets
    current = perceptron
    pocket = perceptron
    pocketErrors = perceptron.errorCount(inputs: inputs, targets: targets)
    weightSums = perceptron.weights.map { _ in 0 }
  }

  /// Whether the last whole pass made no error, so that nothing will change any more.
  public var hasConverged: Bool { errorsPerEpoch.last == 0 }

  /// The perceptron whose weights are the mean over all samples seen; the current one before the first.
  public var averaged: Perceptron {
    guard seen > 0 else { return current }
    return Perceptron(
      weights: weightSums.map { $0 / Double(seen) },
      bias: biasSum / Double(seen),
      learningRate: current.learningRate
    )
  }

  /// The perceptron that a variant of the rule hands out.
  public func result(_ variant: PerceptronVariant) -> Perceptron {
    switch variant {
    case .classic: current
    case .pocket: pocket
    case .averaged: averaged
    }
  }

  /// Shows the next sample.
  @discardableResult
  public mutating func step() -> PerceptronUpdate {
    let update = current.update(input: inputs[nextSample], target: targets[nextSample])
    if update.error != 0 {
      errorsInEpoch += 1
      let errors = current.errorCount(inputs: inputs, targets: targets)
      if errors < pocketErrors {
        pocket = current
        pocketErrors = errors
      }
    }
    for index in weightSums.indices { weightSums[index] += current.weights[index] }
    biasSum += current.bias
    seen += 1
    nextSample += 1
    if nextSample == inputs.count {
      nextSample = 0
      epoch += 1
      errorsPerEpoch.append(errorsInEpoch)
      errorsInEpoch = 0
    }
    return update
  }

  /// Shows samples up to the end of the pass.
  ///
  /// - Returns: How many samples of the pass were wrong when their turn came.
  @discardableResult
  public mutating func trainEpoch() -> Int {
    repeat { step() } while nextSample != 0
    return errorsPerEpoch[errorsPerEpoch.count - 1]
  }
}
