/// Places of a map: the centres of `columns` × `rows` cells over a square, the upper row first.
public struct PlaneGrid: Hashable, Sendable {
  /// Cells beside each other.
  public var columns: Int
  /// Cells above each other.
  public var rows: Int
  /// The square reaches from −extent to extent; the peer shows 6.
  public var extent: Double

  /// Makes a grid.
  public init(columns: Int, rows: Int, extent: Double = 6) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    self.extent = extent
  }

  /// The place of a cell.
  public func place(column: Int, row: Int) -> (x: Double, y: Double) {
    (
      extent * (2 * (Double(column) + 0.5) / Double(columns) - 1),
      extent * (1 - 2 * (Double(row) + 0.5) / Double(rows))
    )
  }

  func table(features: [PlaneFeature]) -> FeatureTable {
    var points: [PlanePoint] = []
    points.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let (x, y) = place(column: column, row: row)
        points.append(PlanePoint(x: x, y: y, label: 0))
      }
    }
    return FeatureTable(points, features: features, target: { $0 })
  }
}

/// Outputs of all units over the cells of a grid.
public struct PlaneMaps: Hashable, Sendable {
  /// The places.
  public let grid: PlaneGrid
  /// By unit of the trained layers, then by row and column.
  public let values: [[Double]]
}
