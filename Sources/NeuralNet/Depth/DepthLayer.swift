/// One layer's figures in a ``DepthExperiment``.
public struct DepthLayer: Hashable, Sendable {
  /// The mean of all activations.
  public let mean: Double

  /// The standard deviation of all activations.
  public let standardDeviation: Double

  /// The root mean square of z.
  public let preActivationSize: Double

  /// The range of activations that ``histogram`` covers: from the least to the greatest; lower equals upper if all are
  /// equal.
  public let range: ClosedRange<Double>

  /// How many activations fall in each of equally wide bins over ``range``.
  public let histogram: [Int]

  /// The share of activations whose |f′| is below the experiment's threshold.
  public let saturated: Double

  /// The share of units whose f′ is 0 for every sample: no gradient passes them, though samples may move them.
  public let blocked: Double

  /// The share of blocked units that are the same for every sample, too: they neither learn nor tell samples apart.
  public let dead: Double

  /// The root mean square of the gradient by this layer's activations.
  public let gradientSize: Double

  /// The root mean square of the gradient by this layer's weights.
  public let weightGradientSize: Double

  /// Whether any activation is infinite or not a number.
  public let activationsOverflowed: Bool

  /// Whether any activation or gradient is infinite or not a number, so that the figures above cover the finite ones only.
  public let hasOverflowed: Bool
}
