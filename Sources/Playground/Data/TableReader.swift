import Records

/// Reads points from CSV or JSON lines.
///
/// CSV has fields between commas, semicolons or tabs, in double quotes where they hold such or line ends, with or without a line of names.
/// JSON lines are objects with the same members, or lists. Two columns are features and one is the label.
public struct TableReader {
  /// Columns of more than these are not read.
  private static let mostColumns = 1000
  /// As many texts or whole numbers as these are classes.
  private static let mostClasses = 8

  private struct Row {
    var line: Int
    var fields: [Field]
  }

  private enum Field: Equatable {
    case missing
    case number(Double)
    case text(String)

    init(_ text: String) {
      let trimmed = ScriptNumber.trimmed(text)
      if trimmed.isEmpty {
        self = .missing
      } else if let number = DecimalNumber.whole(trimmed) {
        self = .number(number)
      } else {
        self = .text(trimmed)
      }
    }

    var shown: String {
      switch self {
      case .missing: "nothing"
      case .number(let value): ScriptNumber.text(of: value)
      case .text(let text): "'\(text.prefix(40))'"
      }
    }
  }

  /// Reads a file's text.
  /// - Parameters:
  ///   - name: what the table is called; JSON lines where it ends in `.jsonl` or `.json`.
  ///   - columns: names or numbers from 1 of the two features and the label; nil for the only three, or those called x1, x2 and label.
  /// - Throws: the line, what was expected and what was found.
  public static func read(_ text: String, name: String, columns: [String]? = nil) throws(TableFault) -> PlaneTable {
    let isJSON = name.lowercased().hasSuffix(".jsonl") || name.lowercased().hasSuffix(".json")
    let (names, rows) = isJSON ? try jsonRows(text) : try csvRows(text)
    guard !rows.isEmpty else { throw TableFault(line: nil, expected: "points, one a line", found: "none") }
    let chosen = try choose(columns, of: names)
    return try table(rows, names: names, columns: chosen, name: name)
  }

  // MARK: Rows

  private static func csvRows(_ text: String) throws(TableFault) -> (names: [String], rows: [Row]) {
    var records = try CSVRecords(text).records
    guard let first = records.first else { return ([], []) }
    guard first.fields.count <= mostColumns else {
      throw TableFault(line: first.line, expected: "at most \(mostColumns) columns", found: "\(first.fields.count)")
    }
    let hasNames =
      !first.fields.contains { if case .number = Field($0) { true } else { false } }
      && first.fields.allSatisfy { Field($0) != .missing }
    let names = hasNames ? first.fields.map(ScriptNumber.trimmed) : first.fields.indices.map { "column \($0 + 1)" }
    if hasNames { records.removeFirst() }
    var rows: [Row] = []
    for record in records {
      guard record.fields.count == names.count else {
        throw TableFault(line: record.line, expected: "\(names.count) fields", found: "\(record.fields.count)")
      }
      rows.append(Row(line: record.line, fields: record.fields.map(Field.init)))
    }
    return (names, rows)
  }

  private static func jsonRows(_ text: String) throws(TableFault) -> (names: [String], rows: [Row]) {
    var names: [String] = []
    var rows: [Row] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if ScriptNumber.trimmed(String(line)).isEmpty { continue }
      guard let value = JSONValue(String(line)) else {
        throw TableFault(line: index + 1, expected: "a JSON object or list", found: "'\(line.prefix(40))'")
      }
      if let elements = value.array {
        if names.isEmpty { names = elements.indices.map { "column \($0 + 1)" } }
        guard elements.count == names.count else {
          throw TableFault(line: index + 1, expected: "\(names.count) numbers", found: "\(elements.count)")
        }
        rows.append(Row(line: index + 1, fields: elements.map(field)))
      } else if let members = value.members {
        if names.isEmpty { names = members.map(\.name) }
        rows.append(Row(line: index + 1, fields: names.map { value[$0].map(field) ?? .missing }))
      } else {
        throw TableFault(line: index + 1, expected: "a JSON object or list", found: "'\(line.prefix(40))'")
      }
    }
    return (names, rows)
  }

  private static func field(_ value: JSONValue) -> Field {
    switch value {
    case .number(let number): .number(number)
    case .bool(let flag): .text(flag ? "true" : "false")
    case .string(let text): Field(text)
    case .null: .missing
    case .array, .object: .text(value.text)
    }
  }

  // MARK: Columns

  private static func choose(_ wanted: [String]?, of names: [String]) throws(TableFault) -> [Int] {
    let lower = names.map { $0.lowercased() }
    if let wanted {
      guard wanted.count == 3 else {
        throw TableFault(line: nil, expected: "three columns: two features and a label", found: "\(wanted.count)")
      }
      var places: [Int] = []
      for column in wanted {
        if let place = lower.firstIndex(of: column.lowercased()) ?? Int(column).map({ $0 - 1 }),
          names.indices.contains(place)
        {
          places.append(place)
        } else {
          throw TableFault(line: nil, expected: "a column among \(names.joined(separator: ", "))", found: "'\(column)'")
        }
      }
      return places
    }
    if names.count == 3 { return labelLast(lower) }
    for known in [["x1", "x2", "label"], ["x", "y", "label"], ["x1", "x2", "y"], ["x", "y", "class"]] {
      let places = known.compactMap(lower.firstIndex(of:))
      if places.count == 3 { return places }
    }
    throw TableFault(
      line: nil,
      expected: names.count < 3 ? "two features and a label" : "three columns, chosen by --columns a,b,label",
      found: "\(names.count) columns: \(names.joined(separator: ", "))"
    )
  }

  /// The three columns with the one called label, class, target or y last.
  private static func labelLast(_ names: [String]) -> [Int] {
    let label = ["label", "class", "target"].compactMap { names.firstIndex(of: $0) }.first ?? 2
    return [0, 1, 2].filter { $0 != label } + [label]
  }

  // MARK: Points

  private static func table(
    _ rows: [Row],
    names: [String],
    columns: [Int],
    name: String
  ) throws(TableFault) -> PlaneTable {
    guard rows.count <= PlaygroundSettings.limits.samples else {
      throw TableFault(
        line: nil,
        expected: "at most \(PlaygroundSettings.limits.samples) points",
        found: "\(rows.count)"
      )
    }
    guard rows.count >= 2 else { throw TableFault(line: nil, expected: "two points or more", found: "\(rows.count)") }
    var features: [[Double]] = [[], []]
    var labels: [Field] = []
    for row in rows {
      for axis in 0..<2 {
        guard case .number(let value) = row.fields[columns[axis]], value.isFinite else {
          throw TableFault(
            line: row.line,
            expected: "a number for \(names[columns[axis]])",
            found: row.fields[columns[axis]].shown
          )
        }
        features[axis].append(value)
      }
      let label = row.fields[columns[2]]
      if case .number(let value) = label, !value.isFinite {
        throw TableFault(line: row.line, expected: "a finite \(names[columns[2]])", found: label.shown)
      }
      if label == .missing {
        throw TableFault(line: row.line, expected: "a \(names[columns[2]])", found: "nothing")
      }
      labels.append(label)
    }
    var notes: [String] = []
    let xs = scaled(features[0], to: 5, within: 6, names[columns[0]], &notes)
    let ys = scaled(features[1], to: 5, within: 6, names[columns[1]], &notes)
    let (values, task, classes) = try read(labels, rows, names[columns[2]], &notes)
    let points = zip(zip(xs, ys), values).map { PlanePoint(x: $0.0, y: $0.1, label: $1) }
    return PlaneTable(
      name: name,
      points: points,
      task: task,
      featureNames: [names[columns[0]], names[columns[1]]],
      classNames: classes,
      notes: notes
    )
  }

  private static func read(
    _ labels: [Field],
    _ rows: [Row],
    _ name: String,
    _ notes: inout [String]
  ) throws(TableFault) -> (values: [Double], task: PlaneTask, classes: [String]) {
    let numbers = labels.compactMap { if case .number(let value) = $0 { value } else { nil } }
    if numbers.count == labels.count {
      let distinct = Set(numbers).sorted()
      let areWhole = distinct.allSatisfy { $0 == $0.rounded() }
      guard distinct.count == 2 || (areWhole && (3...mostClasses).contains(distinct.count)) else {
        return (scaled(numbers, to: 1, within: 1, name, &notes), .regression, [])
      }
      return classes(numbers.map { ScriptNumber.text(of: $0) }, order: distinct.map { ScriptNumber.text(of: $0) })
    }
    if !numbers.isEmpty, let odd = labels.firstIndex(where: { if case .text = $0 { true } else { false } }) {
      // Numbers with a text among them are more likely a slip than classes.
      if numbers.count > labels.count / 2 {
        throw TableFault(
          line: rows[odd].line,
          expected: "a number for \(name), as on other lines",
          found: labels[odd].shown
        )
      }
    }
    let texts = labels.map { field in
      switch field {
      case .number(let value): ScriptNumber.text(of: value)
      case .text(let text): text
      case .missing: ""
      }
    }
    let order = Set(texts).sorted()
    guard (2...mostClasses).contains(order.count) else {
      throw TableFault(line: nil, expected: "2 to \(mostClasses) classes in \(name)", found: "\(order.count)")
    }
    return classes(texts, order: order)
  }

  private static func classes(
    _ texts: [String],
    order: [String]
  ) -> (values: [Double], task: PlaneTask, classes: [String]) {
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, Double($0)) })
    let values = texts.map { places[$0] ?? 0 }
    if order.count == 2 { return (values.map { 2 * $0 - 1 }, .twoClasses, order) }
    return (values, .classes(order.count), order)
  }

  /// Numbers as they are where they lie within ±`within` and fill a good part of it, else moved and scaled to ±`to`.
  private static func scaled(
    _ values: [Double],
    to range: Double,
    within limit: Double,
    _ name: String,
    _ notes: inout [String]
  ) -> [Double] {
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    if low >= -limit, high <= limit, high - low >= limit / 3 { return values }
    if low == high {
      notes.append("\(name): \(ScriptNumber.text(of: low)) on every line; replaced by 0")
      return values.map { _ in 0 }
    }
    let edge = ScriptNumber.text(of: range)
    notes.append(
      "\(name): \(ScriptNumber.text(of: low)) … \(ScriptNumber.text(of: high)) scaled to −\(edge) … \(edge)"
    )
    // Halves first, so that the span of huge numbers does not overflow.
    let (middle, half) = (low / 2 + high / 2, high / 2 - low / 2)
    return values.map { ($0 - middle) / half * range }
  }
}
