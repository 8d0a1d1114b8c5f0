import Datasets
import Plots
import Terminal
import Training

extension PredictionsPage {
  func explanation(_ state: MnistState) -> [StyledText] {
    guard let detail, let test = state.data?.sets.test else { return [] }
    guard detail.isFinite else { return [StyledText(MnistState.notFiniteWords, .bad)] }
    let names = test.classNames
    let significant = NumberFormat.significant(4)
    let label = detail.label
    let prediction = detail.prediction
    let p = detail.probabilities[label]
    let top = detail.logits.max() ?? 0
    var lines: [StyledText] = [
      StyledText("image \(NumberFormat.grouped.string(detail.image)) of \(test.name)", .title, .bold), "",
      StyledText("softmax   ", .muted)
        + "p(k) = exp(z_k − z_max) / Σ exp(z_j − z_max), z_max = \(significant.string(Double(top)))",
    ]
    for index in Set([label, prediction]).sorted() {
      lines.append(
        StyledText("  \(names[index]):  ", .accent)
          + "z = \(significant.string(Double(detail.logits[index])))   "
          + "p = \(Self.nearOne(detail.probabilities[index]))"
      )
    }
    lines += [
      "",
      StyledText("loss      ", .muted)
        + "−ln p(\(names[label])) = −ln \(Self.nearOne(p)) = "
        + StyledText(significant.string(detail.loss), .accent, .bold),
      StyledText("gradient  ", .muted)
        + "∂loss/∂z(\(names[label])) = p − 1 = \(significant.string(p - 1)): negative, so gradient "
        + "descent raises this z",
    ]
    if prediction != label {
      let q = detail.probabilities[prediction]
      lines.append(
        StyledText("          ")
          + "∂loss/∂z(\(names[prediction])) = p = +\(significant.string(q)): positive, so it lowers this z"
      )
    }
    lines += [
      "",
      StyledText("pixels that matter", .muted)
        + ": ∂loss/∂pixel, through all layers. Where it is positive, more ink raises the loss; where it is negative, more ink "
        + "lowers it. The caption below the picture says how the two are drawn.",
      "",
    ]
    lines.append(words(detail, names))
    return lines
  }

  /// A probability; one that would be written as 1.000 as what it lacks to it.
  static func nearOne(_ p: Double) -> String {
    let significant = NumberFormat.significant(4)
    let text = significant.string(p)
    return text == "1.000" && p < 1 ? "(1 − \(NumberFormat.significant(3).string(1 - p)))" : text
  }

  private func words(_ detail: PredictionDetail, _ names: [String]) -> StyledText {
    let percent = NumberFormat.percent(1)
    let p = detail.probabilities[detail.label]
    let q = detail.probabilities[detail.prediction]
    if detail.prediction == detail.label {
      return p > 0.99
        ? StyledText("It is sure, and right: this image has little left to teach.", .good)
        : StyledText("It is right with \(percent.string(p)): some of the rest goes to another class.", .good)
    }
    return StyledText("It says \(names[detail.prediction]) with \(percent.string(q)); the truth, ", .bad)
      + StyledText("\(names[detail.label]), gets \(percent.string(p)).", .bad)
  }
}
