import Records

/// Finds tables in text: names in a row and numbers below, with bars or without, and boxes of a name and a number a line.
struct TextTable {
  struct Row {
    var values: [(String, Double)]
  }

  private var names: [String] = []
  private var isBarred = false
  private var box: [(String, Double)] = []
  private var group = ""
  private var groupIndent = 0

  /// Whether a line without a digit may be a table's.
  func mayTake(_ line: Bytes) -> Bool {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return false }
    return first == 0x7C || first == 0xE2 || first == 0x2D || first == 0x2B || isWords(line)
  }

  /// Takes a line that belongs to a table.
  /// - Returns: a row that became whole, perhaps without values; nil when the line is no table's.
  mutating func take(_ line: Bytes) -> Row? {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    if first == 0x2D || first == 0x2B || isRule(line) {
      guard line.allSatisfy({ [0x2D, 0x2B, 0x3D, 0x20, 0x7C].contains($0) || $0 >= 0x80 }) else { return nil }
      defer {
        box = []
        group = ""
      }
      return Row(values: box)
    }
    if let cells = barredCells(line) { return take(cells, isBarred: true) }
    let cells = TableDialect.cells(line, TableDialect.blanks)
    guard cells.count >= 2, cells.count <= 64 else { return nil }
    if isWords(line) {
      names = cells.map(\.text)
      isBarred = false
      return nil
    }
    guard !isBarred, names.count == cells.count else { return nil }
    let numbers = cells.map { CellValue.number($0) }
    // fastai ends its rows with a time such as 00:03.
    guard numbers.dropLast().allSatisfy({ $0 != nil }),
      numbers.last != .some(nil) || cells[cells.count - 1].contains(0x3A)
    else { return nil }
    return row(numbers)
  }

  private mutating func take(_ cells: [Bytes], isBarred: Bool) -> Row? {
    let numbers = cells.map { CellValue.number($0) }
    if cells.count == 2, numbers[0] == nil, let value = numbers[1] {
      let name = cells[0].text.trimmingBlanks
      let indent = cells[0].prefix { $0 == 0x20 }.count
      if name.hasSuffix("/"), CellValue.isMissing(value) {
        group = name
        groupIndent = indent
      } else if !CellValue.isMissing(value), box.count < 512 {
        box.append(((indent > groupIndent ? group : "") + name, value))
      }
      return Row(values: [])
    }
    if numbers.allSatisfy({ $0 == nil }) {
      // "| epoch 001 | loss 5.3 |" has its numbers beside their names.
      let hasPairs = cells.contains {
        TableDialect.cells($0, TableDialect.blanks).contains { CellValue.number($0) != nil }
      }
      guard !hasPairs else { return nil }
      names = cells.map { $0.text.trimmingBlanks }
      self.isBarred = true
      return Row(values: [])
    }
    guard self.isBarred, names.count == cells.count else { return nil }
    return row(numbers)
  }

  private func row(_ numbers: [Double?]) -> Row {
    Row(
      values: zip(names, numbers).compactMap { name, number in
        guard let number, !CellValue.isMissing(number) else { return nil }
        return (name, number)
      }
    )
  }

  /// The cells between bars, `|` or a box's; nil when the line has none at its beginning.
  private func barredCells(_ line: Bytes) -> [Bytes]? {
    var cells: [Bytes] = []
    var start: Int?
    var index = 0
    var isFirst = true
    while index < line.count {
      let width = Self.barWidth(line, index)
      if width > 0 {
        if let start { cells.append(line[part: start..<index]) }
        start = index + width
        index += width
        isFirst = false
      } else {
        if isFirst, line[index] != 0x20 { return nil }
        index += 1
      }
    }
    guard cells.count >= 2 else { return nil }
    return cells
  }

  private static func barWidth(_ line: Bytes, _ index: Int) -> Int {
    if line[index] == 0x7C { return 1 }
    guard line[index] == 0xE2, index + 2 < line.count, line[index + 1] == 0x94 else { return 0 }
    return line[index + 2] == 0x82 || line[index + 2] == 0x83 ? 3 : 0
  }

  /// A line of a box drawn with lines.
  private func isRule(_ line: Bytes) -> Bool {
    line.allSatisfy { $0 >= 0x80 || $0 == 0x20 } && line.contains(0xE2)
  }

  /// Whether a line is words alone, at least two, without marks.
  private func isWords(_ line: Bytes) -> Bool {
    var words = 0
    var isInWord = false
    for byte in line {
      switch byte {
      case 0x20, 0x09: isInWord = false
      case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2F, 0x30...0x39, 0x2D, 0x40, 0x25, 0x80...:
        if !isInWord {
          words += 1
          if (0x30...0x39).contains(byte) || byte == 0x2D { return false }
        }
        isInWord = true
      default: return false
      }
    }
    return words >= 2 && words <= 64
  }
}
