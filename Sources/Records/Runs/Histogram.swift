/// How often values fell between edges.
public struct Histogram: Hashable, Sendable {
  /// The ascending edges of the bins, one more than there are bins.
  public var edges: [Double]
  /// How much fell into each bin.
  public var counts: [Double]

  /// A histogram from its parts.
  public init(edges: [Double], counts: [Double]) {
    precondition(edges.count == counts.count + 1 || (edges.isEmpty && counts.isEmpty), "a bin has two edges")
    self.edges = edges
    self.counts = counts
  }

  /// The value below which a share of what was counted lies, bins taken as evenly filled; nil when nothing was counted.
  public func quantile(_ share: Double) -> Double? {
    let total = counts.reduce(0, +)
    guard total > 0, total.isFinite else { return nil }
    var left = total * min(max(share, 0), 1)
    for (bin, count) in counts.enumerated() where count > 0 {
      if left <= count { return edges[bin] + (edges[bin + 1] - edges[bin]) * (left / count) }
      left -= count
    }
    return edges.last
  }
}

/// Histograms of one thing over the steps of a run, thinned when there are too many.
public struct HistogramSeries: Hashable, Sendable {
  /// A histogram and its step.
  public struct Entry: Hashable, Sendable {
    /// The step.
    public var step: Int
    /// The histogram.
    public var histogram: Histogram
  }

  private static let capacity = 256
  /// The histograms, by ascending step.
  public private(set) var entries: [Entry] = []
  /// How many were logged.
  public private(set) var count = 0
  /// Every so many of those logged are kept.
  private var stride = 1

  /// An empty series.
  public init() {}

  /// Adds a histogram; when its step is not later than the last, those from that step on are replaced.
  public mutating func append(_ histogram: Histogram, at step: Int) {
    while let last = entries.last, last.step >= step { entries.removeLast() }
    count += 1
    // The newest is always there; it gives way when the next comes and it is not one to be kept.
    if entries.count > 1, (count - 2) % stride != 0 { entries.removeLast() }
    entries.append(Entry(step: step, histogram: histogram))
    guard entries.count > Self.capacity else { return }
    stride *= 2
    let newest = entries.count - 1
    entries = entries.enumerated().filter { $0.offset % 2 == 0 || $0.offset == newest }.map(\.element)
  }
}
