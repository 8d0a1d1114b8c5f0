import Plots
import Training

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The curves of many single runs as one: which heights any of them passes in each column of a plot.
///
/// Drawing it costs as much as there are columns, however many runs there are and however long they are; a spike of one epoch of one
/// run is in it.
struct RunCloud {
  /// A column a cell of a wide plot, which leaves every second dot free for the mean to be seen.
  private static let columns = 96
  /// About the dots of a high plot.
  private static let rows = 192

  /// Vertical strokes, from left to right; what is not finite is a point of its own.
  private(set) var points: [ChartPoint] = []

  /// - Parameters:
  ///   - curves: each run's points in rising x.
  ///   - isLogarithmic: whether heights are spread by their logarithm; those of 0 and less are then gaps.
  init(_ curves: [[ChartPoint]], range: CurveRange, isLogarithmic: Bool) {
    func height(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }
    let thinned = curves.map { range.thinned($0, buckets: Self.columns) }
    var low = Double.infinity
    var high = -Double.infinity
    for point in thinned.joined() where point.isFinite && (!isLogarithmic || point.minimum > 0) {
      low = min(low, point.minimum)
      high = max(high, point.maximum)
    }
    guard low <= high else { return }
    let (bottom, top) = (height(low), height(high))
    let scale = top > bottom ? Double(Self.rows - 1) / (top - bottom) : 0
    var marks = [Bool](repeating: false, count: Self.columns * Self.rows)
    var breaks = [Double?](repeating: nil, count: Self.columns)
    for curve in thinned {
      var previous: (column: Int, row: Int)?
      for point in curve {
        let share = range.share(of: point.x)
        let column = min(Self.columns - 1, max(0, Int(share * Double(Self.columns))))
        guard point.isFinite, !isLogarithmic || point.minimum > 0 else {
          if point.x.isFinite, (0...1).contains(share), !point.isFinite { breaks[column] = point.x }
          previous = nil
          continue
        }
        func row(_ value: Double) -> Int { Int((height(value) - bottom) * scale + 0.5) }
        let (first, last) = (row(point.first), point.last == point.first ? row(point.first) : row(point.last))
        var (least, most) = (min(first, last), max(first, last))
        if point.minimum < min(point.first, point.last) { least = row(point.minimum) }
        if point.maximum > max(point.first, point.last) { most = row(point.maximum) }
        if let previous, column > previous.column {
          // A straight line over the columns between, and half of its way in each of the two.
          let step = Double(first - previous.row) / Double(column - previous.column)
          for between in previous.column..<column {
            let start = Double(previous.row) + step * Double(between - previous.column)
            Self.mark(between, Int(start), Int(start + step / 2), in: &marks)
            Self.mark(between + 1, Int(start + step / 2), Int(start + step), in: &marks)
          }
        }
        if (0...1).contains(share) { Self.mark(column, least, most, in: &marks) }
        previous = (column, last)
      }
    }
    for column in 0..<Self.columns {
      let x = range.value(atShare: (Double(column) + 0.5) / Double(Self.columns))
      if let broken = breaks[column] { points.append(ChartPoint(broken, .nan)) }
      var row = 0
      while row < Self.rows {
        guard marks[column * Self.rows + row] else {
          row += 1
          continue
        }
        var end = row
        while end + 1 < Self.rows, marks[column * Self.rows + end + 1] { end += 1 }
        func value(_ row: Int) -> Double {
          let height = scale > 0 ? bottom + Double(row) / scale : bottom
          return isLogarithmic ? pow(10, height) : height
        }
        let (from, to) = (value(row), value(end))
        points.append(ChartPoint(x: x, first: from, minimum: from, maximum: to, last: to))
        row = end + 1
      }
    }
  }

  private static func mark(_ column: Int, _ one: Int, _ other: Int, in marks: inout [Bool]) {
    for row in max(0, min(one, other))...min(rows - 1, max(one, other, 0)) { marks[column * rows + row] = true }
  }
}
