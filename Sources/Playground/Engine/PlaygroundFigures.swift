/// Losses and accuracies after an epoch.
public struct PlaygroundFigures: Hashable, Sendable {
  /// The mean loss of the points trained on; NaN of none.
  public var trainLoss: Double
  /// The mean loss of the others.
  public var testLoss: Double
  /// The share that is classified rightly; nil of values and of no points.
  public var trainAccuracy: Double?
  /// The share of the others.
  public var testAccuracy: Double?

  /// Makes figures.
  public init(trainLoss: Double, testLoss: Double, trainAccuracy: Double? = nil, testAccuracy: Double? = nil) {
    self.trainLoss = trainLoss
    self.testLoss = testLoss
    self.trainAccuracy = trainAccuracy
    self.testAccuracy = testAccuracy
  }
}
