/// The epochs at which a run of a sweep keeps its figures: few enough for thousands of runs, dense where curves are steep.
public enum SweepCurve {
  /// As few epochs are kept of each of a great many runs, and as many of each of a few.
  static let capacities = 72...1000
  /// As many values as the curves of one figure of a sweep may have: 12 MB.
  private static let budget = 3_000_000

  /// At most so many epochs are kept of each of so many runs.
  static func capacity(runCount: Int) -> Int {
    min(capacities.upperBound, max(capacities.lowerBound, budget / max(1, runCount)))
  }

  /// Every epoch of a short run; else the first and the last, evenly spaced ones and as many at equal ratios.
  public static func epochs(of total: Int, capacity: Int) -> [Int] {
    guard total > capacity else { return total > 0 ? Array(1...total) : [] }
    var epochs: Set<Int> = [1, total]
    let half = capacity / 2 - 1
    for index in 1...half {
      epochs.insert(index * total / half)
      epochs.insert(ratio(index, of: half, total: total))
    }
    return epochs.filter { $0 >= 1 }.sorted()
  }

  /// total^(index / count), in whole epochs.
  private static func ratio(_ index: Int, of count: Int, total: Int) -> Int {
    // By bisection in integers, since a power of the C library may differ in its last bit between machines, and an epoch with it.
    var low = 1
    var high = total
    func exceeds(_ value: Int) -> Bool {
      // value^count > total^index, by logarithms of base 2 in thousandths.
      scaledLog(value) * count > scaledLog(total) * index
    }
    while low < high {
      let middle = (low + high + 1) / 2
      if exceeds(middle) { high = middle - 1 } else { low = middle }
    }
    return low
  }

  /// 4096 · log₂ of a positive integer, rounded down, by repeated squaring.
  private static func scaledLog(_ value: Int) -> Int {
    var exponent = Int.bitWidth - 1 - value.leadingZeroBitCount
    // The mantissa as a fraction of 2³¹, in [1, 2).
    var mantissa = exponent > 31 ? UInt64(value) >> UInt64(exponent - 31) : UInt64(value) << UInt64(31 - exponent)
    for _ in 0..<12 {
      mantissa = (mantissa * mantissa) >> 31
      exponent *= 2
      if mantissa >> 32 != 0 {
        mantissa >>= 1
        exponent += 1
      }
    }
    return exponent
  }
}
