import Records

/// The value of a setting in a sweep.
public enum SweepValue: Hashable, Sendable {
  /// Units of the hidden layers.
  case layers([Int])
  /// A real number.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// A name: an activation, an optimizer, a gate …
  case name(String)

  /// The value as an option takes it, such as `128-64` or `0.1`.
  public var text: String {
    switch self {
    case .layers(let sizes): sizes.isEmpty ? "none" : sizes.map(String.init).joined(separator: "-")
    case .number(let value): value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    case .integer(let value): "\(value)"
    case .name(let name): name
    }
  }

  /// The value as JSON.
  public var json: JSONValue {
    switch self {
    case .layers(let sizes): .array(sizes.map { .number(Double($0)) })
    case .number(let value): .number(value)
    case .integer(let value): .number(Double(value))
    case .name(let name): .string(name)
    }
  }

  /// The number that an axis can be drawn by; nil for names and for more than one layer.
  public var number: Double? {
    switch self {
    case .layers(let sizes): sizes.count == 1 ? Double(sizes[0]) : nil
    case .number(let value): value
    case .integer(let value): Double(value)
    case .name: nil
    }
  }
}
