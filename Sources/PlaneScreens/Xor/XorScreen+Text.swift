import Datasets
import NeuralNet
import Plots
import Records
import Shell
import Training

extension XorScreen {
  /// The command that shows this again.
  public var reproducingCommand: String? {
    let settings = run.settings
    let fresh = PlaneSettings(gate: gate)
    var words = ["dlviz xor"]
    func add(_ option: String, _ value: String, _ isDefault: Bool) {
      if !isDefault { words.append("\(option) \(value)") }
    }
    add("--gate", gate.name, gate == .xor)
    add("--seed", "\(settings.seed)", false)
    add("--epochs", "\(settings.epochs)", settings.epochs == fresh.epochs)
    add("--learning-rate", "\(settings.learningRate)", settings.learningRate == fresh.learningRate)
    add("--batch-size", "\(settings.batchSize)", settings.batchSize == fresh.batchSize)
    let hidden = settings.hidden.isEmpty ? "none" : settings.hidden.map { "\($0)" }.joined(separator: ",")
    add("--hidden", hidden, settings.hidden == fresh.hidden)
    add("--activation", settings.activation.name, settings.activation == fresh.activation)
    add("--loss", settings.loss.name, settings.loss == fresh.loss)
    add("--optimizer", settings.optimizer.name, settings.optimizer == fresh.optimizer)
    add("--initializer", settings.initializer.name, settings.initializer == fresh.initializer)
    add("--l1", "\(settings.l1)", settings.l1 == fresh.l1)
    add("--l2", "\(settings.l2)", settings.l2 == fresh.l2)
    return words.joined(separator: " ")
  }

  /// What runs, in one line.
  public var settingsLine: String {
    let settings = run.settings
    let shape = settings.architecture.layerSizes.map { "\($0)" }.joined(separator: "-")
    return
      "\(gate == .xor ? "" : "gate \(gateName), ")\(shape) \(settings.activation.displayName), \(settings.loss.displayName), "
      + "\(settings.optimizer.displayName), learning rate \(NumberFormat.compact.string(settings.learningRate)), "
      + "seed \(settings.seed)"
  }

  /// An epoch's figures in one line.
  public func progressLine(_ report: EpochReport) -> String {
    let epoch = NumberFormat.grouped.string(report.epoch)
    let loss = NumberFormat.significant(6).string(report.trainLoss)
    let speed = report.samplesPerSecond.map {
      "   \(NumberFormat.compact.string($0 / Double(max(1, run.settings.data.count)))) epochs/s"
    }
    return "epoch \(String(repeating: " ", count: max(0, 9 - epoch.count)))\(epoch)   loss \(loss)\(speed ?? "")"
  }

  /// What to do about a run that diverged.
  public var divergenceAdvice: String {
    "try a learning rate below \(NumberFormat.compact.string(run.settings.learningRate))"
  }

  /// The panels that stand in a text.
  public var textPanels: [PanelID] { [.loss] }

  /// The truth table and what happened, in lines of words.
  public func summary() -> [StyledText] {
    guard let diagnosis else { return [] }
    let settings = run.settings
    var lines: [StyledText] = [StyledText(" x₁ x₂  target       ŷ")]
    for row in settings.data.points.indices {
      let point = settings.data.points[row]
      let output = NumberFormat.fixed(6).string(diagnosis.outputs[row])
      lines.append(
        StyledText(
          "  \(NumberFormat.compact.string(point.x))  \(NumberFormat.compact.string(point.y))       "
            + "\(settings.data.labels[row])  \(output)  \(diagnosis.isRight[row] ? "right" : "WRONG")"
        )
      )
    }
    return lines + [StyledText()] + diagnosis.words(settings)
  }

  /// What `started` says of it.
  public func describe(in line: inout JSONLine) {
    let settings = run.settings
    line.add("gate", gate.name)
    line.add("seed", settings.seed)
    line.add("layers", settings.architecture.layerSizes)
    line.add("parameters", settings.architecture.parameterCount)
    line.add("activation", settings.activation.name)
    line.add("loss", settings.loss.name)
    line.add("optimizer", settings.optimizer.name)
    line.add("learning_rate", settings.learningRate)
    line.add("batch_size", settings.batchSize)
    line.add("initializer", settings.initializer.name)
    line.add("l1", settings.l1)
    line.add("l2", settings.l2)
  }

  /// What the network says of every point, and its weights where they are asked for.
  public func figures() -> [JSONLine] {
    guard let network, let diagnosis else { return [] }
    var lines = run.settings.data.points.indices.map { row in
      var line = JSONLine(event: "prediction")
      line.add("input", [run.settings.data.points[row].x, run.settings.data.points[row].y])
      line.add("target", targets[row])
      line.add("output", diagnosis.outputs[row])
      line.add("right", diagnosis.isRight[row])
      return line
    }
    guard tellsWeights else { return lines }
    for (index, layer) in network.architecture.layers.enumerated() {
      var line = JSONLine(event: "layer")
      line.add("layer", index + 1)
      line.add("shape", [layer.outputs, layer.inputs])
      line.add("weight", Array(network.parameters[layer.weightRange]))
      line.add("bias", Array(network.parameters[layer.biasRange]))
      lines.append(line)
    }
    return lines
  }

  /// What `finished` says beside the run's own figures.
  public func conclude(_ finish: RunFinish, in line: inout JSONLine) {
    line.add("train_loss", shownLoss)
    line.add("train_accuracy", diagnosis.map { Double($0.rightCount) / Double(max(1, $0.outputs.count)) })
  }
}
