/// The curves of many runs in bounded space: at every kept epoch the mean and the spread.
public struct CurveBand: Hashable, Sendable {
  /// The epochs.
  public var epochs: [Int]
  /// Mean, spread and extremes of the finite values at each.
  public var summaries: [SampleSummary]
  /// The largest value at each epoch or since the one before it, of all runs; −∞ where nothing stands out.
  public var peaks: [Float]

  /// The band of curves, of which none is longer than the epochs.
  ///
  /// - Complexity: two passes over all values, in the order of the curves.
  public init(epochs: [Int], curves: [[Float]], spikes: some Sequence<[CurveSpike]> = EmptyCollection()) {
    self.epochs = epochs
    var counts = [Int](repeating: 0, count: epochs.count)
    var sums = [Double](repeating: 0, count: epochs.count)
    var lows = [Float](repeating: .infinity, count: epochs.count)
    var highs = [Float](repeating: -.infinity, count: epochs.count)
    for curve in curves {
      for index in 0..<min(curve.count, epochs.count) where curve[index].isFinite {
        let value = curve[index]
        counts[index] += 1
        sums[index] += Double(value)
        lows[index] = min(lows[index], value)
        highs[index] = max(highs[index], value)
      }
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / Double($1) : .nan }
    var squares = [Double](repeating: 0, count: epochs.count)
    for curve in curves {
      for index in 0..<min(curve.count, epochs.count) where curve[index].isFinite {
        let distance = Double(curve[index]) - means[index]
        squares[index] += distance * distance
      }
    }
    summaries = epochs.indices.map { index in
      let count = counts[index]
      return SampleSummary(
        count: count,
        mean: means[index],
        standardDeviation: count > 1 ? (squares[index] / Double(count - 1)).squareRoot() : .nan,
        minimum: count > 0 ? Double(lows[index]) : .nan,
        maximum: count > 0 ? Double(highs[index]) : .nan
      )
    }
    peaks = [Float](repeating: -.infinity, count: epochs.count)
    for run in spikes {
      for spike in run where epochs.indices.contains(Int(spike.index)) {
        peaks[Int(spike.index)] = max(peaks[Int(spike.index)], spike.loss)
      }
    }
  }
}
