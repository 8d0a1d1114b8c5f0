/// What the numbers of a tensor look like.
public struct TensorStatistics: Hashable, Sendable {
  /// How many numbers.
  public let count: Int
  /// How many are no numbers.
  public let nanCount: Int
  /// How many are infinite.
  public let infiniteCount: Int
  /// How many are exactly 0.
  public let zeroCount: Int
  /// The smallest finite number; 0 if there is none.
  public let minimum: Double
  /// The greatest finite number; 0 if there is none.
  public let maximum: Double
  /// The mean of the finite numbers; NaN if there is none.
  public let mean: Double
  /// Their standard deviation, divided by their number; NaN if there is none.
  public let standardDeviation: Double
  /// How many finite numbers fall into bins of equal width from the smallest to the greatest.
  public let histogram: [Int]

  /// Of numbers in memory.
  public init(_ values: [Double], bins: Int) {
    var pass = Pass(bins: bins)
    for value in values { pass.first(value) }
    pass.prepare()
    for value in values { pass.second(value) }
    self = pass.result
  }

  private init(_ pass: Pass) {
    count = pass.count
    nanCount = pass.nans
    infiniteCount = pass.infinities
    zeroCount = pass.zeros
    let isEmpty = pass.finite == 0
    minimum = isEmpty ? 0 : pass.minimum
    maximum = isEmpty ? 0 : pass.maximum
    mean = isEmpty ? .nan : pass.mean
    standardDeviation = isEmpty ? .nan : (pass.squares / Double(pass.finite)).squareRoot()
    histogram = pass.bins
  }

  /// The two passes over numbers: extremes and the mean, then deviations and bins.
  struct Pass {
    var count = 0
    var nans = 0
    var infinities = 0
    var zeros = 0
    var finite = 0
    var minimum = Double.infinity
    var maximum = -Double.infinity
    var sum = 0.0
    var mean = 0.0
    var squares = 0.0
    var bins: [Int]
    private var width = 0.0

    init(bins: Int) { self.bins = Array(repeating: 0, count: max(1, bins)) }

    @inline(__always)
    mutating func first(_ value: Double) {
      count += 1
      guard value.isFinite else {
        if value.isNaN { nans += 1 } else { infinities += 1 }
        return
      }
      finite += 1
      if value == 0 { zeros += 1 }
      if value < minimum { minimum = value }
      if value > maximum { maximum = value }
      sum += value
    }

    mutating func prepare() {
      mean = sum / Double(finite)
      let range = maximum - minimum
      width = finite > 0 && range.isFinite ? range : 0
    }

    @inline(__always)
    mutating func second(_ value: Double) {
      guard value.isFinite else { return }
      squares += (value - mean) * (value - mean)
      // Divided first, as torch.histc and NumPy do, so that what lies on an edge falls to the same side.
      let place = width > 0 ? (value - minimum) / width * Double(bins.count) : 0
      bins[min(bins.count - 1, Int(place))] += 1
    }

    var result: TensorStatistics { TensorStatistics(self) }
  }
}
