import Records

/// How a table separates its cells, told from its first lines.
struct TableDialect: Equatable {
  /// What stands between cells; 0 for any run of blanks.
  var delimiter: UInt8
  /// Whether 0,5 is a half.
  var decimalComma = false
  /// Whether the first row has the names.
  var hasHeader = true

  static let blanks: UInt8 = 0

  /// Whether commas are free to be decimal points, as in semicolons' and tabs' tables.
  var mayHaveDecimalComma: Bool { delimiter == 0x3B || delimiter == 0x09 }
  private static let candidates: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C, blanks]

  init(delimiter: UInt8, decimalComma: Bool = false, hasHeader: Bool = true) {
    self.delimiter = delimiter
    self.decimalComma = decimalComma
    self.hasHeader = hasHeader
  }

  /// The dialect of a text; nil when it is no table.
  /// - Parameter isNamedTable: whether the file's name says that it is one, so that a header alone is enough.
  init?(_ bytes: Bytes, isNamedTable: Bool) {
    let lines = Self.lines(bytes)
    guard let first = lines.first else { return nil }
    var best: (score: Double, dialect: TableDialect)?
    for delimiter in Self.candidates {
      let header = Self.cells(first, delimiter)
      guard header.count >= 2 || (isNamedTable && delimiter == 0x2C) else { continue }
      guard let (score, dialect) = Self.judge(header, lines.dropFirst(), delimiter, isNamedTable) else { continue }
      if score > (best?.score ?? 0) { best = (score, dialect) }
    }
    guard let best else { return nil }
    self = best.dialect
  }

  private static func judge(
    _ header: [Bytes],
    _ rows: ArraySlice<Bytes>,
    _ delimiter: UInt8,
    _ isNamedTable: Bool
  ) -> (Double, TableDialect)? {
    var dialect = TableDialect(delimiter: delimiter)
    let isText = header.contains { CellValue.number($0) == nil && CellValue.time($0) == nil }
    if isText {
      guard header.allSatisfy(isName) else { return nil }
    } else {
      dialect.hasHeader = false
      guard rows.count >= 2, delimiter != 0x7C else { return nil }
    }
    guard !rows.isEmpty else {
      return isNamedTable && isText && delimiter != blanks && delimiter != 0x7C ? (Double(header.count), dialect) : nil
    }
    var numbers = 0
    var commas = 0
    var points = 0
    var filled = 0
    var fitting = 0
    var considered = 0
    for row in rows {
      let cells = Self.cells(row, delimiter)
      if cells.count == header.count, zip(cells, header).allSatisfy({ $0.text == $1.text }) { continue }
      considered += 1
      if cells.count == header.count { fitting += 1 }
      for cell in cells {
        if let value = CellValue.number(cell, decimalComma: dialect.mayHaveDecimalComma) {
          if CellValue.isMissing(value) { continue }
          numbers += 1
          if dialect.mayHaveDecimalComma, cell.contains(0x2C) { commas += 1 }
        } else if let value = CellValue.number(cell), !CellValue.isMissing(value) {
          numbers += 1
          points += 1
        } else if CellValue.time(cell) != nil {
          numbers += 1
        }
        filled += 1
      }
    }
    guard considered > 0, numbers > 0, filled > 0 else { return nil }
    let share = Double(numbers) / Double(filled)
    let fit = Double(fitting) / Double(considered)
    // Text lines split by blanks have some numbers; a table of blanks has nothing else.
    guard
      delimiter == blanks ? share > 0.95 && fit > 0.95 && considered >= 2 : share >= 0.4 && (fit >= 0.5 || isNamedTable)
    else {
      return nil
    }
    if !isText, fit < 1 { return nil }
    dialect.decimalComma = commas > 0 && points == 0
    let penalty = delimiter == blanks ? 0.1 : 1
    return (share * (0.5 + fit) * Double(min(header.count, 8)) * penalty, dialect)
  }

  /// A name is short, and no sentence, pair or number with something behind it.
  private static func isName(_ cell: Bytes) -> Bool {
    // A line of a log begins with a time, and loggers put a comma before its milliseconds.
    guard cell.count <= 120, CellValue.time(cell) == nil else { return false }
    let text = cell.text.trimmingBlanks
    if text.contains("=") || text.contains("{") { return false }
    if let colon = text.firstIndex(of: ":"),
      text[text.index(after: colon)...].first(where: { $0 != " " })?.isNumber == true,
      text[colon...].contains(" ")
    {
      return false
    }
    // "loss 0.5" is a pair, "val top 1" a name.
    return !text.split(separator: " ").contains { $0.contains(".") && DecimalNumber.whole($0) != nil }
  }

  /// The first complete lines that are neither empty nor comments.
  private static func lines(_ bytes: Bytes) -> [Bytes] {
    var lines: [Bytes] = []
    var start = 0
    while start < bytes.count, lines.count < 40 {
      guard let end = bytes.lineBreak(from: start) else { break }
      var stop = end
      if stop > start, bytes[stop - 1] == 0x0D { stop -= 1 }
      let line = bytes[part: start..<stop]
      if let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }), first != 0x23, !isHint(line) {
        lines.append(line)
      }
      start = end + 1
    }
    return lines
  }

  /// Whether a line tells Excel what stands between cells.
  static func isHint(_ line: Bytes) -> Bool {
    (4...6).contains(line.count) && line.text.lowercased().hasPrefix("sep=")
  }

  /// The cells of a line; quotes keep what separates.
  static func cells(_ line: Bytes, _ delimiter: UInt8) -> [Bytes] {
    var cells: [Bytes] = []
    var start = 0
    if delimiter == blanks {
      var index = 0
      while index < line.count {
        while index < line.count, line[index] == 0x20 || line[index] == 0x09 { index += 1 }
        start = index
        while index < line.count, line[index] != 0x20, line[index] != 0x09 { index += 1 }
        if index > start { cells.append(line[part: start..<index]) }
      }
      return cells
    }
    var isQuoted = false
    for index in 0..<line.count {
      if line[index] == 0x22 {
        isQuoted.toggle()
      } else if line[index] == delimiter, !isQuoted {
        cells.append(line[part: start..<index])
        start = index + 1
      }
    }
    cells.append(line[part: start..<line.count])
    return cells
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
