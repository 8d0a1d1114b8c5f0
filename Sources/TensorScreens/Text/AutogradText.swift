import Plots
import Records
import Shell
import TensorLab

/// The walk of `dlviz autograd` in plain text and as JSON lines.
public struct AutogradText {
  private let walk: AutogradWalk
  private let source: String

  /// The text of a walk.
  public init(_ walk: AutogradWalk, source: String) {
    self.walk = walk
    self.source = source
  }

  private var graph: AutogradGraph { walk.graph }

  // MARK: Text

  /// The forward pass, the backward pass edge by edge, and each input's gradient beside finite differences.
  public var lines: [String] {
    [source, ""] + body
  }

  /// The lines without the expression.
  var body: [String] {
    var lines = ["forward"]
    let used = walk.usedNodes
    var rows = graph.nodes.indices.filter { used[$0] && graph.nodes[$0].operation == .input }.map { valueRow($0) }
    rows += walk.steps.prefix(walk.forwardCount).compactMap { step in
      if case .value(let node) = step, used[node] { valueRow(node) } else { nil }
    }
    lines += ValueText.table(rows, leftColumns: [0, 1]).map { "  " + $0 }
    lines += ["", "backward: each line adds to one gradient"]
    guard graph.nodes[graph.result].needsGradient else { return lines + ["  the result depends on no input"] }
    let steps = walk.steps.indices.dropFirst(walk.forwardCount).compactMap { backwardRow($0) }
    lines += ValueText.table(steps, leftColumns: [0, 1, 2]).map { "  " + $0 }
    lines += ["", "gradients, beside finite differences"]
    lines += ValueText.table(graph.inputs.map { inputRow($0) }, leftColumns: [0, 1, 2, 3]).map { "  " + $0 }
    let corners = cornerLines
    if !corners.isEmpty { lines += ["", "corners, where the derivative is a choice"] + corners }
    return lines
  }

  private func label(_ node: Int) -> String { graph.shownLabel(node) }

  private func valueRow(_ node: Int) -> [String] {
    [statement(node), ValueText.short(graph.values[node].doubles, shape: graph.values[node].shape)]
  }

  /// A node as it was typed, with its name before it where it has one.
  private func statement(_ node: Int) -> String {
    let item = graph.nodes[node]
    guard !item.name.isEmpty, item.operation != .input else { return label(node) }
    // What is typed as d += 1 has the name in it, which is that of another node on the right.
    let rest = item.text.dropFirst(item.name.count).drop { $0 == " " }
    let isStatement = item.text.hasPrefix(item.name) && rest.prefix(2).contains("=") && !rest.hasPrefix("==")
    let text = isStatement ? ValueText.formula(String(rest)) : "= " + ValueText.formula(item.text)
    return "\(label(node)) \(text)"
  }

  private func backwardRow(_ index: Int) -> [String]? {
    guard let sum = walk.accumulations[index] else { return nil }
    let shape = graph.values[sum.node].shape
    let before = sum.before.map { ValueText.short($0, shape: shape) }
    let came = ValueText.short(sum.contribution, shape: shape)
    let after = ValueText.short(sum.after, shape: shape)
    let name = label(sum.node)
    let gradient = AutogradWords.derivative(name)
    let total = before.map { "\(gradient) = \($0) + \(parenthesised(came)) = \(after)" } ?? "\(gradient) = \(after)"
    switch walk.steps[index] {
    case .value: return nil
    case .seed: return ["\(name)", "the derivative of the result with respect to itself is 1", total]
    case .edge(let node, let operand):
      let rule = graph.rule(of: node, byOperand: operand, name: label).withTrueMinus
      let local = graph.localDerivative(of: node, byOperand: operand)
      let factor = local.map { ValueText.number($0) }
      let upstream = walk.gradients[node].map { ValueText.short($0, shape: graph.values[node].shape) } ?? ""
      var words = rule
      if let factor {
        let derivative =
          rule == factor ? factor : AutogradWords.isSentence(rule) ? "\(rule): here \(factor)" : "\(rule) = \(factor)"
        words = derivative + "; \(upstream) · \(parenthesised(factor)) = \(came)"
      }
      return ["\(label(node)) → \(name)", words, total]
    }
  }

  private func inputRow(_ input: Int) -> [String] {
    let shape = graph.values[input].shape
    let differences = graph.differences(input).map { ValueText.short($0, shape: shape) } ?? "(too many)"
    let gradient = walk.gradients[input].map { ValueText.short($0, shape: shape) } ?? "0 (not used)"
    return [label(input), gradient, differences]
  }

  private var cornerLines: [String] {
    graph.kinks.map { kink in
      "  \(label(kink.node)): \(kink.kind.what). \(kink.kind.libraries)."
    }
  }

  private func parenthesised(_ text: String) -> String { text.first == "−" ? "(\(text))" : text }

  // MARK: JSON

  /// Every value, every edge, every input, every corner, then the result.
  public var json: [String] {
    var started = JSONLine(event: "started")
    started.add("command", "autograd")
    started.add("expression", source)
    var lines = [started.text]
    lines += walk.steps.indices.map { stepJSON($0) }
    lines += graph.inputs.map { inputJSON($0) }
    for kink in graph.kinks {
      var line = JSONLine(event: "corner")
      line.add("name", graph.label(kink.node))
      line.add("kind", "\(kink.kind)")
      line.add("cells", kink.cells)
      line.add("libraries", kink.kind.libraries)
      lines.append(line.text)
    }
    var result = JSONLine(event: "result")
    result.add("value", graph.values[graph.result].doubles, shape: [])
    result.add(
      "gradients",
      graph.inputs.map { input in
        let shape = graph.values[input].shape
        return (
          graph.label(input), walk.gradients[input] ?? Array(repeating: 0, count: graph.values[input].count), shape
        )
      }
    )
    return lines + [result.text]
  }

  private func stepJSON(_ index: Int) -> String {
    switch walk.steps[index] {
    case .value(let node):
      var line = JSONLine(event: "value")
      let shape = graph.values[node].shape
      line.add("name", graph.label(node))
      line.add("operation", graph.nodes[node].operation.symbol)
      line.add("operands", graph.nodes[node].operands.map { graph.label($0) })
      line.add("shape", shape)
      line.add("value", graph.values[node].doubles, shape: shape)
      return line.text
    case .seed(let node): return gradientJSON(index, through: nil, node: node, operand: 0)
    case .edge(let node, let operand):
      return gradientJSON(index, through: node, node: graph.nodes[node].operands[operand], operand: operand)
    }
  }

  private func gradientJSON(_ index: Int, through: Int?, node: Int, operand: Int) -> String {
    var line = JSONLine(event: "gradient")
    let shape = graph.values[node].shape
    line.add("name", graph.label(node))
    line.add("through", through.map { graph.label($0) })
    if let through {
      line.add("rule", graph.rule(of: through, byOperand: operand))
      line.add("local", graph.localDerivative(of: through, byOperand: operand))
    }
    if let sum = walk.accumulations[index] {
      line.add("contribution", sum.contribution, shape: shape)
      line.add("gradient", sum.after, shape: shape)
    }
    return line.text
  }

  private func inputJSON(_ input: Int) -> String {
    var line = JSONLine(event: "input")
    let shape = graph.values[input].shape
    line.add("name", graph.label(input))
    line.add("shape", shape)
    line.add("value", graph.values[input].doubles, shape: shape)
    line.add("gradient", walk.gradients[input] ?? Array(repeating: 0, count: graph.values[input].count), shape: shape)
    if let differences = graph.differences(input) {
      line.add("numeric", differences, shape: shape)
    } else {
      line.addRaw("numeric", "null")
    }
    return line.text
  }
}
