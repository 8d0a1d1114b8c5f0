/// Which series are shown: words that all must be in the name, `-word` that must not, `/regular expression/`.
public struct SeriesFilter {
  private enum Term {
    case word(String)
    case without(String)
    case pattern(Regex<AnyRegexOutput>)
  }

  /// What was typed.
  public let text: String
  private let terms: [Term]
  /// Why a part of it means nothing; nil when all is well.
  public let problem: String?

  /// Everything.
  static var all: SeriesFilter { SeriesFilter("") }

  /// A filter from what was typed.
  public init(_ text: String) {
    self.text = text
    var terms: [Term] = []
    var problem: String?
    for part in Self.parts(text) {
      if part.hasPrefix("/"), part.count > 1 {
        let body = part.dropFirst()
        let source = body.hasSuffix("/") && body.count > 1 ? String(body.dropLast()) : String(body)
        if let pattern = try? Regex(source) {
          terms.append(.pattern(pattern.ignoresCase()))
        } else {
          problem = "'\(source)' is not a valid regular expression"
        }
      } else if part.hasPrefix("-"), part.count > 1 {
        terms.append(.without(part.dropFirst().lowercased()))
      } else {
        terms.append(.word(part.lowercased()))
      }
    }
    self.terms = terms
    self.problem = problem
  }

  /// Words between blanks; a regular expression goes on to the slash that ends a word.
  private static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    var isOpen = false
    for word in text.split(separator: " ") {
      if isOpen {
        parts[parts.count - 1] += " " + word
      } else {
        parts.append(String(word))
        isOpen = word.hasPrefix("/") && word.count > 1
      }
      if isOpen, word.hasSuffix("/"), parts[parts.count - 1].count > 2 { isOpen = false }
    }
    return parts
  }

  /// Whether everything passes.
  public var isAll: Bool { terms.isEmpty }

  /// Whether a run's metric is shown.
  public func passes(run: String, metric: String) -> Bool {
    guard !terms.isEmpty else { return true }
    let name = "\(run) \(metric)"
    let lower = name.lowercased()
    return terms.allSatisfy { term in
      switch term {
      case .word(let word): lower.contains(word)
      case .without(let word): !lower.contains(word)
      case .pattern(let pattern): name.firstMatch(of: pattern) != nil
      }
    }
  }
}
