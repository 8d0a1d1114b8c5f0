/// Names, and texts in quotation marks.
extension SettingsText {
  /// A name and what stands behind its colon, which ends the line or is followed by a blank; nil where there is none.
  static func pair(
    _ text: Substring.UnicodeScalarView
  ) -> (key: String, value: Substring.UnicodeScalarView)? {
    guard let first = text.first,
      !"[{&*!|>@`%?-#".unicodeScalars.contains(first) || (first == "-" && text.dropFirst().first != " ")
    else { return nil }
    var colon: Substring.UnicodeScalarView.Index?
    var isFirst = true
    if first == "\"" || first == "'" {
      guard let end = closing(text) else { return nil }
      colon = text[end...].firstIndex { $0 != " " }
      guard let colon, text[colon] == ":" else { return nil }
      isFirst = false
    }
    if isFirst {
      colon = text.indices.first { index in
        guard text[index] == ":" else { return false }
        let after = text.index(after: index)
        return after == text.endIndex || text[after] == " " || text[after] == "\t"
      }
    }
    guard let colon else { return nil }
    let after = text.index(after: colon)
    guard after == text.endIndex || text[after] == " " || text[after] == "\t" || !isFirst else { return nil }
    let raw = trimmed(text[..<colon])
    guard let key = isFirst ? String(raw) : unquoted(raw), !key.isEmpty else { return nil }
    return (key, trimmed(text[after...]))
  }

  /// The place behind the quotation mark that closes a text.
  private static func closing(_ text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView.Index? {
    guard let quote = text.first else { return nil }
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      let after = text.index(after: index)
      if text[index] == "\\", quote == "\"" {
        guard after < text.endIndex else { return nil }
        index = text.index(after: after)
        continue
      }
      if text[index] == quote {
        // Two of them are one of the text.
        guard quote == "'", after < text.endIndex, text[after] == "'" else { return after }
        index = text.index(after: after)
        continue
      }
      index = after
    }
    return nil
  }

  /// A text without its quotation marks; nil where it does not end there, or has an escape that is not known.
  static func unquoted(_ text: Substring.UnicodeScalarView) -> String? {
    guard let quote = text.first, closing(text) == text.endIndex, text.count >= 2 else { return nil }
    let inner = text.dropFirst().dropLast()
    if quote == "'" { return String(inner).replacing("''", with: "'") }
    var result = String.UnicodeScalarView()
    var rest = inner
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "\\": result.append("\\")
      case "\"": result.append("\"")
      case "/": result.append("/")
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "0": result.append("\0")
      case "x": guard append(hex: 2, &rest, &result) else { return nil }
      case "u": guard append(hex: 4, &rest, &result) else { return nil }
      case "U": guard append(hex: 8, &rest, &result) else { return nil }
      default: return nil
      }
    }
    return String(result)
  }

  private static func append(
    hex count: Int,
    _ rest: inout Substring.UnicodeScalarView,
    _ result: inout String.UnicodeScalarView
  ) -> Bool {
    let digits = rest.prefix(count)
    guard digits.count == count, let value = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(value)
    else {
      return false
    }
    rest = rest.dropFirst(count)
    result.append(scalar)
    return true
  }
}
