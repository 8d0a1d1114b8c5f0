/// Mean and spread of numbers.
public struct SampleSummary: Hashable, Sendable {
  /// How many numbers.
  public var count: Int
  /// Their mean, NaN of none.
  public var mean: Double
  /// Their standard deviation, √(Σ(x − mean)² / (n − 1)), NaN of fewer than two.
  public var standardDeviation: Double
  /// The smallest, NaN of none.
  public var minimum: Double
  /// The largest, NaN of none.
  public var maximum: Double

  /// A summary of numbers that were summed up elsewhere.
  init(count: Int, mean: Double, standardDeviation: Double, minimum: Double, maximum: Double) {
    self.count = count
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The summary of numbers; those that are not finite are left out.
  public init(_ values: some Sequence<Double>) {
    let values = values.filter(\.isFinite)
    count = values.count
    mean = values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    let centre = mean
    let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    standardDeviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : .nan
    minimum = values.min() ?? .nan
    maximum = values.max() ?? .nan
  }
}
