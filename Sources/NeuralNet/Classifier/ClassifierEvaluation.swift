/// How well a classifier does on labelled images.
public struct ClassifierEvaluation: Sendable, Equatable {
  /// How many images are classified correctly.
  public var correct: Int

  /// How many images there are.
  public var count: Int

  /// The mean cross-entropy.
  public var meanLoss: Double

  /// The share of images that are classified correctly; 0 of no images.
  public var accuracy: Double { count == 0 ? 0 : Double(correct) / Double(count) }
}
