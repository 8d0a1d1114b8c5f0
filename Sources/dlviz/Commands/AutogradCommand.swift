import ArgumentParser
import NeuralNet
import Plots
import Shell
import TensorLab
import TensorScreens
import Terminal

/// `dlviz autograd`: an expression as a graph, its values and its gradients.
struct AutogradCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "autograd",
    abstract: "The graph of an expression: values forward, gradients backward, one edge at a time.",
    discussion: """
      An expression may contain + - * / ^ @, unary minus, parentheses, \(ScalarFunction.allCases.map(\.rawValue).joined(separator: ", ")), \
      max, min, clamp, pow, dot, sum and mean, numbers, names and vectors such as [1, 2, 3]; semicolons separate statements, as in h = tanh(w*x); \
      h^2. Values are given as name=value after the expression, or within it before they are used.

      Expressions for --example: \(AutogradExample.all.map(\.name).joined(separator: ", ")).
      """
  )

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("The expression, then values such as x=3 or w=[1,2,3].", valueName: "expression")
  )
  var words: [String] = []
  @Option(help: ArgumentHelp("A prepared expression, or list for their names.", valueName: "name"))
  var example: String?
  @Flag(help: "Write the graph with its values and gradients in Graphviz's DOT language.")
  var dot = false
  @Option(parsing: .unconditional, help: "The step to begin at; a number beyond the last means the last.")
  var step = 0
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Looks") var look: LookOptions

  func validate() throws {
    try look.check(showsScreen: output.showsScreen)
    if let option = words.first(where: { $0.hasPrefix("--") }) {
      throw ValidationError("expected an option of autograd (see --help), found '\(option)'")
    }
    guard step >= 0 else { throw ValidationError("--step: expected 0 or more, found \(step)") }
    if dot, output.json { throw ValidationError("--dot and --json: expected one of the two, found both") }
    guard let example else { return }
    guard words.isEmpty else {
      throw ValidationError("--example: expected no expression beside it, found '\(words[0])'")
    }
    guard example == "list" || AutogradExample.named(example) != nil else {
      let names = AutogradExample.all.map(\.name).joined(separator: ", ")
      throw ValidationError("--example: expected list or one of \(names), found '\(example)'")
    }
  }

  mutating func run() throws {
    if example == "list" {
      let rows = AutogradExample.all.flatMap { [[$0.name, $0.summary], ["", $0.source]] }
      for line in ValueText.table(rows, leftColumns: [0, 1]) { print(shown(line)) }
      return
    }
    let problem = try problem()
    var screen = AutogradScreen(problem)
    screen.playback.move(to: step)
    if dot {
      print(screen.walk.dot { ValueText.plain($0) }, terminator: "")
      return
    }
    guard case .json = output.mode else { return try ScreenRunner(output: output, look: look).run(screen) }
    for line in AutogradText(screen.walk, source: problem.source).json { try StandardOutput.print(line) }
  }

  private func shown(_ line: String) -> String { line.transliterated(to: TextLook(look).look.charset) }

  /// What was asked for.
  private func problem() throws -> AutogradProblem {
    guard let source = words.first else {
      return AutogradProblem(AutogradExample.named(example ?? "") ?? AutogradExample.all[0])
    }
    var inputs: [AutogradGraph.Input] = []
    for word in words.dropFirst() {
      do throws(FormulaError) { inputs.append(try AutogradGraph.Input(parsing: word)) } catch {
        throw Failure(description: Self.pointed(word, column: error.column, "\(error)"))
      }
    }
    do throws(FormulaError) { return try AutogradProblem(source, inputs: inputs) } catch {
      throw Failure(description: Self.pointed(source, column: error.column, "\(error)"))
    }
  }

  /// A fault with the text under which it points to the place.
  static func pointed(_ source: String, column: Int, _ message: String) -> String {
    guard source.count <= 100, !source.contains("\n") else { return message }
    return "\(message)\n  \(source)\n  \(String(repeating: " ", count: max(0, column - 1)))^"
  }
}
