import Plots
import TensorLab
import Terminal

/// An array as a grid of shaded cells with its numbers, as far as there is room, moved so that the marked cell is seen.
///
/// An operand that is stretched is drawn in the result's shape, its copies muted.
struct ArrayGrid {
  private let array: NDArray
  /// The shape that is drawn.
  private let shape: [Int]
  /// How the array is stretched, and as which operand; nil where it is drawn as it is.
  private let stretching: (by: Broadcasting, operand: Int)?
  /// Cells that made the marked result, or the marked cell itself.
  private let marked: Set<Int>
  /// The cell that must be seen.
  private let focus: Int

  /// An array as it is.
  init(_ array: NDArray, marked: [Int]) {
    self.array = array
    shape = array.shape
    stretching = nil
    self.marked = Set(marked)
    focus = marked.first ?? 0
  }

  /// An operand stretched to a result's shape.
  init(_ array: NDArray, stretchedBy broadcasting: Broadcasting, operand: Int, marked cell: Int) {
    self.array = array
    shape = broadcasting.shape
    stretching = (broadcasting, operand)
    marked = [cell]
    focus = cell
  }

  private var columns: Int { shape.last ?? 1 }
  private var rows: Int { columns > 0 ? shape.reduce(1, *) / columns : 0 }
  /// Rows of a block of the last two axes.
  private var blockRows: Int { shape.count > 1 ? shape[shape.count - 2] : 1 }
  private var blocks: Int { blockRows > 0 ? rows / blockRows : 0 }

  /// The screen row of a row of cells: blocks have a row between them.
  private func screenRow(_ row: Int) -> Int { row + (blocks > 1 ? row / max(1, blockRows) + 1 : 0) }

  /// The first row of cells that is at or below a screen row.
  private func firstRow(at line: Int) -> Int {
    guard blocks > 1 else { return min(max(0, line), rows) }
    let (block, offset) = max(0, line).quotientAndRemainder(dividingBy: blockRows + 1)
    return min(rows, block * blockRows + max(0, offset - 1))
  }

  /// What cells look like in a window.
  private struct Window {
    var width: Int
    var labelWidth: Int
    var firstColumn: Int
    var columns: Int
    var firstRow: Int
    var hasHeader: Bool
  }

  private func window(in region: Rect) -> Window {
    let widest = sampleTexts.map { $0.unicodeScalars.count }.max() ?? 1
    let width = min(10, max(3, widest)) + 1
    let hasHeader = region.height > 4 && rows > 0
    let labelWidth = region.width > 24 && rows > 1 ? String(blockRows - 1).count + 1 : 0
    let room = max(1, (region.width - labelWidth) / width)
    let shown = min(columns, room)
    let column = columns > 0 ? focus % columns : 0
    let firstColumn = min(max(0, column - shown / 2), max(0, columns - shown))
    let height = region.height - (hasHeader ? 1 : 0)
    let row = columns > 0 ? screenRow(focus / columns) : 0
    let total = rows > 0 ? screenRow(rows - 1) + 1 : 0
    let firstRow = min(max(0, row - height / 2), max(0, total - height))
    return Window(
      width: width,
      labelWidth: labelWidth,
      firstColumn: firstColumn,
      columns: shown,
      firstRow: firstRow,
      hasHeader: hasHeader
    )
  }

  /// Enough texts to choose a width that does not change as the grid is moved.
  private var sampleTexts: [String] {
    let count = array.count
    let step = max(1, count / 512)
    return stride(from: 0, to: count, by: step).map { text($0) }
  }

  private func text(_ element: Int) -> String {
    switch array.storage {
    case .bool(let values): values[element] ? "True" : "False"
    case .int64(let values): String(values[element]).withTrueMinus
    case .float32(let values): ValueText.number(Double(values[element]), digits: 4)
    case .float64(let values): ValueText.number(values[element], digits: 4)
    }
  }

  /// The cell at a place of the screen.
  func cell(at point: Point, in region: Rect) -> Int? {
    let window = window(in: region)
    let column = (point.x - region.x - window.labelWidth) / window.width + window.firstColumn
    let line = point.y - region.y - (window.hasHeader ? 1 : 0) + window.firstRow
    guard point.x >= region.x + window.labelWidth, column < window.firstColumn + window.columns, line >= 0 else {
      return nil
    }
    let row = firstRow(at: line)
    return row < rows && screenRow(row) == line ? row * columns + column : nil
  }

  func draw(in region: Rect, of buffer: inout Buffer, look: Look) {
    guard !region.isEmpty else { return }
    guard shape.reduce(1, *) > 0 else {
      return StyledText("no elements", .muted).draw(in: region, of: &buffer, look: look)
    }
    let window = window(in: region)
    let limit = largest
    if window.hasHeader {
      for offset in 0..<window.columns {
        let place = Rect(
          x: region.x + window.labelWidth + offset * window.width,
          y: region.y,
          width: window.width - 1,
          height: 1
        ).intersection(region)
        let isMore = offset == window.columns - 1 && window.firstColumn + window.columns < columns
        let name = isMore ? "\(window.firstColumn + offset) …" : "\(window.firstColumn + offset)"
        buffer.write(name, in: place, alignment: .right, look.ink(.muted))
      }
    }
    let top = region.y + (window.hasHeader ? 1 : 0)
    for row in firstRow(at: window.firstRow)..<rows {
      let y = top + screenRow(row) - window.firstRow
      guard y < region.maxY else { break }
      if blocks > 1, row % max(1, blockRows) == 0, y > top {
        let name = blockName(row / max(1, blockRows))
        buffer.write(
          name,
          in: Rect(x: region.x, y: y - 1, width: region.width, height: 1).intersection(region),
          look.ink(.muted)
        )
      }
      if window.labelWidth > 0 {
        let place = Rect(x: region.x, y: y, width: window.labelWidth - 1, height: 1).intersection(region)
        buffer.write("\(row % max(1, blockRows))", in: place, alignment: .right, look.ink(.muted))
      }
      for offset in 0..<window.columns {
        let cell = row * columns + window.firstColumn + offset
        let place = Rect(
          x: region.x + window.labelWidth + offset * window.width,
          y: y,
          width: window.width - 1,
          height: 1
        ).intersection(region)
        draw(cell, in: place, limit, of: &buffer, look: look)
      }
    }
  }

  /// "[1, :, :]" for a block of the last two axes.
  private func blockName(_ block: Int) -> String {
    let index = TensorStep.index(of: block, shape: Array(shape.dropLast(2)))
    return index.dropLast() + ", :, :]"
  }

  private func draw(_ cell: Int, in place: Rect, _ limit: Double, of buffer: inout Buffer, look: Look) {
    guard !place.isEmpty else { return }
    let element = stretching.map { $0.by.place(of: cell, inOperand: $0.operand) } ?? cell
    let isMarked = marked.contains(cell)
    let isCopy = stretching.map { $0.by.isCopy(cell, ofOperand: $0.operand) } ?? false
    let value = array.double(at: element)
    // With the theme's own background, which a light theme does not leave to the terminal.
    var style = look.style(isCopy ? .muted : .text, isCopy && look.isMono ? .dim : [])
    style.background = look.blank.style.background
    if isMarked {
      style = look.style(look.isMono ? .title : .accent, [.bold, .reverse])
      style.background = look.blank.style.background
    } else if look.hasGradients, let color = look.theme.diverging.color(of: value, in: -limit...limit), !isCopy {
      style.background = color
      style.foreground = color.contrast
    }
    buffer.fill(place, Cell(" ", style))
    var text = text(element)
    if text.unicodeScalars.count > place.width { text = String(text.prefix(max(0, place.width - 1))) + "…" }
    buffer.write(text, in: place, alignment: .right, style)
  }

  /// The greatest size of a number, of some thousands where there are more.
  private var largest: Double {
    let step = max(1, array.count / 4096)
    let greatest =
      stride(from: 0, to: array.count, by: step).lazy.map { abs(array.double(at: $0)) }
      .filter(\.isFinite).max() ?? 1
    return greatest > 0 ? greatest : 1
  }
}
