/// A comparison of a figure of the run with a number: `loss < 0.01`.
public struct LessonCondition: Hashable, Sendable, CustomStringConvertible {
  /// How the two are compared.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    case less = "<"
    case lessOrEqual = "<="
    case equal = "="
    case notEqual = "!="
    case greaterOrEqual = ">="
    case greater = ">"

    /// Whether the comparison holds.
    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .lessOrEqual: left <= right
      case .equal: left == right
      case .notEqual: left != right
      case .greaterOrEqual: left >= right
      case .greater: left > right
      }
    }
  }

  /// The figure's name, one of the screen's ``LessonFacts``.
  public let fact: String
  /// How it is compared.
  public let comparison: Comparison
  /// With what.
  public let value: Double

  /// A condition.
  public init(_ fact: String, _ comparison: Comparison, _ value: Double) {
    self.fact = fact
    self.comparison = comparison
    self.value = value
  }

  /// Whether it holds of the figures; a figure that is missing or NaN satisfies nothing.
  public func holds(of facts: [String: Double]) -> Bool {
    guard let found = facts[fact], !found.isNaN else { return false }
    return comparison.holds(found, value)
  }

  /// The condition as it is written in a file.
  public var description: String { "\(fact) \(comparison.rawValue) \(value)" }
}
