extension NeuronData {
  /// The most examples that a file may have.
  public static let maximumCount = 10_000
  /// The largest magnitude of a number in a file.
  public static let limit = 1e6
  /// The most bytes that a file may have.
  public static let maximumBytes = 4 << 20

  /// Reads two columns, x and y, with a header or not.
  ///
  /// The separator is the first of comma, semicolon and tab that the first line has, else blanks. Empty lines and lines that begin with `#`
  /// are passed over; a first line in which neither field is a number names the columns.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - file: Its name, for messages.
  /// - Throws: `NeuronError`, which names the line, what was expected and what was found.
  public init(csv text: String, file: String) throws(NeuronError) {
    guard text.utf8.count <= Self.maximumBytes else {
      throw .file(file, expected: "at most \(Self.maximumBytes) bytes", found: "\(text.utf8.count)")
    }
    var separator: Character?
    var header: (String, String)?
    var samples: [NeuronSample] = []
    var isFirst = true
    // A carriage return and a line feed are one character in Swift, so lines are split at newlines of every kind.
    for (index, content) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      var line = content.trimmed
      if index == 0, line.first == "\u{FEFF}" { line = line.dropFirst() }
      if line.isEmpty || line.first == "#" { continue }
      if isFirst { separator = [",", ";", "\t"].first { line.contains($0) } }
      let fields = Self.fields(line, separator: separator)
      guard fields.count == 2 else {
        let found = fields.count == 1 ? "1 column" : "\(fields.count) columns"
        throw .data(file: file, line: index + 1, expected: "two columns, x and y", found: "\(found): \(shown(line))")
      }
      let numbers = fields.map { Double($0) }
      if isFirst, numbers[0] == nil, numbers[1] == nil, !fields.contains("") {
        header = (String(fields[0].prefix(20)), String(fields[1].prefix(20)))
        isFirst = false
        continue
      }
      isFirst = false
      for (field, number) in zip(fields, numbers) {
        guard let number else {
          throw .data(file: file, line: index + 1, expected: "a number", found: shown(field))
        }
        guard abs(number) <= Self.limit else {
          throw .data(file: file, line: index + 1, expected: "a number from -1e6 to 1e6", found: shown(field))
        }
      }
      guard samples.count < Self.maximumCount else {
        throw .data(
          file: file,
          line: index + 1,
          expected: "at most \(Self.maximumCount) rows",
          found: "one more"
        )
      }
      if let x = numbers[0], let y = numbers[1] { samples.append(NeuronSample(x, y)) }
    }
    guard !samples.isEmpty else {
      throw .file(file, expected: "at least one row of two numbers", found: header == nil ? "none" : "a header alone")
    }
    self.init(file, samples, input: header?.0 ?? "x", target: header?.1 ?? "y")
  }

  private static func fields(_ line: Substring, separator: Character?) -> [Substring] {
    guard let separator else { return line.split(whereSeparator: \.isWhitespace).map(unquoted) }
    return line.split(separator: separator, omittingEmptySubsequences: false).map { unquoted($0.trimmed) }
  }

  private static func unquoted(_ field: Substring) -> Substring {
    guard field.count >= 2, field.first == "\"", field.last == "\"" else { return field }
    return field.dropFirst().dropLast().trimmed
  }
}

/// A piece of a file for a message: short, in quotes.
func shown(_ text: Substring) -> String {
  let clean = String(
    text.prefix(40).map { $0.isNewline || $0.asciiValue.map { $0 < 32 || $0 == 127 } == true ? " " : $0 }
  )
  return text.count > 40 ? "'\(clean)…'" : "'\(clean)'"
}

extension Substring {
  /// Without blanks at either end.
  var trimmed: Substring {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return text
  }
}

extension String {
  /// Without blanks at either end.
  var trimmed: Substring { self[...].trimmed }
}
