/// A size in cells.
public struct Size: Hashable, Sendable {
  /// Columns, never negative.
  public var width: Int
  /// Rows, never negative.
  public var height: Int
  /// A size; negative lengths become 0.
  public init(_ width: Int, _ height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A place in cells; (0, 0) is the top left.
public struct Point: Hashable, Sendable {
  /// Columns from the left.
  public var x: Int
  /// Rows from the top.
  public var y: Int
  /// A place.
  public init(_ x: Int, _ y: Int) {
    self.x = x
    self.y = y
  }
}

/// A region of cells; its right and bottom edges are exclusive.
public struct Rect: Hashable, Sendable {
  /// The leftmost column.
  public var x: Int
  /// The topmost row.
  public var y: Int
  /// Columns, never negative.
  public var width: Int
  /// Rows, never negative.
  public var height: Int

  /// A region; negative lengths become 0.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The region of a whole screen.
  public init(_ size: Size) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

  /// The first column right of the region.
  public var maxX: Int { x + width }
  /// The first row below the region.
  public var maxY: Int { y + height }
  /// Whether no cell is inside.
  public var isEmpty: Bool { width == 0 || height == 0 }
  /// Width and height.
  public var size: Size { Size(width, height) }

  /// Whether a place is inside.
  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }

  /// The part that two regions share; empty at this region's corner when they share none.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    let right = min(maxX, other.maxX)
    let bottom = min(maxY, other.maxY)
    guard right > left, bottom > top else { return Rect(x: x, y: y, width: 0, height: 0) }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// The region without a margin on each side; empty rather than negative.
  public func inset(horizontal: Int = 1, vertical: Int = 1) -> Rect {
    Rect(x: x + horizontal, y: y + vertical, width: width - 2 * horizontal, height: height - 2 * vertical)
  }
}
