import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension WeightsTab {
  func hints(_ state: MnistState) -> [KeyHints.Hint] {
    let view = KeyHints.Hint("v", "view")
    let zoom = KeyHints.Hint("z", isZoomed ? "smaller" : "zoom")
    switch side {
    case .units: return [view, .init("←↑↓→", "unit"), .init("PgUp PgDn", "page"), zoom]
    case .histograms: return [view, zoom]
    case .projection: return [view, .init("d", "class"), .init("a", "all"), zoom]
    }
  }

  var help: [HelpOverlay.Group] {
    [
      .init(
        "this tab",
        [
          .init("v V", "units, histograms, projection"), .init("← ↑ ↓ →", "choose a unit"),
          .init("PgUp PgDn", "a page back, forward"), .init("d D", "one class in the projection"),
          .init("a", "all classes"), .init("z, Enter", "zoom the panel"),
          .init("mouse", "click chooses, the wheel scrolls"),
        ]
      )
    ]
  }

  func explanation(_ state: MnistState) -> [StyledText] {
    guard let network = state.network, let layout = network.architecture.layers.first else {
      return [StyledText("There is no network yet.", .muted)]
    }
    let significant = NumberFormat.significant(3)
    var lines: [StyledText] = []
    if selected < layout.outputs {
      let start = layout.weightOffset + selected * layout.inputs
      let weights = network.parameters[start..<start + layout.inputs]
      let norm = weights.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
      let bias = Double(network.bias(layer: 0, output: selected))
      lines += [
        StyledText("unit \(selected + 1) of the first layer", .title, .bold),
        StyledText("z = Σ wₚ·xₚ + b", .accent, .bold)
          + " over \(layout.inputs) pixels, b = \(significant.string(bias)), |w| = \(significant.string(norm))",
        "Blue weights want ink, orange ones want paper. Each picture has its own scale.",
      ]
      if let seen = seen(selected) { lines.append(words(seen, network, state)) }
      lines.append("")
    }
    guard let inspection else { return lines }
    let step = NumberFormat.grouped.string(inspection.step)
    lines.append(StyledText("weights and gradients at step \(step)", .title, .bold))
    for (index, layer) in inspection.layers.enumerated() {
      let ratio =
        layer.weights.standardDeviation > 0 ? layer.gradients.standardDeviation / layer.weights.standardDeviation : 0
      let zeros = Double(layer.gradients.zeroCount) / Double(max(1, layer.inputs * layer.outputs))
      lines.append(
        StyledText("  layer \(index + 1)  ", .muted)
          + "σ(W) \(significant.string(layer.weights.standardDeviation))  "
          + "σ(∇W) \(significant.string(layer.gradients.standardDeviation))  ratio \(significant.string(ratio))  "
          + "\(NumberFormat.percent(0).string(zeros)) of ∇W are 0"
      )
    }
    let dead = inspection.units.filter { $0.activeShare == 0 }.count
    lines.append(
      dead == 0
        ? StyledText("Every unit of the first layer is above 0 on some test image.", .good)
        : StyledText(
          "\(dead) of \(inspection.units.count) units of the first layer are 0 or less on every test image.",
          .bad
        )
    )
    lines.append("Bars are as high as the root of the count, so that the tails can be seen.")
    if let projection = inspection.projection { lines += ["", words(projection, state)] }
    return lines
  }

  private func words(_ seen: NetworkInspection.Unit, _ network: Network<Float>, _ state: MnistState) -> StyledText {
    if seen.activeShare == 0 {
      return StyledText("It is 0 or less on every test image: ", .bad)
        + (network.architecture.hiddenActivation == .relu
          ? "as a ReLU it has no gradient there, and learns nothing from such images." : "always on its lower side.")
    }
    let share = NumberFormat.percent(1).string(seen.activeShare)
    let mean = NumberFormat.significant(3).string(seen.classMeans[seen.favourite])
    return StyledText("It is above 0 on \(share) of the test images, and most active on ")
      + StyledText(state.classNames[seen.favourite], .accent, .bold) + StyledText(" (mean \(mean)).")
  }

  private func words(_ projection: ActivationProjection, _ state: MnistState) -> StyledText {
    let percent = NumberFormat.percent(1)
    let shares = projection.varianceShares
    return StyledText("PCA  ", .muted)
      + "the \(projection.units) activations of \(Self.layerName(projection, state)) vary most along two directions, eigenvectors of their "
      + "covariance: they hold \(percent.string(shares[0])) and \(percent.string(shares[1])) of the variance. Classes that lie apart here "
      + "are told apart by the layers after it with a straight cut; those that overlap may still be apart in the other "
      + "\(max(0, projection.units - 2)) directions."
  }
}
