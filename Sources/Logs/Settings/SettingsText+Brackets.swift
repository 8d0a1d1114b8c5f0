import Records

/// Lists and mappings in brackets.
extension SettingsText {
  /// A list or a mapping in brackets, on one line or on several.
  mutating func readFlow(_ value: Substring.UnicodeScalarView, of name: String, _ line: Line, depth: Int) {
    var text = String(value)
    var open = Self.balance(value)
    let last = next + Self.mostJoinedLines
    while let balance = open, balance > 0, next < min(lines.count, last), text.utf8.count < Self.longestBrackets {
      text += " " + String(lines[next].text)
      next += 1
      open = Self.balance(text.unicodeScalars[...])
    }
    guard open == 0 else {
      leaveOut(line, "the brackets of '\(name)' do not match")
      return skip(deeperThan: line.indent)
    }
    if text.unicodeScalars.first == "[" { return set(name, text) }
    readFlowMapping(text.unicodeScalars[...], of: name, line, depth: depth)
  }

  mutating func readFlowDocument() {
    let line = lines[0]
    let text = lines.map { String($0.text) }.joined(separator: " ")
    next = lines.count
    guard Self.balance(text.unicodeScalars[...]) == 0 else { return leaveOut(line, "the brackets do not match") }
    readFlowMapping(text.unicodeScalars[...], of: "", line, depth: 0)
  }

  /// `{name: value, …}`.
  mutating func readFlowMapping(_ text: Substring.UnicodeScalarView, of path: String, _ line: Line, depth: Int) {
    guard depth < Self.deepest, text.last == "}" else {
      return leaveOut(line, depth < Self.deepest ? "something behind a bracket" : "too deep within other settings")
    }
    let inner = Self.trimmed(text.dropFirst().dropLast())
    if inner.isEmpty {
      if !path.isEmpty { set(path, "{}") }
      return
    }
    for part in Self.split(inner) {
      let part = Self.trimmed(part)
      if part.isEmpty { continue }
      guard let (key, value) = Self.pair(part) else {
        leaveOut(line, "no 'name: value' in brackets")
        continue
      }
      let name = path.isEmpty ? key : path + "." + key
      switch value.first {
      case nil: set(name, "null")
      case "{": readFlowMapping(value, of: name, line, depth: depth + 1)
      case "[": set(name, String(value))
      case "\"", "'":
        if let text = Self.unquoted(value) {
          set(name, text)
        } else {
          leaveOut(line, "'\(name)' has something behind its text")
        }
      case "&", "*", "!": leaveOut(line, "'\(name)' refers to other settings")
      default: set(name, String(value))
      }
    }
  }

  /// How many brackets are open at the end; nil where one closes that was not open.
  static func balance(_ text: Substring.UnicodeScalarView) -> Int? {
    var open: [Unicode.Scalar] = []
    var isWrong = false
    scan(text) { scalar, _ in
      switch scalar {
      case "[", "{": open.append(scalar)
      case "]": if open.popLast() != "[" { isWrong = true }
      case "}": if open.popLast() != "{" { isWrong = true }
      default: break
      }
      return !isWrong && open.count <= 100
    }
    return isWrong || open.count > 100 ? nil : open.count
  }

  /// The parts between commas outside of brackets.
  private static func split(_ text: Substring.UnicodeScalarView) -> [Substring.UnicodeScalarView] {
    var parts: [Substring.UnicodeScalarView] = []
    var start = text.startIndex
    var depth = 0
    scan(text) { scalar, index in
      switch scalar {
      case "[", "{": depth += 1
      case "]", "}": depth -= 1
      case "," where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
      return true
    }
    parts.append(text[start...])
    return parts
  }

  /// Visits the scalars outside of quotation marks, until the closure says false.
  static func scan(
    _ text: Substring.UnicodeScalarView,
    _ body: (Unicode.Scalar, Substring.UnicodeScalarView.Index) -> Bool
  ) {
    var quote: Unicode.Scalar?
    var before: Unicode.Scalar = " "
    var index = text.startIndex
    while index < text.endIndex {
      let scalar = text[index]
      if let open = quote {
        if scalar == "\\", open == "\"" {
          index = text.index(after: index)
          if index == text.endIndex { return }
        } else if scalar == open {
          quote = nil
        }
      } else if scalar == "\"" || scalar == "'", " \t[{,:-".unicodeScalars.contains(before) {
        quote = scalar
      } else if !body(scalar, index) {
        return
      }
      before = scalar
      index = text.index(after: index)
    }
  }
}
