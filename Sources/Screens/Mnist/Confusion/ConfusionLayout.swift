import Plots
import Terminal

/// Where the parts of the confusion matrix are in its panel; view and mouse share it.
struct ConfusionLayout {
  /// The lines below the matrix that say what the chosen cell holds; empty where there is no room.
  let words: Rect
  /// The cells of the matrix, without names.
  let cells: Rect
  /// The size of one cell of it.
  let cell: Size
  /// The names at the left.
  let rowNames: ClassCodes
  /// The names above.
  let columnNames: ClassCodes

  /// Five columns hold a count of four digits and a blank; the side panels go before that is lost.
  private static let leastCellWidth = 5

  /// The matrix's panel and the columns beside it, which are 0 where the matrix needs all the room.
  static func columns(of region: Rect, classNames: [String]) -> [Rect] {
    let least = max(1, classNames.count) * leastCellWidth + ClassCodes(classNames, width: 2).width + 3
    let side = region.width - least >= 25 ? min(max(25, region.width * 2 / 5), region.width - least, 52) : 0
    return region.columns(.share(1), .fixed(side))
  }

  /// - Parameter matrix: the matrix's panel.
  init(matrix: Rect, classNames: [String]) {
    let count = max(1, classNames.count)
    let short = ClassCodes(classNames, width: 2)
    let inner = Panel(title: "").inner(of: matrix)
    let longest = classNames.map(\.count).max() ?? 1
    // Whole names at the left where the cells stay wide enough for them.
    rowNames =
      (inner.width - longest - 1) / count > Self.leastCellWidth ? ClassCodes(classNames, width: longest) : short
    let room = inner.width - rowNames.width - 1
    let width = min(12, max(3, room / count))
    // A word over the cells, or a row of names right above them, and what is chosen below.
    let height = min((width + 1) / 2, max(1, (inner.height - 1) / count))
    cell = Size(width, height)
    columnNames = ClassCodes(classNames, width: max(1, width - 1))
    let total = Size(width * count, height * count)
    let spare = max(0, inner.height - 1 - total.height)
    let wordRows = min(3, max(0, spare - 1))
    let top = inner.y + 1 + max(0, (spare - (wordRows > 0 ? wordRows + 1 : 0)) / 2)
    cells = Rect(
      x: inner.x + rowNames.width + 1 + max(0, (room - total.width) / 2),
      y: top,
      width: min(total.width, room),
      height: min(total.height, inner.height - 1)
    )
    words = Rect(x: inner.x, y: cells.maxY + 1, width: inner.width, height: wordRows).intersection(inner)
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
