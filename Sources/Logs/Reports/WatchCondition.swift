import Records

/// Something that may become true of a run: `val/loss < 0.1`, `nan`, `stall=10m`.
public enum WatchCondition: Hashable, Sendable {
  /// How a value is compared.
  public enum Comparison: String, CaseIterable, Sendable {
    /// At most.
    case atMost = "<="
    /// At least.
    case atLeast = ">="
    /// Less.
    case less = "<"
    /// More.
    case more = ">"

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .atMost: left <= right
      case .more: left > right
      case .atLeast: left >= right
      }
    }
  }

  /// A value of a metric compares so with a number.
  case value(metric: String, Comparison, Double)
  /// A metric is NaN or infinite.
  case nan
  /// Nothing has come for so many seconds.
  case stall(seconds: Double)

  /// Why a condition could not be read.
  public struct Problem: Error, Hashable, CustomStringConvertible {
    /// What was expected and what was found.
    public var description: String
  }

  /// Reads a condition as a user writes it.
  public init(_ text: String) throws(Problem) {
    let trimmed = text.trimmingBlanks
    if trimmed.lowercased() == "nan" {
      self = .nan
      return
    }
    if trimmed.lowercased().hasPrefix("stall") {
      let rest = trimmed.dropFirst(5).drop { $0 == "=" || $0 == " " }
      guard let seconds = Self.seconds(String(rest)) else {
        throw Problem(description: "expected a time such as stall=10m, stall=90s or stall=2h, found '\(text)'")
      }
      self = .stall(seconds: seconds)
      return
    }
    for comparison in Comparison.allCases {
      guard let place = trimmed.firstRange(of: comparison.rawValue) else { continue }
      let name = trimmed[..<place.lowerBound].trimmingBlanks
      let number = trimmed[place.upperBound...].trimmingBlanks
      guard !name.isEmpty, !name.contains(where: { $0 == "<" || $0 == ">" }), let value = DecimalNumber.whole(number)
      else { break }
      self = .value(metric: name, comparison, value)
      return
    }
    throw Problem(description: "expected METRIC < NUMBER (or <=, >, >=), nan or stall=TIME, found '\(text)'")
  }

  /// The conditions of a list with commas between them, one at least.
  public static func list(_ text: String) throws(Problem) -> [WatchCondition] {
    var conditions: [WatchCondition] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      conditions.append(try WatchCondition(String(part)))
    }
    return conditions
  }

  private static func seconds(_ text: String) -> Double? {
    guard let unit = text.last else { return nil }
    let scale: Double
    switch unit {
    case "s": scale = 1
    case "m": scale = 60
    case "h": scale = 3600
    case "d": scale = 86_400
    default: return DecimalNumber.whole(text).flatMap { $0 > 0 ? $0 : nil }
    }
    return DecimalNumber.whole(text.dropLast()).flatMap { $0 > 0 ? $0 * scale : nil }
  }
}
