import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension TrainTab {
  func explanation(_ state: MnistState) -> [StyledText] {
    guard let data = state.data, let snapshot = state.snapshot,
      let image = data.sampleIndices.first
    else { return [StyledText("There is something to explain once training has begun.", .muted)] }
    let detail = PredictionDetail(network: snapshot.network, test: data.sets.test, image: image)
    let names = data.sets.test.classNames
    let significant = NumberFormat.significant(4)
    let training = state.training
    let p = detail.probabilities[detail.label]
    var lines: [StyledText] = [
      StyledText("The first watched image is a \(names[detail.label]).", .title, .bold), "",
      StyledText("forward   ", .muted) + "x = (byte/255 − 0.1307)/0.3081, then z = W·a + b, a' = "
        + "\(state.activation.displayName)(z) in each hidden layer",
      StyledText("softmax   ", .muted) + "p(\(names[detail.label])) = exp(z)/Σ exp(z_j) = "
        + StyledText(PredictionsTab.nearOne(p), .accent, .bold),
      StyledText("loss      ", .muted) + "−ln p = " + StyledText(significant.string(detail.loss), .accent, .bold)
        + "   a batch's loss is the mean of \(training.batchSize) of these",
      StyledText("backward  ", .muted) + "∂loss/∂z = p − y: \(significant.string(p - 1)) for the right class",
    ]
    lines += update(snapshot, training)
    lines.append("")
    lines += state.health?.sentences ?? []
    return lines
  }

  /// The optimizer's rule with the numbers of now.
  private func update(_ snapshot: ClassifierSnapshot, _ training: ClassifierSettings) -> [StyledText] {
    let compact = NumberFormat.compact
    let rate = compact.string(snapshot.learningRate)
    guard let first = snapshot.statistics.first else { return [] }
    let gradient = snapshot.isMeasured ? compact.string(first.gradientRMS) : "not measured yet"
    let weight = compact.string(first.weightRMS)
    var lines = [
      StyledText("update    ", .muted)
        + "\(training.optimizer.displayName), η = " + StyledText(rate, .accent, .bold)
        + "; layer 1: weights rms \(weight), gradients rms \(gradient)"
    ]
    switch training.optimizer {
    case .adam, .adamw:
      lines.append(
        StyledText("          ") + "w ← w − η·m/(√v + ε): each weight moves by about η, whatever its gradient's size; "
          + "that is \(NumberFormat.percent(1).string(snapshot.learningRate / max(first.weightRMS, 1e-12))) of a typical weight"
      )
    default:
      guard snapshot.isMeasured else { break }
      lines.append(
        StyledText("          ") + "w ← w − η·g moves a typical weight by "
          + "\(compact.string(snapshot.learningRate * first.gradientRMS)), "
          + "\(NumberFormat.percent(3).string(snapshot.learningRate * first.gradientRMS / max(first.weightRMS, 1e-12))) of it"
      )
    }
    return lines
  }
}
