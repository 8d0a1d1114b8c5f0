/// A series in equal parts of its finite values, with what is noise in it.
struct SeriesTrend {
  /// One part.
  struct Part {
    var firstStep: Int
    var lastStep: Int
    var mean: Double
    var count: Int
  }

  /// More parts than this tell no more.
  private static let mostParts = 40

  private(set) var parts: [Part] = []
  /// The standard deviation of a value around the trend, from the differences between neighbours.
  private(set) var noise = 0.0
  private(set) var count = 0

  /// - Returns: nil for a series with fewer than `least` finite values.
  init?(_ series: MetricSeries, least: Int = 8) {
    let points = series.points.filter { $0.value.isFinite }
    guard points.count >= least else { return nil }
    count = points.count
    let size = max(2, points.count / Self.mostParts)
    var squares = 0.0
    for (left, right) in zip(points, points.dropFirst()) {
      let difference = right.value - left.value
      squares += difference * difference
    }
    // Neighbours differ by two noises.
    noise = (squares / Double(2 * (points.count - 1))).squareRoot()
    var start = 0
    while start < points.count {
      let end = points.count - start < 2 * size ? points.count : start + size
      let slice = points[start..<end]
      let mean = slice.reduce(0) { $0 + $1.value / Double(slice.count) }
      parts.append(Part(firstStep: slice[start].step, lastStep: slice[end - 1].step, mean: mean, count: slice.count))
      start = end
    }
    guard noise.isFinite, parts.allSatisfy({ $0.mean.isFinite }) else { return nil }
  }

  /// By how many standard errors the means of two ranges of parts differ, the second less the first.
  func difference(_ before: ArraySlice<Part>, _ after: ArraySlice<Part>) -> (change: Double, errors: Double) {
    let first = Self.mean(before)
    let second = Self.mean(after)
    let variance = noise * noise * (1 / Double(max(1, first.count)) + 1 / Double(max(1, second.count)))
    let error = variance.squareRoot()
    let change = second.mean - first.mean
    return (change, error > 0 ? change / error : change == 0 ? 0 : .infinity * (change < 0 ? -1 : 1))
  }

  static func mean(_ parts: ArraySlice<Part>) -> (mean: Double, count: Int) {
    let count = parts.reduce(0) { $0 + $1.count }
    guard count > 0 else { return (.nan, 0) }
    return (parts.reduce(0) { $0 + $1.mean * (Double($1.count) / Double(count)) }, count)
  }
}
