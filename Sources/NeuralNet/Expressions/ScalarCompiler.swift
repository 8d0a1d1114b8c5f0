import RealModule

/// Turns a formula's tree into operations on numbers, vectors element by element.
struct ScalarCompiler {
  private enum Value {
    case number(Int)
    case vector([Int])
  }

  private(set) var instructions: [ScalarFormula.Instruction] = []
  private let formula: Formula
  private let variables: [String]
  private var names: [String: Value] = [:]
  private var values: [Value?]

  init(_ formula: Formula, variables: [String]) {
    self.formula = formula
    self.variables = variables
    values = Array(repeating: nil, count: formula.nodes.count)
  }

  /// Compiles all statements and returns where the last one's number is.
  mutating func compile() throws(FormulaError) -> Int {
    names["pi"] = .number(try emit(.constant(.pi), column: 1))
    names["e"] = .number(try emit(.constant(.exp(1)), column: 1))
    for (index, name) in variables.enumerated() { names[name] = .number(try emit(.argument(index), column: 1)) }
    var next = 0
    for statement in formula.statements {
      while next <= statement.expression {
        values[next] = try value(of: formula.nodes[next])
        next += 1
      }
      if let name = statement.name { names[name] = values[statement.expression] }
    }
    let last = formula.statements[formula.statements.count - 1].expression
    return try number(last)
  }

  private mutating func value(of node: Formula.Node) throws(FormulaError) -> Value {
    switch node.kind {
    case .number(let value, _): return .number(try emit(.constant(value), column: node.column))
    case .name(let name):
      guard let value = names[name] else {
        throw FormulaError(column: node.column, expected: expectedName, found: "'\(name.prefix(40))'")
      }
      return value
    case .negate(let a): return try map(at(a), node) { .negate($0) }
    case .binary(let operation, let a, let b):
      if operation == .matrixMultiply { return try dot([a, b], node) }
      return try combine(at(a), at(b), node) { .binary(operation, $0, $1) }
    case .list(let elements):
      var numbers: [Int] = []
      for element in elements { numbers.append(try number(element)) }
      return .vector(numbers)
    case .call(let name, let arguments, let options, let isMethod):
      guard options.isEmpty, !isMethod else {
        throw FormulaError(column: node.column, expected: "arguments without names", found: formulaText(node))
      }
      return try call(name, arguments, node)
    case .tuple: throw FormulaError(column: node.column, expected: "a number or a vector [a, b]", found: "(a, b)")
    case .member(_, let name):
      throw FormulaError(column: node.column, expected: "an operator", found: "'.\(name.prefix(40))'")
    }
  }

  private mutating func call(_ name: String, _ arguments: [Int], _ node: Formula.Node) throws(FormulaError) -> Value {
    if let function = ScalarFunction(name: name) {
      try expect(1...1, arguments, of: name, node)
      return try map(at(arguments[0]), node) { .function(function, $0) }
    }
    switch name {
    case "pow":
      try expect(2...2, arguments, of: name, node)
      return try combine(at(arguments[0]), at(arguments[1]), node) { .binary(.power, $0, $1) }
    case "clamp":
      try expect(3...3, arguments, of: name, node)
      let raised = try combine(at(arguments[0]), at(arguments[1]), node) { .largest($0, $1) }
      return try combine(raised, at(arguments[2]), node) { .smallest($0, $1) }
    case "max", "min":
      try expect(1...Formula.mostNodes, arguments, of: name, node)
      var parts = arguments.map { at($0) }
      if parts.count == 1, case .vector(let elements) = parts[0] { parts = elements.map { .number($0) } }
      guard var result = parts.first else { throw empty(node) }
      for part in parts.dropFirst() {
        result = try combine(result, part, node) { name == "max" ? .largest($0, $1) : .smallest($0, $1) }
      }
      return result
    case "dot":
      try expect(2...2, arguments, of: name, node)
      return try dot(arguments, node)
    case "sum", "mean":
      try expect(1...1, arguments, of: name, node)
      let elements = try vector(arguments[0], node)
      guard !elements.isEmpty else { throw empty(node) }
      let total = try sum(elements, node)
      guard name == "mean" else { return .number(total) }
      let count = try emit(.constant(Double(elements.count)), column: node.column)
      return .number(try emit(.binary(.divide, total, count), column: node.column))
    default:
      throw FormulaError(column: node.column, expected: Self.expectedFunction, found: "'\(name.prefix(40))'")
    }
  }

  private mutating func dot(_ arguments: [Int], _ node: Formula.Node) throws(FormulaError) -> Value {
    let a = try vector(arguments[0], node)
    let b = try vector(arguments[1], node)
    guard a.count == b.count, !a.isEmpty else { throw lengths(a.count, b.count, node) }
    var products: [Int] = []
    for (a, b) in zip(a, b) { products.append(try emit(.binary(.multiply, a, b), column: node.column)) }
    return .number(try sum(products, node))
  }

  private mutating func sum(_ elements: [Int], _ node: Formula.Node) throws(FormulaError) -> Int {
    var total = elements[0]
    for element in elements.dropFirst() { total = try emit(.binary(.add, total, element), column: node.column) }
    return total
  }

  // MARK: Values

  private func at(_ node: Int) -> Value {
    guard let value = values[node] else { preconditionFailure("operand \(node) stands after its use") }
    return value
  }

  private func number(_ node: Int) throws(FormulaError) -> Int {
    switch at(node) {
    case .number(let index): return index
    case .vector(let elements):
      throw FormulaError(
        column: formula.nodes[node].columns.lowerBound,
        expected: "a number",
        found: "a vector of \(elements.count)"
      )
    }
  }

  private func vector(_ node: Int, _ call: Formula.Node) throws(FormulaError) -> [Int] {
    switch at(node) {
    case .vector(let elements): return elements
    case .number:
      throw FormulaError(
        column: formula.nodes[node].columns.lowerBound,
        expected: "a vector such as [1, 2, 3]",
        found: "a number"
      )
    }
  }

  private mutating func map(
    _ value: Value,
    _ node: Formula.Node,
    _ make: (Int) -> ScalarFormula.Instruction
  ) throws(FormulaError) -> Value {
    switch value {
    case .number(let a): return .number(try emit(make(a), column: node.column))
    case .vector(let elements):
      var results: [Int] = []
      for element in elements { results.append(try emit(make(element), column: node.column)) }
      return .vector(results)
    }
  }

  private mutating func combine(
    _ a: Value,
    _ b: Value,
    _ node: Formula.Node,
    _ make: (Int, Int) -> ScalarFormula.Instruction
  ) throws(FormulaError) -> Value {
    let pairs: [(Int, Int)]
    switch (a, b) {
    case (.number(let a), .number(let b)): return .number(try emit(make(a, b), column: node.column))
    case (.number(let a), .vector(let b)): pairs = b.map { (a, $0) }
    case (.vector(let a), .number(let b)): pairs = a.map { ($0, b) }
    case (.vector(let a), .vector(let b)):
      guard a.count == b.count else { throw lengths(a.count, b.count, node) }
      pairs = Array(zip(a, b))
    }
    var results: [Int] = []
    for (a, b) in pairs { results.append(try emit(make(a, b), column: node.column)) }
    return .vector(results)
  }

  private mutating func emit(_ instruction: ScalarFormula.Instruction, column: Int) throws(FormulaError) -> Int {
    guard instructions.count < ScalarFormula.mostInstructions else {
      throw FormulaError(
        column: column,
        expected: "at most \(ScalarFormula.mostInstructions) operations",
        found: "more"
      )
    }
    instructions.append(instruction)
    return instructions.count - 1
  }

  // MARK: Faults

  private static var expectedFunction: String {
    let names = ScalarFunction.allCases.map(\.rawValue) + ["max", "min", "pow", "clamp", "dot", "sum", "mean"]
    return "a function: " + names.joined(separator: ", ")
  }

  private var expectedName: String {
    let given = formula.statements.compactMap(\.name)
    let known = (variables + given).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return "a name with a value (\((known + ["pi", "e"]).prefix(8).joined(separator: ", ")))"
  }

  private func expect(
    _ counts: ClosedRange<Int>,
    _ arguments: [Int],
    of name: String,
    _ node: Formula.Node
  ) throws(FormulaError) {
    guard !counts.contains(arguments.count) else { return }
    let expected = counts.lowerBound == counts.upperBound ? "\(counts.lowerBound)" : "\(counts.lowerBound) or more"
    throw FormulaError(
      column: node.column,
      expected: "\(expected) argument\(counts.upperBound == 1 ? "" : "s") of \(name)",
      found: "\(arguments.count)"
    )
  }

  private func lengths(_ a: Int, _ b: Int, _ node: Formula.Node) -> FormulaError {
    FormulaError(column: node.column, expected: "two vectors of one length", found: "lengths \(a) and \(b)")
  }

  private func empty(_ node: Formula.Node) -> FormulaError {
    FormulaError(column: node.column, expected: "at least one element", found: "[]")
  }

  private func formulaText(_ node: Formula.Node) -> String {
    "'\(formula.source.dropFirst(node.columns.lowerBound - 1).prefix(min(40, node.columns.count)))'"
  }
}
