/// What the perceptron rule did with one sample.
public struct PerceptronUpdate: Hashable, Sendable {
  /// w·x + b before the change.
  public let weightedSum: Double

  /// The class predicted before the change, 0 or 1.
  public let prediction: Int

  /// The target minus the prediction: −1, 0 or 1.
  public let error: Int

  /// Δw = η·e·x, one per input; zeros if the prediction was right.
  public let weightChanges: [Double]

  /// Δb = η·e.
  public let biasChange: Double
}
