/// What a lesson did to the network, and what it cost.
public struct ClassifierLessonOutcome: Hashable, Sendable {
  /// The run's step at which it was taught.
  public var step: Int
  /// The class that was taught.
  public var label: UInt8
  /// How many updates were made.
  public var updates: Int
  /// The class's probability for the image before the lesson.
  public var probabilityBefore: Double
  /// The class's probability for the image right after it.
  public var probabilityAfter: Double
  /// The share of test images that were right before it; nil where nobody looked.
  public var accuracyBefore: Double?
  /// The share of test images that were right after it; nil where nobody looked.
  public var accuracyAfter: Double?
  /// Whether the network from before it is still kept.
  public var isUndoable: Bool
}
