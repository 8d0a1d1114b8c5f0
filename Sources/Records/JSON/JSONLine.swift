/// One JSON object on one line, its fields in the order in which they were added.
public struct JSONLine: Sendable {
  private var fields = ""

  /// An event's line, without other fields.
  public init(event: String) { add("event", event) }

  /// The object, without a line break.
  public var text: String { "{" + fields + "}" }

  /// Adds a field.
  public mutating func add(_ key: String, _ value: String) { addRaw(key, JSONText.quoted(value)) }
  /// Adds a field; null for what is missing.
  public mutating func add(_ key: String, _ value: String?) { addRaw(key, value.map(JSONText.quoted) ?? "null") }
  /// Adds a field.
  public mutating func add(_ key: String, _ value: Int) { addRaw(key, "\(value)") }
  /// Adds a field; null for what is missing.
  public mutating func add(_ key: String, _ value: Int?) { addRaw(key, value.map { "\($0)" } ?? "null") }
  /// Adds a field.
  public mutating func add(_ key: String, _ value: UInt64) { addRaw(key, "\(value)") }
  /// Adds a field.
  public mutating func add(_ key: String, _ value: Bool) { addRaw(key, "\(value)") }
  /// Adds a field; the shortest digits that read back as the same number, null for what is missing or not finite, which JSON cannot say.
  public mutating func add(_ key: String, _ value: Double?) { addRaw(key, Self.number(value)) }
  /// Adds a field; NaN and infinities as the texts "NaN", "Infinity" and "-Infinity".
  public mutating func add(_ key: String, exactly value: Double) { addRaw(key, JSONText.number(value)) }
  /// Adds a list.
  public mutating func add(_ key: String, _ values: [String]) { addList(key, values.map(JSONText.quoted)) }
  /// Adds a list.
  public mutating func add(_ key: String, _ values: [Int]) { addList(key, values.map(String.init)) }
  /// Adds a list of lists.
  public mutating func add(_ key: String, _ values: [[Int]]) {
    addList(key, values.map { "[" + $0.map(String.init).joined(separator: ",") + "]" })
  }
  /// Adds a list; null for what is not finite.
  public mutating func add(_ key: String, _ values: [Double]) { addList(key, values.map(Self.number)) }
  /// Adds a member that is a tree.
  public mutating func add(_ key: String, _ value: JSONValue) { addRaw(key, value.text) }
  /// Adds a step and its value as a list of two; null when there is none.
  public mutating func add(_ key: String, _ point: MetricPoint?) {
    addRaw(key, point.map { "[\($0.step),\(JSONText.number($0.value))]" } ?? "null")
  }

  private static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "null" }
    // The sign of a zero says nothing here.
    return value == 0 ? "0.0" : "\(value)"
  }

  private mutating func addList(_ key: String, _ values: [String]) {
    addRaw(key, "[" + values.joined(separator: ",") + "]")
  }

  /// Adds a field whose value is JSON already.
  public mutating func addRaw(_ key: String, _ json: String) {
    if !fields.isEmpty { fields += "," }
    fields += JSONText.quoted(key) + ":" + json
  }
}
