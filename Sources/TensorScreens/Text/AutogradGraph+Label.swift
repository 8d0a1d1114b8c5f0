import Plots
import TensorLab

extension AutogradGraph {
  /// How a node is named where people read it: with its number where a name was given to several nodes, `c₁`, `c₂`, and cut where it is long.
  func shownLabel(_ node: Int, most: Int = 60) -> String {
    let item = nodes[node]
    return ValueText.formula(label(node) + (item.version > 0 ? subscripted(item.version) : ""), most: most)
  }
}
