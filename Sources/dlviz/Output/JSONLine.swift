#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One JSON object on one line, its fields in the order in which they were added.
struct JSONLine {
  private var fields: [String] = []

  init(event: String) { add("event", event) }

  /// The object, without a line break.
  var text: String { "{\(fields.joined(separator: ","))}" }

  mutating func add(_ key: String, _ value: String) { fields.append("\(quoted(key)):\(quoted(value))") }
  mutating func add(_ key: String, _ value: String?) { fields.append("\(quoted(key)):\(value.map(quoted) ?? "null")") }
  mutating func add(_ key: String, _ value: Int) { fields.append("\(quoted(key)):\(value)") }
  mutating func add(_ key: String, _ value: UInt64) { fields.append("\(quoted(key)):\(value)") }
  mutating func add(_ key: String, _ value: Bool) { fields.append("\(quoted(key)):\(value)") }
  mutating func add(_ key: String, _ values: [String]) {
    fields.append("\(quoted(key)):[\(values.map(quoted).joined(separator: ","))]")
  }
  mutating func add(_ key: String, _ values: [Int]) {
    fields.append("\(quoted(key)):[\(values.map(String.init).joined(separator: ","))]")
  }
  mutating func add(_ key: String, _ values: [Double]) {
    fields.append("\(quoted(key)):[\(values.map(number).joined(separator: ","))]")
  }

  /// The shortest digits that read back as the same number; null for what is missing or not finite, which JSON cannot say.
  mutating func add(_ key: String, _ value: Double?) {
    fields.append("\(quoted(key)):\(value.map(number) ?? "null")")
  }

  private func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }

  private func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let data = try? encoder.encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}
