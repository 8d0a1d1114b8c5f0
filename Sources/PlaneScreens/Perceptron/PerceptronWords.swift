import Datasets
import NeuralNet
import Plots
import Terminal

/// What a perceptron's state says, in words with its numbers.
struct PerceptronWords {
  let run: PerceptronRun
  let settings: PerceptronSettings
  let step: Int

  /// How much there is room to say.
  enum Detail: CaseIterable {
    case full, brief, least
  }

  func number(_ value: Double) -> String { NumberFormat.compact.string(value) }

  /// The line that is drawn and judged.
  var line: Boundary { run.moment(at: step).line(settings.variant) }

  /// What the step is about, for a panel's title.
  var title: String {
    let whose = settings.variant == .classic ? "the rule" : "the rule's line"
    guard let sample = run.sample(at: step) else { return whose }
    let count = settings.variant == .classic ? " of \(PerceptronRun.points.count)" : ""
    return "\(whose): epoch \(run.epoch(at: step)), sample \(sample + 1)\(count)"
  }

  // MARK: How it stands

  /// How the run stands.
  var verdict: StyledText { verdict(.full) }

  /// How the run stands, as there is room for it.
  func verdict(_ detail: Detail) -> StyledText { standing(detail) + roundings }

  private func standing(_ detail: Detail) -> StyledText {
    let epoch = run.epoch(at: step)
    let corrections = run.moment(at: step).corrections
    if run.hasConverged(at: step) {
      return StyledText("Converged: ", .good)
        + "epoch \(epoch) had no error, so the weights will not change again. "
        + (corrections == 0 ? "The first line was correct." : "It took \(Self.corrections(corrections)).")
    }
    if run.samples(at: step) == 0 { return StyledText("No sample has been presented yet.", .muted) }
    if !run.gate.isLinearlySeparable { return rest + " " + (contradiction ?? StyledText()) }
    let count = PerceptronRun.points.count
    let wrong = count - run.rightCount(line)
    let whose = settings.variant == .classic ? "" : " of \(settings.variant.lineName)"
    if detail == .least {
      return StyledText("\(wrong) of \(count) wrong", .accent) + "; \(Self.corrections(corrections)) so far."
    }
    let points = wrong == 0 ? "no point is" : "\(wrong) of \(count) points \(wrong == 1 ? "is" : "are")"
    return StyledText("Learning: ", .accent)
      + "\(points) on the wrong side\(whose); "
      + "\(Self.corrections(corrections)) so far."
  }

  static func corrections(_ count: Int) -> String { count == 1 ? "1 correction" : "\(count) corrections" }

  /// Why it does not come to rest.
  private var rest: StyledText {
    guard let cycle = run.cycle(at: step) else {
      return StyledText("Not separable: ", .bad)
        + "\(Self.corrections(run.moment(at: step).corrections)) so far."
    }
    return StyledText("Never converges: ", .bad)
      + (cycle.epochs == 1
        ? "all epochs from \(cycle.firstEpoch) on are equal."
        : "from epoch \(cycle.firstEpoch) on, \(cycle.epochs) epochs repeat.")
  }

  /// Where the line shown owes its answer to a rounding.
  private var roundings: StyledText {
    PerceptronRun.points.reduce(into: StyledText()) { text, point in
      guard let words = rounding(line, at: point) else { return }
      text += StyledText(" At (\(PlaneDiagnosis.name(point))) ", .warning)
      text += StyledText("\(words); exactly, z = 0 and ŷ = 1.")
    }
  }

  /// A sum that is 0 by hand and not in binary, such as `0.2 − 0.2 rounds to -2.78e-17`.
  func rounding(_ line: Boundary, at point: SIMD2<Double>) -> String? {
    guard let parts = line.roundingParts(at: point) else { return nil }
    let sum = parts.enumerated().map { index, part in
      index == 0 ? number(part) : (part < 0 ? " − " : " + ") + number(abs(part))
    }
    return "\(sum.joined()) rounds to \(number(line.sum(point)))"
  }

  // MARK: Inequalities

  /// What the four points ask of w₁, w₂ and b: inequality, and whether the line meets it.
  var demands: [(text: String, value: Double, isMet: Bool)] {
    run.targets.indices.map { row in
      let point = PerceptronRun.points[row]
      return ("\(Self.sums[row]) \(sign(row)) 0", line.sum(point), line.predict(point) == run.targets[row])
    }
  }

  private static let sums = ["b", "w₂+b", "w₁+b", "w₁+w₂+b"]

  private func sign(_ row: Int) -> String { run.targets[row] == 1 ? "≥" : "<" }

  /// Why no line can do it: four inequalities that contradict each other; nil where a line can.
  var contradiction: StyledText? {
    guard !run.gate.isLinearlySeparable else { return nil }
    let (outer, middle) = (sign(0), sign(1))
    func both(_ one: String, _ other: String, _ sign: String) -> StyledText {
      StyledText("\(one) \(sign) 0".tied, .accent) + StyledText(" and ")
        + StyledText("\(other) \(sign) 0".tied, .accent) + StyledText(", so ")
        + StyledText("w₁+w₂+2b \(sign) 0".tied, .accent)
    }
    return StyledText("No line can: ") + both(Self.sums[1], Self.sums[2], middle) + StyledText("; ")
      + both(Self.sums[0], Self.sums[3], outer) + StyledText(". ") + StyledText("Both cannot hold.", .bad)
  }
}

extension String {
  /// The text on one line wherever it stands: its spaces are no-break spaces.
  var tied: String { replacing(" ", with: "\u{A0}") }
}
