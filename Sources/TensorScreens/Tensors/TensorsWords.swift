import Plots
import TensorLab
import Terminal

/// How a cell came about, what does not fit, what a tensor's numbers look like.
struct TensorsWords {
  private let screen: TensorsScreen

  init(_ screen: TensorsScreen) { self.screen = screen }

  private func number(_ value: Double) -> String { ValueText.number(value, digits: 5) }

  /// The lines of the panel.
  func lines(width: Int) -> [StyledText] {
    if let fault = screen.entry?.fault { return Self.fault(fault, line: screen.entry?.line ?? "") }
    guard let step = screen.step else { return literal }
    var lines: [StyledText] = []
    if step.result.count > 0 {
      let index = TensorStep.index(of: screen.cell, shape: step.result.shape)
      let terms = max(2, width * 3 / 24)
      lines.append(
        StyledText(index.isEmpty ? "" : "\(index)  ", .title, .bold)
          + StyledText(step.workings(of: screen.cell, mostTerms: terms, number: number), .accent)
      )
    }
    return lines + Self.shapes(step).map { StyledText($0, .muted) }
  }

  private var literal: [StyledText] {
    guard let result = screen.result else { return [] }
    return [
      StyledText("A value of type \(result.elementType.rawValue) and shape \(NDArray.text(result.shape)).", .muted),
      StyledText("Enter types a line, such as a + 1.", .muted),
    ]
  }

  /// What an operation does with shapes.
  static func shapes(_ step: TensorStep) -> [String] {
    let from = step.operands.map { NDArray.text($0.array.shape) }
    let to = NDArray.text(step.result.shape)
    switch step.operation {
    case .creation: return ["Created from its arguments alone: shape \(to)."]
    case .stacking: return ["\(step.operands.count) arrays become the rows of a new first axis: \(to)."]
    case .elementwise(_, let broadcasting):
      var lines = ["Element by element: \(from.joined(separator: " and ")) → \(to)."]
      for (index, operand) in step.operands.enumerated() where broadcasting.stretches(operand: index) {
        let axes = broadcasting.stretchedAxes(ofOperand: index)
        let names = axes.map(String.init).joined(separator: " and ")
        lines.append(
          "\(operand.text) is stretched along ax\(axes.count == 1 ? "is" : "es") \(names): its copies are dimmed."
        )
      }
      return lines
    case .matrixProduct(let product):
      return [
        "Rows of the left times columns of the right, \(product.inner) product\(product.inner == 1 ? "" : "s") each: "
          + "\(from.joined(separator: " @ ")) → \(to)."
      ]
    case .reduction(let kind, let reduction):
      return [
        "\(kind.rawValue) over \(reduction.size) element\(reduction.size == 1 ? "" : "s") each: \(from[0]) → \(to)."
      ]
    case .transposition(let order):
      let axes = order.map(String.init).joined(separator: ", ")
      return ["Axes in the order \(axes): \(from[0]) → \(to). The numbers stay the same."]
    case .reshaping: return ["The same elements in the same order, in another shape: \(from[0]) → \(to)."]
    case .stretching: return ["Repeated along missing axes and axes of size 1: \(from[0]) → \(to)."]
    case .conversion(let type): return ["The same elements as \(type.rawValue)."]
    }
  }

  /// A fault with the place under the line, then both shapes.
  static func fault(_ fault: TensorFault, line: String) -> [StyledText] {
    [StyledText("expected \(fault.expected), found \(fault.found)", .bad)]
      + fault.explanation.map { StyledText($0) }
      + [StyledText("column \(fault.column): …\(line.dropFirst(max(0, fault.column - 9)).prefix(24))", .muted)]
  }

  /// Every operation of the line.
  var explanation: [StyledText] {
    guard let entry = screen.entry else { return [] }
    if let fault = entry.fault { return Self.fault(fault, line: entry.line) }
    var lines: [StyledText] = []
    for result in entry.results {
      lines.append(StyledText(result.text, .title, .bold))
      if result.steps.isEmpty, case .array(let array, let isTyped) = result.value {
        lines.append(StyledText("  \(array.elementType.rawValue) \(NDArray.text(array.shape))", .muted))
        if isTyped { lines.append(StyledText("  a literal number: it takes the array's type", .muted)) }
      }
      for step in result.steps {
        lines.append(StyledText("  \(step.text)", .accent))
        lines += Self.shapes(step).map { StyledText("    " + $0) }
        guard step.result.count > 0, step.result.count <= 12 else { continue }
        for cell in 0..<step.result.count {
          let index = TensorStep.index(of: cell, shape: step.result.shape)
          lines.append(StyledText("    \(index) \(step.workings(of: cell, mostTerms: 8, number: number))", .muted))
        }
      }
    }
    return lines
  }

  // MARK: Tensors of networks

  /// The figures of a tensor.
  static func statistics(_ statistics: TensorStatistics, _ tensor: ModuleSource.Tensor) -> [StyledText] {
    let four = NumberFormat.significant(4)
    let grouped = NumberFormat.grouped
    var counts = "\(grouped.string(statistics.zeroCount)) zero, \(grouped.string(statistics.nanCount)) NaN"
    if statistics.infiniteCount > 0 { counts += ", \(grouped.string(statistics.infiniteCount)) infinite" }
    return [
      StyledText("\(tensor.typeName) \(NDArray.text(tensor.shape)), \(grouped.string(tensor.count)) numbers"),
      StyledText("min ") + StyledText(four.string(statistics.minimum), .accent) + StyledText("  mean ")
        + StyledText(four.string(statistics.mean), .accent) + StyledText("  max ")
        + StyledText(four.string(statistics.maximum), .accent),
      StyledText("std ") + StyledText(four.string(statistics.standardDeviation), .accent)
        + StyledText("  \(counts)", statistics.nanCount + statistics.infiniteCount > 0 ? .bad : .muted),
    ]
  }

  /// The chosen module and tensor in words.
  var moduleExplanation: [StyledText] {
    let source = screen.source
    guard source.modules.indices.contains(screen.module) else { return [] }
    let module = source.modules[screen.module]
    let grouped = NumberFormat.grouped
    let share = source.parameterCount > 0 ? Double(module.parameterCount) / Double(source.parameterCount) : 0
    var lines: [StyledText] = [
      StyledText(module.path.isEmpty ? source.title : module.path, .title, .bold),
      StyledText(
        "  \(grouped.string(module.parameterCount)) parameters, \(NumberFormat.percent(1).string(share)) of \(grouped.string(source.parameterCount))"
      ),
    ]
    for index in source.tensors(of: screen.module).prefix(200) {
      let tensor = source.tensors[index]
      let product = tensor.shape.map { grouped.string($0) }.joined(separator: " × ")
      lines.append(
        StyledText(
          "  \(tensor.name): \(product.isEmpty ? "1" : product) = \(grouped.string(tensor.count)) numbers of \(tensor.typeName)"
        )
      )
    }
    lines.append(StyledText())
    lines.append(
      StyledText(
        source.isFile
          ? "Modules are inferred from the tensors' names and shapes. Numbers are read from the file when a tensor is shown."
          : "The weights are the initial ones of \(source.title), with seed 42.",
        .muted
      )
    )
    return lines
  }
}
