import RealModule

/// A computation on single numbers, recorded as it is made, so that derivatives can be taken through it.
///
/// Every operation appends a node that knows its operands, so the order of the nodes is a topological one, and the
/// backward pass is one walk from the end to the start, adding to each operand the local derivative times the node's
/// gradient (the chain rule). Made to be shown: each node keeps its operation, operands, value and gradient.
public struct ScalarGraph: Hashable, Sendable {
  /// A node's place in the graph.
  public struct Value: Hashable, Sendable {
    /// The node's number; operands have lower ones.
    public let index: Int
  }

  /// How a node comes about.
  public enum Operation: Hashable, Sendable {
    /// A number put in from outside: an input, a weight or a constant.
    case leaf
    /// a + b.
    case add(Value, Value)
    /// a − b.
    case subtract(Value, Value)
    /// a · b.
    case multiply(Value, Value)
    /// a / b.
    case divide(Value, Value)
    /// a raised to a fixed exponent.
    case power(Value, Double)
    /// −a.
    case negate(Value)
    /// eᵃ.
    case exp(Value)
    /// ln a.
    case log(Value)
    /// tanh a.
    case tanh(Value)
    /// σ(a).
    case sigmoid(Value)
    /// max(0, a).
    case relu(Value)
  }

  /// One number of the computation.
  public struct Node: Hashable, Sendable {
    /// How it comes about.
    public let operation: Operation

    /// Its name, empty unless given one.
    public var label: String

    /// What the forward pass made of it.
    public internal(set) var value: Double

    /// The derivative of the backward pass's result by this node.
    public internal(set) var gradient: Double
  }

  /// Every number of the computation, operands before what is made of them.
  public private(set) var nodes: [Node] = []

  /// Makes an empty graph.
  public init() {}

  /// The value of a node.
  public func value(_ value: Value) -> Double { nodes[value.index].value }

  /// The gradient of a node after ``backward(from:)``.
  public func gradient(_ value: Value) -> Double { nodes[value.index].gradient }

  /// Puts a number in.
  public mutating func leaf(_ value: Double, label: String = "") -> Value {
    append(.leaf, value, label)
  }

  /// Changes a leaf's number; ``forward()`` then brings the rest up to date.
  public mutating func set(_ leaf: Value, to value: Double) {
    precondition(nodes[leaf.index].operation == .leaf, "expected a leaf, found \(nodes[leaf.index].operation)")
    nodes[leaf.index].value = value
  }

  /// Names a node.
  public mutating func setLabel(_ label: String, of value: Value) { nodes[value.index].label = label }

  /// Records an operation on nodes of this graph.
  public mutating func apply(_ operation: Operation, label: String = "") -> Value {
    precondition(operation != .leaf, "a leaf needs a number: use leaf(_:label:)")
    precondition(
      operation.operands.allSatisfy { nodes.indices.contains($0.index) },
      "\(operation) uses a value of another graph"
    )
    return append(operation, evaluate(operation), label)
  }

  /// Computes every node anew from the leaves.
  public mutating func forward() {
    for index in nodes.indices where nodes[index].operation != .leaf {
      nodes[index].value = evaluate(nodes[index].operation)
    }
  }

  /// Sets every node's gradient to the derivative of `result` by that node.
  public mutating func backward(from result: Value) {
    for index in nodes.indices { nodes[index].gradient = 0 }
    nodes[result.index].gradient = 1
    for index in stride(from: result.index, through: 0, by: -1) {
      for (operand, derivative) in localDerivatives(of: Value(index: index)) {
        nodes[operand.index].gradient += derivative * nodes[index].gradient
      }
    }
  }

  /// The derivatives of a node by each of its operands: the chain rule's local factors.
  public func localDerivatives(of value: Value) -> [(operand: Value, derivative: Double)] {
    let result = nodes[value.index].value
    switch nodes[value.index].operation {
    case .leaf: return []
    case .add(let a, let b): return [(a, 1), (b, 1)]
    case .subtract(let a, let b): return [(a, 1), (b, -1)]
    case .multiply(let a, let b): return [(a, self.value(b)), (b, self.value(a))]
    case .divide(let a, let b): return [(a, 1 / self.value(b)), (b, -result / self.value(b))]
    case .power(let a, let exponent): return [(a, exponent * raised(self.value(a), to: exponent - 1))]
    case .negate(let a): return [(a, -1)]
    case .exp(let a): return [(a, result)]
    case .log(let a): return [(a, 1 / self.value(a))]
    case .tanh(let a): return [(a, 1 - result * result)]
    case .sigmoid(let a): return [(a, result * (1 - result))]
    case .relu(let a): return [(a, self.value(a) > 0 ? 1 : 0)]
    }
  }

  private mutating func append(_ operation: Operation, _ value: Double, _ label: String) -> Value {
    nodes.append(Node(operation: operation, label: label, value: value, gradient: 0))
    return Value(index: nodes.count - 1)
  }

  private func evaluate(_ operation: Operation) -> Double {
    switch operation {
    case .leaf: 0
    case .add(let a, let b): value(a) + value(b)
    case .subtract(let a, let b): value(a) - value(b)
    case .multiply(let a, let b): value(a) * value(b)
    case .divide(let a, let b): value(a) / value(b)
    case .power(let a, let exponent): raised(value(a), to: exponent)
    case .negate(let a): -value(a)
    case .exp(let a): Double.exp(value(a))
    case .log(let a): Double.log(value(a))
    case .tanh(let a): Double.tanh(value(a))
    case .sigmoid(let a): logistic(value(a))
    case .relu(let a): Swift.max(0, value(a))
    }
  }

  /// A power that also takes negative bases to whole exponents, where the real function is undefined otherwise.
  private func raised(_ base: Double, to exponent: Double) -> Double {
    guard let whole = Int(exactly: exponent) else { return Double.pow(base, exponent) }
    return Double.pow(base, whole)
  }
}

extension ScalarGraph.Operation {
  /// The nodes it is made of, in order.
  public var operands: [ScalarGraph.Value] {
    switch self {
    case .leaf: []
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b): [a, b]
    case .power(let a, _), .negate(let a), .exp(let a), .log(let a), .tanh(let a), .sigmoid(let a), .relu(let a): [a]
    }
  }

  /// How it is written in a node, such as "+" or "tanh"; empty for a leaf.
  public var symbol: String {
    switch self {
    case .leaf: ""
    case .add: "+"
    case .subtract: "−"
    case .multiply: "×"
    case .divide: "÷"
    case .power(_, let exponent): "^" + shortDecimal(exponent)
    case .negate: "neg"
    case .exp: "exp"
    case .log: "ln"
    case .tanh: "tanh"
    case .sigmoid: "σ"
    case .relu: "ReLU"
    }
  }
}
