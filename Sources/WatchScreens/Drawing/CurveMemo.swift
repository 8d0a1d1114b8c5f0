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

  /// All that the picture of the list of runs follows from.
  struct ListKey: Equatable {
    var roster: Int
    var hidden: Set<String>
    var statuses: [RunStatus]
    var selected: String?
    var baseline: String?
    var size: Size
    var look: Look
  }

  /// What is kept of one chart.
  final class Chart {
    /// The chart as it was drawn last, and from what.
    private(set) var drawn: (key: ChartKey, picture: DrawnChart)?
    /// The curves of its lines, in the order of the roster.
    private(set) var curves: [SeriesCurve]
    private var lines: [Line]
    fileprivate let roster: Int

    fileprivate init(lines: Int, roster: Int) {
      curves = Array(repeating: SeriesCurve(), count: lines)
      self.lines = Array(repeating: Line(), count: lines)
      self.roster = roster
    }

    fileprivate var count: Int { lines.count }

    /// Draws the chart, from what was drawn before where that is the same.
    func draw(_ chart: LineChart, _ key: ChartKey) {
      if drawn == nil {
        drawn = (key, DrawnChart(chart, in: key.region, look: key.look))
      } else {
        drawn?.key = key
        drawn?.picture.redraw(chart, in: key.region, look: key.look)
      }
    }

    /// Whether the places of a line are those of a series as it is now.
    func hasPlaces(_ line: Int, _ stamp: SeriesStamp, _ axis: WatchAxis, origin: Double) -> Bool {
      lines[line].stamp == stamp && lines[line].axis == axis && lines[line].origin == origin
    }

    /// The places of a line, those of before where values were only appended.
    func places(
      _ line: Int,
      _ series: MetricSeries,
      _ stamp: SeriesStamp,
      _ axis: WatchAxis,
      origin: Double
    ) -> AxisPlaces? {
      let isContinued =
        lines[line].axis == axis && lines[line].origin == origin
        && lines[line].stamp.map { $0 == stamp || stamp.continues($0, series) } == true
      if !isContinued {
        lines[line] = Line(axis: axis, origin: origin)
        curves[line] = SeriesCurve()
      }
      // A line that shares its places with nobody does not have them copied.
      let known = lines[line].places
      lines[line].places = []
      let places = AxisPlaces(series, axis, origin: origin, known: known)
      lines[line].places = places?.known ?? []
      lines[line].stamp = stamp
      lines[line].ends = places.flatMap { $0.count > 0 ? $0[0]...max($0[0], $0[$0.count - 1]) : nil }
      return places
    }

    /// The first and the last place of a line whose places were asked for; nil where it has none.
    func ends(of line: Int) -> ClosedRange<Double>? { lines[line].ends }

    /// Whether the curve of a line whose places were asked for is the one that is wanted; one whose values all lie within wider limits is.
    func hasCurve(_ line: Int, in limits: ClosedRange<Double>, _ columns: CurveColumns, beta: Double) -> Bool {
      lines[line].curveStamp == lines[line].stamp && curves[line].widen(to: limits, columns, beta: beta)
    }

    /// Makes the curve of a line whose places were asked for, or goes on with it.
    func makeCurve(
      _ line: Int,
      _ series: MetricSeries,
      in limits: ClosedRange<Double>,
      _ columns: CurveColumns,
      beta: Double
    ) {
      guard let stamp = lines[line].stamp,
        let places = places(line, series, stamp, lines[line].axis, origin: lines[line].origin)
      else { return }
      if !curves[line].extend(series, places, in: limits, columns, beta: beta) {
        curves[line] = SeriesCurve(series, places, in: limits, columns, beta: beta)
      }
      lines[line].curveStamp = lines[line].stamp
    }
  }

  /// What is kept of one line beside its curve.
  private struct Line {
    var axis = WatchAxis.step
    var origin = 0.0
    /// The series as it was when its places were made.
    var stamp: SeriesStamp?
    var places: [Double] = []
    var ends: ClosedRange<Double>?
    /// The series as it was when its curve was made.
    var curveStamp: SeriesStamp?
  }

  /// So many lines are kept.
  private static let capacity = 6000
  private var origins: (key: OriginKey, origins: AxisOrigins)?
  private var list: (key: ListKey, picture: Buffer)?
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
    (origins, list, count) = (nil, nil, 0)
    charts = [:]
  }

  /// The origins of the x axis, found by the closure where they are not known.
  func origins(_ key: OriginKey, find: () -> AxisOrigins) -> AxisOrigins {
    if let known = origins, known.key == key { return known.origins }
    let found = find()
    origins = (key, found)
    return found
  }

  /// The picture of the list of runs, drawn by the closure where it is not known.
  func list(_ key: ListKey, draw: () -> Buffer) -> Buffer {
    if let known = list, known.key == key { return known.picture }
    let picture = draw()
    list = (key, picture)
    return picture
  }

  /// What is kept of a chart with so many lines.
  /// - Parameter roster: the number of the roster that the lines are of.
  func chart(_ key: String, lines: Int, roster: Int) -> Chart {
    if let known = charts[key] {
      if known.roster == roster, known.count == lines { return known }
      count -= known.count
    } else if count + lines > Self.capacity {
      removeAll()
    }
    let chart = Chart(lines: lines, roster: roster)
    charts[key] = chart
    count += lines
    return chart
  }
}
