/// The records of a CSV text (RFC 4180, with semicolons or tabs too), each with the line that it begins on.
struct CSVRecords {
  struct Record {
    var line: Int
    var fields: [String]
  }

  private(set) var records: [Record] = []

  /// Parts a text; lines without anything are left out.
  init(_ text: String) throws(TableFault) {
    let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    let separator = Self.separator(of: scalars)
    var (line, begin) = (1, 1)
    var fields: [String] = []
    var field = String.UnicodeScalarView()
    var (isQuoted, wasQuoted) = (false, false)
    var index = 0
    func endField() {
      fields.append(String(field))
      field = String.UnicodeScalarView()
      wasQuoted = false
    }
    func endRecord() {
      endField()
      if fields.count > 1 || !ScriptNumber.trimmed(fields[0]).isEmpty {
        records.append(Record(line: begin, fields: fields))
      }
      fields = []
    }
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      let next = index < scalars.count ? scalars[index] : nil
      if isQuoted {
        if scalar == "\"" {
          if next == "\"" {
            field.append(scalar)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          if scalar == "\n" { line += 1 }
          field.append(scalar)
        }
      } else if scalar == "\"", field.isEmpty, !wasQuoted {
        isQuoted = true
        wasQuoted = true
      } else if scalar == separator {
        endField()
      } else if scalar == "\n" || scalar == "\r" {
        if scalar == "\r", next == "\n" { index += 1 }
        endRecord()
        line += 1
        begin = line
      } else {
        field.append(scalar)
      }
    }
    if isQuoted { throw TableFault(line: begin, expected: "a closing \"", found: "the end of the file") }
    if !field.isEmpty || !fields.isEmpty || wasQuoted { endRecord() }
  }

  /// A tab or a semicolon where the first line has one and no comma, else a comma.
  private static func separator(of scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    let first = scalars.prefix { $0 != "\n" && $0 != "\r" }
    if first.contains("\t") { return "\t" }
    return first.contains(";") && !first.contains(",") ? ";" : ","
  }
}
