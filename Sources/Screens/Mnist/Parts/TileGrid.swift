import Plots
import Terminal

/// How thumbnails with a line below each stand in a room: as large as lets enough of them fit.
struct TileGrid: Hashable, Sendable {
  /// The cells of a thumbnail, without the line below it.
  let tile: Size
  let columns: Int
  let rows: Int
  private let region: Rect

  /// Full resolution, half of it, and small.
  static let sizes = [Size(28, 14), Size(14, 7), Size(10, 5)]

  /// - Parameter wanted: how many should be seen; the largest size that shows them is taken, else the smallest.
  init(in region: Rect, wanted: Int) {
    self.region = region
    var best: (tile: Size, columns: Int, rows: Int)?
    for size in Self.sizes {
      let columns = (region.width + 1) / (size.width + 1)
      let rows = region.height / (size.height + 1)
      guard columns > 0, rows > 0 else { continue }
      best = (size, columns, rows)
      if columns * rows >= wanted { break }
    }
    tile = best?.tile ?? Size(0, 0)
    columns = best?.columns ?? 0
    rows = best?.rows ?? 0
  }

  /// How many fit.
  var count: Int { columns * rows }

  /// The room of a thumbnail and the line below it.
  subscript(index: Int) -> (picture: Rect, line: Rect) {
    let column = index % max(1, columns)
    let row = index / max(1, columns)
    // What is left over is shared out between the columns, so that the grid fills its room.
    let step = columns > 1 ? min(tile.width + 3, (region.width - tile.width) / (columns - 1)) : tile.width
    let x = region.x + column * step
    let y = region.y + row * (tile.height + 1)
    return (
      Rect(x: x, y: y, width: tile.width, height: tile.height),
      Rect(x: x, y: y + tile.height, width: tile.width, height: 1)
    )
  }

  /// The thumbnail at a place.
  func index(at point: Point) -> Int? {
    (0..<count).first { self[$0].picture.contains(point) || self[$0].line.contains(point) }
  }
}
