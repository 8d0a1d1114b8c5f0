/// What one mini-batch gave, before its update.
public struct ClassifierStep: Sendable, Equatable {
  /// The mean cross-entropy, without regularisation.
  public var loss: Float

  /// How many images were classified correctly.
  public var correct: Int

  /// How many images there were.
  public var count: Int
}
