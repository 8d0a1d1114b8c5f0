import NeuralNet
import RealModule

/// A typed expression as a graph of operations on numbers and small arrays, with every value in it.
///
/// Nodes stand in the order in which they are computed, operands first, so that a backward pass is one walk from the end to the start.
/// Inputs are the names that were given a value; what depends on no input needs no gradient, as in PyTorch.
public struct AutogradGraph: Hashable, Sendable {
  /// The most nodes.
  public static let mostNodes = 2_000
  /// The most elements of all nodes together.
  public static let mostElements = 1 << 18

  /// A value in the graph.
  public struct Node: Hashable, Sendable {
    /// How it is made.
    public let operation: AutogradOperation
    /// The nodes it is made of, in order; one may stand there twice.
    public let operands: [Int]
    /// The name it was given; empty without one.
    public internal(set) var name: String
    /// Which of several nodes with that name it is, counted from 1; 0 where it is the only one.
    public internal(set) var version = 0
    /// As it was typed.
    public let text: String
    /// Where its operation stands in the expression, counted from 1; 0 for an input from outside.
    public let column: Int
    /// Whether it depends on an input.
    public let needsGradient: Bool
  }

  /// A name with its value from outside the expression.
  public struct Input: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: NDArray

    /// Gives a name a value.
    public init(name: String, value: NDArray) {
      self.name = name
      self.value = value
    }

    /// Reads `name=value`, the value a number or a list of numbers.
    public init(parsing text: String) throws(FormulaError) {
      let formula = try Formula(text)
      guard formula.statements.count == 1, let name = formula.statements[0].name else {
        throw FormulaError(column: 1, expected: "name=value", found: "'\(text.prefix(40))'")
      }
      var graph = AutogradBuilder(formula, inputs: [])
      let built = try graph.build()
      guard built.nodes.count == 1, built.nodes[0].operation == .input else {
        throw FormulaError(column: name.count + 2, expected: "a number or a list of numbers", found: "an expression")
      }
      self.name = name
      value = built.values[0]
    }
  }

  /// All nodes, operands before what is made of them.
  public internal(set) var nodes: [Node]
  /// The value of each node, in float64.
  public internal(set) var values: [NDArray]
  /// The node that gradients are taken of: the last statement's.
  public internal(set) var result: Int

  /// Makes the graph of a formula and computes its values.
  /// - Parameters:
  ///   - formula: its statements `name = number` and `name = [numbers]` give further inputs.
  ///   - inputs: names with values, which the formula must use.
  /// - Throws: what cannot be differentiated or computed, and where it stands.
  public init(_ formula: Formula, inputs: [Input] = []) throws(FormulaError) {
    var builder = AutogradBuilder(formula, inputs: inputs)
    self = try builder.build()
    guard values[result].count == 1 else {
      let statement = formula.statements[formula.statements.count - 1]
      throw FormulaError(
        column: statement.column,
        expected: "a single number as the result (take its sum or mean)",
        found: "shape \(NDArray.text(values[result].shape))"
      )
    }
  }

  init(nodes: [Node], values: [NDArray], result: Int) {
    self.nodes = nodes
    self.values = values
    self.result = result
  }

  /// The inputs, in order.
  public var inputs: [Int] { nodes.indices.filter { nodes[$0].operation == .input } }

  /// The result's number.
  public var value: Double { values[result].double(at: 0) }

  /// How a node is named in words: by its name, or as it was typed.
  public func label(_ node: Int) -> String { nodes[node].name.isEmpty ? nodes[node].text : nodes[node].name }

  /// Whether any node is made of this one.
  public func isUsed(_ node: Int) -> Bool { nodes.contains { $0.operands.contains(node) } }

  /// The same graph with another number in an input's cell.
  public func setting(_ input: Int, cell: Int, to number: Double) -> AutogradGraph {
    precondition(nodes[input].operation == .input, "expected an input, found \(nodes[input].operation)")
    var graph = self
    var numbers = values[input].doubles
    numbers[cell] = number
    graph.values[input] = NDArray(shape: values[input].shape, .float64(numbers))
    for node in nodes.indices where nodes[node].needsGradient && nodes[node].operation != .input {
      // Shapes do not change with numbers, so what could be computed once can be again.
      if let value = try? graph.computed(nodes[node].operation, nodes[node].operands) { graph.values[node] = value }
    }
    return graph
  }

  /// What an operation makes of nodes of this graph.
  func computed(_ operation: AutogradOperation, _ operands: [Int]) throws(TensorError) -> NDArray {
    if operation.isElementwise {
      if let cell = numbers(operands) { return NDArray(operation.value(cell)) }
      let (shape, cells) = try elementwise(operands)
      return NDArray(shape: shape, .float64(cells.map(operation.value)))
    }
    let arrays = operands.map { values[$0] }
    switch operation {
    case .matrixProduct: return try NDArray.matrixProduct(arrays[0], arrays[1])
    case .sum: return try arrays[0].reduced(.sum)
    case .mean: return try arrays[0].reduced(.mean)
    case .greatest: return try arrays[0].reduced(.max)
    case .smallest: return try arrays[0].reduced(.min)
    case .transpose: return try arrays[0].transposed()
    case .stack: return try NDArray.stacked(arrays, as: .float64)
    default: preconditionFailure("\(operation) is no operation")
    }
  }

  /// The operands of an operation on single numbers; nil where one is an array.
  func numbers(_ operands: [Int]) -> AutogradOperation.Cell? {
    guard operands.allSatisfy({ values[$0].shape.isEmpty }) else { return nil }
    func number(_ index: Int) -> Double { values[operands[min(index, operands.count - 1)]].double(at: 0) }
    return (number(0), number(1), number(2))
  }

  /// The operands of each cell of an element-by-element operation, stretched to one shape; at most three are looked at.
  func elementwise(_ operands: [Int]) throws(TensorError) -> (shape: [Int], cells: [AutogradOperation.Cell]) {
    let first = values[operands[0]]
    let isPlain = operands.allSatisfy { values[$0].shape == first.shape }
    var shape = first.shape
    var stretched: [[Double]] = []
    if isPlain {
      stretched = operands.map { values[$0].doubles }
    } else {
      let broadcasting = try Broadcasting(operands.map { values[$0].shape })
      shape = broadcasting.shape
      for (index, operand) in operands.enumerated() {
        let numbers = values[operand].doubles
        stretched.append(
          values[operand].shape == shape ? numbers : broadcasting.places(inOperand: index).map { numbers[$0] }
        )
      }
    }
    let a = stretched[0]
    let b = stretched.count > 1 ? stretched[1] : a
    let c = stretched.count > 2 ? stretched[2] : b
    return (shape, a.indices.map { (a[$0], b[$0], c[$0]) })
  }
}
