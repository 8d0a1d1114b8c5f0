import Shell
import TensorLab

extension TensorsScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    let shape = result?.shape
    var facts: [String: Double] = [
      "page": Double(page.index + 1), "operations": Double(steps.count),
      "mismatch": entry?.fault?.explanation.isEmpty == false ? 1 : 0, "failed": entry?.fault == nil ? 0 : 1,
    ]
    if let shape {
      facts["axes"] = Double(shape.count)
      facts["elements"] = Double(shape.reduce(1, *))
      if shape.count == 2 { (facts["rows"], facts["columns"]) = (Double(shape[0]), Double(shape[1])) }
    }
    facts.merge(operationFacts) { $1 }
    guard page == .module, source.tensors.indices.contains(tensor) else { return facts }
    let chosen = source.tensors[tensor]
    facts["tensor_elements"] = Double(chosen.count)
    facts["is_largest"] = chosen.count == source.tensors.map(\.count).max() ? 1 : 0
    return facts
  }

  private var operationFacts: [String: Double] {
    var (stretched, product, reduced) = (0, 0, 0)
    switch step?.operation {
    case .elementwise(_, let broadcasting):
      stretched = step?.operands.indices.count { broadcasting.stretches(operand: $0) } ?? 0
    case .stretching: stretched = 1
    case .matrixProduct: product = 1
    case .reduction: reduced = 1
    default: break
    }
    return [
      "stretched": Double(stretched), "product": Double(product), "reduced": Double(reduced), "cell": Double(cell + 1),
    ]
  }
}
