import NeuralNet
import Plots
import Terminal

/// What the losses at the cursor mean, computed from their numbers.
struct LossesWords {
  private let screen: LossesScreen

  init(_ screen: LossesScreen) { self.screen = screen }

  private func number(_ value: Double) -> String { NumberFormat.compact.string(value) }

  /// The page's words, the most important first.
  var words: [StyledText] {
    switch screen.page {
    case .prediction: predictionWords
    case .logit: logitWords
    case .softmax: softmaxWords
    }
  }

  // MARK: Over the prediction

  private var predictionWords: [StyledText] {
    let x = screen.place
    let target = screen.target
    var words: [StyledText] = []
    if !(0...1).contains(target) {
      words.append("BCE is not drawn: its target must be a probability, and \(number(target)) is not.")
    } else if !(0...1).contains(x) {
      words.append("BCE is defined from 0 to 1: ŷ = \(number(x)) is not a probability.")
    } else if !screen.isAtFloor(x) {
      words.append(bcePush(LossReading(.bce, prediction: x, target: target), x))
    }
    if (0...1).contains(target) { words.append(Self.clamping(target: target, isHere: screen.isAtFloor(x))) }
    words.append(
      StyledText("Hinge takes y = \(number(target)) as s = \(target > 0 ? "+1" : "−1") ", .muted)
        + StyledText("(+1 if y > 0, else −1) and ŷ as a score: 0 where s·ŷ ≥ 1.", .muted)
    )
    return words
  }

  /// BCE's slope beside MSE's, at a prediction where neither is made by the floor.
  private func bcePush(_ bce: LossReading, _ x: Double) -> StyledText {
    let target = screen.target
    let mse = LossReading(.mse, prediction: x, target: target)
    guard abs(mse.slope) <= 1e-12 else {
      return StyledText("BCE's slope is ") + StyledText(number(abs(bce.slope / mse.slope)), .accent)
        + StyledText(" times MSE's.")
    }
    if bce.slope == 0 { return "On target: MSE's slope is 0, and so is BCE's." }
    return StyledText("On target: MSE's slope is 0, BCE's is ") + StyledText(number(bce.slope), .accent)
      + StyledText(", from the \(target == 1 ? "left" : "right") only: its curve ends here.")
  }

  /// What becomes of BCE where its logarithm has no end, with the library's own floor.
  static func clamping(target: Double, isHere: Bool = false) -> StyledText {
    let floor = NumberFormat.compact.string(Loss.probabilityFloor)
    let ends: [Double] = [0, 1].filter { $0 != target }
    let places = ends.map { NumberFormat.compact.string($0) }.joined(separator: " and ")
    let kept = ends.map { $0 == 0 ? "ŷ" : "1 − ŷ" }.joined(separator: " and ")
    let most = ends.map { end -> String in
      let value: Double = Loss.bce.value(prediction: end, target: target)
      return NumberFormat.significant(4).string(value)
    }.joined(separator: " and ")
    let whither =
      isHere ? "The true BCE is infinite here; " : "The true BCE goes to infinity at ŷ = \(places); here "
    return StyledText(whither, .warning)
      + StyledText("\(kept) \(ends.count == 1 ? "is" : "are") kept ≥ \(floor), so it stops at ")
      + StyledText(most, .accent) + "."
  }

  // MARK: Over the logit

  private var logitWords: [StyledText] {
    let z = screen.place
    let target = screen.target
    let mse = LossReading(.mse, logit: z, target: target)
    let bce = LossReading(.bce, logit: z, target: target)
    var words: [StyledText] = []
    let steepness = mse.steepness ?? 0
    words.append(
      StyledText("σ(\(number(z))) = ") + StyledText(NumberFormat.significant(4).string(mse.prediction), .accent)
        + StyledText(", σ′ = ") + StyledText(NumberFormat.significant(4).string(steepness), .accent)
        + StyledText(steepness < 0.05 ? ": saturated." : " of 0.25.")
    )
    guard (0...1).contains(target) else {
      return words + ["BCE is not drawn: its target must be a probability, and \(number(target)) is not."]
    }
    words.append(
      StyledText("dL/dz: ", .muted) + StyledText("MSE 2(ŷ − y)·σ′ = ") + StyledText(number(mse.slope), .accent)
        + StyledText(", BCE ŷ − y = ") + StyledText(number(bce.slope), .accent) + "."
    )
    let error = abs(mse.prediction - target)
    if error > 0.5, abs(mse.slope) > 0 {
      words.append(
        StyledText("Wrong by \(number(error)), yet MSE's slope is ", .warning)
          + StyledText(number(abs(bce.slope / mse.slope)), .accent)
          + StyledText(" times smaller", .warning)
          + ": its factor σ′ vanishes where σ is flat; in BCE it cancels."
      )
    } else if error > 0.5 {
      words.append(
        StyledText("Wrong by \(number(error)), and MSE's slope is 0 to the last digit", .warning)
          + ": nothing is learned. In BCE σ′ cancels, which leaves \(number(bce.slope))."
      )
    } else if error < 1e-9 {
      words.append("On target: ŷ = y, so both slopes are 0 and nothing is left to learn.")
    } else if target == 0 || target == 1 {
      words.append(
        "ŷ is on the right side of 0.5, so both slopes may be small. Move z to the wrong side to see them differ."
      )
    } else {
      words.append(
        "Off by \(number(error)): both slopes lead back to ŷ = \(number(target)). Far out, where σ is flat, MSE's vanishes."
      )
    }
    words.append(
      StyledText("Hinge takes z itself as the score; BCE is computed from z, so ln 0 never occurs.", .muted)
    )
    return words
  }

  // MARK: Softmax

  private var softmaxWords: [StyledText] {
    let all = screen.crossEntropy
    let target = screen.targetClass
    let selected = screen.selectedClass
    let exact = NumberFormat.significant(4)
    let (y, s) = (subscripted(target + 1), subscripted(selected + 1))
    let count = screen.logits.count
    let guess = screen.uniformLoss
    var words: [StyledText] = [
      StyledText("L = −ln p\(y) = −ln \(exact.string(all.probabilities[target])) = ")
        + StyledText(exact.string(all.loss), .accent)
        + StyledText("; guessing among \(count) classes costs ln \(count) = \(exact.string(guess)).", .muted)
    ]
    let slope = all.gradient[selected]
    words.append(
      StyledText(
        "dL/dz\(s) = p\(s) − y\(s) = \(exact.string(all.probabilities[selected])) − \(selected == target ? 1 : 0) = "
      )
        + StyledText(exact.string(slope), .accent)
        + StyledText(
          slope > 0
            ? ": raising z\(s) raises the loss, so a step lowers z\(s)."
            : slope < 0 ? ": raising z\(s) lowers the loss, so a step raises z\(s)." : ": nothing to change.",
          .muted
        )
    )
    words.append(
      StyledText("The gradient sums to 0", .text)
        + StyledText(
          ": a step raises the target's logit by as much as it lowers the others' together, each by its probability.",
          .muted
        )
    )
    words.append(
      StyledText(
        "Only differences matter: the largest logit, \(number(screen.logits.max() ?? 0)), is subtracted before e^z, so nothing overflows.",
        .muted
      )
    )
    return words
  }
}

extension LossesScreen {
  /// The loss of equal probabilities, ln K.
  var uniformLoss: Double {
    softmaxCrossEntropy(logits: logits.map { _ in 0 }, label: targetClass).loss
  }
}
