import Datasets
import NeuralNet
import Plots
import Terminal
import Training

/// What a classifier's run looks like in words: computed from its figures, never a canned claim.
struct NetworkHealth: Sendable {
  /// A word or two.
  let headline: String
  let role: Role
  /// One thing each.
  let sentences: [StyledText]

  init(_ snapshot: ClassifierSnapshot, state: MnistState) {
    var sentences: [StyledText] = []
    var verdict: (String, Role) = ("", .accent)
    func judge(_ words: String, _ role: Role) { if verdict.0.isEmpty { verdict = (words, role) } }

    if case .diverged(let step) = state.runState {
      judge("diverged", .bad)
      sentences.append(
        StyledText("The loss stopped being a number at step \(NumberFormat.grouped.string(step)). ", .bad)
          + StyledText("A learning rate below \(NumberFormat.compact.string(state.training.learningRate)) may help.")
      )
    }
    if let dead = Self.dead(snapshot) {
      judge("dead units", .warning)
      sentences.append(dead)
    }
    if let vanishing = Self.vanishing(snapshot) {
      judge("gradients fade", .warning)
      sentences.append(vanishing)
    }
    if let gap = Self.gap(state) {
      if gap.isLarge { judge("overfitting", .warning) }
      sentences.append(gap.words)
    }
    sentences.append(Self.progress(state))
    judge(state.cursorStep == 0 ? "untrained" : "healthy", state.cursorStep == 0 ? .muted : .good)
    headline = verdict.0
    role = verdict.1
    self.sentences = sentences
  }

  private static func dead(_ snapshot: ClassifierSnapshot) -> StyledText? {
    let sizes = snapshot.network.architecture.layerSizes
    let worst = snapshot.statistics.enumerated().compactMap { index, layer in
      layer.deadShare.map { (index: index, share: $0) }
    }.max { $0.share < $1.share }
    guard let worst, worst.share > 0.3 else { return nil }
    let units = sizes[worst.index + 1]
    return StyledText("\(Int((worst.share * Double(units)).rounded())) of \(units) ReLUs", .warning)
      + StyledText(" of layer \(worst.index + 1) gave 0 for the whole last batch: no gradient passes through them.")
  }

  private static func vanishing(_ snapshot: ClassifierSnapshot) -> StyledText? {
    guard snapshot.statistics.count > 2, let first = snapshot.statistics.first, let last = snapshot.statistics.last,
      first.gradientRMS > 0, last.gradientRMS > 100 * first.gradientRMS
    else { return nil }
    let ratio = NumberFormat.compact.string(last.gradientRMS / first.gradientRMS)
    return StyledText("The first layer's gradients are \(ratio) times smaller", .warning)
      + StyledText(" than the last one's: it hardly learns.")
  }

  private static func gap(_ state: MnistState) -> (isLarge: Bool, words: StyledText)? {
    guard let report = state.history.epochs.last(where: { $0.step <= max(1, state.cursorStep) }),
      let test = report.testAccuracy, let train = report.trainAccuracy
    else { return nil }
    let percent = NumberFormat.percent(1)
    let gap = train - test
    let images = state.isGenerated ? "generated test digits" : "test images"
    if gap > 0.02 {
      return (
        true,
        StyledText("Overfitting: ", .warning)
          + StyledText("\(percent.string(train)) of the training images are right, but only ")
          + StyledText("\(percent.string(test)) of the \(images).")
      )
    }
    return (
      false,
      StyledText("After epoch \(report.epoch), ") + StyledText(percent.string(test), .accent, .bold)
        + StyledText(" of \(NumberFormat.grouped.string(state.data?.sets.test.count ?? 0)) \(images) are right.")
    )
  }

  private static func progress(_ state: MnistState) -> StyledText {
    guard state.cursorStep > 0, let bucket = state.history.loss.bucket(atStep: state.cursorStep) else {
      return StyledText("Before the first step the network guesses: a loss of ln 10 = 2.30 is chance.")
    }
    let share = bucket.smoothed.isFinite ? expOfNegative(bucket.smoothed) : .nan
    return StyledText("The loss now is that of giving the right class ")
      + StyledText(NumberFormat.percent(1).string(share), .accent, .bold) + StyledText(" on average.")
  }
}
