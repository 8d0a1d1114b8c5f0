/// How many rows a box has to show, and how many of them it shows at once.
public struct ScrollExtent: Hashable, Sendable {
  /// All rows.
  public let rows: Int
  /// The rows that there is room for.
  public let room: Int

  /// An extent.
  public init(rows: Int, room: Int) {
    self.rows = max(0, rows)
    self.room = max(0, room)
  }

  /// The first row shown when the last one is in sight; 0 where all rows fit.
  public var last: Int { max(0, rows - room) }
  /// Whether rows are out of sight.
  public var isScrolling: Bool { last > 0 }

  /// The nearest first row that leaves no room empty.
  public func clamped(_ first: Int) -> Int { min(max(0, first), last) }

  /// Which rows are shown, and with which keys one sees the others.
  public func footer(first: Int) -> String { "↑↓ \(clamped(first) + 1)-\(min(rows, clamped(first) + room)) of \(rows)" }
}
