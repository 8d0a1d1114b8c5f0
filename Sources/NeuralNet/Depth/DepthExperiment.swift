/// What an activation and an initializer do to depth: a random network of equally wide layers, one batch pushed forward
/// and a random gradient pushed back.
///
/// The inputs are standard normal numbers, and so is the gradient that enters at the last layer's activations. Nothing is
/// trained. In a well-scaled network, activations and gradients keep their size from layer to layer; otherwise they
/// vanish or explode exponentially in the depth.
public struct DepthExperiment: Hashable, Sendable {
  /// The number of layers.
  public var depth: Int

  /// The number of units in each layer, and of inputs.
  public var width: Int

  /// The number of samples.
  public var batchSize: Int

  /// The activation of every layer.
  public var activation: Activation

  /// How the weights are drawn.
  public var initializer: Initializer

  /// The seed of inputs, weights and gradient; activations compared at one seed get the same ones.
  public var seed: UInt64

  /// |f′| below which a unit counts as saturated for a sample.
  public var saturationThreshold: Double

  /// The number of bins in each layer's histogram.
  public var binCount: Int

  /// Makes an experiment; sizes are at least 1.
  public init(
    depth: Int = 50,
    width: Int = 256,
    batchSize: Int = 256,
    activation: Activation,
    initializer: Initializer,
    seed: UInt64 = 42,
    saturationThreshold: Double = 0.01,
    binCount: Int = 40
  ) {
    precondition(
      depth > 0 && width > 0 && batchSize > 0 && binCount > 0,
      "expected sizes of at least 1, found depth \(depth), width \(width), batch \(batchSize), bins \(binCount)"
    )
    self.depth = depth
    self.width = width
    self.batchSize = batchSize
    self.activation = activation
    self.initializer = initializer
    self.seed = seed
    self.saturationThreshold = saturationThreshold
    self.binCount = binCount
  }

  /// Runs it.
  ///
  /// - Parameter progress: Told the finished share, 0 to 1, after every layer; returning false gives up.
  /// - Returns: Every layer's figures, the first layer first; nil if given up.
  public func run(progress: (Double) -> Bool = { _ in true }) -> [DepthLayer]? {
    DepthRun(self).run(progress)
  }
}
