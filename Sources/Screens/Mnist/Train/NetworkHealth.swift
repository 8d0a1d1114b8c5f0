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
    if let vanishing = Self.vanishing(snapshot) {
      judge("gradients fade", .warning)
      sentences.append(vanishing)
    }
    if let stuck = Self.stuck(state) {
      judge("hardly learns", .warning)
      sentences.append(stuck)
    }
    if let silent = Self.silent(snapshot) {
      judge("silent units", .warning)
      sentences.append(silent)
    }
    if let gap = Self.gap(state) {
      if gap.isLarge { judge("overfits", .warning) }
      sentences.append(gap.words)
    }
    sentences.append(Self.progress(state))
    // Of a network that has not been measured nothing good can be said either.
    let isJudged = state.cursorStep > 0 && snapshot.isMeasured
    judge(isJudged ? "healthy" : state.cursorStep == 0 ? "untrained" : "–", isJudged ? .good : .muted)
    headline = verdict.0
    role = verdict.1
    self.sentences = sentences
  }

  private static func silent(_ snapshot: ClassifierSnapshot) -> StyledText? {
    let sizes = snapshot.network.architecture.layerSizes
    let worst = snapshot.statistics.enumerated().compactMap { index, layer in
      layer.deadShare.map { (index: index, share: $0) }
    }.max { $0.share < $1.share }
    guard let worst, worst.share > 0.3 else { return nil }
    let units = sizes[worst.index + 1]
    return StyledText("\(Int((worst.share * Double(units)).rounded())) of \(units) ReLUs", .warning)
      + StyledText(
        " of layer \(worst.index + 1) were silent, 0 for every image of the last batch: it taught them nothing."
      )
  }

  /// How many times smaller a gradient may be in the first layer than in the last before it is worth a word.
  private static let largestFall = 30.0

  private static func vanishing(_ snapshot: ClassifierSnapshot) -> StyledText? {
    guard snapshot.isMeasured, snapshot.statistics.count > 2, let last = snapshot.statistics.last,
      let least = snapshot.statistics.enumerated().min(by: { $0.element.gradientRMS < $1.element.gradientRMS }),
      last.gradientRMS > largestFall * least.element.gradientRMS
    else { return nil }
    guard least.element.gradientRMS > 0 else {
      return StyledText("No gradient reaches layer \(least.offset + 1)", .warning) + StyledText(": it does not learn.")
    }
    let ratio = NumberFormat.compact.string(last.gradientRMS / least.element.gradientRMS)
    return StyledText("Layer \(least.offset + 1)'s gradients are \(ratio) times smaller", .warning)
      + StyledText(" than the last one's: it hardly learns.")
  }

  /// After an epoch most networks are right nine times in ten; fewer than half is a failure to learn.
  private static func stuck(_ state: MnistState) -> StyledText? {
    guard let report = state.epochReport, let accuracy = report.testAccuracy ?? report.trainAccuracy, accuracy < 0.5
    else { return nil }
    let chance = 1 / Double(max(1, state.classNames.count))
    return StyledText("Only \(NumberFormat.percent(1).string(accuracy)) are right", .warning)
      + StyledText(" after epoch \(report.epoch), where guessing gives \(NumberFormat.percent(0).string(chance)).")
  }

  private static func gap(_ state: MnistState) -> (isLarge: Bool, words: StyledText)? {
    guard let report = state.epochReport,
      let test = report.testAccuracy, let train = report.trainAccuracy
    else { return nil }
    let percent = NumberFormat.percent(1)
    // A lesson between the epoch's first step and the cursor is in one of the two figures and not in the other: no verdict across it.
    if let lesson = state.lessons.last, lesson.step > report.step - state.history.stepsPerEpoch {
      var words = StyledText("After a lesson at step \(NumberFormat.grouped.string(lesson.step))", .warning)
      if let before = lesson.accuracyBefore, let after = lesson.accuracyAfter {
        words += StyledText(", which took \(percent.string(before)) of the test images to \(percent.string(after))")
      }
      return (false, words + StyledText(": train and test accuracy cannot be compared."))
    }
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
