import Records
import Shell
import TensorLab

extension JSONLine {
  /// Numbers nested by their shape: a number, a list, a list of lists.
  mutating func add(_ key: String, _ values: [Double], shape: [Int]) {
    addRaw(key, Self.nested(values[...], shape[...]))
  }

  /// An object whose values are numbers nested by their shapes.
  mutating func add(_ key: String, _ members: [(name: String, values: [Double], shape: [Int])]) {
    let texts = members.map { "\(JSONText.quoted($0.name)):\(Self.nested($0.values[...], $0.shape[...]))" }
    addRaw(key, "{" + texts.joined(separator: ",") + "}")
  }

  /// The elements of an array in one list, those of a bool array as true and false.
  mutating func add(_ key: String, elementsOf array: NDArray) {
    let texts: [String] =
      switch array.storage {
      case .bool(let values): values.map { "\($0)" }
      case .int64(let values): values.map { "\($0)" }
      case .float32(let values): values.map { $0.isFinite ? Self.short(Double($0), "\($0)") : "null" }
      case .float64(let values): values.map { Self.number($0) }
      }
    addRaw(key, "[" + texts.joined(separator: ",") + "]")
  }

  private static func nested(_ values: ArraySlice<Double>, _ shape: ArraySlice<Int>) -> String {
    guard let count = shape.first else { return values.first.map(number) ?? "null" }
    guard count > 0 else { return "[]" }
    let size = values.count / count
    let parts = (0..<count).map { index in
      nested(values[(values.startIndex + index * size)..<(values.startIndex + (index + 1) * size)], shape.dropFirst())
    }
    return "[" + parts.joined(separator: ",") + "]"
  }

  /// The shortest digits that read back as the same number, whole ones without a point; null where JSON has no number.
  private static func number(_ value: Double) -> String { value.isFinite ? short(value, "\(value)") : "null" }

  private static func short(_ value: Double, _ text: String) -> String {
    abs(value) < 1e15 && value == value.rounded() ? String(Int(value)) : text
  }
}
