/// The curves of many runs in bounded space: at every kept epoch the mean and the spread.
public struct CurveBand: Hashable, Sendable {
  /// The epochs.
  public var epochs: [Int]
  /// Mean, spread and extremes of the finite values at each.
  public var summaries: [SampleSummary]

  /// The band of curves of one length.
  public init(epochs: [Int], curves: [[Float]]) {
    self.epochs = epochs
    summaries = epochs.indices.map { index in
      SampleSummary(curves.lazy.compactMap { index < $0.count ? Double($0[index]) : nil })
    }
  }
}
