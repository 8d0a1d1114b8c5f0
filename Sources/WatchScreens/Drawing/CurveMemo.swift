import Plots
import Records
import Terminal

/// Curves and charts that were made for earlier frames: what has not changed is not made again.
///
/// A reference within the screen's value: what it holds follows from the values it is asked for, so that frames are the same without it.
final class CurveMemo {
  /// All that a chart's picture follows from, but for the place of its cursor.
  struct ChartKey: Equatable {
    /// The chart's number in `ChartContents`.
    var content: Int
    /// The part of the x axis that is shown.
    var range: ClosedRange<Double>?
    /// The ends of the y axis by hand.
    var limits: ClosedRange<Double>?
    var axis: AxisOrigins
    var options: WatchOptions
    var hidden: Set<String>
    var isZoomed: Bool
    var hasCursor: Bool
    var region: Rect
    var look: Look
  }

  /// What the origins of the x axis follow from.
  struct OriginKey: Equatable {
    /// The number of what is known of the runs.
    var state: Int
    var axis: WatchAxis
    var hidden: Set<String>
  }

  /// What is kept of one chart.
  final class Chart {
    /// The chart as it was drawn last, and from what.
    var drawn: (key: ChartKey, picture: DrawnChart)?
    /// Its lines, in the order of the roster.
    fileprivate(set) var lines: [Line]
    fileprivate var roster: Int

    fileprivate init(lines: Int, roster: Int) {
      self.lines = Array(repeating: Line(), count: lines)
      self.roster = roster
    }

    /// The places of a line, those of before where values were only appended.
    func places(
      _ line: Int,
      _ series: MetricSeries,
      _ stamp: SeriesStamp,
      _ axis: WatchAxis,
      origin: Double
    ) -> AxisPlaces? {
      if lines[line].axis != axis || lines[line].origin != origin
        || lines[line].stamp.map({ stamp.continues($0, series) }) != true
      {
        lines[line] = Line(axis: axis, origin: origin)
      }
      // A line that shares its places with nobody does not have them copied.
      let known = lines[line].places
      lines[line].places = []
      let places = AxisPlaces(series, axis, origin: origin, known: known)
      lines[line].places = places?.known ?? []
      lines[line].stamp = stamp
      return places
    }

    /// The curve of a line whose places were asked for.
    func curve(
      _ line: Int,
      _ series: MetricSeries,
      _ places: AxisPlaces,
      in limits: ClosedRange<Double>,
      _ columns: CurveColumns,
      beta: Double
    ) -> SeriesCurve {
      let isSame = lines[line].curveStamp == lines[line].stamp
      if isSame, let curve = lines[line].curve, curve.fits(limits, columns, beta: beta) { return curve }
      if lines[line].curve?.extend(series, places, in: limits, columns, beta: beta) != true {
        lines[line].curve = SeriesCurve(series, places, in: limits, columns, beta: beta)
      }
      lines[line].curveStamp = lines[line].stamp
      return lines[line].curve ?? SeriesCurve(series, places, in: limits, columns, beta: beta)
    }
  }

  /// What is kept of one line.
  struct Line {
    fileprivate var axis = WatchAxis.step
    fileprivate var origin = 0.0
    /// The series as it was when its places were made.
    fileprivate var stamp: SeriesStamp?
    fileprivate var places: [Double] = []
    /// The series as it was when its curve was made.
    fileprivate var curveStamp: SeriesStamp?
    fileprivate var curve: SeriesCurve?
  }

  /// So many lines are kept.
  private static let capacity = 6000
  private var origins: (key: OriginKey, origins: AxisOrigins)?
  private var charts: [String: Chart] = [:]
  private var count = 0
  private var number = 0

  /// A number that was not given before.
  func nextNumber() -> Int {
    number += 1
    return number
  }

  /// Forgets all but which numbers were given.
  func removeAll() {
    (origins, count) = (nil, 0)
    charts = [:]
  }

  /// The origins of the x axis, found by the closure where they are not known.
  func origins(_ key: OriginKey, find: () -> AxisOrigins) -> AxisOrigins {
    if let known = origins, known.key == key { return known.origins }
    let found = find()
    origins = (key, found)
    return found
  }

  /// What is kept of a chart with so many lines.
  /// - Parameter roster: the number of the roster that the lines are of.
  func chart(_ key: String, lines: Int, roster: Int) -> Chart {
    if let known = charts[key] {
      if known.roster == roster, known.lines.count == lines { return known }
      count -= known.lines.count
    } else if count + lines > Self.capacity {
      removeAll()
    }
    let chart = Chart(lines: lines, roster: roster)
    charts[key] = chart
    count += lines
    return chart
  }
}
