import Datasets
import NeuralNet
import Plots
import Terminal
import Training

/// The formulas of one step at work on one input, with the network's numbers of now in them.
struct PlaneExplanation {
  let lines: [StyledText]

  init(network: Network<Double>, settings: PlaneSettings, row: Int, diagnosis: PlaneDiagnosis?) {
    var writer = Writer(network: network, settings: settings, row: row)
    writer.writeForward()
    writer.writeLoss()
    writer.writeBackward()
    writer.writeUpdate()
    writer.writeState(diagnosis)
    lines = writer.lines
  }

  private struct Writer {
    let network: Network<Double>
    let settings: PlaneSettings
    let row: Int
    let pass: ForwardPass<Double>
    /// ∂L/∂z of every layer for this input, as its share in the loss of the whole batch.
    let deltas: [[Double]]
    let gradients: [Double]
    let target: Double
    var lines: [StyledText] = []

    init(network: Network<Double>, settings: PlaneSettings, row: Int) {
      self.network = network
      self.settings = settings
      self.row = row
      let points = settings.data.points
      pass = network.forward([points[row].x, points[row].y])
      target = Double(settings.data.labels[row])
      let trainer = Trainer(
        network: network,
        loss: settings.loss,
        optimizer: .sgd,
        learningRate: 0,
        maximumBatchSize: points.count
      )
      let inputs = points.flatMap { [$0.x, $0.y] }
      let targets = settings.data.labels.map(Double.init)
      gradients = inputs.withUnsafeBufferPointer { inputs in
        targets.withUnsafeBufferPointer { targets in
          trainer.gradients(inputs: inputs, targets: targets, count: targets.count).gradients
        }
      }
      deltas = network.architecture.layers.indices.map { layer in
        let units = network.architecture.layers[layer].outputs
        return Array(trainer.deltas(layer: layer)[(row * units)..<((row + 1) * units)])
      }
    }

    private func number(_ value: Double) -> String { NumberFormat.significant(4).string(value) }
    private var lastLayer: Int { network.architecture.layers.count - 1 }

    private func unit(_ layer: Int, _ index: Int) -> String {
      layer == lastLayer ? "ŷ" : XorScreen.unitName(layer: layer, unit: index)
    }

    private func input(_ layer: Int, _ index: Int) -> String {
      layer == 0 ? "x\(subscripted(index + 1))" : unit(layer - 1, index)
    }

    private func function(_ layer: Int) -> String {
      let activation = network.architecture.activation(layer: layer)
      return activation == .sigmoid ? "σ" : activation.displayName
    }

    private mutating func heading(_ text: String) {
      if !lines.isEmpty { lines.append(StyledText()) }
      lines.append(StyledText(text, .title, .bold))
    }

    mutating func writeForward() {
      heading(
        "Forward: input (\(PlaneDiagnosis.name(settings.data.points[row]))), target \(number(target)). Keys 1-4 choose the input."
      )
      for (layer, layout) in network.architecture.layers.enumerated() {
        let incoming = layer == 0 ? pass.input : pass.layers[layer - 1].activations
        for output in 0..<layout.outputs {
          var sum = ""
          for index in 0..<layout.inputs {
            let weight = network.weight(layer: layer, output: output, input: index)
            sum +=
              (index == 0 ? "" : weight < 0 ? " − " : " + ")
              + "\(number(index == 0 ? weight : abs(weight)))·\(number(incoming[index]))"
          }
          let bias = network.bias(layer: layer, output: output)
          sum += (bias < 0 ? " − " : " + ") + number(abs(bias))
          lines.append(
            StyledText("  \(unit(layer, output)) = \(function(layer))(", .muted) + StyledText(sum)
              + StyledText(") = ", .muted)
              + StyledText("\(function(layer))(\(number(pass.layers[layer].preActivations[output]))) = ", .muted)
              + StyledText(number(pass.layers[layer].activations[output]), .accent)
          )
        }
      }
    }

    mutating func writeLoss() {
      heading("Loss: \(settings.loss.displayName)")
      let output = pass.output[0]
      let loss: Double = settings.loss.value(prediction: output, target: target)
      lines.append(StyledText("  \(settings.loss.formula)", .muted))
      lines.append(
        StyledText("  this input: L = ", .muted) + StyledText(number(loss), .accent)
          + StyledText("; the run's loss is the mean over \(settings.data.count) inputs", .muted)
      )
    }

    mutating func writeBackward() {
      let count = settings.data.count
      heading("Backward: δ = ∂L/∂z, this input's share of the mean over \(count)")
      let output = pass.output[0]
      let delta = deltas[lastLayer][0]
      if settings.loss == .bce || settings.loss == .bceWithLogits {
        lines.append(
          StyledText("  δ(ŷ) = (ŷ − y)/\(count) = (\(number(output)) − \(number(target)))/\(count) = ", .muted)
            + StyledText(number(delta), .accent)
        )
        lines.append(
          StyledText(
            "  σ′ cancels against the derivative of the logarithm: a saturated wrong output still learns.",
            .muted
          )
        )
      } else {
        let slope: Double = settings.loss.derivative(prediction: output, target: target)
        let steepness: Double = Activation.sigmoid.derivative(atInput: pass.layers[lastLayer].preActivations[0])
        lines.append(
          StyledText("  δ(ŷ) = ∂L/∂ŷ · σ′(z)/\(count) = \(number(slope)) · \(number(steepness))/\(count) = ", .muted)
            + StyledText(number(delta), .accent)
        )
      }
      for layer in stride(from: lastLayer - 1, through: 0, by: -1) {
        let next = network.architecture.layers[layer + 1]
        for index in 0..<network.architecture.layers[layer].outputs {
          var sum = ""
          for output in 0..<next.outputs {
            let weight = network.weight(layer: layer + 1, output: output, input: index)
            sum += (output == 0 ? "" : " + ") + "\(number(deltas[layer + 1][output]))·\(number(weight))"
          }
          let steepness: Double = settings.activation.derivative(atInput: pass.layers[layer].preActivations[index])
          lines.append(
            StyledText("  δ(\(unit(layer, index))) = (\(sum)) · f′(z) = … · \(number(steepness)) = ", .muted)
              + StyledText(number(deltas[layer][index]), .accent)
          )
        }
      }
    }

    mutating func writeUpdate() {
      heading("Update: \(settings.optimizer.displayName), learning rate η = \(number(settings.learningRate))")
      lines.append(StyledText("  \(settings.optimizer.formula)", .muted))
      let layout = network.architecture.layers[lastLayer]
      for index in 0..<layout.inputs {
        let place = layout.weightOffset + index
        let weight = network.parameters[place]
        let gradient = gradients[place]
        var line =
          StyledText("  weight \(input(lastLayer, index)) → ŷ: ", .muted) + StyledText("w = \(number(weight))")
          + StyledText(", ∂L/∂w summed over all inputs = ", .muted) + StyledText(number(gradient), .accent)
        if settings.optimizer == .sgd, settings.l1 == 0, settings.l2 == 0 {
          line += StyledText(" → \(number(weight)) − \(number(settings.learningRate))·\(number(gradient)) = ", .muted)
          line += StyledText(number(weight - settings.learningRate * gradient), .accent)
        }
        lines.append(line)
      }
      if settings.loss == .mse {
        lines.append(
          StyledText(
            "  The gradient of the mean squared error is the true one, with its factor 2. Teaching material often leaves the 2 out; "
              + "its learning rate 2.0 is 1.0 here.",
            .muted
          )
        )
      }
    }

    mutating func writeState(_ diagnosis: PlaneDiagnosis?) {
      guard let diagnosis else { return }
      heading("What is happening")
      for words in diagnosis.words(settings) { lines.append(StyledText("  ") + words) }
    }
  }
}
