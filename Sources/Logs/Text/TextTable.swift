import Records

/// Finds tables in text: names in a row and numbers below, with bars or without, and boxes of a name and a number a line.
struct TextTable {
  struct Row {
    var values: [(String, Double)]
    /// Whether a bar stands behind it, with which it is drawn again and again.
    var isRedrawn = false
  }

  private var names: [String] = []
  /// The same where single blanks belong to names, as in `LOSS TOK2VEC  LOSS NER`.
  private var wideNames: [String] = []
  /// Whether the names came with a bar behind them, whose rows begin with a word (ultralytics).
  private var isBarHeader = false
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
    let bar = Self.beginOfBar(line)
    let line = line[part: 0..<(bar ?? line.count)]
    let cells = TableDialect.cells(line, TableDialect.blanks)
    guard cells.count >= 2, cells.count <= 64 else { return nil }
    if isWords(line) || (bar != nil && cells.allSatisfy(Self.isName)) {
      names = bar == nil ? cells.map(\.text) : Self.named(cells)
      wideNames = Self.wideCells(line)
      isBarHeader = bar != nil
      isBarred = false
      return bar == nil ? nil : Row(values: [])
    }
    guard !isBarred else { return nil }
    if names.count != cells.count {
      guard wideNames.count == cells.count, wideNames.count >= 3 else { return nil }
      names = wideNames
    }
    let hasLabel = isBarHeader && CellValue.number(cells[0]) == nil && names.count > 2
    var numbers = cells.enumerated().map { Self.number($1, of: names[$0], hasBar: bar != nil || isBarHeader) }
    // fastai ends its rows with a time such as 00:03.
    guard numbers.dropFirst(hasLabel ? 1 : 0).dropLast().allSatisfy({ $0 != nil }),
      numbers.last != .some(nil) || Self.isTime(cells[cells.count - 1])
    else { return nil }
    if hasLabel {
      numbers[0] = nil
      let label = cells[0].text
      var row = row(numbers)
      if label != "all" { row.values = row.values.map { (label + " " + $0.0, $0.1) } }
      return row
    }
    var row = row(numbers)
    row.isRedrawn = bar != nil
    return row
  }

  /// Where a bar with its share begins behind a row: `0.512  640: 100%|███| 8/8`.
  private static func beginOfBar(_ line: Bytes) -> Int? {
    var index = 1
    while index + 3 < line.count {
      if line[index] == 0x3A, line[index + 1] == 0x20 {
        var end = index + 1
        while end < line.count, line[end] == 0x20 { end += 1 }
        let digits = end
        while end < line.count, line[end] &- 0x30 < 10 { end += 1 }
        if end > digits, end < line.count, line[end] == 0x25 { return index }
      }
      index += 1
    }
    return nil
  }

  /// A cell's number; an epoch may be 1/3, and 2.61G is a size.
  private static func number(_ cell: Bytes, of name: String, hasBar: Bool) -> Double? {
    if let value = CellValue.number(cell) { return value }
    guard hasBar else { return nil }
    var position = 0
    guard let value = DecimalNumber.read(cell, at: &position), position < cell.count else { return nil }
    if cell[position] == 0x2F, FieldRole(name) == .epoch { return value }
    return position + 1 == cell.count && cell[position] == 0x47 ? value : nil
  }

  /// Whether a row may end with this instead of a number: 00:03, 5.12s.
  private static func isTime(_ cell: Bytes) -> Bool {
    if cell.contains(0x3A) { return true }
    guard let unit = cell.last, [0x73, 0x6D, 0x68].contains(unit) else { return false }
    return CellValue.number(cell[part: 0..<(cell.count - 1)]) != nil
  }

  private static func isName(_ cell: Bytes) -> Bool {
    cell.first.map { ($0 | 0x20) &- 0x61 < 26 } ?? false
  }

  /// Names of which some stand in brackets behind what they are about: `Box(P  R  mAP50)`.
  private static func named(_ cells: [Bytes]) -> [String] {
    var group = ""
    return cells.map { cell in
      var name = cell.text
      if let open = name.firstIndex(of: "("), open > name.startIndex {
        group = name[..<open] + " "
        name = String(name[name.index(after: open)...])
      }
      defer { if cell.last == 0x29 { group = "" } }
      return group + (name.hasSuffix(")") ? String(name.dropLast()) : name)
    }
  }

  /// The cells of a header between which two blanks stand at least; spaCy calls epoch and step E and #.
  private static func wideCells(_ line: Bytes) -> [String] {
    var names: [String] = []
    var start: Int?
    var end = 0
    for index in 0..<line.count where line[index] != 0x20 && line[index] != 0x09 {
      if let from = start, index - end >= 2 {
        names.append(line[part: from..<end].text)
        start = index
      }
      if start == nil { start = index }
      end = index + 1
    }
    if let start { names.append(line[part: start..<end].text) }
    if names.first == "E", names.dropFirst().first == "#" { names.replaceSubrange(0..<2, with: ["epoch", "step"]) }
    return names
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
      case 0x23 where !isInWord && words > 0: isInWord = true
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
