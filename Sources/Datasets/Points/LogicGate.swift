/// One of the sixteen Boolean functions of two inputs x₁ and x₂.
///
/// The raw value is the truth table as a 4-bit code: read from the left, its bits are the outputs for the inputs
/// 00, 01, 10 and 11. So `xor` is `0b0110`, and any of the sixteen can be made from its code.
public enum LogicGate: UInt8, CaseIterable, Sendable {
  /// Always 0.
  case never = 0b0000
  /// x₁ ∧ x₂.
  case and = 0b0001
  /// x₁ ∧ ¬x₂, the opposite of "x₁ implies x₂".
  case inhibition = 0b0010
  /// x₁, whatever x₂ is.
  case first = 0b0011
  /// ¬x₁ ∧ x₂, the opposite of "x₂ implies x₁".
  case converseInhibition = 0b0100
  /// x₂, whatever x₁ is.
  case second = 0b0101
  /// x₁ ⊕ x₂: one of the two, not both.
  case xor = 0b0110
  /// x₁ ∨ x₂.
  case or = 0b0111
  /// ¬(x₁ ∨ x₂).
  case nor = 0b1000
  /// ¬(x₁ ⊕ x₂): both are equal.
  case xnor = 0b1001
  /// ¬x₂, whatever x₁ is.
  case notSecond = 0b1010
  /// x₂ → x₁.
  case converseImplication = 0b1011
  /// ¬x₁, whatever x₂ is.
  case notFirst = 0b1100
  /// x₁ → x₂.
  case implication = 0b1101
  /// ¬(x₁ ∧ x₂).
  case nand = 0b1110
  /// Always 1.
  case always = 0b1111

  /// The four inputs (x₁, x₂) in the order of every truth table: 00, 01, 10, 11.
  public static let inputs: [(first: Bool, second: Bool)] = [
    (false, false), (false, true), (true, false), (true, true),
  ]

  /// The gates that textbooks name, in the order in which a course meets them.
  public static let common: [LogicGate] = [.and, .or, .nand, .nor, .xor, .xnor]

  /// The gate with a truth table, outputs for 00, 01, 10 and 11; `nil` unless there are four.
  public init?(outputs: [Bool]) {
    guard outputs.count == 4 else { return nil }
    self.init(rawValue: outputs.reduce(0) { $0 << 1 | ($1 ? 1 : 0) })
  }

  /// The gate of a short name such as `xor` or `not-x1`, or of a 4-bit code such as `0110`; case does not matter.
  public init?(named text: String) {
    let text = text.lowercased()
    if let gate = Self.allCases.first(where: { $0.name == text }) {
      self = gate
    } else if text.utf8.count == 4, let code = UInt8(text, radix: 2) {
      self.init(rawValue: code)
    } else {
      return nil
    }
  }

  /// The short name, as a command line takes it.
  public var name: String {
    switch self {
    case .never: "false"
    case .and: "and"
    case .inhibition: "x1-and-not-x2"
    case .first: "x1"
    case .converseInhibition: "x2-and-not-x1"
    case .second: "x2"
    case .xor: "xor"
    case .or: "or"
    case .nor: "nor"
    case .xnor: "xnor"
    case .notSecond: "not-x2"
    case .converseImplication: "x2-implies-x1"
    case .notFirst: "not-x1"
    case .implication: "x1-implies-x2"
    case .nand: "nand"
    case .always: "true"
    }
  }

  /// The function as a formula in x₁ and x₂.
  public var formula: String {
    switch self {
    case .never: "0"
    case .and: "x₁ ∧ x₂"
    case .inhibition: "x₁ ∧ ¬x₂"
    case .first: "x₁"
    case .converseInhibition: "¬x₁ ∧ x₂"
    case .second: "x₂"
    case .xor: "x₁ ⊕ x₂"
    case .or: "x₁ ∨ x₂"
    case .nor: "¬(x₁ ∨ x₂)"
    case .xnor: "¬(x₁ ⊕ x₂)"
    case .notSecond: "¬x₂"
    case .converseImplication: "x₂ → x₁"
    case .notFirst: "¬x₁"
    case .implication: "x₁ → x₂"
    case .nand: "¬(x₁ ∧ x₂)"
    case .always: "1"
    }
  }

  /// The truth table as four digits, the outputs for 00, 01, 10 and 11.
  public var code: String {
    outputs.map { $0 ? "1" : "0" }.joined()
  }

  /// The outputs for the inputs 00, 01, 10 and 11.
  public var outputs: [Bool] {
    (0..<4).map { rawValue >> (3 - $0) & 1 == 1 }
  }

  /// The output for one pair of inputs.
  public func callAsFunction(_ first: Bool, _ second: Bool) -> Bool {
    rawValue >> (3 - ((first ? 2 : 0) + (second ? 1 : 0))) & 1 == 1
  }

  /// Whether one line separates the inputs that give 1 from those that give 0: true for all but `xor` and `xnor`.
  public var isLinearlySeparable: Bool {
    self != .xor && self != .xnor
  }
}
