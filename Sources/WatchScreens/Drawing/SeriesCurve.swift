import Plots
import Records

/// What a chart shows of a series: first, least, greatest and last value of each column, so that no spike is lost.
struct SeriesCurve {
  /// The line: the values themselves, or their moving average.
  private(set) var line: [ChartPoint] = []
  /// The values behind a moving average; empty without one.
  private(set) var band: [ChartPoint] = []
  /// The values of the line within the limits.
  private(set) var extent = CurveExtent()
  /// The values of the band within the limits.
  private(set) var bandExtent = CurveExtent()

  private let columns: CurveColumns
  private let beta: Double
  /// The line from which the values are gathered, as far as it will not change while values are appended.
  private var gathered = Gathered()

  /// How far the points of a line were made.
  private struct Gathered {
    /// The first stored point within the limits.
    var first = 0
    /// The first stored point of the last column.
    var begin = 0
    /// How many points the line has before that column.
    var kept = 0
    /// The first stored point behind the limits.
    var end = 0
    /// How many points were stored.
    var stored = 0
    /// Whether every stored point is one of the line.
    var isEach = true
    var low = Double.nan
    var high = Double.nan

    /// Adds points to a line from the first stored point of the last column on.
    mutating func goOn(
      _ points: inout [ChartPoint],
      _ series: MetricSeries,
      _ columns: CurveColumns,
      _ place: (Int) -> Double,
      index: (Double) -> Int
    ) {
      var start = begin
      while start < end {
        (begin, kept) = (start, points.count)
        let next = isEach ? start + 1 : min(end, max(start + 1, index(columns.end(after: place(start)))))
        SeriesCurve.append(series, start..<next, place, to: &points)
        start = next
      }
      if end < stored { SeriesCurve.append(series, end..<end + 1, place, to: &points) }
    }
  }

  /// The curve of a series between two places, in so many columns.
  /// - Complexity: O(columns · log points); with a moving average O(points).
  init(
    _ series: MetricSeries,
    _ places: AxisPlaces,
    in limits: ClosedRange<Double>,
    _ columns: CurveColumns,
    beta: Double
  ) {
    (self.columns, self.beta) = (columns, beta)
    line = gather(series, limits, count: places.count) {
      places[$0]
    } index: {
      places.index(atOrAfter: $0)
    }
    if beta > 0 {
      band = line
      bandExtent = CurveExtent(band, within: limits)
      let smoothed = series.smoothed(Smoothing(beta: beta))
      // The average has points of its own; they lie where the values of their steps do.
      func place(_ index: Int) -> Double {
        let step = smoothed.points[index].step
        return places.known.isEmpty ? Double(step) : places[min(places.count - 1, series.index(atOrAfter: step))]
      }
      line = gather(smoothed, limits, count: smoothed.points.count, place) { wanted in
        var low = 0
        var high = smoothed.points.count
        while low < high {
          let middle = (low + high) >> 1
          if place(middle) < wanted { low = middle + 1 } else { high = middle }
        }
        return low
      }
    }
    extent = CurveExtent(line, within: limits)
  }

  /// The curve of nothing.
  init() { (columns, beta) = (CurveColumns(), 0) }

  /// Makes the limits wider, where all values lie within them as they are.
  /// - Returns: whether it is the curve within the limits now.
  mutating func widen(to limits: ClosedRange<Double>, _ columns: CurveColumns, beta: Double) -> Bool {
    guard self.columns == columns, self.beta == beta, gathered.low == limits.lowerBound else { return false }
    if gathered.high == limits.upperBound { return true }
    // A moving average ends where its series does: where all of it lies within the limits, the values do too.
    guard gathered.high < limits.upperBound, gathered.end == gathered.stored else { return false }
    gathered.high = limits.upperBound
    return true
  }

  /// Goes on where nothing of the series has changed but that values were appended, if any.
  /// - Returns: false where the curve is to be made anew: then it is as it was.
  /// - Complexity: O(columns + new points).
  mutating func extend(
    _ series: MetricSeries,
    _ places: AxisPlaces,
    in limits: ClosedRange<Double>,
    _ columns: CurveColumns,
    beta: Double
  ) -> Bool {
    guard beta == 0, self.beta == 0, columns == self.columns, limits.lowerBound == gathered.low,
      limits.upperBound >= gathered.high, gathered.begin < gathered.end, gathered.stored <= places.count
    else { return false }
    var end = gathered.end
    while end < places.count, places[end] <= limits.upperBound { end += 1 }
    guard gathered.isEach == (end - gathered.first <= 2 * columns.count) else { return false }
    gathered.high = limits.upperBound
    guard end > gathered.end || places.count > gathered.stored else { return true }
    (gathered.end, gathered.stored) = (end, places.count)
    line.removeLast(line.count - gathered.kept)
    gathered.goOn(&line, series, columns) {
      places[$0]
    } index: {
      places.index(atOrAfter: $0)
    }
    extent = CurveExtent(line, within: limits)
    return true
  }

  /// The points of a line.
  private mutating func gather(
    _ series: MetricSeries,
    _ limits: ClosedRange<Double>,
    count stored: Int,
    _ place: (Int) -> Double,
    index: (Double) -> Int
  ) -> [ChartPoint] {
    guard stored > 0, columns.count > 0 else { return [] }
    var points: [ChartPoint] = []
    points.reserveCapacity(columns.count + columns.count / 8 + 4)
    let first = index(limits.lowerBound)
    var end = index(limits.upperBound)
    while end < stored, place(end) <= limits.upperBound { end += 1 }
    // The neighbours outside lead the line to the frame.
    if first > 0 { Self.append(series, first - 1..<first, place, to: &points) }
    gathered = Gathered(
      first: first,
      begin: first,
      kept: points.count,
      end: max(first, end),
      stored: stored,
      isEach: end - first <= 2 * columns.count,
      low: limits.lowerBound,
      high: limits.upperBound
    )
    gathered.goOn(&points, series, columns, place, index: index)
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
