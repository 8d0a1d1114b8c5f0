import Plots
import TensorLab
import Terminal

/// What a node of the graph says of itself at a position of the walk.
struct AutogradNodeText {
  /// The name it was given or what was typed, with the operation behind a name.
  let name: String
  private let walk: AutogradWalk
  private let node: Int
  private let gradientSteps: [Int]

  init(_ walk: AutogradWalk, node: Int, gradientSteps: [Int]) {
    self.walk = walk
    self.node = node
    self.gradientSteps = gradientSteps
    let item = walk.graph.nodes[node]
    let shape = walk.graph.values[node].shape
    let operation = item.name.isEmpty || item.operation.symbol.isEmpty ? "" : " = " + Self.sketch(item, walk.graph)
    let label = walk.graph.shownLabel(node, most: 26)
    name = label + operation + (shape.isEmpty ? "" : " " + NDArray.text(shape))
  }

  /// An operation on its operands' names, where those are short: "a·b", "tanh(n)".
  private static func sketch(_ item: AutogradGraph.Node, _ graph: AutogradGraph) -> String {
    let names = item.operands.prefix(4).map { graph.shownLabel($0, most: 16) }
    let symbol = item.operation.symbol.withTrueMinus
    let text =
      switch item.operation {
      case .power: names[0] + symbol
      case .negate: "−" + names[0]
      case .transpose: names[0] + ".T"
      default:
        names.count == 2 && symbol.first.map { !$0.isLetter } == true
          ? names.joined(separator: " \(symbol) ") : "\(symbol)(\(names.joined(separator: ", ")))"
      }
    guard text.unicodeScalars.count > 14 else { return text }
    // Of long operands the places alone.
    guard symbol.first.map({ !$0.isLetter }) == true else { return symbol }
    return item.operands.count == 2 ? "… \(symbol) …" : item.operation == .negate ? "−…" : "…\(symbol)"
  }

  /// The value.
  var value: String {
    ValueText.short(walk.graph.values[node].doubles, shape: walk.graph.values[node].shape, digits: 4)
  }

  /// What the gradient was gathered from so far, and its sum; nil before the first.
  func gradient(at position: Int) -> String? {
    let shape = walk.graph.values[node].shape
    let sums = gradientSteps.filter { $0 < position }.compactMap { walk.accumulations[$0] }
    guard let last = sums.last else { return nil }
    let total = ValueText.short(last.after, shape: shape, digits: 4)
    guard sums.count > 1 else { return total }
    guard shape.isEmpty, sums.count <= 3 else { return "Σ\(subscripted(sums.count)) \(total)" }
    let parts = sums.enumerated().map { index, sum in
      let text = ValueText.number(sum.contribution[0], digits: 4)
      return index > 0 && text.first == "−" ? "(\(text))" : text
    }
    let whole = parts.joined(separator: " + ") + " = " + total
    return whole.unicodeScalars.count <= 22 ? whole : "Σ\(subscripted(sums.count)) \(total)"
  }

  /// Cells that the node takes at most.
  func width(_ detail: AutogradPicture.Detail, at end: Int) -> Int {
    // Room for the sign of a sum where it is a word.
    let gradient = gradient(at: end).map { "∂ " + $0.replacing("Σ", with: "sum") } ?? ""
    switch detail {
    case .boxes:
      return 4 + max(name.unicodeScalars.count, value.unicodeScalars.count, gradient.unicodeScalars.count)
    case .lines: return name.unicodeScalars.count + value.unicodeScalars.count + gradient.unicodeScalars.count + 4
    }
  }
}
