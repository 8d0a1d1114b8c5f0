import Datasets
import NeuralNet
import Plots
import Terminal
import Training

extension PlaneDiagnosis {
  /// The state in a word or two, for a panel's title, and its colour.
  var headline: (text: String, role: Role) {
    switch status {
    case .untrained: ("untrained", .muted)
    case .learning: limit == nil ? ("learning", .accent) : ("unsolvable", .bad)
    case .plateau: limit == nil ? ("plateau", .warning) : ("unsolvable", .bad)
    case .stuck: limit == nil ? ("stuck", .bad) : ("unsolvable", .bad)
    case .nearlySolved: ("nearly there", .accent)
    case .solved: ("solved", .good)
    case .diverged: ("diverged", .bad)
    }
  }

  /// What is happening, the most important first.
  func words(_ settings: PlaneSettings) -> [StyledText] {
    var words = [statusWords(settings)]
    if !isFinite { return words }
    if let limit { words.append(limitWords(limit, settings)) }
    words += unitWords(settings)
    if let cuts = cutWords(settings) { words.append(cuts) }
    if status == .solved {
      words.append(
        StyledText("The loss falls ever slower, since the gradient shrinks with the error; it is ")
          + StyledText(Self.number(gradientNorm), .accent) + " now."
      )
    }
    if let flow = gradientWords() { words.append(flow) }
    return words
  }

  private func statusWords(_ settings: PlaneSettings) -> StyledText {
    switch status {
    case .untrained: return untrainedWords
    case .diverged(let epoch):
      let what = StyledText("Not a number from epoch \(NumberFormat.grouped.string(epoch)) on. ", .bad)
      if case .l2(let strength, let limit) = DivergenceCure(
        settings.optimizer,
        learningRate: settings.learningRate,
        l2: settings.l2
      ) {
        return what + "With this learning rate an L2 of " + StyledText(Self.number(strength), .accent)
          + " alone makes weights grow at every step; below " + StyledText(Self.number(limit), .accent)
          + " it does not."
      }
      return what + "The steps overshoot: the learning rate "
        + StyledText(Self.number(settings.learningRate), .accent)
        + " is too high for this loss. Press - for a lower one, or [ to go back to before it."
    case .plateau: return plateauWords
    case .stuck(let cause): return stuckWords(cause, settings)
    case .learning:
      let wrong = isRight.count - rightCount
      return StyledText("Learning: ", .accent)
        + "\(wrong) of \(isRight.count) points \(wrong == 1 ? "is" : "are") still on the wrong side of 0.5."
    case .nearlySolved:
      let worst = worstPoint(settings)
      return StyledText("Every point is right. ", .accent)
        + "What is left of the loss is mostly that of (\(worst.name)), where ŷ is "
        + StyledText(NumberFormat.fixed(3).string(worst.output), .accent) + "."
    case .solved:
      return StyledText("Solved: ", .good)
        + "every output is within 0.1 of its target."
    }
  }

  private var untrainedWords: StyledText {
    let low = outputs.min() ?? 0
    let high = outputs.max() ?? 0
    let fixed = NumberFormat.fixed(2)
    guard high - low < 0.1 else {
      return StyledText("Random weights: the outputs lie between ") + StyledText(fixed.string(low), .accent) + " and "
        + StyledText(fixed.string(high), .accent) + ", where chance has put them."
    }
    let mean = outputs.reduce(0, +) / Double(max(1, outputs.count))
    return StyledText("Random weights: every output is near ") + StyledText(fixed.string(mean), .accent)
      + ", whatever the input."
  }

  private var plateauWords: StyledText {
    let change = recentChange ?? 0
    let size =
      abs(change) < 1e-8
      ? "has not moved" : "\(change > 0 ? "rose" : "fell") by only \(Self.percent(abs(change)))"
    var words =
      StyledText("Plateau: ", .warning)
      + "the loss \(size) in the last fifth of the run, and the gradient is small ("
      + StyledText(Self.number(gradientNorm), .accent) + ")"
    if limit != nil {
      words += "."
    } else if deadUnits.isEmpty {
      words += " but not zero: there may be a slope ahead."
    } else {
      let whole = deadUnits.count == hidden.count
      words +=
        ". \(whole ? "The whole hidden layer" : "Part of the network") is dead: press R for new weights; waiting will not help."
    }
    return words
  }

  private func stuckWords(_ cause: Cause, _ settings: PlaneSettings) -> StyledText {
    let stuck = StyledText("Stuck: ", .bad)
    let gradient =
      StyledText("the gradient is ")
      + StyledText(gradientNorm == 0 ? "exactly 0" : "0 but for rounding (\(Self.number(gradientNorm)))", .accent)
    switch cause {
    case .noLearningRate:
      return StyledText("Standing still: ", .warning)
        + "the learning rate is 0, so no step changes anything. Press + for a higher one."
    case .saturatedOutput:
      let wrong = isRight.indices.filter { !isRight[$0] }
      let places = wrong.map { "(\(Self.name(settings.data.points[$0])))" }.joined(separator: " ")
      return stuck + gradient + ". The output is saturated: at \(places) ŷ is "
        + "\(NumberFormat.fixed(0).string(outputs[wrong.first ?? 0])) to many digits, where σ′ is 0, and no step changes "
        + "anything. The learning rate " + StyledText(Self.number(settings.learningRate), .accent)
        + " drove it there: take a lower one with - and restart with r."
    case .deadUnits:
      return stuck + gradient
        + ". No hidden unit lets anything through, so ŷ is the same for every input and stays so. "
        + "Press R for new weights."
    case .balance:
      return stuck + gradient + ": the gradients of the points cancel, so no step changes anything."
    }
  }

  private func limitWords(_ limit: PlaneLimit, _ settings: PlaneSettings) -> StyledText {
    let start = StyledText("No weights of this network solve \(settings.data.name.uppercased()): ", .bad)
    let line = "one line leaves at most 3 of the 4 points right."
    switch limit {
    case .linear:
      return start + "with identity all its layers together are one linear unit. It draws one line, and \(line) "
        + "Take an activation that bends: sigmoid, tanh, ReLU."
    case .oneUnit:
      return start + "one hidden unit draws one line, and \(line) "
        + "It takes two: tab to hidden, then +."
    }
  }

  private func worstPoint(_ settings: PlaneSettings) -> (name: String, output: Double) {
    let targets = settings.data.labels.map(Double.init)
    let worst = outputs.indices.max { abs(outputs[$0] - targets[$0]) < abs(outputs[$1] - targets[$1]) } ?? 0
    return (Self.name(settings.data.points[worst]), outputs[worst])
  }

  /// A point's coordinates: `0,1`.
  static func name(_ point: SIMD2<Double>) -> String {
    "\(NumberFormat.compact.string(point.x)),\(NumberFormat.compact.string(point.y))"
  }

  /// A number in three digits, with a true minus.
  static func number(_ value: Double) -> String { NumberFormat.compact.string(value) }

  /// A fraction in two digits, however small.
  private static func percent(_ value: Double) -> String {
    NumberFormat.significant(2).string(100 * value) + " %"
  }
}
