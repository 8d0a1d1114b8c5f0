import NeuralNet
import Plots
import Terminal

extension PerceptronWords {
  /// A row of the rule's panel.
  struct RuleRow {
    /// What the row is about; empty where it belongs to the row above.
    var name: String
    var text: StyledText

    init(_ name: String, _ text: StyledText) {
      self.name = name
      self.text = text
    }
  }

  /// Columns that a row's name takes.
  private static let nameWidth = 9

  /// The rule at work on the sample that led to the state, a line each.
  var rule: [StyledText] { ruleLines(.full, width: .max) }

  /// The rule at work, in lines no longer than a width; what does not fit in one goes on below the row's own words.
  func ruleLines(_ detail: Detail, width: Int, _ look: Look = Look()) -> [StyledText] {
    // Where names would leave no room for formulas, the formulas' left sides are the names.
    if width < 36 { return symbols.flatMap { $0.spelled(for: look).wrapped(width: width, indent: 4) } }
    return rows(detail).flatMap { row in
      (StyledText(row.name.padding(to: Self.nameWidth), .muted) + row.text).spelled(for: look)
        .wrapped(width: width, indent: Self.nameWidth + 2)
    }
  }

  private func rows(_ detail: Detail) -> [RuleRow] {
    guard let sample = run.sample(at: step), let update = run.moment(at: step).update else { return beginning }
    let before = run.momentBefore(step).classic
    let after = run.moment(at: step).classic
    let point = PerceptronRun.points[sample]
    let target = run.targets[sample]
    let sum = StyledText(number(update.weightedSum), .accent)
    let parts = StyledText("\(number(before.w1))·\(number(point.x))\(added(before.w2, point.y))\(added(before.b))")
    let side = "z \(update.weightedSum >= 0 ? "≥" : "<") 0".tied
    let errorRole: Role = update.error == 0 ? .good : .bad
    var rows = [
      RuleRow("input", StyledText("x = \(vector(point.x, point.y)), target t = \(target)")),
      RuleRow(
        "sum",
        StyledText(detail == .full ? "z = w·x + b = " : "z = ", .muted) + parts + StyledText(" =\u{A0}") + sum
      ),
    ]
    if let words = rounding(before, at: point) {
      rows.append(RuleRow("", StyledText("\(words), exactly, z = 0", .warning)))
    }
    if detail == .full {
      rows += [
        RuleRow("predict", StyledText("\(side), so ŷ = ") + StyledText("\(update.prediction)", .accent)),
        RuleRow(
          "error",
          StyledText("e = t − ŷ = \(target) − \(update.prediction) = ")
            + StyledText(number(Double(update.error)), errorRole)
        ),
      ]
    } else {
      rows.append(
        RuleRow(
          "predict",
          StyledText("\(side): ŷ = \(update.prediction), ") + StyledText("e = t−ŷ = ".tied)
            + StyledText(number(Double(update.error)), errorRole)
        )
      )
    }
    rows += changes(update, detail)
    rows += now(after, detail)
    if update.error != 0, detail != .least { rows.append(RuleRow("line", move(from: before, to: after, point))) }
    return rows
  }

  /// Δw and Δb.
  private func changes(_ update: PerceptronUpdate, _ detail: Detail) -> [RuleRow] {
    guard update.error != 0 else { return [RuleRow("change", "none: the sample is classified correctly.")] }
    let weights = StyledText(vector(update.weightChanges[0], update.weightChanges[1], signed: true).tied, .accent)
    let bias = StyledText(signed(update.biasChange), .accent)
    switch detail {
    case .full:
      return [
        RuleRow(
          "change",
          StyledText("Δw = η·e·x = ".tied, .muted) + weights + "  " + StyledText("Δb = η·e = ".tied, .muted) + bias
        )
      ]
    case .brief:
      return [
        RuleRow("change", StyledText("Δw = η·e·x = ", .muted) + weights),
        RuleRow("", StyledText("Δb = η·e = ", .muted) + bias),
      ]
    case .least:
      return [
        RuleRow("change", StyledText("Δw = ".tied, .muted) + weights + " " + StyledText("Δb = ".tied, .muted) + bias)
      ]
    }
  }

  /// The weights after the step: the rule's, and the variant's where it has its own.
  private func now(_ after: Boundary, _ detail: Detail) -> [RuleRow] {
    guard settings.variant == .classic else {
      return [RuleRow("rule's", weights(after)), RuleRow(settings.variant.owner, weights(line))]
    }
    let places = crossings(after)
    let crossing = detail == .full && !places.isEmpty ? StyledText(", crosses \(places)", .muted) : StyledText()
    return [RuleRow("now", weights(after) + crossing)]
  }

  private func weights(_ line: Boundary) -> StyledText {
    StyledText("w = \(vector(line.w1, line.w2)), ".replacing("= ", with: "=\u{A0}") + "b = \(number(line.b))".tied)
  }

  private var beginning: [RuleRow] {
    let line = run.moment(at: step).classic
    return [
      RuleRow("start", weights(line)),
      RuleRow("rule", "ŷ = 1 if w·x + b ≥ 0, else 0"),
      RuleRow("", "Δw = η·(t − ŷ)·x"),
      RuleRow("", StyledText("Δb = η·(t − ŷ), ") + StyledText("η = \(number(settings.learningRate))".tied)),
      RuleRow("", StyledText("s presents the first sample.", .muted)),
    ]
  }

  /// The rule at work in symbols alone, for the narrowest panels.
  private var symbols: [StyledText] {
    guard let sample = run.sample(at: step), let update = run.moment(at: step).update else {
      return beginning.map(\.text)
    }
    let before = run.momentBefore(step).classic
    let point = PerceptronRun.points[sample]
    let after = run.moment(at: step).classic
    var lines = [
      StyledText("x = \(vector(point.x, point.y)), t = \(run.targets[sample])"),
      StyledText("z = \(number(before.w1))·\(number(point.x))\(added(before.w2, point.y))\(added(before.b))")
        + StyledText(" =\u{A0}") + StyledText(number(update.weightedSum), .accent),
      StyledText("ŷ = \(update.prediction) (\("z \(update.weightedSum >= 0 ? "≥" : "<") 0".tied)), ")
        + StyledText("e = t−ŷ = ".tied) + StyledText(number(Double(update.error)), update.error == 0 ? .good : .bad),
    ]
    if update.error != 0 {
      lines.append(
        StyledText("Δw = ".tied, .muted)
          + StyledText(vector(update.weightChanges[0], update.weightChanges[1], signed: true).tied, .accent)
          + StyledText(" ") + StyledText("Δb = ".tied, .muted) + StyledText(signed(update.biasChange), .accent)
      )
    }
    if settings.variant != .classic { lines.append(StyledText("\(settings.variant.owner) ", .muted) + weights(line)) }
    return lines + [weights(after)]
  }

  /// What a correction did to the line, seen from the sample that asked for it.
  private func move(from before: Boundary, to after: Boundary, _ point: SIMD2<Double>) -> StyledText {
    guard let now = after.distance(to: point) else {
      return StyledText("w = 0 is no line: every point gets ŷ = \(after.b >= 0 ? 1 : 0).")
    }
    let from = before.distance(to: point).map { number($0) } ?? "none"
    let side = now < 0 ? "negative: the side of 0" : "positive: the side of 1"
    return StyledText("its distance to this sample ") + StyledText("\(from) → ".tied)
      + StyledText(number(now), .accent) + StyledText(" (\(side))", .muted)
  }

  /// Where the line crosses the axes.
  func crossings(_ line: Boundary) -> String {
    let first = line.crossingOfFirst.map { "x₁ at \(number($0))".tied }
    let second = line.crossingOfSecond.map { "x₂ at \(number($0))".tied }
    return [first, second].compactMap { $0 }.joined(separator: ", ")
  }

  /// A signed number, so that a correction is seen to be one.
  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + number(value) }

  private func vector(_ x: Double, _ y: Double, signed isSigned: Bool = false) -> String {
    (isSigned ? "(\(signed(x)), \(signed(y)))" : "(\(number(x)), \(number(y)))").tied
  }

  /// A sum's next part with its sign, held together with what it multiplies.
  private func added(_ value: Double, _ factor: Double? = nil) -> String {
    (value < 0 ? " −\u{A0}" : " +\u{A0}") + number(abs(value)) + (factor.map { "·" + number($0) } ?? "")
  }
}

extension String {
  /// The text with spaces after it up to a width.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - unicodeScalars.count))
  }
}
