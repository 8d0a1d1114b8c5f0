import NeuralNet
import Plots
import Shell
import Terminal

/// Every derivative line by line, with the numbers at the cursor.
struct LossesExplanation {
  let lines: [StyledText]

  init(_ screen: LossesScreen) {
    var writer = Writer(screen: screen)
    switch screen.page {
    case .prediction: writer.writePrediction()
    case .logit: writer.writeLogit()
    case .softmax: writer.writeSoftmax()
    }
    lines = writer.lines
  }

  private struct Writer: ExplanationWriter {
    let screen: LossesScreen
    var lines: [StyledText] = []

    private func number(_ value: Double) -> String { NumberFormat.significant(4).string(value) }
    /// A number that follows an operator.
    private func operand(_ value: Double) -> String { value < 0 ? "(\(number(value)))" : number(value) }

    private mutating func line(_ text: String, _ result: String? = nil, _ role: Role = .muted) {
      lines.append(StyledText("  " + text, role) + (result.map { StyledText($0, .accent) } ?? StyledText()))
    }

    mutating func writePrediction() {
      for (_, loss) in screen.shownLosses {
        heading("\(loss.displayName): \(loss.formula)")
        guard let reading = screen.reading(loss, at: screen.place) else {
          line("ŷ = \(number(screen.place)) is not a probability, from 0 to 1")
          continue
        }
        write(reading)
      }
      guard (0...1).contains(screen.target) else { return }
      heading("BCE is unbounded")
      lines.append(
        StyledText("  ") + LossesWords.clamping(target: screen.target, isHere: screen.isAtFloor(screen.place))
      )
    }

    /// L and dL/dŷ of one loss.
    private mutating func write(_ reading: LossReading) {
      let (x, y) = (reading.prediction, screen.target)
      let difference = x - y
      switch reading.loss {
      case .mse:
        line("L = (\(number(x)) − \(operand(y)))² = ", number(reading.value))
        line("d/dŷ (ŷ − y)² = 2·(ŷ − y)·1, by the chain rule")
        line("      = 2·\(operand(difference)) = ", number(reading.derivative))
      case .mae:
        line("L = |\(number(x)) − \(operand(y))| = ", number(reading.value))
        line("d/dŷ |ŷ − y| = sign(ŷ − y); at the corner, where it is undefined, 0")
        line("      = sign(\(number(difference))) = ", number(reading.derivative))
      case .huber(let delta):
        let isNear = abs(difference) <= delta
        line(
          "|ŷ − y| = \(number(abs(difference))) \(isNear ? "≤" : ">") δ = \(number(delta)): \(isNear ? "squared" : "linear")"
        )
        line(
          isNear
            ? "L = \(operand(difference))²/2 = "
            : "L = δ·(|ŷ − y| − δ/2) = \(number(delta))·(\(number(abs(difference))) − \(number(delta / 2))) = ",
          number(reading.value)
        )
        line(isNear ? "d/dŷ (ŷ − y)²/2 = ŷ − y = " : "d/dŷ δ·|ŷ − y| = δ·sign(ŷ − y) = ", number(reading.derivative))
      case .bce where screen.isAtFloor(x):
        let (floor, p) = (NumberFormat.compact.string(Loss.probabilityFloor), x < 0.5 ? "ŷ" : "1 − ŷ")
        line("−ln(\(p)) grows without bound as \(p) → 0; with \(p) kept ≥ \(floor), L = ", number(reading.value))
        line("dL/dŷ = −y/ŷ + (1 − y)/(1 − ŷ), with the same floor = ", number(reading.derivative))
      case .bce where x == y && (y == 0 || y == 1):
        line("L = −ln 1 = ", number(reading.value))
        line(
          "dL/dŷ = \(y == 1 ? "−y/ŷ, from the left, where ŷ < 1" : "(1 − y)/(1 − ŷ), from the right, where ŷ > 0") = ",
          number(reading.derivative)
        )
        line("beyond this end ŷ is not a probability, so the slope here is one-sided, not 0")
      case .bce:
        line("L = −\(number(y))·ln \(number(x)) − \(number(1 - y))·ln \(number(1 - x)) = ", number(reading.value))
        line("dL/dŷ = −y/ŷ + (1 − y)/(1 − ŷ) = (ŷ − y) / (ŷ·(1 − ŷ))")
        line("      = \(operand(difference)) / (\(number(x))·\(number(1 - x))) = ", number(reading.derivative))
      case .hinge:
        let side = y > 0 ? 1.0 : -1
        line("s = \(side > 0 ? "+1, as y > 0" : "−1, as y ≤ 0"): hinge has targets ±1, and ŷ is a score")
        line("L = max(0, 1 − \(operand(side))·\(operand(x))) = ", number(reading.value))
        line(
          side * x < 1
            ? "s·ŷ = \(number(side * x)) < 1, inside the margin: dL/dŷ = −s = "
            : "s·ŷ = \(number(side * x)) ≥ 1, beyond the margin: dL/dŷ = ",
          number(reading.derivative)
        )
      default:
        line("L = ", number(reading.value))
      }
    }

    mutating func writeLogit() {
      let z = screen.place
      let prediction: Double = Activation.sigmoid.value(at: z)
      let steepness: Double = Activation.sigmoid.derivative(atInput: z)
      heading("The sigmoid at z = \(number(z))")
      line("ŷ = σ(z) = 1/(1 + e⁻ᶻ) = ", number(prediction))
      line("dŷ/dz = σ′(z) = ŷ·(1 − ŷ) = \(number(prediction))·\(number(1 - prediction)) = ", number(steepness))
      for (_, loss) in screen.shownLosses {
        guard let reading = screen.reading(loss, at: z) else { continue }
        heading("\(loss.displayName), y = \(number(screen.target))")
        line("L = ", number(reading.value))
        switch loss {
        case .bce:
          line("dL/dz = dL/dŷ · dŷ/dz = (ŷ − y)/(ŷ·(1 − ŷ)) · ŷ·(1 − ŷ): σ′ cancels")
          line("      = ŷ − y = \(number(prediction)) − \(operand(screen.target)) = ", number(reading.slope))
          line("computed from z: L = \(Loss.bceWithLogits.formula.dropFirst(4))")
        case .hinge:
          line("takes z itself as the score: dL/dz = ", number(reading.slope))
        default:
          line("dL/dz = dL/dŷ · dŷ/dz, with \(loss.derivativeFormula)")
          line("      = \(number(reading.derivative)) · \(number(steepness)) = ", number(reading.slope))
        }
      }
      heading("What follows")
      for words in LossesWords(screen).words { lines.append(StyledText("  ") + words) }
    }

    mutating func writeSoftmax() {
      let all = screen.crossEntropy
      let greatest = screen.logits.max() ?? 0
      heading("Softmax: pₖ = e^(zₖ − max) / Σ e^(zⱼ − max), max = \(number(greatest))")
      let names = screen.logits.indices.map { subscripted($0 + 1) }
      for (index, logit) in screen.logits.enumerated() {
        line(
          "p\(names[index]) = e^(\(number(logit)) − \(operand(greatest))) / Σ = e^\(operand(logit - greatest)) / Σ = ",
          number(all.probabilities[index])
        )
      }
      let target = screen.targetClass
      heading("Loss: L = −Σ yₖ·ln pₖ, where y is 1 for class \(target + 1), else 0")
      line("L = −ln p\(names[target]) = −z\(names[target]) + max + ln Σ = ", number(all.loss))
      line("written with ln Σ it stays finite even where p underflows to 0")
      heading("Gradient: dL/dzₖ = pₖ − yₖ")
      line("L = −zₜ + ln Σ e^zⱼ for the target t; d(ln Σ e^zⱼ)/dzₖ = e^zₖ/Σ e^zⱼ = pₖ; d(−zₜ)/dzₖ = −1 if k = t")
      for index in screen.logits.indices {
        line(
          "dL/dz\(names[index]) = \(number(all.probabilities[index])) − \(index == target ? 1 : 0) = ",
          number(all.gradient[index])
        )
      }
      line("their sum is ", number(abs(all.gradient.reduce(0, +)) < 1e-12 ? 0 : all.gradient.reduce(0, +)))
      heading("What it means")
      for words in LossesWords(screen).words { lines.append(StyledText("  ") + words) }
    }
  }
}
