import Plots
import Terminal

/// Where the parts of the third tab are; view and mouse share it.
struct ConfusionLayout {
  let matrix: Rect
  let classes: Rect
  let worst: Rect
  /// The cells of the matrix, without names.
  let cells: Rect
  /// The size of one cell of it.
  let cell: Size
  /// The columns that names of classes take at the left.
  let nameWidth: Int
  private let count: Int

  init(_ region: Rect, classNames: [String]) {
    count = classNames.count
    nameWidth = min(11, classNames.map(\.count).max() ?? 1) + 1
    let side = max(28, min(46, region.width * 2 / 5))
    let columns = region.columns(.share(1), .fixed(side))
    matrix = columns[0]
    let rows = columns[1].rows(.fixed(min(classNames.count + 3, columns[1].height)), .share(1))
    classes = rows[0]
    worst = rows[1]
    let inner = Panel(title: "").inner(of: matrix)
    let width = min(12, max(3, (inner.width - nameWidth - 1) / max(1, count)))
    let height = min((width + 1) / 2, max(1, (inner.height - 2) / max(1, count)))
    cell = Size(width, height)
    let total = Size(width * count, height * count)
    cells = Rect(
      x: inner.x + nameWidth + max(0, (inner.width - nameWidth - total.width) / 2),
      y: inner.y + 2 + max(0, (inner.height - 2 - total.height) / 2),
      width: min(total.width, inner.maxX - inner.x - nameWidth),
      height: min(total.height, inner.height - 2)
    )
  }

  /// The room of one cell.
  subscript(truth: Int, prediction: Int) -> Rect {
    Rect(
      x: cells.x + prediction * cell.width,
      y: cells.y + truth * cell.height,
      width: cell.width,
      height: cell.height
    ).intersection(cells)
  }

  /// The cell under a place.
  func cell(at point: Point) -> (truth: Int, prediction: Int)? {
    guard cells.contains(point) else { return nil }
    return ((point.y - cells.y) / cell.height, (point.x - cells.x) / cell.width)
  }
}
