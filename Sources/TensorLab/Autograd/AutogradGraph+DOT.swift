extension AutogradWalk {
  /// The graph in Graphviz's language, with every value and, where there is one, gradient.
  ///
  /// Inputs are boxes, operations are rounded; an edge carries the local derivative where it is a number.
  public func dot(number: (Double) -> String) -> String {
    var lines = [
      "digraph autograd {", "  rankdir=LR;", "  node [fontname=\"monospace\"];", "  edge [fontname=\"monospace\"];",
    ]
    let used = usedNodes
    for node in graph.nodes.indices where used[node] {
      let item = graph.nodes[node]
      var parts = [item.name.isEmpty ? item.text : item.name]
      if !item.operation.symbol.isEmpty, !item.name.isEmpty { parts[0] += " (\(item.operation.symbol))" }
      parts.append(text(graph.values[node].doubles, shape: graph.values[node].shape, number))
      if let gradient = gradients[node] {
        parts.append("grad " + text(gradient, shape: graph.values[node].shape, number))
      }
      let shape =
        switch item.operation {
        case .input: "box"
        case .constant: "plaintext"
        default: "box, style=rounded"
        }
      lines.append("  n\(node) [shape=\(shape), label=\"\(parts.map(escaped).joined(separator: "\\n"))\"];")
    }
    for node in graph.nodes.indices where used[node] {
      for (operand, source) in graph.nodes[node].operands.enumerated() {
        let derivative = graph.nodes[source].needsGradient ? graph.localDerivative(of: node, byOperand: operand) : nil
        let label = derivative.map { " [label=\"\(escaped(number($0)))\"]" } ?? ""
        lines.append("  n\(source) -> n\(node)\(label);")
      }
    }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Which nodes the result is made of.
  public var usedNodes: [Bool] {
    var used = [Bool](repeating: false, count: graph.nodes.count)
    used[graph.result] = true
    for node in (0...graph.result).reversed() where used[node] {
      for operand in graph.nodes[node].operands { used[operand] = true }
    }
    return used
  }

  private func text(_ values: [Double], shape: [Int], _ number: (Double) -> String) -> String {
    guard !shape.isEmpty else { return number(values[0]) }
    guard values.count <= 6 else { return "shape \(NDArray.text(shape))" }
    return "[" + values.map(number).joined(separator: ", ") + "]"
  }

  private func escaped(_ text: String) -> String { text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") }
}
