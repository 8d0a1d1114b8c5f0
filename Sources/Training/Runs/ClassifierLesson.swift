/// One image that the network is shown beside its training images, at the step at which it is added to the settings.
///
/// It is taught by plain gradient descent on this image alone, w ← w − η·g, until its class is given more than `goal`: the optimizer's
/// running values, which belong to mini-batches, are neither used nor changed. Adam's step length would not depend on the gradient's, so that
/// five of its steps on one image cost a trained network a quarter of the test images; these cost about two in a hundred.
public struct ClassifierLesson: Hashable, Sendable {
  /// The image's bytes, shape (height · width).
  public var image: [UInt8]
  /// Its class.
  public var label: UInt8
  /// How many updates are made on it at most; one at least.
  public var steps: Int
  /// η of the updates.
  public var learningRate: Double
  /// The probability of its class that ends the lesson.
  public var goal: Double

  /// A lesson.
  public init(image: [UInt8], label: UInt8, steps: Int = 50, learningRate: Double = 1e-3, goal: Double = 0.5) {
    self.image = image
    self.label = label
    self.steps = steps
    self.learningRate = learningRate
    self.goal = goal
  }
}
