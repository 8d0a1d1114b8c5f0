/// All that a classifier's future depends on besides its settings and its images.
///
/// Setting it on a ``ClassifierTrainer`` and going on gives the same bits as before.
public struct ClassifierState: Sendable, Equatable {
  /// Every weight and bias, in the layout of ``Network/parameters``.
  public var parameters: [Float]

  /// The optimizer's running mean of gradients or velocity, in the same layout; empty if it keeps none.
  public var firstMoments: [Float]

  /// The optimizer's running mean or sum of squared gradients, in the same layout; empty if it keeps none.
  public var secondMoments: [Float]

  /// The number of updates since the optimizer started, on which Adam's bias correction depends.
  public var optimizerSteps: Int

  /// The number of whole passes over the images.
  public var epoch: Int

  /// The number of mini-batches done of the next pass.
  public var stepInEpoch: Int
}
