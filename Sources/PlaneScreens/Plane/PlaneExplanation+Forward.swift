import Datasets
import NeuralNet
import Plots
import Shell
import Training

extension PlaneExplanation {
  private typealias Number = FormulaNumber

  mutating func writeForward() {
    heading("Forward: input \(pointName), target \(Number.string(target)). Keys 1-4 choose another.")
    for (layer, layout) in network.architecture.layers.enumerated() {
      let incoming = layer == 0 ? pass.input : pass.layers[layer - 1].activations
      for output in 0..<layout.outputs {
        let terms = (0..<layout.inputs).map { (network.weight(layer: layer, output: output, input: $0), incoming[$0]) }
        let sum = Number.sum(terms, constant: network.bias(layer: layer, output: output))
        let name = function(layer)
        let z = Number.string(pass.layers[layer].preActivations[output])
        write(
          "\(unit(layer, output)) = \(name)(\(sum)) = \(name)(\(z))",
          Number.string(pass.layers[layer].activations[output])
        )
      }
    }
  }

  mutating func writeLoss() {
    heading("Loss: \(settings.loss.displayName)")
    let output = pass.output[0]
    let losses = settings.data.points.indices.map { row -> Double in
      let point = settings.data.points[row]
      return loss(network.forward([point.x, point.y]), target: Double(settings.data.labels[row]))
    }
    note(settings.loss.formula)
    write("this input: L = \(lossFormula(output))", Number.string(losses[row]))
    let mean = losses.reduce(0, +) / Double(losses.count)
    let sum = losses.map { Number.string($0) }.joined(separator: " + ")
    write("mean over the \(losses.count) inputs: (\(sum))/\(losses.count)", Number.string(mean))
  }

  /// The loss as training reckons it: from the logit where it reads one.
  private func loss(_ pass: ForwardPass<Double>, target: Double) -> Double {
    let reads = settings.loss == .bce ? Loss.bceWithLogits : settings.loss
    return reads.value(prediction: reads.readsLogits ? pass.logits[0] : pass.output[0], target: target)
  }

  /// The loss's formula with this input's numbers in it.
  private func lossFormula(_ output: Double) -> String {
    let difference = "\(Number.string(output)) − \(Number.string(target))"
    switch settings.loss {
    case .mse: return "(\(difference))²"
    case .mae: return "|\(difference)|"
    case .huber(let delta):
      return abs(output - target) <= delta
        ? "(\(difference))²/2"
        : "\(Number.string(delta))·(|\(difference)| − \(Number.string(delta / 2)))"
    case .bce: return target == 1 ? "−ln \(Number.string(output))" : "−ln(1 − \(Number.string(output)))"
    case .bceWithLogits, .softmaxCrossEntropy:
      let z = pass.logits[0]
      return
        "\(Number.string(max(z, 0))) − \(Number.factor(z))·\(Number.string(target)) + ln(1 + e^(−\(Number.string(abs(z)))))"
    case .hinge: return "max(0, 1 − \(target > 0 ? "1" : "(−1)")·\(Number.string(output)))"
    }
  }

  mutating func writeBackward() {
    let count = settings.data.count
    heading("Backward: δ = ∂L/∂z, this input's share of the mean over \(count)")
    let output = pass.output[0]
    let difference = "(\(Number.string(output)) − \(Number.string(target)))"
    if settings.loss == .bce || settings.loss == .bceWithLogits {
      write("δ(ŷ) = (ŷ − y)/\(count) = \(difference)/\(count)", Number.string(delta(lastLayer, 0)))
      note("σ′ cancels with the derivative of the logarithm, so a wrong output learns even when saturated.")
    } else {
      let slope: Double = settings.loss.derivative(prediction: output, target: target)
      let steepness: Double = Activation.sigmoid.derivative(atInput: pass.logits[0])
      let first = settings.loss == .mse ? "2·\(difference)" : Number.string(slope)
      write(
        "δ(ŷ) = ∂L/∂ŷ · σ′(z)/\(count) = \(first) · \(Number.string(steepness))/\(count)",
        Number.string(delta(lastLayer, 0))
      )
    }
    for layer in stride(from: lastLayer - 1, through: 0, by: -1) {
      let next = network.architecture.layers[layer + 1]
      for index in 0..<network.architecture.layers[layer].outputs {
        let terms = (0..<next.outputs).map {
          (delta(layer + 1, $0), network.weight(layer: layer + 1, output: $0, input: index))
        }
        let z = pass.layers[layer].preActivations[index]
        let steepness: Double = network.architecture.hiddenActivation.derivative(atInput: z)
        let sum = Number.sum(terms)
        write(
          "δ(\(unit(layer, index))) = \(terms.count > 1 ? "(\(sum))" : sum) · f′(z) = … · \(Number.string(steepness))",
          Number.string(delta(layer, index))
        )
      }
    }
  }

  /// ∂L/∂z of a unit for this input.
  private func delta(_ layer: Int, _ unit: Int) -> Double {
    deltas[layer][row * network.architecture.layers[layer].outputs + unit]
  }
}
