import Datasets
import NeuralNet
import Plots
import Shell
import Terminal

/// The perceptron rule, its geometry and what it cannot do, with the numbers of the state shown.
struct PerceptronExplanation: ExplanationWriter {
  var lines: [StyledText] = []

  init(run: PerceptronRun, settings: PerceptronSettings, step: Int) {
    let words = PerceptronWords(run: run, settings: settings, step: step)
    let number = NumberFormat.significant(4)
    let moment = run.moment(at: step)
    let line = moment.line(settings.variant)
    func signed(_ value: Double) -> String { (value < 0 ? " − " : " + ") + number.string(abs(value)) }

    heading("\(run.gate.title): the rule, with η = \(NumberFormat.compact.string(settings.learningRate))")
    lines.append(StyledText("  ŷ = 1 if z = w₁x₁ + w₂x₂ + b ≥ 0, else 0;  Δw = η·(t − ŷ)·x,  Δb = η·(t − ŷ)", .muted))
    if let sample = run.sample(at: step) {
      let whose = settings.variant == .classic ? "" : ", the rule's own line"
      lines.append(StyledText("  epoch \(run.epoch(at: step)), sample \(sample + 1)\(whose):", .muted))
    }
    lines += words.rule.map { StyledText("  ") + $0 }

    heading(settings.variant == .classic ? "The line" : "The line drawn and scored: \(settings.variant.lineName)")
    lines.append(
      StyledText(
        "  \(number.string(line.w1))·x₁\(signed(line.w2))·x₂\(signed(line.b)) = 0"
      )
    )
    if line.norm > 0 {
      lines.append(StyledText("  crosses \(words.crossings(line)); ‖w‖ = \(number.string(line.norm))", .muted))
      lines.append(
        StyledText(
          "  w is perpendicular to the line and points to the side where ŷ = 1; b shifts the line along w.",
          .muted
        )
      )
      let distances = PerceptronRun.points.compactMap { line.distance(to: $0) }
      for (row, distance) in distances.enumerated() {
        let isRight = line.predict(PerceptronRun.points[row]) == run.targets[row]
        lines.append(
          StyledText("  (\(PlaneDiagnosis.name(PerceptronRun.points[row]))) is ", .muted)
            + StyledText(NumberFormat.fixed(3).string(abs(distance)))
            + StyledText(" from it on the side of \(distance >= 0 ? 1 : 0), target \(run.targets[row]) ", .muted)
            + StyledText(isRight ? "✓" : "✗", isRight ? .good : .bad)
            + StyledText(words.rounding(line, at: PerceptronRun.points[row]).map { "  \($0)" } ?? "", .warning)
        )
      }
    } else {
      lines.append(StyledText("  w = 0: there is no line; every point gets ŷ = \(line.b >= 0 ? 1 : 0)", .muted))
    }

    heading(
      "What must hold for each point" + (settings.variant == .classic ? "" : ": \(settings.variant.lineName)")
    )
    for demand in words.demands {
      lines.append(
        StyledText("  \(demand.text)", .text)
          + StyledText(String(repeating: " ", count: max(1, 18 - demand.text.unicodeScalars.count)))
          + StyledText("now \(number.string(demand.value)) ", .muted)
          + StyledText(demand.isMet ? "✓" : "✗", demand.isMet ? .good : .bad)
      )
    }
    if let contradiction = words.contradiction {
      lines.append(StyledText("  ") + contradiction)
      lines.append(
        StyledText("  A network with a hidden layer can: ", .muted)
          + StyledText("Enter", .accent, .bold) + StyledText(" trains one on these four points.", .muted)
      )
    }

    heading("The run so far")
    lines.append(StyledText("  ") + words.verdict)
    lines += Self.variants(run, moment)
  }

  private static func variants(_ run: PerceptronRun, _ moment: PerceptronRun.Moment) -> [StyledText] {
    PerceptronVariant.allCases.map { variant in
      let line = moment.line(variant)
      let says =
        switch variant {
        case .classic: "the line that the rule updates"
        case .pocket: "the line with the fewest errors so far (Gallant, 1990)"
        case .averaged: "the mean of all lines so far (Freund and Schapire, 1999)"
        }
      let right = run.rightCount(line)
      return StyledText("  \(variant.rawValue): ")
        + StyledText("\(right)/\(run.targets.count)", right == 4 ? .good : .warning)
        + StyledText(" right, \(says)", .muted)
    }
  }
}
