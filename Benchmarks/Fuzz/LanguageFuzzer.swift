import NeuralNet
import TensorLab

/// Feeds lines to the parser of formulas, to gradients and to the tensor language: every one must be carried out or refused with an error.
///
/// Half of the lines are real ones with damage, half are words at random, so that both what nearly fits and what never does is tried; one
/// in a hundred is nested or long beyond what may be typed.
struct LanguageFuzzer {
  /// Who reads the lines.
  enum Reader {
    /// Formulas as a graph, evaluated and differentiated.
    case formula
    /// The tensor language.
    case tensors
  }

  /// How often a line was carried out, and how often refused.
  private(set) var accepted = 0
  private(set) var refused = 0

  private let reader: Reader
  private var random: RandomNumbers
  private let lines: [String]

  private static let words = [
    "x", "y", "w", "a", "b", "0", "1", "2", "3", "-1", "0.5", "1e3", "1e308", "9223372036854775807", "+", "-", "*", "/",
    "^",
    "**", "@", "(", ")", "[", "]", ",", ";", "=", "+=", "<", "==", ".", ".T", ".shape", ".sum(", "sum(", "mean(",
    "max(",
    "min(", "exp(", "log(", "relu(", "sqrt(", "clamp(", "dot(", "zeros(", "ones(", "arange(", "reshape(", "transpose(",
    "normal(", "seed=", "axis=", "axis=0", "keepdims=True", "dtype=int64", "dtype=bool", "float32", "True", "None",
    "nan",
    "inf", "pi", "broadcast_to(", "[1,2,3]", "[[1,2],[3,4]]", "(2,3)", "-1)", "\u{1F600}", "é", "\n", " ",
  ]

  init(_ reader: Reader, seed: UInt64) {
    self.reader = reader
    random = RandomNumbers(seed: seed)
    switch reader {
    case .formula: lines = AutogradExample.all.map(\.source) + ["x=1; y=2; x^y*max(x,y)/(1+exp(-x))"]
    case .tensors:
      lines = [
        "a = [[1,2],[3,4]]; b = [[5,6],[7,8]]; a @ b", "arange(24).reshape(2,3,4).sum(axis=(0,2), keepdims=True)",
        "x = normal(5, 3, seed=2); w = ones((2, 3)); relu(x @ w.T + [0.5, -0.5]).mean(axis=0)",
        "broadcast_to(transpose(zeros(2,3,4), (2,0,1)), (5,4,2,3)) ^ 2 > array([1,2,3], dtype=float32)",
        "full((2,), 7).astype(bool); eye(3, dtype=int64); linspace(0, 1, 5); clamp([1,2,3], 0, 2)",
      ]
    }
  }

  /// Reads one line.
  mutating func step() {
    let line =
      random.below(100) == 0 ? deep() : random.below(2) == 0 ? damaged(lines[random.below(lines.count)]) : wordy()
    switch reader {
    case .formula:
      do throws(FormulaError) {
        let graph = try AutogradGraph(Formula(line))
        let walk = AutogradWalk(graph)
        precondition(walk.gradients.count == graph.nodes.count)
        accepted += 1
      } catch {
        precondition(error.column >= 1 && !"\(error)".isEmpty)
        refused += 1
      }
      if let formula = try? ScalarFormula(line, variables: ["x", "y"]) { _ = formula.value(0.5, -2) }
    case .tensors:
      var interpreter = TensorInterpreter()
      do throws(TensorFault) {
        for result in try interpreter.run(line) {
          for step in result.steps where step.result.count > 0 {
            let cell = random.below(step.result.count)
            _ = step.workings(of: cell, mostTerms: 6) { "\($0)" }
          }
        }
        accepted += 1
      } catch {
        precondition(error.column >= 1 && !"\(error)".isEmpty)
        refused += 1
      }
      _ = interpreter.completions(of: line)
    }
  }

  /// Something inside itself up to thousands of times, closed or not.
  private mutating func deep() -> String {
    let pairs = [
      ("(", ")"), ("[", "]"), ("-", ""), ("exp(", ")"), ("x^", ""), ("1+", ""), ("max(1,", ")"), ("a=1;", ""),
      ("[1,", "]"),
    ]
    let (open, close) = pairs[random.below(pairs.count)]
    let depth = [90, 101, 500, 3000, 9000][random.below(5)]
    let inside = String(repeating: open, count: depth) + "1"
    return random.below(3) == 0 ? inside : inside + String(repeating: close, count: depth)
  }

  private mutating func wordy() -> String {
    (0...random.below(14)).map { _ in Self.words[random.below(Self.words.count)] }.joined()
  }

  private mutating func damaged(_ line: String) -> String {
    var characters = Array(line)
    for _ in 0...random.below(3) {
      let place = random.below(max(1, characters.count))
      let word = Array(Self.words[random.below(Self.words.count)])
      switch random.below(4) {
      case 0: characters.insert(contentsOf: word, at: min(place, characters.count))
      case 1: characters.replaceSubrange(place..<min(characters.count, place + 1 + random.below(4)), with: word)
      case 2: characters.removeSubrange(place..<min(characters.count, place + 1 + random.below(6)))
      default: characters += characters[place...].prefix(40)
      }
      if characters.isEmpty { break }
    }
    return String(characters)
  }
}
