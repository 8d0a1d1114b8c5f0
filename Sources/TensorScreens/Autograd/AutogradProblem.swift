import NeuralNet
import TensorLab

/// An expression with values for its names.
public struct AutogradProblem: Hashable, Sendable {
  /// The expression, without the values that stand beside it.
  public let expression: String
  /// Names with values, in order.
  public let inputs: [AutogradGraph.Input]
  /// Its graph.
  public let graph: AutogradGraph
  /// The example that it is, if it is one unchanged.
  public let example: AutogradExample?

  /// An expression and values beside it.
  ///
  /// Values that the expression gives to names once come to stand beside it too, so that they can be changed.
  /// - Throws: what is wrong with the expression, and where.
  public init(_ source: String, inputs: [AutogradGraph.Input] = [], example: AutogradExample? = nil)
    throws(FormulaError)
  {
    let formula = try Formula(source)
    let whole = try AutogradGraph(formula, inputs: inputs)
    let counts = Dictionary(grouping: formula.statements.compactMap(\.name), by: { $0 }).mapValues(\.count)
    var given = inputs
    var rest: [String] = []
    for statement in formula.statements {
      if let name = statement.name, counts[name] == 1, !inputs.contains(where: { $0.name == name }),
        let node = whole.inputs.first(where: {
          whole.nodes[$0].name == name && whole.nodes[$0].column == statement.column
        }),
        statement.expression != formula.statements[formula.statements.count - 1].expression,
        whole.isUsed(node)
      {
        given.append(AutogradGraph.Input(name: name, value: whole.values[node]))
      } else {
        rest.append(statement.text)
      }
    }
    let shorter = rest.joined(separator: "; ")
    // Where names cannot be taken out without changing the rest, the expression stays as it is.
    if given.count > inputs.count, let formula = try? Formula(shorter),
      let graph = try? AutogradGraph(formula, inputs: given)
    {
      expression = shorter
      self.inputs = given
      self.graph = graph
    } else {
      expression = source
      self.inputs = inputs
      graph = whole
    }
    self.example = example
  }

  /// An example; all of them can be read, which a test holds.
  public init(_ example: AutogradExample) {
    do throws(FormulaError) { try self.init(example.source, example: example) } catch {
      preconditionFailure("the example \(example.name) cannot be read: \(error)")
    }
  }

  private init(expression: String, inputs: [AutogradGraph.Input], graph: AutogradGraph) {
    self.expression = expression
    self.inputs = inputs
    self.graph = graph
    example = nil
  }

  /// The same with another number in a cell of an input of the graph.
  func setting(_ node: Int, cell: Int, to number: Double) -> AutogradProblem {
    let graph = graph.setting(node, cell: cell, to: number)
    let inputs = inputs.map { input in
      input.name == graph.nodes[node].name ? AutogradGraph.Input(name: input.name, value: graph.values[node]) : input
    }
    return AutogradProblem(expression: expression, inputs: inputs, graph: graph)
  }

  /// Expression and values as one text.
  public var source: String { (inputs.map(Self.text) + [expression]).joined(separator: "; ") }

  /// The command that shows it.
  var command: String {
    if let example { return "dlviz autograd --example \(example.name)" }
    return "dlviz autograd '\(expression)'" + inputs.map { " '\(Self.text($0))'" }.joined()
  }

  private static func text(_ input: AutogradGraph.Input) -> String {
    "\(input.name)=" + nested(input.value.doubles[...], input.value.shape[...])
  }

  private static func nested(_ values: ArraySlice<Double>, _ shape: ArraySlice<Int>) -> String {
    guard let count = shape.first else { return values.first.map { ValueText.exact($0) } ?? "" }
    let size = count > 0 ? values.count / count : 0
    let parts = (0..<count).map { index in
      nested(values[(values.startIndex + index * size)..<(values.startIndex + (index + 1) * size)], shape.dropFirst())
    }
    return "[" + parts.joined(separator: ",") + "]"
  }
}
