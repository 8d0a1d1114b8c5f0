import Records

/// The part of YAML that files of settings are written in: mappings within mappings, one value a line, lists.
///
/// Lists of single values are kept as text, the mappings of others are numbered from 0. What it does not understand, such as tags of Python's objects, is
/// left out with everything within it, and `problems` says where: nothing is guessed.
///
/// Source: YAML 1.2.2, chapters 6 to 8.
struct SettingsText {
  /// So many settings are read of one file, so deep within one another.
  private static let mostFacts = 2000
  static let deepest = 24
  /// A longer value is cut.
  private static let longestValue = 400
  /// A list in brackets may go on for so many lines.
  static let mostJoinedLines = 200
  /// And for so many bytes.
  static let longestBrackets = 20_000

  /// A line with something on it.
  struct Line {
    /// Its number in the file, from 1.
    var number: Int
    var indent: Int
    /// What stands behind the indent, without a comment and blanks at its end.
    var text: Substring.UnicodeScalarView
  }

  /// The settings in the order of the file, names within names joined by dots.
  private(set) var facts: [RunFact] = []
  /// What was left out, with the line it is on.
  private(set) var problems: [String] = []
  private(set) var lines: [Line] = []
  var next = 0
  private var places: [String: Int] = [:]
  /// What settings with an anchor are, with their names below the anchor's.
  var anchors: [String: [RunFact]] = [:]
  private var rawLines: [Substring]

  /// Reads a text.
  /// - Complexity: O(bytes · depth).
  init(_ text: String) {
    rawLines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    if rawLines.first?.unicodeScalars.first == "\u{FEFF}" { rawLines[0].unicodeScalars.removeFirst() }
    guard splitLines() else { return }
    guard let first = lines.first else { return }
    if first.text.first == "-", isItem(first.text) {
      leaveOut(first, "a list without a name")
      return
    }
    if first.text.first == "{" {
      readFlowDocument()
    } else {
      readMapping(indent: first.indent, path: "", depth: 0)
    }
    if next < lines.count, problems.isEmpty { leaveOut(lines[next], "not indented as the lines above") }
  }

  // MARK: Lines

  /// Splits the text into lines with something on them; blocks of text keep theirs in `rawLines`.
  /// - Returns: whether there is anything to read.
  private mutating func splitLines() -> Bool {
    for (index, raw) in rawLines.enumerated() {
      let scalars = raw.unicodeScalars
      let body = scalars.drop { $0 == " " }
      let indent = scalars.count - body.count
      if indent == 0, body.starts(with: "%".unicodeScalars), lines.isEmpty { continue }
      if indent == 0, body.starts(with: "---".unicodeScalars), body.dropFirst(3).allSatisfy({ $0 == " " }) {
        if lines.isEmpty { continue }
        problems.append("line \(index + 1): only the first document is read")
        break
      }
      if indent == 0, body.starts(with: "...".unicodeScalars), body.count == 3 { break }
      let text = Self.withoutComment(body)
      if text.isEmpty { continue }
      lines.append(Line(number: index + 1, indent: indent, text: text))
    }
    return !lines.isEmpty
  }

  /// What stands before a comment: `#` at the beginning or behind a blank, outside of quotation marks.
  private static func withoutComment(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var end = text.endIndex
    scan(text) { scalar, index in
      guard scalar == "#", index == text.startIndex || " \t".unicodeScalars.contains(text[text.index(before: index)])
      else {
        return true
      }
      end = index
      return false
    }
    return trimmed(text[..<end])
  }

  static func trimmed(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var text = text
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text.drop { $0 == " " || $0 == "\t" }
  }

  private func isItem(_ text: Substring.UnicodeScalarView) -> Bool {
    text.first == "-" && (text.count == 1 || text.dropFirst().first == " ")
  }

  mutating func leaveOut(_ line: Line, _ why: String) {
    if problems.count < 8 { problems.append("line \(line.number): \(why)") }
  }

  mutating func set(_ name: String, _ value: String) {
    let text = value.count > Self.longestValue ? String(value.prefix(Self.longestValue)) + "…" : value
    if let place = places[name] {
      facts[place].text = text
    } else if facts.count < Self.mostFacts {
      places[name] = facts.count
      facts.append(RunFact(name, text))
    }
  }

  // MARK: Mappings

  /// Reads `key: value` lines of one indent, and what is deeper within them.
  private mutating func readMapping(indent: Int, path: String, depth: Int) {
    // Names that another mapping gave, until this one has its own.
    var merged: Set<String> = []
    while next < lines.count, lines[next].indent == indent {
      let line = lines[next]
      guard let (key, rest) = Self.pair(line.text) else {
        leaveOut(line, "no 'name: value'")
        next += 1
        skip(deeperThan: indent)
        continue
      }
      next += 1
      if key == "<<" {
        merged.formUnion(merge(rest, into: path, line))
        skip(deeperThan: indent)
        continue
      }
      let name = path.isEmpty ? key : path + "." + key
      if merged.remove(name) != nil { remove(name) }
      readValue(rest, of: name, line, depth: depth)
    }
    // A line between two indents belongs to none.
    while next < lines.count, lines[next].indent > indent {
      leaveOut(lines[next], "not indented as the lines above")
      next += 1
    }
  }

  /// Leaves out the lines of what belongs to the line before.
  mutating func skip(deeperThan indent: Int, orItems: Bool = false) {
    while next < lines.count,
      lines[next].indent > indent || (orItems && lines[next].indent == indent && isItem(lines[next].text))
    {
      next += 1
    }
  }

  /// Forgets a setting and what is within it.
  mutating func remove(_ name: String) {
    facts.removeAll { $0.name == name || $0.name.hasPrefix(name + ".") }
    places = [:]
    for (index, fact) in facts.enumerated() { places[fact.name] = index }
  }

  private mutating func readValue(_ value: Substring.UnicodeScalarView, of name: String, _ line: Line, depth: Int) {
    switch value.first {
    case nil: readBlock(of: name, line, depth: depth)
    case "&":
      let (anchor, rest) = Self.reference(value)
      readValue(rest, of: name, line, depth: depth)
      keep(name, as: anchor)
    case "*":
      if !copy(value, to: name) { leaveOut(line, "'\(name)' refers to other settings") }
      skip(deeperThan: line.indent)
    case "!":
      // A tuple is a list by another name, and the parser of arguments gives a mapping.
      if ["!!python/tuple", "!!python/object:argparse.Namespace"].contains(String(value)) {
        return readBlock(of: name, line, depth: depth)
      }
      leaveOut(line, "'\(name)' is an object of a program: \(String(value.prefix(40)))")
      skip(deeperThan: line.indent, orItems: true)
    case "|", ">": readTextBlock(of: name, line, value)
    case "[", "{": readFlow(value, of: name, line, depth: depth)
    case "\"", "'":
      if let text = Self.unquoted(value) {
        set(name, text)
        if next < lines.count, lines[next].indent > line.indent {
          leaveOut(lines[next], "not indented as the lines above")
          skip(deeperThan: line.indent)
        }
      } else {
        leaveOut(line, "'\(name)' is a text of several lines or with something behind it")
        skip(deeperThan: line.indent)
      }
    case "@", "`", "%", "]", "}", ",":
      leaveOut(line, "'\(name)' begins with a sign that has no meaning there")
      skip(deeperThan: line.indent)
    default: readPlain(value, of: name, line)
    }
  }

  /// A value without quotation marks, which may go on in deeper lines.
  private mutating func readPlain(_ value: Substring.UnicodeScalarView, of name: String, _ line: Line) {
    var text = String(value)
    while next < lines.count, lines[next].indent > line.indent {
      if Self.pair(lines[next].text) != nil {
        leaveOut(line, "'\(name)' has a value and settings within")
        skip(deeperThan: line.indent)
        return
      }
      text += " " + String(lines[next].text)
      next += 1
    }
    if Self.pair(value) != nil {
      leaveOut(line, "'\(name)' has two colons")
      return
    }
    set(name, text)
  }

  /// What stands below a name: a mapping, a list, or nothing.
  private mutating func readBlock(of name: String, _ line: Line, depth: Int) {
    guard next < lines.count else { return set(name, "null") }
    let below = lines[next]
    if isItem(below.text), below.indent >= line.indent {
      return readList(of: name, line, indent: below.indent, depth: depth)
    }
    guard below.indent > line.indent else { return set(name, "null") }
    guard depth < Self.deepest else {
      leaveOut(below, "too deep within other settings")
      return skip(deeperThan: line.indent)
    }
    readMapping(indent: below.indent, path: name, depth: depth + 1)
  }

  /// A list: of single values, as text; of others each by its number.
  private mutating func readList(of name: String, _ line: Line, indent: Int, depth: Int) {
    if let items = singleValues(indent: indent) {
      next += items.count
      set(name, "[" + items.joined(separator: ", ") + "]")
    } else {
      var index = 0
      while next < lines.count, lines[next].indent == indent, isItem(lines[next].text) {
        readItem(of: "\(name).\(index)", indent: indent, depth: depth)
        index += 1
      }
    }
    if next < lines.count, lines[next].indent > line.indent, lines[next].indent != indent {
      leaveOut(lines[next], "not indented as the lines above")
      skip(deeperThan: line.indent)
    }
  }

  /// The items of a list, where each is a single value.
  private func singleValues(indent: Int) -> [String]? {
    var items: [String] = []
    var place = next
    while place < lines.count, lines[place].indent == indent, isItem(lines[place].text) {
      guard let text = singleValue(Self.trimmed(lines[place].text.dropFirst())) else { return nil }
      items.append(text)
      place += 1
    }
    return place < lines.count && lines[place].indent > indent ? nil : items
  }

  /// The text of an item that is a single value or a list in brackets.
  private func singleValue(_ value: Substring.UnicodeScalarView) -> String? {
    if value.first == "\"" || value.first == "'" { return Self.unquoted(value) }
    if value.first == "[" { return Self.balance(value) == 0 ? String(value) : nil }
    let isPlain = value.first.map { !"&*!|>@`%{[-".unicodeScalars.contains($0) || !isItem(value) && $0 == "-" } ?? false
    return isPlain && Self.pair(value) == nil ? String(value) : nil
  }

  /// An item that may be a mapping, whose first name stands behind the dash.
  private mutating func readItem(of name: String, indent: Int, depth: Int) {
    let item = lines[next]
    let value = Self.trimmed(item.text.dropFirst())
    guard depth < Self.deepest else {
      leaveOut(item, "too deep within other settings")
      next += 1
      return skip(deeperThan: indent)
    }
    if let value = value.first, !"&*!{[\"'".unicodeScalars.contains(value) || value == "\"" || value == "'",
      Self.pair(Self.trimmed(item.text.dropFirst())) != nil
    {
      let text = Self.trimmed(item.text.dropFirst())
      lines[next] = Line(number: item.number, indent: indent + item.text.count - text.count, text: text)
      return readMapping(indent: lines[next].indent, path: name, depth: depth + 1)
    }
    next += 1
    if !value.isEmpty, isItem(value) {
      leaveOut(item, "'\(name)' is a list within a list")
      return skip(deeperThan: indent)
    }
    readValue(value, of: name, item, depth: depth + 1)
    if next < lines.count, lines[next].indent > indent {
      leaveOut(lines[next], "not indented as the lines above")
      skip(deeperThan: indent)
    }
  }

  /// A text of several lines behind `|` or `>`, on one line.
  private mutating func readTextBlock(of name: String, _ line: Line, _ sign: Substring.UnicodeScalarView) {
    guard sign.dropFirst().allSatisfy({ "+-0123456789".unicodeScalars.contains($0) }) else {
      leaveOut(line, "'\(name)' begins with a sign that has no meaning there")
      return skip(deeperThan: line.indent)
    }
    var words: [String] = []
    var index = line.number
    while index < rawLines.count {
      let scalars = rawLines[index].unicodeScalars
      let body = scalars.drop { $0 == " " }
      if !body.isEmpty {
        guard scalars.count - body.count > line.indent else { break }
        words.append(String(Self.trimmed(body)))
      }
      index += 1
    }
    while next < lines.count, lines[next].number <= index { next += 1 }
    set(name, words.joined(separator: " "))
  }
}
