import NeuralNet
import RealModule

/// The evaluation of one line: a value for each node of its tree, and the steps of each statement.
struct TensorEvaluation {
  let formula: Formula
  private(set) var names: [String: TensorValue]
  var steps: [TensorStep] = []

  private var values: [TensorValue?]
  private var elements = 0
  private var products = 0

  init(_ formula: Formula, names: [String: TensorValue]) {
    self.formula = formula
    self.names = names
    values = Array(repeating: nil, count: formula.nodes.count)
  }

  mutating func evaluate() throws(TensorFault) -> [TensorInterpreter.Result] {
    var results: [TensorInterpreter.Result] = []
    var next = 0
    for statement in formula.statements {
      while next <= statement.expression {
        let node = formula.nodes[next]
        values[next] = try value(of: next, node)
        next += 1
      }
      let value = at(statement.expression)
      if let name = statement.name {
        guard TensorFunction.named(name) == nil, !TensorFunction.constants.prefix(3).contains(name) else {
          throw TensorFault(column: statement.column, expected: "a name of your own", found: "'\(name)'")
        }
        names[name] = value
      }
      results.append(TensorInterpreter.Result(name: statement.name, text: statement.text, value: value, steps: steps))
      steps = []
    }
    return results
  }

  private mutating func value(of index: Int, _ node: Formula.Node) throws(TensorFault) -> TensorValue {
    switch node.kind {
    case .number(let value, let whole):
      if let whole { return .array(NDArray(shape: [], .int64([Int64(whole)])), isTyped: true) }
      return .array(NDArray(value), isTyped: true)
    case .name(let name): return try named(name, node)
    case .negate(let operand):
      let (array, isTyped) = try typedArray(operand)
      let result = try attempt(node) { () throws(TensorError) in try array.negated() }
      return try record(
        index,
        .elementwise(symbol: "-", try broadcasting([array.shape], node)),
        [operand],
        [array],
        result,
        isTyped: isTyped
      )
    case .binary(.matrixMultiply, let a, let b): return try product(index, a, b)
    case .binary(let operation, let a, let b): return try combine(operation, index, a, b)
    case .list(let elements): return try list(index, elements)
    case .tuple(let elements):
      var sizes: [Int64] = []
      for element in elements { sizes.append(Int64(try whole(element))) }
      return .array(NDArray(shape: [sizes.count], .int64(sizes)), isTyped: false)
    case .member(let operand, let name): return try member(index, operand, name)
    case .call(let name, let arguments, let options, let isMethod):
      guard let function = TensorFunction.named(name == "ln" ? "log" : TensorEvaluation.aliases[name] ?? name),
        !isMethod || function.isMethod
      else {
        let known = TensorFunction.all.filter { !isMethod || $0.isMethod }.map(\.name)
        throw TensorFault(
          column: node.column,
          expected: "a \(isMethod ? "method" : "function"): \(known.joined(separator: ", "))",
          found: "'\(name.prefix(40))'"
        )
      }
      return try call(function, index, arguments, options)
    }
  }

  /// Names that other libraries have for the same.
  private static let aliases = [
    "maximum": "max", "minimum": "min", "clip": "clamp", "view": "reshape", "permute": "transpose", "ravel": "flatten",
    "range": "arange", "power": "pow", "tensor": "array", "randn": "normal", "rand": "uniform",
  ]

  private func named(_ name: String, _ node: Formula.Node) throws(TensorFault) -> TensorValue {
    if let value = names[name] { return value }
    switch name {
    case "True": return .array(NDArray(shape: [], .bool([true])), isTyped: true)
    case "False": return .array(NDArray(shape: [], .bool([false])), isTyped: true)
    case "None": return .none
    case "pi": return .array(NDArray(.pi), isTyped: true)
    case "e": return .array(NDArray(.exp(1)), isTyped: true)
    case "inf": return .array(NDArray(.infinity), isTyped: true)
    case "nan": return .array(NDArray(.nan), isTyped: true)
    default:
      if let type = ElementType(rawValue: name) { return .elementType(type) }
      let known = names.keys.sorted().prefix(8)
      let list = known.isEmpty ? "none is given yet" : known.joined(separator: ", ")
      throw TensorFault(column: node.column, expected: "a name with a value (\(list))", found: "'\(name.prefix(40))'")
    }
  }

  mutating func combine(
    _ operation: Formula.BinaryOperator,
    _ index: Int,
    _ left: Int,
    _ right: Int
  ) throws(TensorFault) -> TensorValue {
    let node = formula.nodes[index]
    let (a, aIsTyped) = try typedArray(left)
    let (b, bIsTyped) = try typedArray(right)
    let plan = try broadcasting([a.shape, b.shape], node)
    try spend(elements: plan.shape.reduce(1, *), node)
    var type = commonType(a, aIsTyped, b, bIsTyped)
    let areTyped = aIsTyped && bIsTyped
    // Python's own numbers: bools count as whole numbers, and those have fractions at negative powers, which NumPy's arrays refuse.
    if areTyped, type == .bool, !operation.isComparison { type = .int64 }
    if areTyped, operation == .power, type == .int64, b.double(at: 0) < 0 { type = .float64 }
    let common = type
    let result = try attempt(node) { () throws(TensorError) in
      try NDArray.elementwise(operation, a, b, as: common)
    }
    if areTyped, result.elementType == .int64, abs(operation.value(a.double(at: 0), b.double(at: 0))) >= 0x1p63 {
      throw TensorFault(
        column: node.column,
        expected: "whole numbers below 2^63 (write 2.0 for 2)",
        found: "a larger one"
      )
    }
    let symbol = operation == .multiply ? "·" : operation.rawValue
    return try record(
      index,
      .elementwise(symbol: symbol, plan),
      [left, right],
      [a, b],
      result,
      isTyped: areTyped
    )
  }

  mutating func product(_ index: Int, _ left: Int, _ right: Int) throws(TensorFault) -> TensorValue {
    let node = formula.nodes[index]
    let (a, _) = try typedArray(left)
    let (b, _) = try typedArray(right)
    let plan = try attempt(node) { () throws(TensorError) in try MatrixProduct(a.shape, b.shape) }
    try spend(elements: plan.shape.reduce(1, *), products: plan.shape.reduce(1, *) * plan.inner, node)
    let result = try attempt(node) { () throws(TensorError) in try NDArray.matrixProduct(a, b) }
    return try record(index, .matrixProduct(plan), [left, right], [a, b], result)
  }

  private mutating func list(_ index: Int, _ elements: [Int]) throws(TensorFault) -> TensorValue {
    let node = formula.nodes[index]
    guard !elements.isEmpty else { return .array(NDArray(shape: [0], .float64([])), isTyped: false) }
    var arrays: [NDArray] = []
    var type: ElementType?
    var typedType: ElementType?
    for element in elements {
      let (array, isTyped) = try typedArray(element)
      arrays.append(array)
      if isTyped {
        typedType = typedType.map { $0.promoted(with: array.elementType) } ?? array.elementType
      } else {
        type = type.map { $0.promoted(with: array.elementType) } ?? array.elementType
      }
    }
    // Numbers in a list count with their own types, as np.array has it.
    let common =
      [type, typedType].compactMap { $0 }.reduce(nil as ElementType?) { $0?.promoted(with: $1) ?? $1 } ?? .float64
    try spend(elements: arrays.reduce(0) { $0 + $1.count }, node)
    let stacked = arrays
    let result = try attempt(node) { () throws(TensorError) in try NDArray.stacked(stacked, as: common) }
    // A list of numbers is a value and no operation worth a step.
    let isLiteral = elements.allSatisfy { formula.isLiteral($0) }
    if isLiteral { return .array(result, isTyped: false) }
    return try record(index, .stacking, elements, arrays, result)
  }

  private mutating func member(_ index: Int, _ operand: Int, _ name: String) throws(TensorFault) -> TensorValue {
    let node = formula.nodes[index]
    let (array, _) = try typedArray(operand)
    func typed(_ value: Int) -> TensorValue {
      .array(NDArray(shape: [], .int64([Int64(value)])), isTyped: true)
    }
    switch name {
    case "T":
      try spend(elements: array.count, node)
      let result = try attempt(node) { () throws(TensorError) in try array.transposed() }
      return try record(index, .transposition(Array(array.shape.indices.reversed())), [operand], [array], result)
    case "shape":
      return .array(NDArray(shape: [array.shape.count], .int64(array.shape.map { Int64($0) })), isTyped: false)
    case "dtype": return .elementType(array.elementType)
    case "ndim": return typed(array.shape.count)
    case "size": return typed(array.count)
    default:
      throw TensorFault(
        column: node.column,
        expected: TensorFunction.members.joined(separator: ", ") + ", or a method with its parentheses",
        found: "'\(name.prefix(40))'"
      )
    }
  }

  // MARK: Parts for functions

  func at(_ node: Int) -> TensorValue {
    guard let value = values[node] else { preconditionFailure("operand \(node) stands after its use") }
    return value
  }

  func typedArray(_ node: Int) throws(TensorFault) -> (NDArray, Bool) {
    switch at(node) {
    case .array(let array, let isTyped): return (array, isTyped)
    case .elementType(let type): throw fault(node, expected: "an array", found: "the type \(type.rawValue)")
    case .none: throw fault(node, expected: "an array", found: "None")
    }
  }

  func whole(_ node: Int) throws(TensorFault) -> Int {
    let (array, _) = try typedArray(node)
    guard array.elementType == .int64, array.shape.isEmpty else {
      throw fault(node, expected: "a whole number", found: "'\(formula.text(of: node).prefix(40))'")
    }
    return Int(array.wholes[0])
  }

  func fault(_ node: Int, expected: String, found: String) -> TensorFault {
    TensorFault(column: formula.nodes[node].columns.lowerBound, expected: expected, found: found)
  }

  func attempt<Value>(
    _ node: Formula.Node,
    _ operation: () throws(TensorError) -> Value
  ) throws(TensorFault) -> Value {
    do { return try operation() } catch { throw TensorFault(column: node.column, error) }
  }

  func broadcasting(_ shapes: [[Int]], _ node: Formula.Node) throws(TensorFault) -> Broadcasting {
    try attempt(node) { () throws(TensorError) in try Broadcasting(shapes) }
  }

  func commonType(_ a: NDArray, _ aIsTyped: Bool, _ b: NDArray, _ bIsTyped: Bool) -> ElementType {
    switch (aIsTyped, bIsTyped) {
    case (false, true): a.elementType.promoted(withTyped: b.elementType)
    case (true, false): b.elementType.promoted(withTyped: a.elementType)
    case (true, true), (false, false): a.elementType.promoted(with: b.elementType)
    }
  }

  /// Counts work before it is done, so that no line, however it is made, takes long or much memory.
  mutating func spend(elements: Int, products: Int = 0, _ node: Formula.Node) throws(TensorFault) {
    self.elements += elements
    self.products += products
    guard self.elements <= TensorInterpreter.mostElementsInAll else {
      throw TensorFault(
        column: node.column,
        TensorError.tooLarge("elements in one line", limit: TensorInterpreter.mostElementsInAll, found: self.elements)
      )
    }
    guard self.products <= NDArray.mostProducts else {
      throw TensorFault(
        column: node.column,
        TensorError.tooLarge("multiplications in one line", limit: NDArray.mostProducts, found: self.products)
      )
    }
  }

  mutating func record(
    _ index: Int,
    _ operation: TensorStep.Operation,
    _ operands: [Int],
    _ arrays: [NDArray],
    _ result: NDArray,
    isTyped: Bool = false
  ) throws(TensorFault) -> TensorValue {
    steps.append(
      TensorStep(
        text: formula.text(of: index),
        operation: operation,
        operands: zip(operands, arrays).map { TensorStep.Operand(text: formula.text(of: $0), array: $1) },
        result: result
      )
    )
    return .array(result, isTyped: isTyped)
  }
}

extension Formula {
  /// Whether a node is a number that was typed, or a list of such.
  func isLiteral(_ node: Int) -> Bool {
    switch nodes[node].kind {
    case .number: true
    case .name(let name): ["True", "False", "inf", "nan"].contains(name)
    case .negate(let operand): isLiteral(operand)
    case .list(let elements): elements.allSatisfy { isLiteral($0) }
    case .binary, .call, .tuple, .member: false
    }
  }
}
