import Plots
import Records
import Shell
import TensorLab
import Terminal

/// The results of `dlviz tensors` in plain text and as JSON lines.
public enum TensorsText {
  /// A result's name, type, shape and grid, and how its cells came about if they are few.
  public static func lines(_ result: TensorInterpreter.Result) -> [String] {
    let title = result.text
    switch result.value {
    case .elementType(let type): return ["\(title)", "  \(type.rawValue)"]
    case .none: return ["\(title)", "  None"]
    case .array(let array, _):
      var lines = ["\(title)    \(array.elementType.rawValue) \(NDArray.text(array.shape))"]
      lines += ValueText.grid(array).map { $0.isEmpty ? "" : "  " + $0 }
      for step in result.steps { lines += workings(step) }
      return lines
    }
  }

  private static func workings(_ step: TensorStep) -> [String] {
    if case .creation = step.operation { return [] }
    let operands = step.operands.map { "\(NDArray.text($0.array.shape))" }.joined(separator: ", ")
    var lines = ["  \(step.text): \(operands) → \(NDArray.text(step.result.shape))"]
    if case .elementwise(_, let broadcasting) = step.operation {
      for (index, operand) in step.operands.enumerated() where broadcasting.stretches(operand: index) {
        let axes = broadcasting.stretchedAxes(ofOperand: index).map(String.init).joined(separator: " and ")
        lines.append("    \(operand.text) is stretched along axis \(axes)")
      }
    }
    guard step.result.count <= 9 else { return lines }
    for cell in 0..<step.result.count {
      let index = TensorStep.index(of: cell, shape: step.result.shape)
      lines.append(
        "    \(index.isEmpty ? "" : index + "  ")\(step.workings(of: cell, mostTerms: 8) { ValueText.number($0) })"
      )
    }
    return lines
  }

  /// `{"event":"result",…}` of a statement.
  public static func json(_ result: TensorInterpreter.Result) -> String {
    var line = JSONLine(event: "result")
    line.add("name", result.name ?? result.text)
    switch result.value {
    case .array(let array, _):
      line.add("dtype", array.elementType.rawValue)
      line.add("shape", array.shape)
      line.add("values", elementsOf: array)
    case .elementType(let type):
      line.add("dtype", type.rawValue)
    case .none:
      line.addRaw("dtype", "null")
    }
    return line.text
  }
}
