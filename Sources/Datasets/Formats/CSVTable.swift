/// A table of numbers in a text file, a row a line, commas, semicolons or tabs between them; the first line may name the columns.
struct CSVTable {
  /// The columns' names; empty where there are none.
  let header: [String]
  /// Columns of the table.
  let columns: Int
  /// The numbers, row-major; what is no number is NaN and stands in ``texts``.
  let values: [Float]
  /// Cells that are no numbers, by their place in ``values``.
  let texts: [Int: String]

  /// The line that each row stands in.
  private let lines: [Int]

  /// Where a cell stands, for a message.
  func place(of cell: Int) -> String {
    let column = cell % columns
    return "line \(lines[cell / columns]), column \(column + 1)" + (header.isEmpty ? "" : " (\(header[column]))")
  }

  /// A cell as a text; a whole number without a point.
  func text(at place: Int) -> String {
    if let text = texts[place] { return text }
    let value = values[place]
    return value == value.rounded() && abs(value) < 1e9 ? String(Int(value)) : "\(value)"
  }

  var rows: Int { columns > 0 ? values.count / columns : 0 }

  init(_ bytes: [UInt8], name: String) throws(DatasetError) {
    var reader = Reader(bytes)
    let first = reader.fields(upTo: .max)
    guard first.count >= 2 else {
      throw .malformed(file: name, expected: "numbers separated by commas", found: "a line without any")
    }
    columns = first.count
    var values: [Float] = []
    var texts: [Int: String] = [:]
    let isHeader = first.contains { Float($0) == nil && !$0.isEmpty } && first.filter { Float($0) != nil }.count <= 1
    header = isHeader ? first : []
    if !isHeader { reader = Reader(bytes) }
    values.reserveCapacity(bytes.count / 3)
    var line = isHeader ? 2 : 1
    var lines: [Int] = []
    while !reader.isAtEnd {
      let before = values.count
      reader.readRow(into: &values, &texts, most: columns)
      let count = values.count - before
      // An empty line is none.
      if count == 1, values[before].isNaN, texts[before]?.isEmpty == true {
        values.removeLast()
        texts[before] = nil
      } else if count != columns {
        throw .malformed(file: "\(name), line \(line)", expected: "\(columns) fields", found: "\(count)")
      } else {
        lines.append(line)
      }
      line += 1
    }
    guard !values.isEmpty else {
      throw .malformed(file: name, expected: "rows of numbers below the header", found: "none")
    }
    self.lines = lines
    self.values = values
    self.texts = texts
  }

  /// Goes over the bytes once; whole numbers, nearly all there is, are read digit by digit.
  private struct Reader {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      // A mark that says UTF-8 is no part of the first field.
      position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    var isAtEnd: Bool { position >= bytes.count }

    private static func separates(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x3B || byte == 0x09 }

    /// The fields of the next line as texts.
    mutating func fields(upTo most: Int) -> [String] {
      var fields: [String] = []
      while fields.count < most {
        let (field, isLast) = field()
        fields.append(field)
        if isLast { break }
      }
      return fields
    }

    /// The next line's numbers, one more than expected at most.
    mutating func readRow(into values: inout [Float], _ texts: inout [Int: String], most: Int) {
      for _ in 0...most {
        var number = 0
        let start = position
        while position < bytes.count, bytes[position] &- 0x30 < 10, number < 1_000_000 {
          number = number * 10 + Int(bytes[position] - 0x30)
          position += 1
        }
        if position > start, position < bytes.count, Self.separates(bytes[position]) {
          values.append(Float(number))
          position += 1
          continue
        }
        position = start
        let (field, isLast) = field()
        if let number = Float(field) {
          values.append(number)
        } else {
          texts[values.count] = field
          values.append(.nan)
        }
        if isLast { return }
      }
    }

    /// The next field without quotes and blanks around it, and whether a line ends with it.
    private mutating func field() -> (String, isLast: Bool) {
      let start = position
      while position < bytes.count, !Self.separates(bytes[position]), bytes[position] != 0x0A { position += 1 }
      var part = bytes[start..<position]
      let isLast = position >= bytes.count || bytes[position] == 0x0A
      position += 1
      func isAround(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x22 || byte == 0x0D }
      while let last = part.last, isAround(last) { part.removeLast() }
      while let first = part.first, isAround(first) { part.removeFirst() }
      return (String(decoding: part, as: UTF8.self), isLast)
    }
  }
}
