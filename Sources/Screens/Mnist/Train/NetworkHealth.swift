import Datasets
import NeuralNet
import Plots
import Records
import Shell
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
    if let (words, fault) = Self.divergence(snapshot, state) {
      // Whatever else could be said would rest on numbers that mean nothing.
      headline = words
      role = .bad
      sentences = [fault]
      return
    }
    var sentences: [StyledText] = []
    var verdict: (String, Role) = ("", .accent)
    func judge(_ words: String, _ role: Role) { if verdict.0.isEmpty { verdict = (words, role) } }

    if let vanishing = Self.vanishing(snapshot, state) {
      if vanishing.isFault { judge("gradients fade", .warning) }
      sentences.append(vanishing.words)
    }
    if let stuck = Self.stuck(state) {
      judge("hardly learns", .warning)
      sentences.append(stuck)
    }
    if let silent = Self.silent(snapshot, state) {
      judge("silent units", .warning)
      sentences.append(silent)
    }
    let rise = TestLossRise(state)
    if let rise {
      judge("overfits", .warning)
      sentences.append(rise.words)
    }
    if let gap = Self.gap(state, namesIt: rise == nil) {
      if gap.isLarge { judge("overfits", .warning) }
      sentences.append(gap.words)
      if let handicap = state.trainingHandicap {
        sentences.append(
          StyledText("Train figures are measured \(handicap), test figures without: they are not directly comparable.")
        )
      }
    }
    sentences.append(Self.progress(state))
    // Of a network that has not been measured nothing good can be said either.
    let isJudged = state.run.cursorStep > 0 && snapshot.isMeasured
    judge(isJudged ? "healthy" : state.run.cursorStep == 0 ? Self.beginning(state) : "–", isJudged ? .good : .muted)
    headline = verdict.0
    role = verdict.1
    self.sentences = sentences
  }

  /// So many times the loss of guessing, or a weight as large, no network has that learns.
  private static let largestLoss = 100.0
  private static let largestWeight = 1e4

  /// What is wrong with a network whose numbers are not finite any more, or are about to stop being so.
  private static func divergence(_ snapshot: ClassifierSnapshot, _ state: MnistState) -> (String, StyledText)? {
    let training = state.training
    let help: StyledText =
      switch DivergenceCure(training.optimizer, learningRate: training.learningRate, l2: training.l2) {
      case .learningRate(let rate): StyledText(" A learning rate below \(NumberFormat.compact.string(rate)) may help.")
      case .l2(let strength, let limit):
        StyledText(
          " With this learning rate an L2 of \(NumberFormat.compact.string(strength)) alone makes weights grow; below "
            + "\(NumberFormat.compact.string(limit)) it does not."
        )
      }
    let step = state.run.cursorStep
    let outline = state.run.loss.outline(atStep: step)
    if case .diverged(let step) = state.run.state {
      let what = outline.map { $0.nonFinite != nil } == false ? "A weight" : "The loss"
      let step = NumberFormat.grouped.string(step)
      return ("diverged", StyledText("\(what) stopped being a finite number at step \(step).", .bad) + help)
    }
    if !snapshot.isFinite {
      // Nothing that is set for the training has made the weights of a file.
      let cause = state.run.lastStep == 0 ? StyledText(" The weights that it begins with are too large.") : help
      return ("not finite", StyledText("A number exceeds the largest 32-bit float, 3.4·10³⁸.", .bad) + cause)
    }
    let chance = logarithm(max(2, state.classNames.count))
    if let loss = state.run.curves.lossAverage.value(atStep: step), !(loss <= largestLoss * chance) {
      let loss = NumberFormat.compact.string(loss)
      let words = "The loss is \(loss), where guessing gives \(NumberFormat.fixed(2).string(chance)): it diverges."
      return ("diverging", StyledText(words, .bad) + help)
    }
    if let weight = snapshot.statistics.map(\.weightRMS).max(), weight > largestWeight {
      let words = "The weights have grown to \(NumberFormat.compact.string(weight)) (rms): training diverges."
      return ("diverging", StyledText(words, .bad) + help)
    }
    return nil
  }

  private static func beginning(_ state: MnistState) -> String {
    if !state.lessons.isEmpty { return "taught" }
    return state.hasLoadedWeights ? "loaded" : "untrained"
  }

  /// Of fewer images a ReLU is often 0 on all of them by chance.
  private static let leastBatch = 16

  private static func silent(_ snapshot: ClassifierSnapshot, _ state: MnistState) -> StyledText? {
    guard state.training.batchSize >= leastBatch else { return nil }
    let sizes = snapshot.network.architecture.layerSizes
    let worst = snapshot.statistics.enumerated().compactMap { index, layer in
      layer.deadShare.map { (index: index, share: $0) }
    }.max { $0.share < $1.share }
    guard let worst, worst.share > 0.3 else { return nil }
    let units = sizes[worst.index + 1]
    return StyledText("\(Int((worst.share * Double(units)).rounded())) of \(units) ReLUs", .warning)
      + StyledText(
        " of layer \(worst.index + 1) were silent (0 for every image of the last batch), so it taught them nothing."
      )
  }

  /// How many times smaller a gradient may be in the first layer than in the last before it is worth a word.
  private static let largestFall = 30.0

  /// An epoch that moves a layer by less than this share of its norm teaches it next to nothing; Adam's first ones move it by a third.
  private static let leastMove = 0.01

  /// A small gradient alone says little: what divides by its size moves a weight all the same. So a layer is judged by its weights' way.
  private static func vanishing(_ snapshot: ClassifierSnapshot, _ state: MnistState) -> (
    isFault: Bool, words: StyledText
  )? {
    guard snapshot.isMeasured, snapshot.statistics.count > 2, let last = snapshot.statistics.last,
      let least = snapshot.statistics.enumerated().min(by: { $0.element.gradientRMS < $1.element.gradientRMS }),
      last.gradientRMS > largestFall * least.element.gradientRMS
    else { return nil }
    guard least.element.gradientRMS > 0 else {
      return (
        true, StyledText("No gradient reaches layer \(least.offset + 1)", .warning) + StyledText(": it does not learn.")
      )
    }
    let ratio = NumberFormat.compact.string(last.gradientRMS / least.element.gradientRMS)
    let gradients = "Layer \(least.offset + 1)'s gradients are \(ratio) times smaller"
    guard let moves = snapshot.epochMoves, moves.indices.contains(least.offset) else {
      return (true, StyledText(gradients, .warning) + StyledText(" than the last layer's."))
    }
    let move = moves[least.offset]
    let percent = NumberFormat.percent(move < leastMove ? 3 : 0).string(move)
    if move < leastMove {
      return (
        true,
        StyledText(gradients, .warning)
          + StyledText(
            " than the last layer's, and the last epoch moved its weights by \(percent) of their norm: it hardly learns."
          )
      )
    }
    return (
      false,
      StyledText(
        "\(gradients) than the last layer's, but \(state.training.optimizer.displayName) moved its weights by \(percent) of their norm in the "
          + "last epoch."
      )
    )
  }

  /// After an epoch most networks are right nine times in ten; fewer than half is a failure to learn.
  private static func stuck(_ state: MnistState) -> StyledText? {
    guard let report = state.epochReport, let accuracy = report.testAccuracy ?? report.trainAccuracy, accuracy < 0.5
    else { return nil }
    let chance = 1 / Double(max(1, state.classNames.count))
    return StyledText("Only \(NumberFormat.percent(1).string(accuracy)) are recognised", .warning)
      + StyledText(" after epoch \(report.epoch), where guessing gives \(NumberFormat.percent(0).string(chance)).")
  }

  /// - Parameter namesIt: whether the word for it is still to be said.
  private static func gap(_ state: MnistState, namesIt: Bool) -> (isLarge: Bool, words: StyledText)? {
    guard let report = state.epochReport,
      let test = report.testAccuracy, let train = report.trainAccuracy
    else { return nil }
    let percent = NumberFormat.percent(1)
    // A lesson between the epoch's first step and the cursor is in one of the two figures and not in the other: no verdict across it.
    if let lesson = state.lessons.last, lesson.step > report.step - state.run.stepsPerEpoch {
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
        StyledText(namesIt ? "Overfitting: " : "", .warning)
          + StyledText("\(percent.string(train)) of the training images are recognised, but only ")
          + StyledText("\(percent.string(test)) of the \(images).")
      )
    }
    return (
      false,
      StyledText("After epoch \(report.epoch), ") + StyledText(percent.string(test), .accent, .bold)
        + StyledText(" of \(NumberFormat.grouped.string(state.data?.sets.test.count ?? 0)) \(images) are recognised.")
    )
  }

  private static func progress(_ state: MnistState) -> StyledText {
    guard let loss = state.run.curves.lossAverage.value(atStep: state.run.cursorStep) else {
      return atBeginning(state)
    }
    return StyledText("The loss corresponds to a probability of ")
      + StyledText(NumberFormat.percent(1).string(expOfNegative(loss)), .accent, .bold)
      + StyledText(" for the true class.")
  }

  private static func atBeginning(_ state: MnistState) -> StyledText {
    var words: StyledText
    if state.hasLoadedWeights {
      words = StyledText("Weights of \(state.weightsFile ?? "a file"), not trained further.")
    } else {
      let count = state.classNames.count
      let chance = NumberFormat.fixed(2).string(logarithm(max(1, count)))
      words = StyledText("Before the first step the network guesses, which gives a loss of ln \(count) = \(chance).")
    }
    if !state.lessons.isEmpty {
      words.append(
        " It has been taught \(state.lessons.count == 1 ? "one drawing" : "\(state.lessons.count) drawings")."
      )
    }
    return words
  }
}
