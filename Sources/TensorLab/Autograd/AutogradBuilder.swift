import NeuralNet
import RealModule

/// Turns a formula into a graph of operations.
struct AutogradBuilder {
  private let formula: Formula
  private let inputs: [AutogradGraph.Input]
  private var graph = AutogradGraph(nodes: [], values: [], result: 0)
  private var names: [String: Int] = [:]
  /// For each node of the formula that of the graph.
  private var places: [Int?]
  /// Numbers and lists of numbers that were typed, until they are used.
  private var literals: [NDArray?]
  private var elements = 0
  private var products = 0
  private var used: Set<String> = []
  /// The inputs' names, each with the number that was last put behind it.
  private var inputNames: [String: Int] = [:]

  init(_ formula: Formula, inputs: [AutogradGraph.Input]) {
    self.formula = formula
    self.inputs = inputs
    places = Array(repeating: nil, count: formula.nodes.count)
    literals = Array(repeating: nil, count: formula.nodes.count)
  }

  mutating func build() throws(FormulaError) -> AutogradGraph {
    for input in inputs {
      guard names[input.name] == nil else {
        throw FormulaError(column: 1, expected: "\(input.name)= once", found: "a second")
      }
      inputNames[input.name] = 0
      names[input.name] = try append(.input, [], input.value.converted(to: .float64), input.name, column: 0, input.name)
    }
    var next = 0
    for statement in formula.statements {
      while next <= statement.expression {
        try visit(next)
        next += 1
      }
      let node: Int
      if let name = statement.name {
        if let literal = literals[statement.expression] {
          node = try append(.input, [], literal, statement.text, column: statement.column, unusedInputName(name))
        } else {
          node = try place(statement.expression)
          if graph.nodes[node].name.isEmpty { graph.nodes[node].name = name }
        }
        names[name] = node
      } else {
        node = try place(statement.expression)
      }
      graph.result = node
    }
    if let unused = inputs.first(where: { !used.contains($0.name) }) {
      let known = formula.freeNames.joined(separator: ", ")
      throw FormulaError(
        column: 1,
        expected: known.isEmpty
          ? "no value, for the expression uses no names" : "a name that the expression uses (\(known))",
        found: "'\(unused.name)'"
      )
    }
    numberVersions()
    return graph
  }

  /// Numbers the nodes that one name was given to, as by `c = a; c += 1`.
  private mutating func numberVersions() {
    let nodes = Dictionary(grouping: graph.nodes.indices) { graph.nodes[$0].name }
    for (name, indices) in nodes where !name.isEmpty && indices.count > 1 {
      for (index, node) in indices.enumerated() { graph.nodes[node].version = index + 1 }
    }
  }

  /// A name that is given numbers a second time stands for another input: `a`, then `a′`, `a′2` and so on.
  private mutating func unusedInputName(_ name: String) -> String {
    var unused = name
    // Where the last search for this name ended, so that none begins anew.
    var number = inputNames[name] ?? 0
    while inputNames[unused] != nil {
      number += 1
      unused = number == 1 ? name + "′" : "\(name)′\(number)"
    }
    inputNames[unused] = 0
    inputNames[name] = number
    return unused
  }

  private mutating func visit(_ index: Int) throws(FormulaError) {
    let node = formula.nodes[index]
    switch node.kind {
    case .number(let value, _): literals[index] = NDArray(value)
    case .name(let name):
      if let place = names[name] {
        places[index] = place
        used.insert(name)
      } else if let constant = ["pi": Double.pi, "e": Double.exp(1)][name] {
        literals[index] = NDArray(constant)
      } else {
        throw FormulaError(
          column: node.column,
          expected: "a value for '\(name.prefix(40))', such as \(name.prefix(40))=1",
          found: "none"
        )
      }
    case .negate(let operand):
      if let literal = literals[operand] {
        literals[index] = NDArray(shape: literal.shape, .float64(literal.doubles.map { -$0 }))
      } else {
        places[index] = try operation(.negate, [operand], index)
      }
    case .list(let elements): try list(index, elements)
    case .binary(.power, let base, let exponent):
      if let literal = literals[exponent], literal.shape.isEmpty {
        places[index] = try operation(.power(literal.double(at: 0)), [base], index)
      } else {
        places[index] = try operation(.powerOf, [base, exponent], index)
      }
    case .binary(let symbol, let left, let right):
      guard let operation = Self.operations[symbol] else {
        throw FormulaError(
          column: node.column,
          expected: "an operation with a derivative (+ - * / ^ @)",
          found: "'\(symbol.rawValue)'"
        )
      }
      places[index] = try self.operation(operation, [left, right], index)
    case .call(let name, let arguments, let options, _):
      if let option = options.first {
        throw FormulaError(column: option.column, expected: "arguments without names", found: "\(option.name)=")
      }
      try call(name, arguments, index)
    case .member(let operand, "T"): places[index] = try operation(.transpose, [operand], index)
    case .member(_, let name):
      throw FormulaError(column: node.column, expected: "T or an operator", found: "'.\(name.prefix(40))'")
    case .tuple:
      throw FormulaError(column: node.columns.lowerBound, expected: "a number or a list [a, b]", found: "(a, b)")
    }
  }

  private static let operations: [Formula.BinaryOperator: AutogradOperation] = [
    .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide, .matrixMultiply: .matrixProduct,
  ]

  private mutating func list(_ index: Int, _ elements: [Int]) throws(FormulaError) {
    let node = formula.nodes[index]
    guard !elements.isEmpty else {
      throw FormulaError(column: node.column, expected: "at least one element", found: "[]")
    }
    let numbers = elements.compactMap { literals[$0] }
    if numbers.count == elements.count {
      let stacked = try attempt(node) { () throws(TensorError) in try NDArray.stacked(numbers, as: .float64) }
      guard stacked.shape.count <= 2 else {
        throw FormulaError(column: node.column, expected: "at most two axes", found: NDArray.text(stacked.shape))
      }
      literals[index] = stacked
    } else {
      places[index] = try operation(.stack, elements, index)
    }
  }

  private mutating func call(_ name: String, _ arguments: [Int], _ index: Int) throws(FormulaError) {
    let node = formula.nodes[index]
    if let function = ScalarFunction(name: name) {
      try expect(1, arguments, of: name, node)
      places[index] = try operation(.function(function), arguments, index)
      return
    }
    switch name {
    case "max", "min", "maximum", "minimum":
      let isMaximum = name.hasPrefix("max")
      guard let first = arguments.first else { return try expect(1, arguments, of: name, node) }
      if arguments.count == 1 {
        places[index] = try operation(isMaximum ? .greatest : .smallest, [first], index)
        return
      }
      // Of more than two by twos, as torch.maximum(torch.maximum(a, b), c) would.
      var place = try self.place(first)
      for argument in arguments.dropFirst() {
        let other = try self.place(argument)
        place = try compute(isMaximum ? .maximum : .minimum, [place, other], node, text: formula.text(of: index))
      }
      places[index] = place
    case "clamp", "clip":
      try expect(3, arguments, of: name, node)
      places[index] = try operation(.clamp, arguments, index)
    case "pow":
      try expect(2, arguments, of: name, node)
      if let literal = literals[arguments[1]], literal.shape.isEmpty {
        places[index] = try operation(.power(literal.double(at: 0)), [arguments[0]], index)
      } else {
        places[index] = try operation(.powerOf, arguments, index)
      }
    case "dot", "matmul":
      try expect(2, arguments, of: name, node)
      places[index] = try operation(.matrixProduct, arguments, index)
    case "sum", "mean":
      try expect(1, arguments, of: name, node)
      places[index] = try operation(name == "sum" ? .sum : .mean, arguments, index)
    case "transpose":
      try expect(1, arguments, of: name, node)
      places[index] = try operation(.transpose, arguments, index)
    default:
      throw FormulaError(column: node.column, expected: Self.functions, found: "'\(name.prefix(40))'")
    }
  }

  private static var functions: String {
    let others = ["max", "min", "clamp", "pow", "dot", "sum", "mean", "transpose"]
    return "a function: " + (ScalarFunction.allCases.map(\.rawValue) + others).joined(separator: ", ")
  }

  private func expect(
    _ count: Int,
    _ arguments: [Int],
    of name: String,
    _ node: Formula.Node
  ) throws(FormulaError) {
    guard arguments.count != count else { return }
    throw FormulaError(
      column: node.column,
      expected: "\(count) argument\(count == 1 ? "" : "s") of \(name)",
      found: "\(arguments.count)"
    )
  }

  // MARK: Nodes

  /// The graph's node of a formula's node; a number becomes a constant where it is used.
  private mutating func place(_ index: Int) throws(FormulaError) -> Int {
    if let place = places[index] { return place }
    guard let literal = literals[index] else { preconditionFailure("operand \(index) stands after its use") }
    let node = formula.nodes[index]
    let place = try append(.constant, [], literal, formula.text(of: index), column: node.column, "")
    places[index] = place
    return place
  }

  private mutating func operation(
    _ operation: AutogradOperation,
    _ operands: [Int],
    _ index: Int
  ) throws(FormulaError) -> Int {
    var places: [Int] = []
    for operand in operands { places.append(try place(operand)) }
    return try compute(operation, places, formula.nodes[index], text: formula.text(of: index))
  }

  private mutating func compute(
    _ operation: AutogradOperation,
    _ operands: [Int],
    _ node: Formula.Node,
    text: String
  ) throws(FormulaError) -> Int {
    if operation == .matrixProduct {
      let shapes = operands.map { graph.values[$0].shape }
      let plan = try attempt(node) { () throws(TensorError) in try MatrixProduct(shapes[0], shapes[1]) }
      products += plan.shape.reduce(1, *) * plan.inner
      guard products <= NDArray.mostProducts else {
        throw FormulaError(
          column: node.column,
          expected: "at most \(NDArray.mostProducts) multiplications",
          found: "\(products)"
        )
      }
    }
    let present = graph
    let value = try attempt(node) { () throws(TensorError) in try present.computed(operation, operands) }
    return try append(operation, operands, value, text, column: node.column, "")
  }

  private mutating func append(
    _ operation: AutogradOperation,
    _ operands: [Int],
    _ value: NDArray,
    _ text: String,
    column: Int,
    _ name: String
  ) throws(FormulaError) -> Int {
    elements += value.count
    guard graph.nodes.count < AutogradGraph.mostNodes, elements <= AutogradGraph.mostElements else {
      throw FormulaError(
        column: max(1, column),
        expected: "at most \(AutogradGraph.mostNodes) operations with \(AutogradGraph.mostElements) numbers in all",
        found: "more"
      )
    }
    graph.nodes.append(
      AutogradGraph.Node(
        operation: operation,
        operands: operands,
        name: name,
        text: text,
        column: column,
        needsGradient: operation == .input || operands.contains { graph.nodes[$0].needsGradient }
      )
    )
    graph.values.append(value)
    return graph.nodes.count - 1
  }

  private func attempt<Value>(
    _ node: Formula.Node,
    _ operation: () throws(TensorError) -> Value
  ) throws(FormulaError) -> Value {
    do { return try operation() } catch {
      throw FormulaError(column: node.column, expected: error.expected, found: error.found)
    }
  }
}
