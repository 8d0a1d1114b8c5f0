import NeuralNet

/// What a depth experiment pushes through which network.
public struct DepthSettings: Hashable, Sendable {
  /// Units in each layer, 1 to 512.
  public var width: Int
  /// How many layers, 1 to 50.
  public var depth: Int
  /// How many random samples pass at once, 4 to 1024.
  public var batchSize: Int
  /// How the weights are drawn.
  public var initializer: Initializer
  /// Where every random number comes from.
  public var seed: UInt64
  /// What the layers apply; each on the same weights and the same samples.
  public var activations: [Activation]
  /// A unit is saturated on a sample where |f′(z)| is below this.
  public var saturationThreshold: Double

  /// The widths that are taken.
  public static let widths = 1...512
  /// The depths that are taken.
  public static let depths = 1...50
  /// The batch sizes that are taken.
  public static let batchSizes = 4...1024

  /// Settings of an experiment.
  public init(
    width: Int = 128,
    depth: Int = 20,
    batchSize: Int = 256,
    initializer: Initializer = .glorotUniform,
    seed: UInt64 = 42,
    activations: [Activation],
    saturationThreshold: Double = 0.01
  ) {
    self.width = width
    self.depth = depth
    self.batchSize = batchSize
    self.initializer = initializer
    self.seed = seed
    self.activations = activations
    self.saturationThreshold = saturationThreshold
  }

  /// Fails on what no experiment can have.
  public func validate() throws(SettingsError) {
    func check(_ name: String, _ value: Int, _ range: ClosedRange<Int>) throws(SettingsError) {
      guard !range.contains(value) else { return }
      throw SettingsError(setting: name, expected: "\(range.lowerBound) to \(range.upperBound)", found: "\(value)")
    }
    try check("width", width, Self.widths)
    try check("depth", depth, Self.depths)
    try check("batch size", batchSize, Self.batchSizes)
    guard saturationThreshold > 0, saturationThreshold < 1 else {
      throw SettingsError(setting: "threshold", expected: "a number between 0 and 1", found: "\(saturationThreshold)")
    }
  }
}
