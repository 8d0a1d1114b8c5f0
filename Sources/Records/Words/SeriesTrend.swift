/// A series in equal parts of its finite values, with what is noise in it.
struct SeriesTrend {
  /// One part.
  struct Part {
    var firstStep: Int
    var lastStep: Int
    var mean: Double
    var count: Int
    /// Its first value among all.
    var start: Int
  }

  /// More parts than this tell no more.
  private static let mostParts = 40
  /// A test of rank compares every value with every other: of so many at most.
  private static let mostRanks = 100

  /// The finite values as they were logged.
  let points: [MetricPoint]
  /// The values without those that stand alone, far from all their neighbours.
  private let values: [Double]
  private(set) var parts: [Part] = []
  /// The standard deviation of a value around the trend, from its second differences but the largest few.
  let noise: Double
  var count: Int { points.count }

  /// - Returns: nil for a series with fewer than `least` finite values.
  init?(_ all: some Sequence<MetricPoint>, least: Int = 8) {
    points = all.filter(\.value.isFinite)
    guard points.count >= least else { return nil }
    noise = Self.noise(points)
    values = Self.withoutSpikes(points, noise)
    let size = max(2, points.count / Self.mostParts)
    var start = 0
    while start < points.count {
      let end = points.count - start < 2 * size ? points.count : start + size
      parts.append(
        Part(
          firstStep: points[start].step,
          lastStep: points[end - 1].step,
          mean: Self.mean(values[start..<end]),
          count: end - start,
          start: start
        )
      )
      start = end
    }
    guard noise.isFinite, parts.allSatisfy({ $0.mean.isFinite }) else { return nil }
  }

  /// From how far values are from the middle of their neighbours, so that a curve without noise has next to none. A spike is no noise: it makes
  /// three of the largest differences, which are left out.
  private static func noise(_ points: [MetricPoint]) -> Double {
    let bends = points.indices.dropFirst().dropLast().map {
      abs(points[$0 - 1].value + points[$0 + 1].value - 2 * points[$0].value)
    }.sorted()
    let kept = bends.dropLast(min(bends.count / 3, max(3, bends.count / 20)))
    // A second difference has the variance of six values.
    return (kept.reduce(0) { $0 + $1 * $1 / Double(6 * max(1, kept.count)) }).squareRoot()
  }

  /// The values, one that is far from both sides replaced by the median around it.
  private static func withoutSpikes(_ points: [MetricPoint], _ noise: Double) -> [Double] {
    var values = points.map(\.value)
    guard points.count >= 7 else { return values }
    var around: [Double] = []
    for index in 3..<(points.count - 3) {
      let value = points[index].value
      let (left, right) = (points[index - 1].value, points[index + 1].value)
      // What lies between its neighbours is no spike.
      guard value != left, value != right, (value > left) == (value > right) else { continue }
      around.removeAll(keepingCapacity: true)
      for other in index - 3...index + 3 { around.append(points[other].value) }
      around.sort()
      let median = around[3]
      for place in around.indices { around[place] = abs(around[place] - median) }
      around.sort()
      if abs(value - median) > 6 * max(noise, 1.4826 * around[3]) { values[index] = median }
    }
    return values
  }

  // MARK: Comparing

  /// By how many standard errors the means of two ranges of parts differ, the second less the first.
  func difference(_ before: ArraySlice<Part>, _ after: ArraySlice<Part>) -> (change: Double, errors: Double) {
    let first = Self.mean(before)
    let second = Self.mean(after)
    let variance = noise * noise * (1 / Double(max(1, first.count)) + 1 / Double(max(1, second.count)))
    let error = variance.squareRoot()
    let change = second.mean - first.mean
    return (change, error > 0 ? change / error : change == 0 ? 0 : .infinity * (change < 0 ? -1 : 1))
  }

  /// Whether later values tend to be larger (above 0) or smaller (below 0), in standard deviations of what chance does (Mann and Kendall's test).
  ///
  /// H. B. Mann, Nonparametric tests against trend, Econometrica 13 (1945).
  func drift(from start: Int) -> Double {
    let all = values[start...]
    let size = (all.count + Self.mostRanks - 1) / Self.mostRanks
    let means = stride(from: start, to: values.count, by: max(1, size)).map {
      Self.mean(values[$0..<min(values.count, $0 + max(1, size))])
    }
    guard means.count >= 3 else { return 0 }
    var score = 0
    for (index, one) in means.enumerated() {
      for other in means[(index + 1)...] { score += other > one ? 1 : other < one ? -1 : 0 }
    }
    let count = Double(means.count)
    let deviation = (count * (count - 1) * (2 * count + 5) / 18).squareRoot()
    return Double(score) / deviation
  }

  /// Half the room that the middle two thirds of the values from a place on take: a standard deviation where they are normal, and no spike changes it.
  func scatter(from start: Int) -> Double {
    let sorted = points[start...].map(\.value).sorted()
    guard sorted.count >= 3 else { return 0 }
    let last = Double(sorted.count - 1)
    return (sorted[Int((last * 0.84).rounded())] - sorted[Int((last * 0.16).rounded())]) / 2
  }

  static func mean(_ parts: ArraySlice<Part>) -> (mean: Double, count: Int) {
    let count = parts.reduce(0) { $0 + $1.count }
    guard count > 0 else { return (.nan, 0) }
    return (parts.reduce(0) { $0 + $1.mean * (Double($1.count) / Double(count)) }, count)
  }

  private static func mean(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0) { $0 + $1 / Double(values.count) }
  }
}
