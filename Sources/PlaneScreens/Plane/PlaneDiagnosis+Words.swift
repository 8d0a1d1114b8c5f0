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
        StyledText("The loss falls ever more slowly, since the gradient shrinks with the error; its norm is ")
          + StyledText(Self.number(gradientNorm), .accent) + "."
      )
    }
    if let flow = gradientWords() { words.append(flow) }
    return words
  }

  private func statusWords(_ settings: PlaneSettings) -> StyledText {
    switch status {
    case .untrained: return untrainedWords
    case .diverged(let epoch):
      let what = StyledText("Diverged: no finite loss from epoch \(NumberFormat.grouped.string(epoch)) on. ", .bad)
      if case .l2(let strength, let limit) = DivergenceCure(
        settings.optimizer,
        learningRate: settings.learningRate,
        l2: settings.l2
      ) {
        return what + "With this learning rate, an L2 strength of " + StyledText(Self.number(strength), .accent)
          + " alone makes the weights grow at every step; below " + StyledText(Self.number(limit), .accent)
          + " they do not."
      }
      return what + "The steps overshoot: the learning rate "
        + StyledText(Self.number(settings.learningRate), .accent)
        + " is too high for this loss. Press - to lower it, or [ to go back."
    case .plateau: return plateauWords
    case .stuck(let cause): return stuckWords(cause, settings)
    case .learning:
      let wrong = isRight.count - rightCount
      return StyledText("Learning: ", .accent)
        + "\(wrong) of \(isRight.count) points \(wrong == 1 ? "is" : "are") still on the wrong side of 0.5."
    case .nearlySolved:
      let worst = worstPoint(settings)
      return StyledText("Every point is classified correctly. ", .accent)
        + "Most of the remaining loss comes from (\(worst.name)), where ŷ is "
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
        + StyledText(fixed.string(high), .accent) + ", by chance."
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
      words += " but not zero: the loss may fall again."
    } else {
      let whole = deadUnits.count == hidden.count
      words +=
        ". \(whole ? "The whole hidden layer" : "Part of the network") is dead; waiting will not help. Press R for new weights."
    }
    return words
  }

  private func stuckWords(_ cause: Cause, _ settings: PlaneSettings) -> StyledText {
    let stuck = StyledText("Stuck: ", .bad)
    let gradient =
      StyledText("the gradient is ")
      + StyledText(gradientNorm == 0 ? "exactly 0" : "0 up to rounding (\(Self.number(gradientNorm)))", .accent)
    switch cause {
    case .noLearningRate:
      return StyledText("No change: ", .warning)
        + "the learning rate is 0. Press + to raise it."
    case .saturatedOutput:
      let wrong = isRight.indices.filter { !isRight[$0] }
      let places = wrong.map { "(\(Self.name(settings.data.points[$0])))" }.joined(separator: " ")
      return stuck + gradient + ". The output is saturated: at \(places) ŷ is "
        + "\(NumberFormat.fixed(0).string(outputs[wrong.first ?? 0])) to many digits and σ′ is 0, so no step changes "
        + "anything. The learning rate " + StyledText(Self.number(settings.learningRate), .accent)
        + " was too high: lower it with - and restart with r."
    case .deadUnits:
      return stuck + gradient
        + ". No hidden unit passes anything on, so ŷ is the same for every input. "
        + "Press R for new weights."
    case .balance:
      return stuck + gradient + ": the gradients of the points cancel out, so no step changes anything."
    }
  }

  private func limitWords(_ limit: PlaneLimit, _ settings: PlaneSettings) -> StyledText {
    let start = StyledText("No weights of this network solve \(settings.data.name.uppercased()): ", .bad)
    let line = "one line classifies at most 3 of the 4 points correctly."
    switch limit {
    case .linear:
      return start + "with the identity, all layers together act as one linear unit. It draws one line, and \(line) "
        + "Choose a nonlinear activation: sigmoid, tanh, ReLU."
    case .oneUnit:
      return start + "one hidden unit draws one line, and \(line) "
        + "Two units are needed: tab to hidden, then +."
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
