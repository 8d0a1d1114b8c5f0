/// One JSON object on one line, its fields in the order in which they were added.
public struct JSONLine {
  private var fields: [String] = []

  /// An object whose first field names the event.
  public init(event: String) { add("event", event) }

  /// The object, without a line break.
  public var text: String { "{\(fields.joined(separator: ","))}" }

  /// Adds a field.
  public mutating func add(_ key: String, _ value: String) { put(key, Self.quoted(value)) }
  /// Adds a field.
  public mutating func add(_ key: String, _ value: String?) { put(key, value.map(Self.quoted) ?? "null") }
  /// Adds a field.
  public mutating func add(_ key: String, _ value: Int) { put(key, "\(value)") }
  /// Adds a field.
  public mutating func add(_ key: String, _ value: Int?) { put(key, value.map { "\($0)" } ?? "null") }
  /// Adds a field.
  public mutating func add(_ key: String, _ value: UInt64) { put(key, "\(value)") }
  /// Adds a field.
  public mutating func add(_ key: String, _ value: Bool) { put(key, "\(value)") }
  /// Adds a field.
  public mutating func add(_ key: String, _ values: [String]) { put(key, Self.list(values.map(Self.quoted))) }
  /// Adds a field.
  public mutating func add(_ key: String, _ values: [Int]) { put(key, Self.list(values.map { "\($0)" })) }
  /// Adds a field.
  public mutating func add(_ key: String, _ values: [[Int]]) {
    put(key, Self.list(values.map { Self.list($0.map { "\($0)" }) }))
  }
  /// Adds a field.
  public mutating func add(_ key: String, _ values: [Double]) { put(key, Self.list(values.map(Self.number))) }

  /// The shortest digits that read back as the same number; null for what is missing or not finite, which JSON cannot say.
  public mutating func add(_ key: String, _ value: Double?) { put(key, value.map(Self.number) ?? "null") }

  /// A value that is JSON already.
  public mutating func add(_ key: String, json value: String) { put(key, value) }

  private mutating func put(_ key: String, _ value: String) { fields.append("\(Self.quoted(key)):\(value)") }

  private static func list(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

  /// A number without the sign of a zero, which says nothing.
  private static func number(_ value: Double) -> String { value.isFinite ? value == 0 ? "0.0" : "\(value)" : "null" }

  /// A text in quotes, as RFC 8259 wants it.
  public static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
