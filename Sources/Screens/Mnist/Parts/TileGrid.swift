import Plots
import Terminal

/// How thumbnails with words below each stand in a room: as large as lets enough of them fit.
struct TileGrid: Hashable, Sendable {
  /// The cells of a thumbnail, without the words below it.
  let tile: Size
  let columns: Int
  let rows: Int
  /// How many lines of words stand below each.
  let lines: Int
  private let region: Rect

  /// Full resolution, half of it, and small.
  static let sizes = [Size(28, 14), Size(14, 7), Size(10, 5)]

  /// - Parameters:
  ///   - sizes: the thumbnails' sizes in cells that come into question, the largest first.
  ///   - wanted: how many should be seen; the largest size that shows them is taken, else the smallest.
  ///   - lines: how many lines of words a thumbnail of a width needs.
  init(
    in region: Rect,
    sizes: [Size] = TileGrid.sizes,
    wanted: Int,
    lines: (_ width: Int) -> Int = { _ in 1 }
  ) {
    self.region = region
    var best: (tile: Size, columns: Int, rows: Int, lines: Int)?
    for size in sizes {
      let lines = lines(size.width)
      let columns = (region.width + 1) / (size.width + 1)
      let rows = region.height / (size.height + lines)
      guard columns > 0, rows > 0 else { continue }
      best = (size, columns, rows, lines)
      if columns * rows >= wanted { break }
    }
    tile = best?.tile ?? Size(0, 0)
    columns = best?.columns ?? 0
    rows = best?.rows ?? 0
    self.lines = best?.lines ?? 0
  }

  /// How many fit.
  var count: Int { columns * rows }

  /// The room of a thumbnail and of the words below it.
  subscript(index: Int) -> (picture: Rect, line: Rect) {
    let column = index % max(1, columns)
    let row = index / max(1, columns)
    // What is left over is shared out between the columns and the rows, so that the grid fills its room.
    let acrossStep =
      columns > 1 ? min(tile.width + max(3, tile.width / 3), (region.width - tile.width) / (columns - 1)) : tile.width
    let height = tile.height + lines
    let downStep = rows > 1 ? min(height + 3, (region.height - height) / (rows - 1)) : height
    let x = region.x + column * acrossStep
    let y = region.y + row * downStep
    return (
      Rect(x: x, y: y, width: tile.width, height: tile.height),
      Rect(x: x, y: y + tile.height, width: tile.width, height: lines)
    )
  }

  /// The thumbnail at a place.
  func index(at point: Point) -> Int? {
    (0..<count).first { self[$0].picture.contains(point) || self[$0].line.contains(point) }
  }
}
