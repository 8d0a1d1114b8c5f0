import Datasets
import NeuralNet
import Plots
import Shell
import Training

extension PlaneExplanation {
  private typealias Number = FormulaNumber

  /// A weight or bias by name and place.
  private struct Parameter {
    var name: String
    var place: Int
    var layer: Int
    var output: Int
    /// Nil for a bias.
    var input: Int?
  }

  /// So many parameters of a layer are listed; the rest do alike.
  private static let mostListed = 24

  mutating func writeUpdate() {
    heading(
      "Update: \(settings.optimizer.displayName), learning rate η = \(Number.setting(settings.learningRate)), "
        + "next is step \(NumberFormat.grouped.string(after.stepCount))"
    )
    note(settings.optimizer.formula)
    let penalties = [isCoupled ? "l2·θ" : nil, settings.l1 != 0 ? "l1·sign θ" : nil].compactMap { $0 }
    if !penalties.isEmpty { note("g includes the regularisation: + \(penalties.joined(separator: " + "))") }
    if !settings.isFullBatch {
      note("The run uses batches of \(settings.batchSize); these figures are for all inputs at once.")
    }
    if let first = parameters(layer: 0).first { writeGradient(first) }
    let strongest = parameters(layer: lastLayer).max { abs(gradients[$0.place]) < abs(gradients[$1.place]) }
    if let strongest { writeWorked(strongest) }
    for layer in network.architecture.layers.indices {
      let all = parameters(layer: layer)
      for parameter in all.prefix(Self.mostListed) { writeChange(parameter) }
      if all.count > Self.mostListed { note("… and \(all.count - Self.mostListed) more") }
    }
    if settings.loss == .mse {
      note(
        "This is the true gradient of the mean squared error, with its factor 2. Teaching material often leaves the 2 out; "
          + "its learning rate of 2.0 is 1.0 here."
      )
    }
  }

  private func parameters(layer: Int) -> [Parameter] {
    let layout = network.architecture.layers[layer]
    return (0..<layout.outputs).flatMap { output -> [Parameter] in
      (0..<layout.inputs).map { input in
        Parameter(
          name: "\(source(layer, input)) → \(unit(layer, output))",
          place: layout.weightOffset + output * layout.inputs + input,
          layer: layer,
          output: output,
          input: input
        )
      } + [
        Parameter(
          name: "bias \(unit(layer, output))",
          place: layout.biasOffset + output,
          layer: layer,
          output: output
        )
      ]
    }
  }

  /// A first-layer weight's gradient, put together from the four inputs.
  private mutating func writeGradient(_ parameter: Parameter) {
    guard let input = parameter.input, settings.l1 == 0, !isCoupled else { return }
    let outputs = network.architecture.layers[parameter.layer].outputs
    let terms = settings.data.points.indices.map { row -> (Double, Double) in
      let point = settings.data.points[row]
      let value = parameter.layer == 0 ? [point.x, point.y][input] : 0
      return (deltas[parameter.layer][row * outputs + parameter.output], value)
    }
    write(
      "g(\(parameter.name)) = Σ δ(\(unit(parameter.layer, parameter.output)))·\(source(parameter.layer, input)) over the inputs = "
        + Number.sum(terms),
      Number.string(gradients[parameter.place])
    )
    note("A bias's gradient is Σ δ, because its input is always 1.")
  }

  /// One parameter's update in full.
  private mutating func writeWorked(_ parameter: Parameter) {
    let place = parameter.place
    let g = gradients[place]
    let rate = Number.setting(settings.learningRate)
    let old = network.parameters[place]
    let new = after.parameters[place]
    let shown = Number.change(old, to: new) ?? (Number.string(old), Number.string(new))
    let m = moments(before.firstMoments, place)
    let newM = moments(after.firstMoments, place)
    let v = moments(before.secondMoments, place)
    let newV = moments(after.secondMoments, place)
    func step(_ term: String) { write("\(parameter.name): θ ← \(shown.old) − \(rate)·\(term)", shown.new) }
    func running(_ name: String, _ keep: String, _ old: Double, _ add: String, _ new: Double) {
      write("\(parameter.name): \(name) ← \(keep)\(Number.factor(old)) + \(add)", Number.string(new))
    }
    switch settings.optimizer {
    case .sgd: step(Number.factor(g))
    case .momentum(let momentum):
      running("v", "\(Number.setting(momentum))·", m, Number.factor(g), newM)
      step(Number.factor(newM))
    case .nesterov(let momentum):
      running("v", "\(Number.setting(momentum))·", m, Number.factor(g), newM)
      step("(\(Number.string(g)) + \(Number.setting(momentum))·\(Number.factor(newM)))")
    case .rmsprop:
      running("v", "0.99·", m, "0.01·\(Number.factor(g))²", newM)
      step("\(Number.factor(g)) / (√\(Number.string(newM)) + 1e−8)")
    case .adagrad:
      running("v", "", m, "\(Number.factor(g))²", newM)
      step("\(Number.factor(g)) / (√\(Number.string(newM)) + 1e−10)")
    case .muon where parameter.input != nil:
      running("m", "0.95·", m, "0.05·\(Number.factor(g))", newM)
      let layout = network.architecture.layers[parameter.layer]
      let scale = max(1, Double(layout.outputs) / Double(layout.inputs)).squareRoot()
      let keep = 1 - settings.learningRate * settings.l2
      let direction = settings.learningRate == 0 ? 0 : (keep * old - new) / (settings.learningRate * scale)
      note(
        "u = 0.05·g + 0.95·m; o is the entry of \(parameter.name) in the orthogonal matrix nearest to u, found in five steps"
      )
      write("\(parameter.name): o, from the whole layer's u", Number.string(direction))
      let factor = scale == 1 ? "" : "\(Number.string(scale))·"
      let step = "\(rate)·\(factor)\(Number.factor(direction))"
      write("\(parameter.name): θ ← \(Number.string(keep))·\(Number.factor(old)) − \(step)", shown.new)
    case .nadam:
      running("m", "0.9·", m, "0.1·\(Number.factor(g))", newM)
      running("v", "0.999·", v, "0.001·\(Number.factor(g))²", newV)
      let second = newV / (1 - Self.power(0.999, after.stepCount))
      write("v′ = v/(1 − 0.999^\(after.stepCount))", Number.string(second))
      let move = settings.learningRate == 0 ? 0 : (old - new) * (second.squareRoot() + 1e-8) / settings.learningRate
      note("c and d correct the Nesterov momentum in the first steps; later they are near 0.1 and 0.9.")
      write("\(parameter.name): c·g + d·m", Number.string(move))
      step("\(Number.factor(move)) / (√\(Number.string(second)) + 1e−8)")
    case .adam, .adamw, .muon:
      let count = after.stepCount
      running("m", "0.9·", m, "0.1·\(Number.factor(g))", newM)
      running("v", "0.999·", v, "0.001·\(Number.factor(g))²", newV)
      let first = newM / (1 - Self.power(0.9, count))
      let second = newV / (1 - Self.power(0.999, count))
      write("m′ = m/(1 − 0.9^\(count))", Number.string(first))
      write("v′ = v/(1 − 0.999^\(count))", Number.string(second))
      let term = "\(Number.factor(first)) / (√\(Number.string(second)) + 1e−8)"
      if settings.optimizer.decouplesDecay {
        let keep = Number.string(1 - settings.learningRate * settings.l2)
        write("\(parameter.name): θ ← \(keep)·\(Number.factor(old)) − \(rate)·\(term)", shown.new)
      } else {
        step(term)
      }
    }
  }

  /// One parameter's figures on a line.
  private mutating func writeChange(_ parameter: Parameter) {
    let place = parameter.place
    let name = parameter.name + String(repeating: " ", count: max(0, 9 - parameter.name.unicodeScalars.count))
    var line = StyledText(name, .muted) + StyledText("  g ", .muted) + StyledText(padded(gradients[place]))
    let names = settings.optimizer.momentCount == 2 ? ["m", "v"] : ["v"]
    for (name, moments) in zip(names, [after.firstMoments, after.secondMoments]) where !moments.isEmpty {
      line += StyledText("  \(name) ", .muted) + StyledText(padded(moments[place]))
    }
    line.append("  θ ", .muted)
    if let change = Number.change(network.parameters[place], to: after.parameters[place]) {
      line += StyledText("\(change.old) → ") + StyledText(change.new, .accent)
    } else {
      line += StyledText(Number.string(network.parameters[place])) + StyledText(", no visible change", .muted)
    }
    write(line)
  }

  private func padded(_ value: Double) -> String {
    let text = Number.string(value)
    return text + String(repeating: " ", count: max(0, 11 - text.unicodeScalars.count))
  }

  /// base to the exponent by squaring.
  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, left) = (1.0, base, exponent)
    while left > 0 {
      if left % 2 == 1 { result *= square }
      square *= square
      left /= 2
    }
    return result
  }

  /// Whether the gradients have L2's share in them.
  private var isCoupled: Bool { settings.l2 != 0 && !settings.optimizer.decouplesDecay }

  /// A running value; empty ones are zeros.
  private func moments(_ values: [Double], _ place: Int) -> Double {
    values.indices.contains(place) ? values[place] : 0
  }

  // MARK: The perceptron

  /// The perceptron's rule on this input, and why it goes on for ever.
  mutating func writePerceptron(_ companion: PerceptronCompanion) {
    heading("The perceptron after \(companion.trainer.epoch) epochs: one unit with a threshold, one line")
    var perceptron = companion.trainer.current
    let old = perceptron
    let x = pass.input
    let update = perceptron.update(input: x, target: Int(target))
    note("ŷ = 1 if w·x + b ≥ 0, else 0; e = y − ŷ; w ← w + η·e·x, b ← b + η·e")
    write(
      "input \(pointName): z = \(Number.sum(Array(zip(old.weights, x)), constant: old.bias)) = \(Number.string(update.weightedSum)) "
        + "\(update.weightedSum >= 0 ? "≥" : "<") 0, so ŷ = \(update.prediction), "
        + "e = \(Number.string(target)) − \(update.prediction)",
      Number.string(Double(update.error))
    )
    if update.error == 0 {
      note("e = 0: this input changes nothing.")
    } else {
      let rate = Number.setting(old.learningRate)
      for index in x.indices {
        let term = "\(rate)·\(Number.factor(Double(update.error)))·\(Number.string(x[index]))"
        write(
          "w\(subscripted(index + 1)) ← \(Number.string(old.weights[index])) + \(term)",
          Number.string(perceptron.weights[index])
        )
      }
      write(
        "b ← \(Number.string(old.bias)) + \(rate)·\(Number.factor(Double(update.error)))",
        Number.string(perceptron.bias)
      )
    }
    for words in companion.words { write(words) }
  }
}
