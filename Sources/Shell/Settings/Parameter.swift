import Plots

/// One quantity that a person may set: its names, its default, what it may be, how it reads and how keys step through it.
///
/// The same value serves the settings line of a screen and the option of the command line, so that no default and no range stands twice.
public struct Parameter<Value: Equatable & Sendable>: Sendable {
  /// What it is: `learning rate`.
  public var label: String
  /// What it is where there is little room; empty where the value speaks for itself.
  public var shortLabel: String
  /// The option of the command line: `--learning-rate`.
  public var option: String
  /// What it is unless somebody says otherwise.
  public var defaultValue: Value
  /// What it may be, in words: `a number from 0 to 1`.
  public var expected: String
  /// Whether it may be this.
  public var accepts: @Sendable (Value) -> Bool
  /// The value that a text means; nil where it means none.
  public var parse: @Sendable (String) -> Value?
  /// How a value reads.
  public var format: @Sendable (Value) -> String
  /// The value after one press of a key; the same where keys go no further.
  public var next: @Sendable (_ value: Value, _ up: Bool) -> Value
  /// Why a press changed nothing.
  public var limit: @Sendable (_ value: Value, _ up: Bool) -> String

  /// A parameter.
  /// - Parameter option: the option's name; the label with hyphens where nothing is given.
  public init(
    _ label: String,
    short: String? = nil,
    option: String? = nil,
    default defaultValue: Value,
    expected: String,
    accepts: @escaping @Sendable (Value) -> Bool = { _ in true },
    parse: @escaping @Sendable (String) -> Value?,
    format: @escaping @Sendable (Value) -> String,
    next: @escaping @Sendable (Value, Bool) -> Value,
    limit: (@Sendable (Value, Bool) -> String)? = nil
  ) {
    self.label = label
    shortLabel = short ?? label
    self.option = option ?? "--" + label.split(separator: " ").joined(separator: "-")
    self.defaultValue = defaultValue
    self.expected = expected
    self.accepts = accepts
    self.parse = parse
    self.format = format
    self.next = next
    self.limit = limit ?? { _, up in "\(label): the keys go no \(up ? "higher" : "lower")" }
  }

  /// Says whether a value may be.
  /// - Throws: what was expected and found, when it may not.
  public func check(_ value: Value) throws(ParameterError) {
    guard accepts(value) else {
      throw ParameterError(option: option, label: label, expected: expected, found: format(value))
    }
  }

  /// The value that a text means.
  /// - Throws: what was expected and found, when it means none or one that may not be.
  public func value(of text: String) throws(ParameterError) -> Value {
    guard let value = parse(text), accepts(value) else {
      throw ParameterError(option: option, label: label, expected: expected, found: "'\(text)'")
    }
    return value
  }
}

/// A value that a parameter may not have.
public struct ParameterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The option of the command line.
  public var option: String
  /// The parameter's name on the screen.
  public var label: String
  /// What it may be.
  public var expected: String
  /// What it was.
  public var found: String

  /// An error.
  public init(option: String, label: String, expected: String, found: String) {
    self.option = option
    self.label = label
    self.expected = expected
    self.found = found
  }

  /// `--seed: expected …, found …`.
  public var description: String { "\(option): expected \(expected), found \(found)" }
  /// The same as a screen says it.
  public var words: String { "\(label): expected \(expected), found \(found)" }
}

extension Parameter where Value == Double {
  /// A number that keys take through 1, 2, 5, 10 …
  /// - Parameters:
  ///   - range: what it may be.
  ///   - keys: the ends that keys do not pass.
  public static func number(
    _ label: String,
    short: String? = nil,
    option: String? = nil,
    default defaultValue: Double,
    in range: ClosedRange<Double>,
    keys: ClosedRange<Double>? = nil,
    steps: [Double]? = nil,
    expected: String? = nil,
    format: @escaping @Sendable (Double) -> String = { NumberFormat.compact.string($0) }
  ) -> Parameter {
    let keys = keys ?? range
    let number = NumberFormat.compact
    return Parameter(
      label,
      short: short,
      option: option,
      default: defaultValue,
      expected: expected ?? "a number from \(number.plain(range.lowerBound)) to \(number.plain(range.upperBound))",
      accepts: { range.contains($0) },
      parse: { Double($0.withHyphens) },
      format: format,
      next: { value, up in
        guard let steps else { return Ladder.step125(value, up: up, in: keys) }
        return Ladder.next(value, in: steps, up: up)
      }
    )
  }
}

extension Parameter where Value: FixedWidthInteger {
  /// A whole number that keys take up and down by one, or through given steps.
  public static func count(
    _ label: String,
    short: String? = nil,
    option: String? = nil,
    default defaultValue: Value,
    in range: ClosedRange<Value>,
    keys: ClosedRange<Value>? = nil,
    steps: [Value]? = nil,
    expected: String? = nil,
    format: @escaping @Sendable (Value) -> String = { "\($0)" }
  ) -> Parameter {
    let keys = keys ?? range
    return Parameter(
      label,
      short: short,
      option: option,
      default: defaultValue,
      expected: expected ?? "a whole number from \(range.lowerBound) to \(range.upperBound)",
      accepts: { range.contains($0) },
      parse: { Value($0) },
      format: format,
      next: { value, up in
        if let steps { return Ladder.next(value, in: steps, up: up) }
        if up ? value >= keys.upperBound : value <= keys.lowerBound { return value }
        return min(keys.upperBound, max(keys.lowerBound, up ? value + 1 : value - 1))
      }
    )
  }
}

extension Parameter {
  /// One of a few values; keys go round and round.
  /// - Parameter name: a value as the command line has it.
  public static func choice(
    _ label: String,
    short: String? = nil,
    option: String? = nil,
    default defaultValue: Value,
    among values: [Value],
    name: @escaping @Sendable (Value) -> String,
    format: (@Sendable (Value) -> String)? = nil
  ) -> Parameter {
    Parameter(
      label,
      short: short,
      option: option,
      default: defaultValue,
      expected: "one of " + values.map(name).joined(separator: ", "),
      accepts: { _ in true },
      parse: { text in
        values.first { name($0).lowercased() == text.lowercased() }
          ?? format.flatMap { format in values.first { format($0).lowercased() == text.lowercased() } }
      },
      format: format ?? name,
      next: { Ladder.cycle($0, in: values, up: $1) }
    )
  }
}
