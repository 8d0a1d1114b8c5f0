/// The line with the least squared error, by the normal equations.
public struct LineFit: Hashable, Sendable {
  /// Its slope.
  public let weight: Double
  /// Its value at 0.
  public let bias: Double
  /// Σ (ŷ − y)² of it.
  public let loss: Double
  /// Whether it meets every target but for rounding.
  public let isExact: Bool

  /// The best line through samples of one input; nil where all inputs are the same.
  public init?(_ samples: [NeuronSample]) {
    let count = Double(samples.count)
    guard count > 1, samples.allSatisfy({ $0.inputs.count == 1 }) else { return nil }
    let meanX = samples.reduce(0) { $0 + $1.inputs[0] } / count
    let meanY = samples.reduce(0) { $0 + $1.target } / count
    let spread = samples.reduce(0) { $0 + ($1.inputs[0] - meanX) * ($1.inputs[0] - meanX) }
    guard spread > 0, spread.isFinite else { return nil }
    let slope = samples.reduce(0) { $0 + ($1.inputs[0] - meanX) * ($1.target - meanY) } / spread
    let offset = meanY - slope * meanX
    weight = slope
    bias = offset
    loss = samples.reduce(0) {
      let error = slope * $1.inputs[0] + offset - $1.target
      return $0 + error * error
    }
    isExact = loss <= 1e-20 * samples.reduce(1) { $0 + $1.target * $1.target }
  }
}
