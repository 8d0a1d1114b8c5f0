import NeuralNet
import Plots

extension ChainRule {
  /// The chain rule at the output neuron in numbers, and the update where there was one.
  /// - Parameters:
  ///   - isCompact: whether two short lines become one where they belong together.
  ///   - digits: How many digits its figures have.
  public func lines(_ settings: NeuronSettings, isCompact: Bool = false, digits: Int = 5) -> [String] {
    func figure(_ value: Double) -> String { Lessons.figure(value, digits: digits) }
    func operand(_ value: Double) -> String { Lessons.operand(value, digits: digits) }
    let activation = settings.architecture.outputActivation
    let (weight, bias) = LossSurface.axes(settings)
    let names = settings.parameterNames
    let inputs = pass.outputInputs
    let symbol = settings.isSingleNeuron || settings.wiring == .inputIntoOutput ? "x" : "a₁"
    let terms = inputs.indices.map { "\(operand(before[weight + $0]))·\(operand(inputs[$0]))" }
    let offset = before[bias] < 0 ? " − \(figure(-before[bias]))" : " + \(figure(before[bias]))"
    let function = activation == .identity ? "z" : activation == .sigmoid ? "σ(z)" : "\(activation.displayName)(z)"
    var lines = [
      "z = \(terms.joined(separator: " + "))\(offset) = \(figure(pass.sum))",
      "ŷ = \(function) = \(figure(pass.prediction))",
      "L = (ŷ − y)² = (\(figure(pass.prediction)) − \(operand(target)))² = \(figure(loss))",
    ]
    let slopes = [
      "dL/dŷ = 2·(ŷ − y) = \(figure(lossSlope))", "dŷ/dz = f′(z) = \(figure(activationSlope))",
    ]
    lines += isCompact ? [slopes.joined(separator: "  ")] : slopes
    // The gradient is that of a₁, whatever the bug's wiring reads.
    let read = pass.hiddenOutputs.isEmpty ? pass.inputs : pass.hiddenOutputs
    let readSymbol = pass.hiddenOutputs.isEmpty ? "x" : "a₁"
    lines.append(
      "dz/d\(names[weight]) = \(settings.wiring == .correct ? symbol : readSymbol) = \(figure(read[0])), dz/d\(names[bias]) = 1"
    )
    let factors = "\(operand(lossSlope))·\(operand(activationSlope))"
    lines.append("dL/d\(names[weight]) = \(factors)·\(operand(read[0])) = \(figure(gradient[weight]))")
    lines.append("dL/d\(names[bias]) = \(factors) = \(figure(gradient[bias]))")
    guard let used = usedGradient else {
      lines.append("gathered for the batch; \(names[weight]) and \(names[bias]) stay")
      return lines
    }
    let source =
      settings.gradients != .actual ? " (made up)" : batchSize > 1 ? " (mean of \(batchSize))" : ""
    let rule = settings.optimizer == .sgd
    let rate = figure(settings.learningRate)
    let updates = [weight, bias].map { index in
      rule
        ? "\(names[index]) ← \(figure(before[index])) − \(rate)·\(operand(used[index]))\(source) = \(figure(after[index]))"
        : "\(names[index]) ← \(figure(after[index])) by \(settings.optimizer.displayName)\(source)"
    }
    return lines + (isCompact && !rule ? [updates.joined(separator: "  ")] : updates)
  }

  /// The same in as little room as all its figures take, the formulas left out.
  public func shortLines(_ settings: NeuronSettings) -> [String] {
    let activation = settings.architecture.outputActivation
    let (weight, bias) = LossSurface.axes(settings)
    let (w, b) = (settings.parameterNames[weight], settings.parameterNames[bias])
    let read = pass.hiddenOutputs.isEmpty ? pass.inputs : pass.hiddenOutputs
    func short(_ value: Double) -> String { figure(value, digits: 4) }
    let function = activation == .identity ? "z" : activation == .sigmoid ? "σ(z)" : "\(activation.displayName)(z)"
    let lines = [
      "z = \(short(pass.sum))",
      "ŷ = \(function) = \(short(pass.prediction))",
      "L = (ŷ − y)² = \(short(loss))",
      "dL/dŷ = \(short(lossSlope))  dŷ/dz = \(short(activationSlope))",
      "dz/d\(w) = \(short(read[0]))  dz/d\(b) = 1",
      "dL/d\(w) = \(short(gradient[weight]))  dL/d\(b) = \(short(gradient[bias]))",
    ]
    let isBatchEnd = usedGradient != nil
    return lines + [
      isBatchEnd ? "\(w) ← \(short(after[weight]))  \(b) ← \(short(after[bias]))" : "gathered for the batch"
    ]
  }
}
