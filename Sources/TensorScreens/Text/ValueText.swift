import Plots
import TensorLab

/// How numbers and arrays are written in plain text.
public enum ValueText {
  /// A few significant digits at most, whole numbers without a point, and a true minus.
  public static func number(_ value: Double, digits: Int = 6) -> String {
    abs(value) < 1e9 && value == value.rounded()
      ? String(Int(value)).withTrueMinus : NumberFormat.trimmed(digits).string(value)
  }

  /// The same with a hyphen for a minus, as programs read it.
  public static func plain(_ value: Double, digits: Int = 6) -> String { number(value, digits: digits).withHyphens }

  /// What was typed, cut where it would take more room than its number, with true minuses.
  static func formula(_ text: String, most: Int = 60) -> String {
    let cut = text.utf8.count <= most ? text : String(text.unicodeScalars.prefix(most - 1)) + "…"
    return cut.withTrueMinus
  }

  /// The shortest digits that read back as the same number.
  static func exact(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  /// An array in one line: a number, its elements if they are few, else the first of them.
  public static func short(_ values: [Double], shape: [Int], digits: Int = 6) -> String {
    guard !shape.isEmpty else { return values.first.map { number($0, digits: digits) } ?? "" }
    guard values.count > 8 else { return nested(values[...], shape[...], digits) }
    return "[" + values.prefix(3).map { number($0, digits: digits) }.joined(separator: ", ") + ", … \(values.count)]"
  }

  private static func nested(_ values: ArraySlice<Double>, _ shape: ArraySlice<Int>, _ digits: Int) -> String {
    guard let count = shape.first else { return values.first.map { number($0, digits: digits) } ?? "" }
    guard count > 0 else { return "[]" }
    let size = values.count / count
    let parts = (0..<count).map { index in
      nested(
        values[(values.startIndex + index * size)..<(values.startIndex + (index + 1) * size)],
        shape.dropFirst(),
        digits
      )
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }

  /// An array as rows of a grid, blocks of further axes under each other; what is too much is left out and said.
  public static func grid(_ array: NDArray, mostRows: Int = 24, mostColumns: Int = 12) -> [String] {
    guard let columns = array.shape.last else { return [cell(array, 0)] }
    guard array.count > 0 else { return ["(no elements)"] }
    let rows = array.count / columns
    let shownColumns = min(columns, mostColumns)
    let texts = (0..<min(rows, mostRows)).map { row in (0..<shownColumns).map { cell(array, row * columns + $0) } }
    let width = texts.joined().map(\.count).max() ?? 0
    let blockRows = array.shape.count > 1 ? array.shape[array.shape.count - 2] : rows
    var lines: [String] = []
    for (row, cells) in texts.enumerated() {
      if row > 0, blockRows > 0, row % blockRows == 0 { lines.append("") }
      let line = cells.map { String(repeating: " ", count: width - $0.count) + $0 }.joined(separator: "  ")
      lines.append(line + (shownColumns < columns ? "  … \(columns - shownColumns) more" : ""))
    }
    if rows > mostRows { lines.append("… \(rows - mostRows) more rows") }
    return lines
  }

  static func cell(_ array: NDArray, _ index: Int) -> String {
    switch array.storage {
    case .bool(let values): values[index] ? "True" : "False"
    case .int64(let values): String(values[index]).withTrueMinus
    case .float32, .float64: number(array.double(at: index))
    }
  }

  /// Columns under each other, the first to the left, the others to the right unless told otherwise.
  public static func table(_ rows: [[String]], leftColumns: Set<Int> = [0]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return leftColumns.contains(column) ? text + space : space + text
      }
      return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
  }
}
