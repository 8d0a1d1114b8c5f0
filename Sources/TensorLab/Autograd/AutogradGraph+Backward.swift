extension AutogradGraph {
  /// What a node's gradient gives to that of one of its operands: the chain rule along one edge, ∂result/∂node · ∂node/∂operand.
  ///
  /// Where an operand was stretched, what its copies get is summed.
  /// - Parameters:
  ///   - node: whose gradient is complete.
  ///   - operand: which of its operands.
  ///   - gradient: the node's gradient, in its shape.
  /// - Returns: numbers in the operand's shape.
  func contribution(of node: Int, toOperand operand: Int, gradient: [Double]) -> [Double] {
    let operands = nodes[node].operands
    let target = values[operands[operand]]
    let operation = nodes[node].operation
    if operation.isElementwise { return elementwiseContribution(of: node, toOperand: operand, gradient: gradient) }
    switch operation {
    case .sum: return Array(repeating: gradient[0], count: target.count)
    case .mean: return Array(repeating: gradient[0] / Double(target.count), count: target.count)
    case .greatest, .smallest:
      // PyTorch's amax and amin share the gradient between equal elements.
      let extreme = values[node].double(at: 0)
      let ties = target.doubles.count { $0 == extreme }
      return target.doubles.map { $0 == extreme ? gradient[0] / Double(ties) : 0 }
    case .transpose:
      let strides = NDArray.strides(values[node].shape).reversed()
      return Broadcasting.places(shape: target.shape, strides: Array(strides)).map { gradient[$0] }
    case .stack:
      let size = target.count
      return Array(gradient[(operand * size)..<((operand + 1) * size)])
    case .matrixProduct:
      let other = values[operands[1 - operand]].doubles
      var sums = [Double](repeating: 0, count: target.count)
      guard let product = try? MatrixProduct(values[operands[0]].shape, values[operands[1]].shape) else { return sums }
      for cell in gradient.indices {
        let (left, right) = product.pairs(of: cell)
        let (own, others) = operand == 0 ? (left, right) : (right, left)
        for (place, otherPlace) in zip(own, others) { sums[place] += gradient[cell] * other[otherPlace] }
      }
      return sums
    default: return []
    }
  }

  private func elementwiseContribution(of node: Int, toOperand operand: Int, gradient: [Double]) -> [Double] {
    let operands = nodes[node].operands
    let operation = nodes[node].operation
    let target = values[operands[operand]]
    let boundsAreConstant = operands.dropFirst().allSatisfy { !nodes[$0].needsGradient }
    func local(_ cell: AutogradOperation.Cell) -> Double {
      operation.derivative(cell, byOperand: operand, boundsAreConstant: boundsAreConstant)
    }
    if let cell = numbers(operands) { return [gradient[0] * local(cell)] }
    guard let (shape, cells) = try? elementwise(operands) else { return Array(repeating: 0, count: target.count) }
    let contributions = zip(gradient, cells).map { gradient, cell in gradient * local(cell) }
    if shape == target.shape { return contributions }
    var sums = [Double](repeating: 0, count: target.count)
    guard let broadcasting = try? Broadcasting(operands.map({ values[$0].shape })) else { return sums }
    for (place, contribution) in zip(broadcasting.places(inOperand: operand), contributions) {
      sums[place] += contribution
    }
    return sums
  }

  /// The derivative of a node by one of its operands where both are single numbers: the chain rule's local factor.
  public func localDerivative(of node: Int, byOperand operand: Int) -> Double? {
    let operands = nodes[node].operands
    guard values[node].count == 1, operands.allSatisfy({ values[$0].count == 1 }) else { return nil }
    return contribution(of: node, toOperand: operand, gradient: [1])[0]
  }

  /// How a node's derivative by one of its operands is written, with the operands' names.
  /// - Parameter name: how operands are named; ``label(_:)`` unless it is told.
  public func rule(of node: Int, byOperand operand: Int, name: ((Int) -> String)? = nil) -> String {
    let names = nodes[node].operands.map { name?($0) ?? label($0) }
    func inProduct(_ name: String) -> String { name.contains(where: { "+- ".contains($0) }) ? "(\(name))" : name }
    switch nodes[node].operation {
    case .input, .constant: return ""
    case .add: return "1"
    case .subtract: return operand == 0 ? "1" : "-1"
    case .multiply: return names[1 - operand]
    case .divide:
      return operand == 0 ? "1 / \(inProduct(names[1]))" : "-\(inProduct(names[0])) / \(inProduct(names[1]))^2"
    case .power(let exponent):
      let base = inProduct(names[0])
      let rest = exponent - 1
      if rest == 1 { return "\(NumberText.short(exponent))·\(base)" }
      return
        "\(NumberText.short(exponent))·\(base)^\(rest < 0 ? "(\(NumberText.short(rest)))" : NumberText.short(rest))"
    case .powerOf:
      let (base, exponent) = (inProduct(names[0]), inProduct(names[1]))
      return operand == 0 ? "\(exponent)·\(base)^(\(names[1]) - 1)" : "\(base)^\(exponent)·log(\(names[0]))"
    case .negate: return "-1"
    case .function(let function): return function.derivativeText(of: names[0])
    case .maximum, .minimum:
      return "1 for the \(nodes[node].operation == .maximum ? "greater" : "smaller"), 0.5 each at a tie, else 0"
    case .clamp: return operand == 0 ? "1 between the bounds, else 0" : "1 where the bound is used, else 0"
    case .matrixProduct:
      return operand == 0 ? "gradient @ \(names[1])ᵀ" : "\(names[0])ᵀ @ gradient"
    case .sum: return "1 for each element"
    case .mean: return "1 / \(values[nodes[node].operands[0]].count) for each element"
    case .greatest, .smallest:
      return "1 for the \(nodes[node].operation == .greatest ? "greatest" : "smallest"), shared at a tie"
    case .transpose: return "gradientᵀ"
    case .stack: return "its own row"
    }
  }
}
