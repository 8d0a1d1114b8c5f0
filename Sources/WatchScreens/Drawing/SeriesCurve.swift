import Plots
import Records

/// What a chart shows of a series: first, least, greatest and last value of each column, so that no spike is lost.
struct SeriesCurve {
  /// The line: the values themselves, or their moving average.
  var line: [ChartPoint] = []
  /// The values behind a moving average; empty without one.
  var band: [ChartPoint] = []
  /// Where values are that are not finite.
  var isBroken = false

  /// The curve of a series between two places, in so many columns.
  /// - Complexity: O(columns · log points); with a moving average O(points).
  init(
    _ series: MetricSeries,
    _ places: AxisPlaces,
    in limits: ClosedRange<Double>,
    _ scale: Scale,
    columns: Int,
    beta: Double
  ) {
    let raw = Self.points(series, limits, scale, columns, count: places.count) {
      places[$0]
    } index: {
      places.index(atOrAfter: $0)
    }
    isBroken = raw.contains { !$0.isFinite }
    guard beta > 0 else {
      line = raw
      return
    }
    band = raw
    let smoothed = series.smoothed(Smoothing(beta: beta))
    // The average has points of its own; they lie where the values of their steps do.
    func place(_ index: Int) -> Double {
      places[min(places.count - 1, series.index(atOrAfter: smoothed.points[index].step))]
    }
    line = Self.points(smoothed, limits, scale, columns, count: smoothed.points.count, place) { wanted in
      var low = 0
      var high = smoothed.points.count
      while low < high {
        let middle = (low + high) >> 1
        if place(middle) < wanted { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  private static func points(
    _ series: MetricSeries,
    _ limits: ClosedRange<Double>,
    _ scale: Scale,
    _ columns: Int,
    count: Int,
    _ place: (Int) -> Double,
    index: (Double) -> Int
  ) -> [ChartPoint] {
    guard count > 0, columns > 0 else { return [] }
    var points: [ChartPoint] = []
    points.reserveCapacity(columns + 4)
    let first = index(limits.lowerBound)
    var end = index(limits.upperBound)
    while end < count, place(end) <= limits.upperBound { end += 1 }
    // The neighbours outside lead the line to the frame.
    if first > 0 { append(series, first - 1..<first, place, to: &points) }
    if end - first <= 2 * columns {
      for single in first..<max(first, end) { append(series, single..<single + 1, place, to: &points) }
    } else {
      let low = scale.position(limits.lowerBound)
      let width = (scale.position(limits.upperBound) - low) / Double(columns)
      var begin = first
      for column in 1...columns {
        let edge = column == columns ? end : max(begin, index(scale.value(at: low + Double(column) * width)))
        append(series, begin..<min(edge, end), place, to: &points)
        begin = min(edge, end)
      }
    }
    if end < count { append(series, end..<end + 1, place, to: &points) }
    return points
  }

  private static func append(
    _ series: MetricSeries,
    _ range: Range<Int>,
    _ place: (Int) -> Double,
    to points: inout [ChartPoint]
  ) {
    guard let column = series.column(of: range) else { return }
    if let least = column.minimum?.value, let greatest = column.maximum?.value {
      let first = column.first.value.isFinite ? column.first.value : least
      let last = column.last.value.isFinite ? column.last.value : greatest
      points.append(
        ChartPoint(x: place(range.upperBound - 1), first: first, minimum: least, maximum: greatest, last: last)
      )
    }
    if column.nonFinite != nil {
      let bad = series.points[range].firstIndex { !$0.value.isFinite } ?? range.lowerBound
      points.append(ChartPoint(place(bad), .nan))
    }
  }
}
