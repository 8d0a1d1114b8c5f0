/// Cells that follow one another on a row.
public struct CellRun: Hashable, Sendable {
  /// The first cell's column.
  public var x: Int
  /// The row.
  public var y: Int
  /// How many cells, at least one.
  public var length: Int

  /// A run.
  public init(x: Int, y: Int, length: Int) {
    self.x = x
    self.y = y
    self.length = length
  }
}
