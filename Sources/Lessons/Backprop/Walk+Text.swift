extension Walk {
  /// The whole walk in plain lines, for notes and screen readers.
  public var text: [String] {
    var lines: [String] = []
    var phase: WalkOperation.Phase?
    let sample = state.sample
    lines.append(
      "pass \(state.pass + 1), sample \(state.sampleIndex + 1) of \(state.samples.count): x = \(figures(sample.inputs)), "
        + "y = \(figures(sample.targets)), η = \(figure(state.learningRate))"
    )
    lines.append("weights are (inputs, outputs); PyTorch stores them the other way round")
    for operation in operations {
      if operation.phase != phase {
        phase = operation.phase
        lines += ["", Self.title(operation.phase)]
      }
      lines += self.lines(of: operation)
    }
    return lines
  }

  /// The title of a part of the pass.
  public static func title(_ phase: WalkOperation.Phase) -> String {
    switch phase {
    case .forward: "forward"
    case .backward: "backward"
    case .update: "update"
    case .check: "check"
    }
  }

  /// What an element of a result is called: `z₁[2]`, `dL/dW₁[1,2]`; the symbol alone for a number.
  public func elementName(of operation: WalkOperation, _ index: Int) -> String {
    guard operation.values.count > 1 else { return operation.symbol }
    guard let columns = operation.shape.last, operation.shape.first != 1 || isMatrix(operation) else {
      return "\(operation.symbol)[\(index + 1)]"
    }
    let (row, column) = index.quotientAndRemainder(dividingBy: columns)
    return "\(operation.symbol)[\(row + 1),\(column + 1)]"
  }

  private func isMatrix(_ operation: WalkOperation) -> Bool {
    switch operation.kind {
    case .weightGradient, .weightUpdate: true
    default: false
    }
  }

  private func lines(of operation: WalkOperation) -> [String] {
    var lines = ["  \(operation.formula)   \(operation.shapeText)"]
    for index in operation.values.indices {
      var line = "    \(elementName(of: operation, index)) = "
      let numbers = numbers(of: operation, element: index)
      let result = figure(operation.values[index], digits: 6)
      if case .newPrediction = operation.kind {
        line += "\(result), \(numbers)"
      } else {
        line += numbers == result ? result : "\(numbers) = \(result)"
      }
      if let numeric = operation.numeric { line += "   finite difference \(figure(numeric[index], digits: 6))" }
      lines.append(line)
    }
    if let note = note(on: operation) { lines.append("    \(note)") }
    return lines
  }
}
