import Plots
import Shell
import TensorLab
import Terminal

/// What the step that was just done did, with its numbers.
struct AutogradWords {
  private let screen: AutogradScreen

  init(_ screen: AutogradScreen) { self.screen = screen }

  private var walk: AutogradWalk { screen.walk }
  private var graph: AutogradGraph { walk.graph }

  /// Whether a gradient and a finite difference are the same number, as far as rounding lets them be.
  static func agree(_ gradient: Double, _ numeric: Double) -> Bool {
    gradient == numeric || abs(gradient - numeric) <= 1e-5 * max(1, abs(gradient), abs(numeric))
  }

  private func number(_ value: Double) -> String { ValueText.number(value, digits: 5) }
  private func factor(_ value: Double) -> String { value < 0 ? "(\(number(value)))" : number(value) }
  private func short(_ values: [Double], _ node: Int) -> String {
    ValueText.short(values, shape: graph.values[node].shape, digits: 4)
  }

  private func label(_ node: Int) -> String { graph.shownLabel(node) }

  /// Whether a rule says in words when it is which number: "1 if x > 0, else 0".
  static func isSentence(_ rule: String) -> Bool {
    [" if ", " for ", " between ", " where "].contains { rule.contains($0) }
  }

  /// The most inputs that the beginning lists; the panel beside has all of them.
  private static let mostListed = 12

  /// The lines of the panel.
  var step: [StyledText] {
    let position = screen.playback.position
    guard position > 0 else { return beginning }
    switch walk.steps[position - 1] {
    case .value(let node): return value(node)
    case .seed(let node):
      return [
        StyledText("\(derivative(node))/\(derivative(node)) = ") + StyledText("1", .warning, .bold),
        StyledText("The backward pass begins: the derivative of the result with respect to itself is 1.", .muted),
      ]
    case .edge(let node, let operand): return edge(node, operand, position)
    }
  }

  private var beginning: [StyledText] {
    let inputs = graph.inputs
    let names =
      inputs.prefix(Self.mostListed).map { "\(label($0)) = \(short(graph.values[$0].doubles, $0))" }
      + (inputs.count > Self.mostListed ? ["… \(inputs.count) inputs"] : [])
    return names.map { StyledText($0, .accent) } + [
      StyledText(
        "The inputs have their values. s computes the next node; after the last one, gradients flow back.",
        .muted
      )
    ]
  }

  private func value(_ node: Int) -> [StyledText] {
    let result = short(graph.values[node].doubles, node)
    var lines = [StyledText(label(node), .title, .bold)]
    if graph.nodes[node].operands.allSatisfy({ graph.values[$0].count == 1 }) {
      let numbers = graph.nodes[node].operands.map { graph.values[$0].double(at: 0) }
      lines.append(StyledText("= \(withNumbers(node, numbers)) = ") + StyledText(result, .accent, .bold))
    } else {
      let shapes = graph.nodes[node].operands.prefix(4).map { "\(label($0)) \(NDArray.text(graph.values[$0].shape))" }
      lines.append(
        StyledText("\(shapes.joined(separator: ", ")) → \(NDArray.text(graph.values[node].shape))", .muted)
      )
      lines.append(StyledText("= ") + StyledText(result, .accent, .bold))
    }
    return lines + corner(node)
  }

  private func withNumbers(_ node: Int, _ numbers: [Double]) -> String {
    let texts = numbers.map(factor)
    let symbol = graph.nodes[node].operation.symbol.withTrueMinus
    switch graph.nodes[node].operation {
    case .power: return texts[0] + symbol
    case .negate: return "−" + texts[0]
    default: break
    }
    if texts.count == 2, symbol.first.map({ !$0.isLetter }) == true {
      return "\(number(numbers[0])) \(symbol) \(texts[1])"
    }
    return "\(symbol)(\(numbers.map(number).joined(separator: ", ")))"
  }

  /// The derivative of the result by a node, as it is written: "∂x", "∂(2*x)".
  private func derivative(_ node: Int) -> String { Self.derivative(label(node)) }

  static func derivative(_ label: String) -> String {
    label.contains(where: { "+-−*/^@· ".contains($0) }) ? "∂(\(label))" : "∂\(label)"
  }

  private func edge(_ node: Int, _ operand: Int, _ position: Int) -> [StyledText] {
    guard let sum = walk.accumulations[position - 1] else { return [] }
    let (from, to) = (derivative(node), derivative(sum.node))
    let rule = graph.rule(of: node, byOperand: operand, name: label).withTrueMinus
    var lines = [StyledText("\(label(node)) → \(label(sum.node))", .title, .bold)]
    if let local = graph.localDerivative(of: node, byOperand: operand) {
      let upstream = walk.gradients[node]?.first ?? 0
      // A rule in words has its number behind it; a formula is equal to it.
      let isWords = Self.isSentence(rule)
      let shown = rule == number(local) ? "" : isWords ? " = \(rule): here " : " = \(rule)"
      lines.append(StyledText("\(from)/\(to)\(shown)\(isWords ? "" : " = ")") + StyledText(number(local), .accent))
      lines.append(
        StyledText("times \(from): \(number(upstream)) · \(factor(local)) = ")
          + StyledText(short(sum.contribution, sum.node), .warning)
      )
    } else {
      lines.append(StyledText(rule, .muted))
      lines.append(
        StyledText("adds ") + StyledText(short(sum.contribution, sum.node), .warning)
          + StyledText(" \(NDArray.text(graph.values[sum.node].shape))", .muted)
      )
    }
    if let before = sum.before {
      lines.append(
        graph.values[sum.node].shape.isEmpty
          ? StyledText("\(to) = \(number(before[0])) + \(factor(sum.contribution[0])) = ")
            + StyledText(number(sum.after[0]), .warning, .bold)
          : StyledText("\(to) accumulates to ") + StyledText(short(sum.after, sum.node), .warning, .bold)
      )
    } else {
      lines.append(StyledText("\(to) = ") + StyledText(short(sum.after, sum.node), .warning, .bold))
    }
    return lines + corner(node)
  }

  /// What is chosen where the node has no derivative.
  private func corner(_ node: Int) -> [StyledText] {
    guard let kink = graph.kink(at: node) else { return [] }
    return [StyledText(kink.kind.what + ".", .warning), StyledText(kink.kind.libraries + ".", .muted)]
  }

  /// The walk so far, and at its end what it came to.
  var explanation: [StyledText] {
    var lines: [StyledText] = [StyledText("this step", .title, .bold)] + step.map { StyledText("  ") + $0 }
    lines += [StyledText(), StyledText("all steps", .title, .bold)]
    lines += AutogradText(walk, source: screen.problem.source).body.map { StyledText("  " + $0) }
    let misses = disagreements
    if !misses.isEmpty {
      lines += [StyledText(), StyledText("where gradient and finite difference differ", .title, .bold)] + misses
    }
    return lines
  }

  /// Inputs whose gradient is not what finite differences say, with the slopes on both sides.
  private var disagreements: [StyledText] {
    var lines: [StyledText] = []
    for (index, input) in graph.inputs.enumerated() {
      guard let gradient = walk.gradients[input] else { continue }
      for (cell, numeric) in screen.differences.values[index].enumerated()
      where !Self.agree(gradient[cell], numeric) {
        let slopes = graph.slopes(input, cell: cell)
        let name = label(input) + TensorStep.index(of: cell, shape: graph.values[input].shape)
        lines.append(
          StyledText(
            "  \(name): gradient \(number(gradient[cell])); slope \(number(slopes.left)) on the left, \(number(slopes.right)) on the right"
          )
        )
      }
    }
    return lines
  }
}
