/// How many values fall into bins of equal width about zero.
public struct ValueHistogram: Equatable, Sendable {
  /// How many values each bin has; the last also has those at the range's upper end.
  public let counts: [Int]
  /// The lower end of the first bin and the upper end of the last: from −m to m, m the greatest magnitude.
  public let range: ClosedRange<Double>
  /// The mean of the finite values.
  public let mean: Double
  /// The standard deviation of the finite values, divided by their number.
  public let standardDeviation: Double
  /// How many values are exactly 0.
  public let zeroCount: Int
  /// How many values are not finite; they are in no bin.
  public let nonFiniteCount: Int

  /// Counts values.
  /// - Parameter binCount: how many bins; an odd number puts zero in the middle of one.
  public init(_ values: some Collection<Float>, binCount: Int) {
    precondition(binCount > 0, "expected at least one bin, found \(binCount)")
    var largest: Float = 0
    var sum = 0.0
    var finite = 0
    var zeros = 0
    for value in values where value.isFinite {
      largest = max(largest, value.magnitude)
      sum += Double(value)
      finite += 1
      if value == 0 { zeros += 1 }
    }
    let mean = finite > 0 ? sum / Double(finite) : 0
    let end = largest > 0 ? Double(largest) : 1
    var counts = [Int](repeating: 0, count: binCount)
    var squares = 0.0
    for value in values where value.isFinite {
      let place = (Double(value) + end) / (2 * end) * Double(binCount)
      counts[min(binCount - 1, max(0, Int(place)))] += 1
      squares += (Double(value) - mean) * (Double(value) - mean)
    }
    self.counts = counts
    range = -end...end
    self.mean = mean
    standardDeviation = finite > 0 ? (squares / Double(finite)).squareRoot() : 0
    zeroCount = zeros
    nonFiniteCount = values.count - finite
  }
}
