import Datasets
import NeuralNet
import Plots
import Records
import Shell
import Training

/// A test loss that has risen for some epochs while the training loss went on falling: what is learned is no use for other images.
struct TestLossRise: Hashable, Sendable {
  /// The epoch with the least test loss.
  let best: EpochReport
  /// The newest epoch.
  let last: EpochReport
  /// What may help and is not in use.
  private let cures: [String]

  /// So many epochs after the best one are more than a bad step.
  private static let leastEpochs = 3
  /// So much above its least the test loss has to be.
  private static let leastRise = 1.02

  /// nil where the test loss has not risen so, up to the epoch that the screen shows.
  init?(_ state: MnistState) {
    let steps = state.run.reportedSteps(until: state.run.cursorStep)
    let tests = state.run.history[SessionMetric.testLoss]?.points.prefix { $0.step <= steps.last ?? 0 } ?? []
    guard let last = state.run.report(atStep: state.run.cursorStep),
      let best = tests.min(by: { $0.value < $1.value }).flatMap({ state.run.report(atStep: $0.step) }),
      let least = best.testLoss, let now = last.testLoss, last.epoch - best.epoch >= Self.leastEpochs,
      now >= Self.leastRise * least, last.trainLoss < best.trainLoss,
      // A lesson in between changes both.
      !state.lessons.contains(where: { $0.step > best.step })
    else { return nil }
    self.best = best
    self.last = last
    let settings = state.run.settings
    cures = [
      settings.training.dropout == 0 && !settings.hidden.isEmpty ? "dropout" : nil,
      settings.training.augmentation.isNone ? "augmentation" : nil,
      settings.trainCount < settings.data.sets.train.count ? "more images" : nil,
      settings.training.l2 == 0 ? "L2" : nil,
    ].compactMap { $0 }
  }

  /// Since when, how far, and what may help.
  var words: StyledText {
    let number = NumberFormat.significant(3)
    func change(_ from: Double?, _ to: Double?) -> String {
      "\(number.string(from ?? .nan)) → \(number.string(to ?? .nan))"
    }
    let help = cures.isEmpty ? "" : ", or try \(cures.joined(separator: ", "))"
    return StyledText("Overfitting since epoch \(best.epoch): ", .warning)
      + StyledText("the test loss rose, \(change(best.testLoss, last.testLoss)), while the training loss fell, ")
      + StyledText("\(change(best.trainLoss, last.trainLoss)). Stop at epoch \(best.epoch)\(help).")
  }
}
