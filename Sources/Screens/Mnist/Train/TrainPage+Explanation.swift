import Datasets
import NeuralNet
import Plots
import Shell
import Terminal
import Training

extension TrainPage {
  func explanation(_ state: MnistState) -> [StyledText] {
    guard let data = state.data, let snapshot = state.run.snapshot,
      let image = data.sampleIndices.first
    else { return [] }
    let detail = PredictionDetail(network: snapshot.network, test: data.sets.test, image: image, data.normalisation)
    guard snapshot.isFinite, detail.isFinite else {
      return [StyledText(MnistState.notFiniteWords, .bad), ""] + (state.health?.sentences ?? [])
    }
    let names = data.sets.test.classNames
    let significant = NumberFormat.significant(4)
    let training = state.training
    let p = detail.probabilities[detail.label]
    var lines: [StyledText] = [
      StyledText("The first watched image is a \(names[detail.label]).", .title, .bold), "",
      StyledText("forward   ", .muted) + StyledText(forward(state)),
    ]
    lines += inTraining(training, hasHidden: !state.run.settings.hidden.isEmpty)
    lines += [
      StyledText("softmax   ", .muted) + "p(\(names[detail.label])) = exp(z)/Σ exp(z_j) = "
        + StyledText(PredictionsPage.nearOne(p), .accent, .bold),
      StyledText("loss      ", .muted) + "−ln p = " + StyledText(significant.string(detail.loss), .accent, .bold)
        + "   a batch's loss is the mean of \(training.batchSize) of these",
      StyledText("backward  ", .muted)
        + "∂loss/∂z = p − y: \(significant.string(p - 1)) for the right class",
    ]
    lines += update(snapshot, state)
    lines.append("")
    lines += state.health?.sentences ?? []
    return lines
  }

  private func forward(_ state: MnistState) -> String {
    let input = "x = \(state.normalisation.formula) for each grey value v, then z = W·"
    return state.run.settings.hidden.isEmpty
      ? input + "x + b: there is no hidden layer"
      : input + "a + b, a' = \(state.run.settings.activation.displayName)(z) in each hidden layer"
  }

  /// What is done to images and units in training alone.
  private func inTraining(_ training: ClassifierSettings, hasHidden: Bool) -> [StyledText] {
    let compact = NumberFormat.compact
    var parts: [String] = []
    if !training.augmentation.isNone {
      parts.append("every image is distorted anew each epoch (\(training.augmentation.summary))")
    }
    if training.dropout > 0, hasHidden {
      let rate = compact.string(training.dropout)
      parts.append(
        "dropout sets each hidden unit to 0 with probability \(rate) and multiplies the rest by "
          + "1/(1 − \(rate)) = \(compact.string(1 / (1 - training.dropout)))"
      )
    }
    guard !parts.isEmpty else { return [] }
    return [
      StyledText(
        "          in training only, not in tests and not in the figures here: \(parts.joined(separator: "; "))"
      )
    ]
  }

  /// The optimizer's rule with the current numbers.
  private func update(_ snapshot: ClassifierSnapshot, _ state: MnistState) -> [StyledText] {
    guard let first = snapshot.statistics.first else { return [] }
    let compact = NumberFormat.compact
    let rate = compact.string(snapshot.learningRate)
    let gradient = snapshot.isMeasured ? compact.string(first.gradientRMS) : "not measured yet"
    let weight = compact.string(first.weightRMS)
    let rule = OptimizerRule(state.training, learningRate: snapshot.learningRate)
    var lines = [
      StyledText("update    ", .muted) + "\(state.optimizerWords), η = " + StyledText(rate, .accent, .bold)
        + "; layer 1: weights rms \(weight), gradients rms \(gradient)"
    ]
    lines += rule.formulas.map { StyledText("          \($0)") }
    let size = rule.size(weight: first.weightRMS, gradient: snapshot.isMeasured ? first.gradientRMS : nil)
    if let size { lines.append(StyledText("          \(size)")) }
    return lines
  }
}
