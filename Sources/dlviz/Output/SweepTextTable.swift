import Training

/// A sweep's groups as lines of a table.
struct SweepTextTable {
  let lines: [String]

  init(_ table: SweepTable, times: Bool) {
    let columns = table.columns(times: times)
    let rows = table.groups.map { group in columns.map { $0.text(group) } }
    let widths = columns.indices.map { index in
      ([columns[index].title] + rows.map { $0[index] }).map(\.count).max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { index -> String in
        let space = String(repeating: " ", count: widths[index] - cells[index].count)
        return columns[index].isNumeric ? space + cells[index] : cells[index] + space
      }
      var text = padded.joined(separator: "  ")
      while text.last == " " { text.removeLast() }
      return text
    }
    lines = [line(columns.map(\.title))] + rows.map(line)
  }
}
