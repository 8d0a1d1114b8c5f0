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
    case .learning: ("learning", .accent)
    case .plateau: ("plateau", .warning)
    case .nearlySolved: ("nearly there", .accent)
    case .solved: ("solved", .good)
    case .diverged: ("diverged", .bad)
    }
  }

  /// What is happening, the most important first.
  func words(_ settings: PlaneSettings) -> [StyledText] {
    var words = [statusWords(settings)]
    if case .diverged = status { return words }
    words += unitWords(settings)
    if let cuts = cutWords(settings) { words.append(cuts) }
    if let flow = gradientWords() { words.append(flow) }
    return words
  }

  private func statusWords(_ settings: PlaneSettings) -> StyledText {
    let size = NumberFormat.compact
    switch status {
    case .untrained:
      return StyledText("Random weights: every output is near ")
        + StyledText(NumberFormat.fixed(2).string(outputs.reduce(0, +) / Double(max(1, outputs.count))), .accent)
        + ", whatever the input."
    case .diverged(let epoch):
      return StyledText("Not a number from epoch \(NumberFormat.grouped.string(epoch)) on. ", .bad)
        + "The steps overshoot: the learning rate "
        + StyledText(size.string(settings.learningRate), .accent)
        + " is too high for this loss. Press - for a lower one, or [ to go back to before it."
    case .plateau:
      let change = recentChange.map { NumberFormat.percent(2).string(abs($0)) } ?? "0%"
      return StyledText("Plateau: ", .warning)
        + "the loss moved by only \(change) in the last fifth of the run. The gradient is small ("
        + StyledText(size.string(gradientNorms.reduce(0) { $0 + $1 * $1 }.squareRoot()), .accent)
        + ") but not zero, so there may be a slope ahead."
    case .learning:
      let wrong = isRight.count - rightCount
      return StyledText("Learning: ", .accent)
        + "\(wrong) of \(isRight.count) points \(wrong == 1 ? "is" : "are") still on the wrong side of 0.5."
    case .nearlySolved:
      let worst = worstPoint(settings)
      return StyledText("Every point is right. ", .accent)
        + "What is left of the loss comes most from (\(worst.name)), where ŷ is "
        + StyledText(NumberFormat.fixed(3).string(worst.output), .accent) + "."
    case .solved:
      return StyledText("Solved: ", .good)
        + "every output is within 0.1 of its target. The loss falls ever slower, since "
        + "the gradient shrinks with the error (now "
        + StyledText(size.string(gradientNorms.reduce(0) { $0 + $1 * $1 }.squareRoot()), .accent) + ")."
    }
  }

  private func unitWords(_ settings: PlaneSettings) -> [StyledText] {
    var words: [StyledText] = []
    let count = hidden.count
    let activation = settings.activation.displayName
    if !deadUnits.isEmpty {
      words.append(
        StyledText(
          "\(deadUnits.count) of \(count) \(activation) units \(deadUnits.count == 1 ? "is" : "are") dead",
          .bad
        )
          + " (\(names(deadUnits))): derivative 0 at every point, so \(deadUnits.count == 1 ? "it learns" : "they learn") no more."
      )
    }
    if !saturatedUnits.isEmpty {
      words.append(
        StyledText("\(names(saturatedUnits)) \(saturatedUnits.count == 1 ? "is" : "are") saturated", .warning)
          + ": at every point the derivative is below a twentieth of its greatest value."
      )
    }
    if let (first, second) = twins.first {
      words.append(
        StyledText("h\(subscripted(first + 1)) and h\(subscripted(second + 1)) are the same unit twice", .warning)
          + ": equal weights get equal gradients and stay equal."
      )
    }
    return words
  }

  /// Which points each hidden unit's line, z = 0, splits off.
  private func cutWords(_ settings: PlaneSettings) -> StyledText? {
    let points = settings.data.points
    var cuts: [String] = []
    for (index, unit) in hidden.enumerated() {
      let above = unit.preActivations.indices.filter { unit.preActivations[$0] > 0 }
      let below = unit.preActivations.indices.filter { unit.preActivations[$0] <= 0 }
      let smaller = above.count <= below.count ? above : below
      guard !smaller.isEmpty else { continue }
      let names = smaller.map { "(\(Self.name(points[$0])))" }.joined(separator: " ")
      cuts.append("h\(subscripted(index + 1)) splits off \(names)")
    }
    guard !hidden.isEmpty else { return nil }
    guard !cuts.isEmpty else {
      return "No hidden unit's line z = 0 runs between the points yet: all see them on one side."
    }
    return StyledText("The hidden layer cuts the plane: ") + StyledText(cuts.joined(separator: ", ") + ".")
  }

  private func gradientWords() -> StyledText? {
    guard gradientNorms.count > 1, let first = gradientNorms.first, let last = gradientNorms.last, first > 0,
      first.isFinite, last.isFinite
    else { return nil }
    let ratio = last / first
    let size = NumberFormat.compact
    return StyledText("Gradient: ") + StyledText(size.string(last), .accent) + " at the output layer, "
      + StyledText(size.string(first), .accent)
      + " at the first"
      + (ratio > 2 ? ", \(size.string(ratio)) times smaller: each σ′ on the way back shrinks it." : ".")
  }

  private func worstPoint(_ settings: PlaneSettings) -> (name: String, output: Double) {
    let targets = settings.data.labels.map(Double.init)
    let worst = outputs.indices.max { abs(outputs[$0] - targets[$0]) < abs(outputs[$1] - targets[$1]) } ?? 0
    return (Self.name(settings.data.points[worst]), outputs[worst])
  }

  private func names(_ units: [Int]) -> String {
    units.map { "h\(subscripted($0 + 1))" }.joined(separator: ", ")
  }

  static func name(_ point: SIMD2<Double>) -> String {
    "\(NumberFormat.compact.string(point.x)),\(NumberFormat.compact.string(point.y))"
  }
}

/// A number in subscript digits: `₁₂`.
func subscripted(_ number: Int) -> String {
  String(String.UnicodeScalarView("\(number)".unicodeScalars.compactMap { Unicode.Scalar($0.value + 0x2080 - 0x30) }))
}
