import NeuralNet
import Plots
import Terminal

extension WeightsPage {
  /// - Parameter panel: the focused one.
  func explanation(_ state: MnistState, panel: MnistScreen.PanelID) -> [StyledText] {
    guard let network = state.network else { return [] }
    guard state.isNetworkFinite else { return [StyledText(MnistState.notFiniteWords, .bad)] }
    // What is in front comes first: a low window shows no more than that without scrolling.
    let order = Self.views.filter { $0 == panel } + Self.views.filter { $0 != panel }
    let parts = order.map { explanation(of: $0, network, state) }.filter { !$0.isEmpty }
    return Array(parts.joined(separator: [StyledText()]))
  }

  private func explanation(of view: MnistScreen.PanelID, _ network: Network<Float>, _ state: MnistState) -> [StyledText]
  {
    switch view {
    case .histograms: inspection.map { explainLayers($0, network, state) } ?? []
    case .projection: inspection?.projection.map { [explain($0, network, state)] } ?? []
    default: explainUnit(network, state)
    }
  }

  private func explainUnit(_ network: Network<Float>, _ state: MnistState) -> [StyledText] {
    guard let layout = network.architecture.layers.first, selected < layout.outputs else { return [] }
    let significant = NumberFormat.significant(3)
    let start = layout.weightOffset + selected * layout.inputs
    let norm = network.parameters[start..<start + layout.inputs]
      .reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
    let bias = Double(network.bias(layer: 0, output: selected))
    let isOutput = Self.hasOnlyOutputs(state)
    var lines: [StyledText] = [
      StyledText(name(of: selected, state) + (isOutput ? "" : " of the first layer"), .title, .bold),
      StyledText("z = Σ wₚ·xₚ + b", .accent, .bold)
        + " over \(layout.inputs) pixels, b = \(significant.string(bias)), |w| = \(significant.string(norm))",
      "A positive weight wants ink at its pixel: ink there raises z. A negative one wants paper. The border says how the two are drawn. "
        + StyledText(
          sharesScale
            ? "All pictures have one scale, ± the layer's largest weight: a pale one has small weights."
            : "Each picture has its own scale, ± its largest weight: strong and weak units look alike (m changes that)."
        ),
    ]
    if let seen = seen(selected) { lines.append(explain(seen, network, state)) }
    return lines
  }

  private func explain(_ seen: NetworkInspection.Unit, _ network: Network<Float>, _ state: MnistState) -> StyledText {
    let mean = NumberFormat.significant(3).string(seen.classMeans[seen.favourite])
    let favourite = StyledText(state.classNames[seen.favourite], .accent, .bold)
    if Self.hasOnlyOutputs(state) {
      let own = NumberFormat.percent(1).string(seen.classMeans[selected])
      return "There is no hidden layer: softmax turns the classes' z into probabilities. On images of its own class "
        + "its mean probability is \(own)."
    }
    if seen.activeShare == 0 {
      return StyledText("It is 0 or less on every test image: ", .bad)
        + (isDead(seen, state)
          ? "as a ReLU it has no gradient there, and learns nothing from such images."
          : "its z is never positive there.")
    }
    let share = NumberFormat.percent(1).string(seen.activeShare)
    return StyledText("It is active, that is above 0, on \(share) of the test images, and most active on ")
      + favourite + StyledText(" (mean \(mean)).")
  }

  private func explainLayers(
    _ inspection: NetworkInspection,
    _ network: Network<Float>,
    _ state: MnistState
  ) -> [StyledText] {
    let significant = NumberFormat.significant(3)
    let step = NumberFormat.grouped.string(inspection.step)
    var lines = [StyledText("weights and gradients at step \(step)", .title, .bold)]
    let hasGradients = inspection.step > 0 || !inspection.layers.allSatisfy(\.gradients.isAllZero)
    for (index, layer) in inspection.layers.enumerated() {
      let (weights, gradients) = (layer.weights.standardDeviation, layer.gradients.standardDeviation)
      var line =
        StyledText("  layer \(index + 1)  ", .muted) + StyledText("SD of W \(significant.string(weights))")
      if hasGradients {
        let ratio = weights > 0 ? significant.string(gradients / weights) : "–"
        let zeros = Double(layer.gradients.zeroCount) / Double(max(1, layer.inputs * layer.outputs))
        line +=
          StyledText("  SD of ∇W \(significant.string(gradients))  ratio \(ratio)  ")
          + StyledText("\(NumberFormat.percent(0).string(zeros)) of ∇W are 0")
      }
      lines.append(line)
    }
    lines.append(
      hasGradients
        ? "SD is the standard deviation, ∇W the gradient of the last mini-batch. Bar heights are square roots of the counts, so that the tails show."
        : "SD is the standard deviation. There are no gradients before the first step. Bar heights are square roots of the counts, so that the tails show."
    )
    guard !Self.hasOnlyOutputs(state) else { return lines }
    let silent = inspection.units.filter { $0.activeShare == 0 }.count
    lines.append(
      silent == 0
        ? StyledText("Every unit of the first layer is above 0 on some test image.", .good)
        : StyledText(
          "\(silent) of \(inspection.units.count) units of the first layer are 0 or less on every test image.",
          .bad
        )
    )
    return lines
  }

  private func explain(
    _ projection: ActivationProjection,
    _ network: Network<Float>,
    _ state: MnistState
  ) -> StyledText {
    let percent = NumberFormat.percent(1)
    let shares = projection.varianceShares
    let isOutput = projection.layer == network.architecture.layers.count - 1
    let what =
      isOutput
      ? "the \(projection.units) probabilities"
      : "the \(projection.units) activations of \(Self.layerName(projection, state))"
    let others = "in the other \(max(0, projection.units - 2)) directions"
    return StyledText("PCA  ", .muted)
      + "\(what) vary most along two directions, eigenvectors of their covariance: they hold \(percent.string(shares[0])) (to the right) "
      + "and \(percent.string(shares[1])) (upwards) of the variance. "
      + StyledText(
        isOutput
          ? "Classes that overlap here may still be apart \(others)."
          : "Classes that lie apart here can be told apart by the output layer with straight cuts; those that overlap may still be apart \(others)."
      )
  }
}
