/// A JSON value as a tree, for documents that are small.
public indirect enum JSONValue: Hashable, Sendable {
  /// An object's members, in the order in which they stand.
  case object([Member])
  /// A list.
  case array([JSONValue])
  /// A text.
  case string(String)
  /// A number; may be NaN or infinite.
  case number(Double)
  /// A truth value.
  case bool(Bool)
  /// Nothing.
  case null

  /// A member of an object.
  public struct Member: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: JSONValue

    /// A member from its parts.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// The value of a whole text; nil when it is no JSON, ends too early, or goes on after the value.
  public init?(_ text: String) {
    var text = text
    guard let value = text.withUTF8({ JSONValue($0) }) else { return nil }
    self = value
  }

  /// The value of a whole text; nil when it is no JSON, ends too early, or goes on after the value.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = JSONScanner(bytes)
    let token = scanner.next()
    guard let value = JSONValue(token, &scanner), scanner.next() == .end else { return nil }
    self = value
  }

  /// The value of which `token` is the first piece; nil when it is broken.
  public init?(_ token: JSONToken, _ scanner: inout JSONScanner) {
    switch token {
    case .beginObject:
      var members: [Member] = []
      loop: while true {
        switch scanner.next() {
        case .endObject: break loop
        case .key(let range, let isEscaped):
          let name = scanner.text(range, isEscaped: isEscaped)
          let token = scanner.next()
          guard let value = JSONValue(token, &scanner) else { return nil }
          members.append(Member(name: name, value: value))
        default: return nil
        }
      }
      self = .object(members)
    case .beginArray:
      var elements: [JSONValue] = []
      while true {
        let token = scanner.next()
        if token == .endArray { break }
        guard let value = JSONValue(token, &scanner) else { return nil }
        elements.append(value)
      }
      self = .array(elements)
    case .string(let range, let isEscaped): self = .string(scanner.text(range, isEscaped: isEscaped))
    case .number(let value): self = .number(value)
    case .bool(let value): self = .bool(value)
    case .null: self = .null
    case .endObject, .endArray, .key, .end, .incomplete, .invalid: return nil
    }
  }

  /// The member of that name; nil when there is none or this is no object.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// The number, or what a text such as "NaN" or "0.5" stands for.
  public var number: Double? {
    switch self {
    case .number(let value): value
    case .string(let text): JSONText.nonFinite(text) ?? DecimalNumber.whole(text)
    default: nil
    }
  }

  /// The text of a string.
  public var string: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  /// The elements of a list.
  public var array: [JSONValue]? {
    if case .array(let elements) = self { return elements }
    return nil
  }

  /// The members of an object.
  public var members: [Member]? {
    if case .object(let members) = self { return members }
    return nil
  }

  /// The value as JSON on one line.
  public var text: String {
    switch self {
    case .object(let members):
      "{" + members.map { JSONText.quoted($0.name) + ":" + $0.value.text }.joined(separator: ",") + "}"
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .string(let text): JSONText.quoted(text)
    case .number(let value): JSONText.number(value)
    case .bool(let value): value ? "true" : "false"
    case .null: "null"
    }
  }
}
