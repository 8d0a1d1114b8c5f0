/// How many of some numbers fall between edges, evenly spaced or at equal ratios.
public struct CountHistogram: Hashable, Sendable {
  /// Ascending edges, one more than there are bins.
  public var edges: [Double]
  /// How many fell into each bin, the upper edge left out but in the last.
  public var counts: [Int]

  /// The histogram of numbers between the smallest and the largest of them.
  public init(_ values: [Double], bins: Int) {
    let values = values.filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), bins > 0 else {
      edges = []
      counts = []
      return
    }
    let width = high > low ? (high - low) / Double(bins) : 1
    let count = high > low ? bins : 1
    edges = (0...count).map { low + Double($0) * width }
    counts = Array(repeating: 0, count: count)
    for value in values { counts[min(count - 1, Int((value - low) / width))] += 1 }
  }
}
