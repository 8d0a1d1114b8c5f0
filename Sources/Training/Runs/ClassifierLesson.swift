/// One image that the network is shown beside its training images, at the step at which it is added to the settings.
public struct ClassifierLesson: Hashable, Sendable {
  /// The image's bytes, shape (height · width).
  public var image: [UInt8]
  /// Its class.
  public var label: UInt8
  /// How many updates are made on it.
  public var steps: Int

  /// A lesson.
  public init(image: [UInt8], label: UInt8, steps: Int = 5) {
    self.image = image
    self.label = label
    self.steps = steps
  }
}
