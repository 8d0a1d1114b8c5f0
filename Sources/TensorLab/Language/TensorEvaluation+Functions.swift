import NeuralNet
import RealModule

extension TensorEvaluation {
  /// The arguments of a call, those by name taken out one by one so that what is left over can be refused.
  private struct Arguments {
    var positional: [Int]
    var options: [Formula.Option]

    mutating func next() -> Int? { positional.isEmpty ? nil : positional.removeFirst() }

    mutating func option(_ name: String) -> Int? {
      guard let index = options.firstIndex(where: { $0.name == name }) else { return nil }
      return options.remove(at: index).value
    }

    mutating func nextOrOption(_ name: String) -> Int? { next() ?? option(name) }
  }

  mutating func call(
    _ function: TensorFunction,
    _ index: Int,
    _ positional: [Int],
    _ options: [Formula.Option]
  ) throws(TensorFault) -> TensorValue {
    var arguments = Arguments(positional: positional, options: options)
    let value = try apply(function, index, &arguments)
    let node = formula.nodes[index]
    if let option = arguments.options.first {
      throw TensorFault(column: option.column, expected: function.signature, found: "\(option.name)=")
    }
    if let extra = arguments.positional.first {
      throw fault(extra, expected: function.signature, found: "'\(formula.text(of: extra).prefix(40))'")
    }
    if case .array(let array, _) = value { try spend(elements: array.count, node) }
    return value
  }

  private mutating func apply(
    _ function: TensorFunction,
    _ index: Int,
    _ arguments: inout Arguments
  ) throws(TensorFault) -> TensorValue {
    switch function.name {
    case "array", "zeros", "ones", "full", "eye", "arange", "linspace", "normal", "uniform":
      return try create(function, index, &arguments)
    case "reshape", "transpose", "flatten", "broadcast_to", "astype":
      return try rearrange(function, index, &arguments)
    case "sum", "mean", "max", "min": return try reduce(function, index, &arguments)
    default: return try compute(function, index, &arguments)
    }
  }

  // MARK: Making arrays

  private mutating func create(
    _ function: TensorFunction,
    _ index: Int,
    _ arguments: inout Arguments
  ) throws(TensorFault) -> TensorValue {
    let node = formula.nodes[index]
    let type = try elementType(&arguments)
    func made(_ array: NDArray, defaultType: ElementType = .float64) -> NDArray {
      array.converted(to: type ?? defaultType)
    }
    var result: NDArray
    switch function.name {
    case "array":
      let (array, _) = try typedArray(try required(arguments.next(), function, node))
      result = made(array, defaultType: array.elementType)
      return .array(result, isTyped: false)
    case "zeros": result = made(try filled(0, shape(&arguments, function, node), node))
    case "ones": result = made(try filled(1, shape(&arguments, function, node), node))
    case "full":
      let shape = try sizes(required(arguments.next(), function, node))
      let (value, _) = try typedArray(try required(arguments.next(), function, node))
      let target = try attempt(node) { () throws(TensorError) in try value.broadcast(to: shape) }
      result = made(target, defaultType: value.elementType)
    case "eye":
      let size = try whole(try required(arguments.next(), function, node))
      let zeros = try filled(0, [size, size], node).doubles
      result = made(NDArray(shape: [size, size], .float64(zeros.indices.map { $0 / size == $0 % size ? 1 : 0 })))
    case "arange": result = try range(&arguments, function, node, type)
    case "linspace":
      let start = try number(try required(arguments.next(), function, node))
      let stop = try number(try required(arguments.next(), function, node))
      let count = try arguments.next().map { node throws(TensorFault) in try whole(node) } ?? 50
      _ = try filled(0, [count], node)
      let step = count > 1 ? (stop - start) / Double(count - 1) : 0
      let values = (0..<count).map { $0 == count - 1 && count > 1 ? stop : start + Double($0) * step }
      result = made(NDArray(values))
    default:
      let seed = try arguments.option("seed").map { node throws(TensorFault) in try whole(node) } ?? 42
      let mean = try arguments.option("mean").map { node throws(TensorFault) in try number(node) } ?? 0
      let deviation = try arguments.option("std").map { node throws(TensorFault) in try number(node) } ?? 1
      let shape = try shape(&arguments, function, node)
      var random = RandomNumbers(seed: UInt64(bitPattern: Int64(seed)))
      let isNormal = function.name == "normal"
      let values = try filled(0, shape, node).doubles.map { _ in
        isNormal ? mean + deviation * random.normal() : random.uniform()
      }
      result = made(NDArray(shape: shape, .float64(values)))
    }
    return try record(index, .creation, [], [], result)
  }

  /// As np.arange counts: ⌈(stop − start) / step⌉ numbers, start plus multiples of the step.
  private mutating func range(
    _ arguments: inout Arguments,
    _ function: TensorFunction,
    _ node: Formula.Node,
    _ type: ElementType?
  ) throws(TensorFault) -> NDArray {
    var ends: [Int] = []
    while ends.count < 3, let end = arguments.next() { ends.append(end) }
    guard !ends.isEmpty else { throw missing(function, node) }
    var numbers: [Double] = []
    var common = ElementType.int64
    for end in ends {
      numbers.append(try number(end))
      common = common.promoted(with: try typedArray(end).0.elementType)
    }
    let start = numbers.count > 1 ? numbers[0] : 0
    let stop = numbers.count > 1 ? numbers[1] : numbers[0]
    let step = numbers.count > 2 ? numbers[2] : 1
    guard step != 0, start.isFinite, stop.isFinite, step.isFinite else {
      throw fault(ends[ends.count - 1], expected: "finite ends and a step other than 0", found: "step \(step)")
    }
    let count = max(0, ((stop - start) / step).rounded(.up))
    guard count <= Double(NDArray.mostElements) else {
      let error = TensorError.tooLarge("elements", limit: NDArray.mostElements, found: Int(exactly: count) ?? .max)
      throw TensorFault(column: node.column, error)
    }
    // NumPy takes the difference of the first two elements as the step, in their type.
    let second = start + step
    let difference = second - start
    let values = (0..<Int(count)).map { $0 == 1 ? second : start + Double($0) * difference }
    return NDArray(values).converted(to: type ?? (common == .int64 ? .int64 : .float64))
  }

  private func filled(_ value: Double, _ shape: [Int], _ node: Formula.Node) throws(TensorFault) -> NDArray {
    try attempt(node) { () throws(TensorError) in try NDArray.check(shape: shape) }
    return NDArray(shape: shape, .float64(Array(repeating: value, count: shape.reduce(1, *))))
  }

  // MARK: Moving elements

  private mutating func rearrange(
    _ function: TensorFunction,
    _ index: Int,
    _ arguments: inout Arguments
  ) throws(TensorFault) -> TensorValue {
    let node = formula.nodes[index]
    let operand = try required(arguments.next(), function, node)
    let (array, _) = try typedArray(operand)
    let result: NDArray
    let operation: TensorStep.Operation
    switch function.name {
    case "reshape":
      let sizes = try shape(&arguments, function, node)
      result = try attempt(node) { () throws(TensorError) in try array.reshaped(sizes) }
      operation = .reshaping
    case "flatten":
      result = try attempt(node) { () throws(TensorError) in try array.reshaped([-1]) }
      operation = .reshaping
    case "transpose":
      let named = arguments.option("axes")
      var axes = try named.map { node throws(TensorFault) in try sizes(node) }
      if axes == nil, !arguments.positional.isEmpty { axes = try shape(&arguments, function, node) }
      let chosen = axes
      let order = try attempt(node) { () throws(TensorError) in try array.permutation(chosen) }
      result = try attempt(node) { () throws(TensorError) in try array.transposed(order) }
      operation = .transposition(order)
    case "broadcast_to":
      let target = try shape(&arguments, function, node)
      result = try attempt(node) { () throws(TensorError) in try array.broadcast(to: target) }
      operation = .stretching(try broadcasting([array.shape, target], node))
    default:
      guard case .elementType(let type) = at(try required(arguments.nextOrOption("dtype"), function, node)) else {
        throw fault(index, expected: function.signature, found: "no type")
      }
      result = array.converted(to: type)
      operation = .conversion(type)
    }
    return try record(index, operation, [operand], [array], result)
  }

  // MARK: Along axes

  private mutating func reduce(
    _ function: TensorFunction,
    _ index: Int,
    _ arguments: inout Arguments
  ) throws(TensorFault) -> TensorValue {
    let node = formula.nodes[index]
    let operand = try required(arguments.next(), function, node)
    let (array, _) = try typedArray(operand)
    guard let kind = Reduction.Kind(rawValue: function.name) else {
      preconditionFailure("\(function.name) is no reduction")
    }
    if kind == .max || kind == .min, let other = arguments.next() {
      return try extreme(index, operand, other, greater: kind == .max)
    }
    let axisNode = arguments.nextOrOption("axis")
    let keepNode = arguments.nextOrOption("keepdims")
    var axes: [Int]?
    if let axisNode, at(axisNode) != .none { axes = try sizes(axisNode) }
    let keeps = try keepNode.map { node throws(TensorFault) in try number(node) != 0 } ?? false
    let chosen = axes
    let plan = try attempt(node) { () throws(TensorError) in
      try Reduction(kind, array.shape, axes: chosen, keepsDimensions: keeps)
    }
    let result = try attempt(node) { () throws(TensorError) in
      try array.reduced(kind, axes: chosen, keepsDimensions: keeps)
    }
    return try record(index, .reduction(kind, plan), [operand], [array], result)
  }

  private mutating func extreme(_ index: Int, _ left: Int, _ right: Int, greater: Bool) throws(TensorFault)
    -> TensorValue
  {
    let node = formula.nodes[index]
    let (a, aIsTyped) = try typedArray(left)
    let (b, bIsTyped) = try typedArray(right)
    let plan = try broadcasting([a.shape, b.shape], node)
    let type = commonType(a, aIsTyped, b, bIsTyped)
    let result = try attempt(node) { () throws(TensorError) in
      try NDArray.extreme(greater: greater, a, b, as: type)
    }
    let operation = TensorStep.Operation.elementwise(symbol: greater ? "max" : "min", plan)
    return try record(index, operation, [left, right], [a, b], result, isTyped: aIsTyped && bIsTyped)
  }

  // MARK: Element by element, and products

  private mutating func compute(
    _ function: TensorFunction,
    _ index: Int,
    _ arguments: inout Arguments
  ) throws(TensorFault) -> TensorValue {
    let node = formula.nodes[index]
    let operand = try required(arguments.next(), function, node)
    if let scalar = ScalarFunction(name: function.name) {
      let (array, isTyped) = try typedArray(operand)
      let result = try attempt(node) { () throws(TensorError) in try array.mapped(scalar) }
      let plan = try broadcasting([array.shape], node)
      return try record(
        index,
        .elementwise(symbol: function.name, plan),
        [operand],
        [array],
        result,
        isTyped: isTyped
      )
    }
    let second = try required(arguments.next(), function, node)
    switch function.name {
    case "matmul": return try product(index, operand, second)
    case "dot":
      let ranks = [try typedArray(operand).0.shape.count, try typedArray(second).0.shape.count]
      if ranks.contains(0) { return try combine(.multiply, index, operand, second) }
      guard ranks.allSatisfy({ $0 <= 2 }) else {
        throw TensorFault(column: node.column, expected: "operands of at most 2 axes (use @)", found: "more")
      }
      return try product(index, operand, second)
    case "pow": return try combine(.power, index, operand, second)
    default:
      let third = try required(arguments.next(), function, node)
      let (array, isTyped) = try typedArray(operand)
      let (low, lowIsTyped) = try typedArray(second)
      let (high, highIsTyped) = try typedArray(third)
      let plan = try broadcasting([array.shape, low.shape, high.shape], node)
      let firstType = commonType(array, isTyped, low, lowIsTyped)
      let raised = try attempt(node) { () throws(TensorError) in
        try NDArray.extreme(greater: true, array, low, as: firstType)
      }
      let type = commonType(raised, isTyped && lowIsTyped, high, highIsTyped)
      let result = try attempt(node) { () throws(TensorError) in
        try NDArray.extreme(greater: false, raised, high, as: type)
      }
      let operands = [operand, second, third]
      return try record(index, .elementwise(symbol: "clamp", plan), operands, [array, low, high], result)
    }
  }

  // MARK: Arguments

  private func required(
    _ argument: Int?,
    _ function: TensorFunction,
    _ node: Formula.Node
  ) throws(TensorFault) -> Int {
    guard let argument else { throw missing(function, node) }
    return argument
  }

  private func missing(_ function: TensorFunction, _ node: Formula.Node) -> TensorFault {
    TensorFault(column: node.column, expected: function.signature, found: "too few arguments")
  }

  private func elementType(_ arguments: inout Arguments) throws(TensorFault) -> ElementType? {
    guard let node = arguments.option("dtype") else { return nil }
    guard case .elementType(let type) = at(node) else {
      let names = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(node, expected: names, found: "'\(formula.text(of: node).prefix(40))'")
    }
    return type
  }

  /// A shape given as sizes one by one, or as one tuple or list.
  private func shape(
    _ arguments: inout Arguments,
    _ function: TensorFunction,
    _ node: Formula.Node
  ) throws(TensorFault) -> [Int] {
    if let first = arguments.nextOrOption("shape") {
      if arguments.positional.isEmpty { return try sizes(first) }
      var shape = [try whole(first)]
      while let next = arguments.next() { shape.append(try whole(next)) }
      return shape
    }
    throw missing(function, node)
  }

  /// Whole numbers: one, or a tuple or list of them.
  private func sizes(_ node: Int) throws(TensorFault) -> [Int] {
    let (array, _) = try typedArray(node)
    if array.shape == [0] { return [] }
    guard array.elementType == .int64, array.shape.count <= 1 else {
      throw fault(node, expected: "whole numbers", found: "'\(formula.text(of: node).prefix(40))'")
    }
    guard array.count <= 32 else { throw fault(node, expected: "at most 32 sizes", found: "\(array.count)") }
    return array.wholes.map { Int($0) }
  }

  private func number(_ node: Int) throws(TensorFault) -> Double {
    let (array, _) = try typedArray(node)
    guard array.shape.isEmpty else {
      throw fault(node, expected: "a number", found: "an array of shape \(NDArray.text(array.shape))")
    }
    return array.double(at: 0)
  }
}
