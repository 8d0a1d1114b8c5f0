import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension MnistScreen {
  /// The loss curve alone, for text output.
  public func textPlot(size: Size, look: Look) -> Buffer {
    var buffer = Buffer(size: size)
    train.drawLoss(state, in: buffer.bounds, of: &buffer, look: look)
    return buffer
  }

  /// What came of the run, in lines of words.
  public func textSummary() -> [StyledText] {
    guard let report = state.report else { return [] }
    guard report.isFinite else { return [StyledText(MnistState.notFiniteWords)] + (state.health?.sentences ?? []) }
    let names = state.classNames
    let percent = NumberFormat.percent(2)
    let about = state.isGenerated ? "generated test digits (not MNIST)" : "\(state.kind.title) test images"
    var lines: [StyledText] = [
      StyledText(
        "\(percent.string(report.accuracy)) of \(NumberFormat.grouped.string(report.count)) \(about) are right"
      )
    ]
    let worst = ConfusionTab.confusions(report).prefix(5)
      .map { "\(names[$0.truth]) called \(names[$0.prediction]) \($0.count)" }
    if !worst.isEmpty { lines.append(StyledText("confused most: " + worst.joined(separator: ", "))) }
    return lines + (state.health?.sentences ?? [])
  }
}
