import NeuralNet
import RealModule

/// Carries out lines of the tensor language and remembers the names they give.
///
/// Lists are arrays, `^` and `**` are powers, and everything else follows NumPy 2: shapes, broadcasting, types (numbers that were typed
/// give way to an array's type), and what is refused. `normal` and `uniform` draw by a seed with this program's own generator, so
/// their figures are not NumPy's.
public struct TensorInterpreter: Sendable {
  /// The most elements that one line, or all names together, may come to.
  public static let mostElementsInAll = 1 << 22
  /// The most names.
  public static let mostNames = 1_000

  /// What a statement gave.
  public struct Result: Hashable, Sendable {
    /// The name it was given, if any.
    public let name: String?
    /// The statement as it was typed.
    public let text: String
    /// Its value.
    public let value: TensorValue
    /// Its operations in order; the last gave the value.
    public let steps: [TensorStep]
  }

  /// Names and their values.
  public private(set) var names: [String: TensorValue] = [:]

  /// Without any names.
  public init() {}

  /// Carries out every statement of a line, or none of them if one fails.
  public mutating func run(_ line: String) throws(TensorFault) -> [Result] {
    let formula: Formula
    do { formula = try Formula(line) } catch { throw TensorFault(error) }
    var run = TensorEvaluation(formula, names: names)
    let results = try run.evaluate()
    let elements = run.names.values.reduce(0) { sum, value in
      if case .array(let array, _) = value { sum + array.count } else { sum }
    }
    guard elements <= Self.mostElementsInAll, run.names.count <= Self.mostNames else {
      throw TensorFault(
        column: 1,
        expected: "at most \(Self.mostNames) names with \(Self.mostElementsInAll) elements in all",
        found: "\(run.names.count) names with \(elements)"
      )
    }
    names = run.names
    return results
  }

  /// Gives a name a value.
  public mutating func set(_ name: String, to array: NDArray) { names[name] = .array(array, isTyped: false) }

  /// Forgets a name.
  public mutating func forget(_ name: String) { names[name] = nil }

  /// What can go on at the end of a line: functions, names and constants that begin with its last word, or methods after a point.
  public func completions(of line: String) -> [String] {
    var word = ""
    var before: Character?
    for character in line.reversed() {
      guard character.isLetter || character.isNumber || character == "_" else {
        before = character
        break
      }
      word.insert(character, at: word.startIndex)
    }
    let candidates =
      before == "."
      ? TensorFunction.members + TensorFunction.all.filter(\.isMethod).map { $0.name + "(" }
      : names.keys.sorted() + TensorFunction.all.map { $0.name + "(" } + TensorFunction.constants
    guard before == "." || !word.isEmpty else { return [] }
    return candidates.filter { $0.hasPrefix(word) && $0 != word }.reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }
}
