import Datasets
import NeuralNet
import Plots
import Terminal

/// What a perceptron's state says, in words with its numbers.
struct PerceptronWords {
  let run: PerceptronRun
  let settings: PerceptronSettings
  let step: Int

  private func number(_ value: Double) -> String { NumberFormat.compact.string(value) }

  /// A signed number, so that a correction is seen to be one.
  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + number(value) }

  private func vector(_ x: Double, _ y: Double, signed isSigned: Bool = false) -> String {
    isSigned ? "(\(signed(x)), \(signed(y)))" : "(\(number(x)), \(number(y)))"
  }

  /// A sum's next part with its sign between spaces.
  private func added(_ value: Double, _ factor: Double? = nil) -> String {
    (value < 0 ? " − " : " + ") + number(abs(value)) + (factor.map { "·" + number($0) } ?? "")
  }

  /// What the step is about, for a panel's title.
  var title: String {
    guard let sample = run.sample(at: step) else { return "the rule" }
    return "the rule: epoch \(run.epoch(at: step)), sample \(sample + 1) of \(PerceptronRun.points.count)"
  }

  /// The rule at work on the sample that led to the state, a line each.
  var rule: [StyledText] {
    guard let sample = run.sample(at: step), let update = run.moment(at: step).update else { return beginning }
    let before = run.momentBefore(step).classic
    let after = run.moment(at: step).classic
    let point = PerceptronRun.points[sample]
    let target = run.targets[sample]
    var lines = [
      StyledText("input    ", .muted) + StyledText("x = \(vector(point.x, point.y)), target t = \(target)"),
      StyledText("sum      ", .muted) + StyledText("z = w·x + b = ", .muted)
        + StyledText(
          "\(number(before.w1))·\(number(point.x))\(added(before.w2, point.y))\(added(before.b)) = "
        ) + StyledText(number(update.weightedSum), .accent),
      StyledText("predict  ", .muted)
        + StyledText("z \(update.weightedSum >= 0 ? "≥" : "<") 0, so ŷ = ")
        + StyledText("\(update.prediction)", .accent),
      StyledText("error    ", .muted) + StyledText("e = t − ŷ = \(target) − \(update.prediction) = ")
        + StyledText("\(update.error)", update.error == 0 ? .good : .bad),
    ]
    if update.error == 0 {
      lines.append(StyledText("change   ", .muted) + StyledText("none: the sample is right, the line stays."))
    } else {
      lines.append(
        StyledText("change   ", .muted) + StyledText("Δw = η·e·x = ", .muted)
          + StyledText(vector(update.weightChanges[0], update.weightChanges[1], signed: true), .accent)
          + StyledText("  Δb = η·e = ", .muted) + StyledText(signed(update.biasChange), .accent)
      )
    }
    lines.append(
      StyledText("now      ", .muted)
        + StyledText("w = \(vector(after.w1, after.w2)), b = \(number(after.b))")
    )
    if update.error != 0 { lines.append(move(from: before, to: after, point)) }
    return lines
  }

  private var beginning: [StyledText] {
    let line = run.moment(at: 0).classic
    return [
      StyledText("start    ", .muted) + StyledText("w = \(vector(line.w1, line.w2)), b = \(number(line.b))"),
      StyledText("rule     ", .muted) + StyledText("ŷ = 1 if w·x + b ≥ 0, else 0"),
      StyledText("         ") + StyledText("Δw = η·(t − ŷ)·x, Δb = η·(t − ŷ), η = \(number(settings.learningRate))"),
      StyledText("         ") + StyledText("s shows the first sample.", .muted),
    ]
  }

  /// What a correction did to the line, seen from the sample that asked for it.
  private func move(from before: Boundary, to after: Boundary, _ point: SIMD2<Double>) -> StyledText {
    let start = StyledText("line     ", .muted)
    guard let now = after.distance(to: point) else {
      return start + "w = 0 is no line: every point gets ŷ = \(after.b >= 0 ? 1 : 0)."
    }
    let from = before.distance(to: point).map { number($0) } ?? "none"
    return start + StyledText("from the sample \(from) → ") + StyledText(number(now), .accent)
      + StyledText(", crosses ")
      + StyledText(crossings(after))
  }

  /// Where the line crosses the axes.
  func crossings(_ line: Boundary) -> String {
    let first = line.crossingOfFirst.map { "x₁ at \(number($0))" }
    let second = line.crossingOfSecond.map { "x₂ at \(number($0))" }
    return [first, second].compactMap { $0 }.joined(separator: ", ")
  }

  /// How the run stands.
  var verdict: StyledText {
    let epoch = run.epoch(at: step)
    if run.hasConverged(at: step) {
      return StyledText("Separated: ", .good)
        + "epoch \(epoch) passed without an error, so no correction will ever come again. "
        + "\(run.moment(at: step).corrections) corrections found the line."
    }
    if step == 0 { return StyledText("Nothing was shown yet.", .muted) }
    let wrong = PerceptronRun.points.count - run.rightCount(run.moment(at: step).line(settings.variant))
    if !run.gate.isLinearlySeparable { return rest + " " + (contradiction ?? StyledText()) }
    return StyledText("Learning: ", .accent)
      + "\(wrong) of \(PerceptronRun.points.count) points \(wrong == 1 ? "is" : "are") on the wrong side; "
      + "\(run.moment(at: step).corrections) corrections so far."
  }

  /// Why it does not come to rest.
  private var rest: StyledText {
    guard let repeating = run.epochBeforeRepeating(at: step) else {
      return StyledText("No line will do: ", .bad)
        + "\(run.moment(at: step).corrections) corrections so far."
    }
    let length = repeating.later - repeating.earlier
    return StyledText("It never rests: ", .bad)
      + "epoch \(repeating.later) ended on the weights of "
      + (repeating.earlier == 0 ? "the start" : "epoch \(repeating.earlier)")
      + ", so \(length == 1 ? "every epoch" : "every \(length) epochs") from here on "
      + "\(length == 1 ? "is" : "are") the same."
  }

  /// What the four points ask of w₁, w₂ and b: inequality, and whether the line meets it.
  var demands: [(text: String, value: Double, isMet: Bool)] {
    let line = run.moment(at: step).line(settings.variant)
    let sums = ["b", "w₂ + b", "w₁ + b", "w₁ + w₂ + b"]
    return run.targets.indices.map { row in
      let value = line.sum(PerceptronRun.points[row])
      return ("\(sums[row]) \(sign(row)) 0", value, line.predict(PerceptronRun.points[row]) == run.targets[row])
    }
  }

  private func sign(_ row: Int) -> String { run.targets[row] == 1 ? "≥" : "<" }

  /// Why no line can do it: four inequalities that contradict each other; nil where a line can.
  var contradiction: StyledText? {
    guard !run.gate.isLinearlySeparable else { return nil }
    let (outer, middle) = (sign(0), sign(1))
    return StyledText("The four points ask for ")
      + StyledText("b \(outer) 0, w₂+b \(middle) 0, w₁+b \(middle) 0, w₁+w₂+b \(outer) 0", .accent)
      + StyledText(". The middle two add up to w₁+w₂+2b \(middle) 0, the outer two to w₁+w₂+2b \(outer) 0: ")
      + StyledText("both cannot be.", .bad)
  }
}
