import NeuralNet

extension Walk {
  /// An operation's formula with numbers in it, one line per element of the result, without the result.
  public func numbers(of operation: WalkOperation) -> [String] {
    operation.values.indices.map { numbers(of: operation, element: $0) }
  }

  /// An operation's formula with numbers in it, for one element of the result.
  public func numbers(of operation: WalkOperation, element index: Int) -> String {
    let targets = state.sample.targets
    let rate = figure(state.learningRate)
    switch operation.kind {
    case .sums(let layer):
      let input = pass.layers[layer].input
      let terms = input.indices.map {
        "\(operand(input[$0]))·\(operand(state.network.weight(layer: layer, output: index, input: $0)))"
      }
      return terms.joined(separator: " + ") + added(state.network.bias(layer: layer, output: index))
    case .outputs(let layer):
      if layer == pass.layers.count - 1, state.loss == .softmaxCrossEntropy {
        let sums = pass.layers[layer].sums
        return "exp(\(figure(sums[index]))) / (\(sums.map { "exp(\(figure($0)))" }.joined(separator: " + ")))"
      }
      let function = WalkNames(state).function(layer)
      let sum = figure(pass.layers[layer].sums[index])
      return function.isEmpty ? sum : "\(function)(\(sum))"
    case .loss: return lossNumbers(prediction)
    case .outputGradient(let layer):
      guard layer == pass.layers.count - 1 else {
        let deltas = pass.layers[layer + 1].deltas
        return deltas.indices.map {
          "\(operand(deltas[$0]))·\(operand(state.network.weight(layer: layer + 1, output: $0, input: index)))"
        }.joined(separator: " + ")
      }
      return lossSlopeNumbers(prediction[index], targets[index], count: targets.count)
    case .delta(let layer):
      let part = pass.layers[layer]
      if layer == pass.layers.count - 1 {
        let mean = targets.count == 1 ? "" : " / \(targets.count)"
        let difference = "\(figure(prediction[index])) − \(operand(targets[index]))"
        if state.loss == .bce { return mean.isEmpty ? difference : "(\(difference))\(mean)" }
        if state.loss == .softmaxCrossEntropy { return difference }
      }
      let slope = state.network.architecture.activation(layer: layer).derivative(atInput: part.sums[index])
      return "\(operand(part.outputGradients[index]))·\(operand(slope))"
    case .weightGradient(let layer):
      let part = pass.layers[layer]
      let (row, column) = index.quotientAndRemainder(dividingBy: part.deltas.count)
      return "\(operand(part.input[row]))·\(operand(part.deltas[column]))"
    case .biasGradient(let layer): return figure(pass.layers[layer].deltas[index])
    case .weightUpdate(let layer):
      let part = pass.layers[layer]
      let (row, column) = index.quotientAndRemainder(dividingBy: part.deltas.count)
      let weight = state.network.weight(layer: layer, output: column, input: row)
      return "\(figure(weight)) − \(rate)·\(operand(part.weightGradients[index]))"
    case .biasUpdate(let layer):
      let bias = state.network.bias(layer: layer, output: index)
      return "\(figure(bias)) − \(rate)·\(operand(pass.layers[layer].deltas[index]))"
    case .newPrediction: return "was \(figure(prediction[index]))"
    case .newLoss: return lossNumbers(newPrediction)
    }
  }

  private func added(_ value: Double) -> String {
    value < 0 ? " − \(figure(-value))" : " + \(figure(value))"
  }

  private func lossNumbers(_ outputs: [Double]) -> String {
    let targets = state.sample.targets
    let terms = zip(outputs, targets).map { output, target in
      let (y, found) = (operand(target), figure(output))
      switch state.loss {
      case .mse: return "(\(found) − \(y))²"
      case .mae: return "|\(found) − \(y)|"
      case .huber: return "huber(\(found) − \(y))"
      case .bce:
        return target == 1
          ? "−ln \(found)" : target == 0 ? "−ln(1 − \(found))" : "−\(y)·ln \(found) − (1 − \(y))·ln(1 − \(found))"
      default: return target == 1 ? "−ln \(found)" : "−\(y)·ln \(found)"
      }
    }
    if state.loss == .softmaxCrossEntropy {
      let kept = zip(terms, targets).filter { $0.1 != 0 }.map(\.0)
      return kept.joined(separator: " ")
    }
    return terms.count == 1 ? terms[0] : "(\(terms.joined(separator: " + "))) / \(terms.count)"
  }

  private func lossSlopeNumbers(_ output: Double, _ target: Double, count: Int) -> String {
    let (found, y) = (figure(output), operand(target))
    let mean = count == 1 ? "" : " / \(count)"
    switch state.loss {
    case .mse: return "2\(count == 1 ? "" : "/\(count)")·(\(found) − \(y))"
    case .mae: return "sign(\(found) − \(y))\(mean)"
    case .huber: return "(\(found) − \(y), cut off at ±1)\(mean)"
    case .bce: return "(\(found) − \(y)) / (\(found)·(1 − \(found)))\(mean)"
    default: return "−\(y) / \(found)"
    }
  }
}
