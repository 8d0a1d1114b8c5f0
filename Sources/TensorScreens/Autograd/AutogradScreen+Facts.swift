import Shell
import TensorLab

extension AutogradScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    let graph = problem.graph
    let place = playback.position
    let phase = place < walk.forwardCount ? 0.0 : place < walk.steps.count ? 1 : 2
    let uses = graph.nodes.reduce(into: [Int: Int]()) { uses, node in
      for operand in node.operands { uses[operand, default: 0] += 1 }
    }
    let gradients = graph.inputs.flatMap { walk.gradients[$0] ?? [] }
    return [
      "value": graph.value, "step": Double(place), "phase": phase, "nodes": Double(graph.nodes.count),
      "inputs": Double(graph.inputs.count), "most_uses": Double(uses.values.max() ?? 0),
      "kinks": Double(graph.kinks.count), "largest_gradient": gradients.map(abs).max() ?? .nan,
    ]
  }
}
