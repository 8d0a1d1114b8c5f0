import Records

/// What is whole of a JSON document that may still be growing.
enum PartialJSON {
  /// The document as far as it goes: of what is not finished the finished elements stay.
  static func parse(_ bytes: Bytes) -> JSONValue? {
    var scanner = JSONScanner(bytes)
    var isBroken = false
    return value(scanner.next(), &scanner, &isBroken)
  }

  private static func value(_ token: JSONToken, _ scanner: inout JSONScanner, _ isBroken: inout Bool) -> JSONValue? {
    switch token {
    case .beginObject:
      var members: [JSONValue.Member] = []
      while true {
        let token = scanner.next()
        if token == .endObject { break }
        guard case .key(let range, let isEscaped) = token else {
          isBroken = true
          break
        }
        let name = scanner.text(range, isEscaped: isEscaped)
        if let value = value(scanner.next(), &scanner, &isBroken) {
          members.append(JSONValue.Member(name: name, value: value))
        }
        if isBroken { break }
      }
      return .object(members)
    case .beginArray:
      var elements: [JSONValue] = []
      while true {
        let token = scanner.next()
        if token == .endArray { break }
        let element = value(token, &scanner, &isBroken)
        // The element in which the text ends is not whole; a list within may have whole ones.
        if let element, !isBroken || !isRow(element) { elements.append(element) }
        if isBroken { break }
      }
      return .array(elements)
    case .string(let range, let isEscaped): return .string(scanner.text(range, isEscaped: isEscaped))
    case .number(let number): return .number(number)
    case .bool(let flag): return .bool(flag)
    case .null: return .null
    case .endObject, .endArray, .key, .end, .incomplete, .invalid:
      isBroken = true
      return nil
    }
  }

  private static func isRow(_ value: JSONValue) -> Bool {
    if case .object = value { return true }
    return false
  }
}
