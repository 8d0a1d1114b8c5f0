/// The forward and the backward pass of a graph, one step at a time, so that a position can be walked both ways.
public struct AutogradWalk: Hashable, Sendable {
  /// What happens at a position.
  public enum Step: Hashable, Sendable {
    /// An operation gets its value.
    case value(node: Int)
    /// The backward pass begins: the derivative of the result by itself is 1.
    case seed(node: Int)
    /// A node passes its gradient on to one of its operands, which adds it to what it has.
    case edge(node: Int, operand: Int)
  }

  /// What a step did to a gradient.
  public struct Accumulation: Hashable, Sendable {
    /// Whose gradient.
    public let node: Int
    /// What was there before; nil at the first.
    public let before: [Double]?
    /// What came.
    public let contribution: [Double]
    /// Their sum.
    public let after: [Double]
  }

  /// The graph.
  public let graph: AutogradGraph
  /// All steps, those of the forward pass first.
  public let steps: [Step]
  /// How many steps the forward pass has.
  public let forwardCount: Int
  /// For each step what it added to a gradient; nil in the forward pass.
  public let accumulations: [Accumulation?]
  /// The gradient of each node at the end; nil for those that get none.
  public let gradients: [[Double]?]

  /// Walks a graph to its end.
  public init(_ graph: AutogradGraph) {
    var steps = graph.nodes.indices
      .filter { graph.nodes[$0].operation != .input && graph.nodes[$0].operation != .constant && $0 <= graph.result }
      .map { Step.value(node: $0) }
    forwardCount = steps.count
    var accumulations = [Accumulation?](repeating: nil, count: steps.count)
    var gradients = [[Double]?](repeating: nil, count: graph.nodes.count)
    func add(_ contribution: [Double], to node: Int) {
      let before = gradients[node]
      let after = before.map { zip($0, contribution).map { $0 + $1 } } ?? contribution
      gradients[node] = after
      accumulations.append(Accumulation(node: node, before: before, contribution: contribution, after: after))
    }
    if graph.nodes[graph.result].needsGradient {
      steps.append(.seed(node: graph.result))
      add([1], to: graph.result)
      for node in (0...graph.result).reversed() {
        guard let gradient = gradients[node] else { continue }
        for (operand, target) in graph.nodes[node].operands.enumerated() where graph.nodes[target].needsGradient {
          steps.append(.edge(node: node, operand: operand))
          add(graph.contribution(of: node, toOperand: operand, gradient: gradient), to: target)
        }
      }
    }
    self.graph = graph
    self.steps = steps
    self.accumulations = accumulations
    self.gradients = gradients
  }

  /// Whether a node has its value once so many steps are done.
  public func hasValue(_ node: Int, after position: Int) -> Bool {
    switch graph.nodes[node].operation {
    case .input, .constant: true
    default: steps.prefix(min(position, forwardCount)).contains(.value(node: node))
    }
  }

  /// The gradient that each node has gathered once so many steps are done; nil before its first.
  public func gradients(after position: Int) -> [[Double]?] {
    var gradients = [[Double]?](repeating: nil, count: graph.nodes.count)
    for accumulation in accumulations.prefix(position) {
      if let accumulation { gradients[accumulation.node] = accumulation.after }
    }
    return gradients
  }

  /// Into how many edges the gradient of a node is gathered from.
  public func contributions(to node: Int) -> Int { accumulations.count { $0?.node == node } }
}
