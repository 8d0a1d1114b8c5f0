import Terminal

/// The part of a plane that a heat map shows.
public struct PlaneAxes: Hashable, Sendable {
  /// From left to right.
  public var x: ClosedRange<Double>
  /// From bottom to top.
  public var y: ClosedRange<Double>
  /// What runs to the right.
  public var xLabel: String
  /// What runs upwards.
  public var yLabel: String
  /// Whether labels stand beside the map where there is room.
  public var isShown: Bool

  /// A part of a plane.
  public init(
    x: ClosedRange<Double> = 0...1,
    y: ClosedRange<Double> = 0...1,
    xLabel: String = "",
    yLabel: String = "",
    isShown: Bool = true
  ) {
    self.x = x
    self.y = y
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.isShown = isShown
  }

  /// The x in the middle of a column of a grid with so many columns.
  public func x(column: Int, of count: Int) -> Double {
    x.lowerBound + (Double(column) + 0.5) / Double(max(1, count)) * (x.upperBound - x.lowerBound)
  }

  /// The y in the middle of a row, counted from the top, of a grid with so many rows.
  public func y(row: Int, of count: Int) -> Double {
    y.upperBound - (Double(row) + 0.5) / Double(max(1, count)) * (y.upperBound - y.lowerBound)
  }

  /// The places of a grid's values, row by row from the top: what a network is asked in one batch.
  public func samplePoints(_ size: Size) -> [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = []
    points.reserveCapacity(size.width * size.height)
    for row in 0..<size.height {
      for column in 0..<size.width {
        points.append((x(column: column, of: size.width), y(row: row, of: size.height)))
      }
    }
    return points
  }

  /// The field of a function on a grid.
  public func field(_ size: Size, _ value: (_ x: Double, _ y: Double) -> Double) -> Field {
    Field(width: size.width, height: size.height, values: samplePoints(size).map { value($0.x, $0.y) })
  }
}
