import Records

/// The part of YAML that files of settings are written in: mappings within mappings, one value a line, lists.
///
/// Lists are kept as text. What it does not understand, such as anchors, tags of Python's objects and lists of mappings, is left out with everything
/// within it, and `problems` says where: nothing is guessed.
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
    while next < lines.count, lines[next].indent == indent {
      let line = lines[next]
      guard let (key, rest) = Self.pair(line.text) else {
        leaveOut(line, "no 'name: value'")
        next += 1
        skip(deeperThan: indent)
        continue
      }
      next += 1
      guard key != "<<" else {
        leaveOut(line, "a merge of other settings")
        skip(deeperThan: indent)
        continue
      }
      let name = path.isEmpty ? key : path + "." + key
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

  private mutating func readValue(_ value: Substring.UnicodeScalarView, of name: String, _ line: Line, depth: Int) {
    switch value.first {
    case nil: readBlock(of: name, line, depth: depth)
    case "&", "*":
      leaveOut(line, "'\(name)' refers to other settings")
      skip(deeperThan: line.indent, orItems: true)
    case "!":
      // A tuple is a list by another name.
      if String(value) == "!!python/tuple" { return readBlock(of: name, line, depth: depth) }
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
    if isItem(below.text), below.indent >= line.indent { return readList(of: name, line, indent: below.indent) }
    guard below.indent > line.indent else { return set(name, "null") }
    guard depth < Self.deepest else {
      leaveOut(below, "too deep within other settings")
      return skip(deeperThan: line.indent)
    }
    readMapping(indent: below.indent, path: name, depth: depth + 1)
  }

  /// A list of single values, as text.
  private mutating func readList(of name: String, _ line: Line, indent: Int) {
    var items: [String] = []
    while next < lines.count, lines[next].indent == indent, isItem(lines[next].text) {
      let item = lines[next]
      let value = Self.trimmed(item.text.dropFirst())
      let isPlain =
        value.first.map { !"&*!|>@`%{[-".unicodeScalars.contains($0) || !isItem(value) && $0 == "-" } ?? false
      var text: String?
      if value.first == "\"" || value.first == "'" {
        text = Self.unquoted(value)
      } else if value.first == "[" {
        text = Self.balance(value) == 0 ? String(value) : nil
      } else if isPlain, Self.pair(value) == nil {
        text = String(value)
      }
      next += 1
      let hasMore = next < lines.count && lines[next].indent > indent
      guard let text, !hasMore else {
        leaveOut(item, "'\(name)' is a list of more than single values")
        skip(deeperThan: indent)
        while next < lines.count, lines[next].indent == indent, isItem(lines[next].text) {
          next += 1
          skip(deeperThan: indent)
        }
        return
      }
      items.append(text)
    }
    set(name, "[" + items.joined(separator: ", ") + "]")
    if next < lines.count, lines[next].indent > line.indent, lines[next].indent != indent {
      leaveOut(lines[next], "not indented as the lines above")
      skip(deeperThan: line.indent)
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
