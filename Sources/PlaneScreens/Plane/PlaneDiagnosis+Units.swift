import Datasets
import NeuralNet
import Plots
import Training

extension PlaneDiagnosis {
  /// Units that move the next layer by less than a fiftieth of what the strongest does.
  var idleUnits: [Int] {
    let most = hidden.map(\.influence).max() ?? 0
    guard hidden.count > 1, most > 0, most.isFinite else { return [] }
    return hidden.indices.filter { hidden[$0].influence < most / 50 && !deadUnits.contains($0) }
  }

  /// What is wrong with units.
  func unitWords(_ settings: PlaneSettings) -> [StyledText] {
    var words: [StyledText] = []
    let activation = settings.activation.displayName
    if !deadUnits.isEmpty {
      let isOne = deadUnits.count == 1
      words.append(
        StyledText("\(deadUnits.count) of \(hidden.count) \(activation) units \(isOne ? "is" : "are") dead", .bad)
          + " (\(names(deadUnits))): \(isOne ? "its" : "their") derivative is 0 at every point, so \(isOne ? "it gets" : "they get") no gradient."
      )
    }
    if !saturatedUnits.isEmpty {
      words.append(
        StyledText("\(names(saturatedUnits)) \(saturatedUnits.count == 1 ? "is" : "are") saturated", .warning)
          + ": at every point the derivative is less than a twentieth of its maximum."
      )
    }
    if let (first, second) = twins.first {
      words.append(
        StyledText("h\(subscripted(first + 1)) and h\(subscripted(second + 1)) are identical", .warning)
          + ": units with equal weights get equal gradients and stay equal."
      )
    }
    return words
  }

  /// Units whose line z = 0 splits the same points off.
  private struct Cut {
    var units: [Int]
    var rows: [Int]
  }

  /// Which points each hidden unit's line, z = 0, splits off; units that cut alike stand together.
  func cutWords(_ settings: PlaneSettings) -> StyledText? {
    guard !hidden.isEmpty, settings.activation != .identity else { return nil }
    let idle = status == .untrained ? [] : idleUnits
    let cuts = self.cuts(without: idle)
    guard !cuts.isEmpty else {
      return "No hidden unit separates the points: all lie on one side of every unit's line z = 0."
    }
    let points = settings.data.points
    func places(_ rows: [Int]) -> String { rows.map { "(\(Self.name(points[$0])))" }.joined(separator: " ") }
    let parts = cuts.map { cut in
      let who = cut.units.count > 3 ? "\(cut.units.count) units" : names(cut.units)
      return "\(who) \(cut.units.count == 1 ? "separates" : "separate") \(places(cut.rows))"
    }
    var text = "The hidden layer divides the plane: " + parts.joined(separator: ", ") + "."
    if status == .solved, let rest = betweenTwoCuts(cuts, settings) {
      text += " Between the lines lie \(places(rest)), where ŷ is \(settings.data.labels[rest[0]])."
    }
    if idle.count == 1, let unit = idle.first {
      text +=
        " \(names(idle)) hardly matters: its weight to \(settings.hidden.count > 1 ? "the next layer" : "ŷ") is "
        + "\(Self.number(hidden[unit].outgoingWeight)), the largest \(Self.number(largestWeight))."
    } else if !idle.isEmpty {
      text +=
        " \(idle.count > 3 ? "\(idle.count) units" : names(idle)) hardly matter: their weights to the next layer are small."
    }
    return StyledText(text)
  }

  private var largestWeight: Double { hidden.map { abs($0.outgoingWeight) }.max() ?? 0 }

  private func cuts(without idle: [Int]) -> [Cut] {
    var cuts: [Cut] = []
    for (index, unit) in hidden.enumerated() where !idle.contains(index) {
      let above = unit.preActivations.indices.filter { unit.preActivations[$0] > 0 }
      let below = unit.preActivations.indices.filter { unit.preActivations[$0] <= 0 }
      // Of two halves the one with the first point, so that both signs of one line count as one.
      let smaller =
        above.count == below.count ? (above.first == 0 ? above : below) : above.count < below.count ? above : below
      guard !smaller.isEmpty else { continue }
      if let same = cuts.firstIndex(where: { $0.rows == smaller }) {
        cuts[same].units.append(index)
      } else {
        cuts.append(Cut(units: [index], rows: smaller))
      }
    }
    return cuts
  }

  /// The two points between two lines that split one point off each, when the classes agree with that.
  private func betweenTwoCuts(_ cuts: [Cut], _ settings: PlaneSettings) -> [Int]? {
    let labels = settings.data.labels
    guard cuts.count == 2, cuts.allSatisfy({ $0.rows.count == 1 }) else { return nil }
    let outside = cuts.flatMap(\.rows)
    let inside = labels.indices.filter { !outside.contains($0) }
    guard inside.count == 2, labels[outside[0]] == labels[outside[1]], labels[inside[0]] == labels[inside[1]],
      labels[inside[0]] != labels[outside[0]]
    else { return nil }
    return inside
  }

  /// What becomes of the gradient on its way to the first layer.
  func gradientWords() -> StyledText? {
    guard gradientNorms.count > 1, let first = gradientNorms.first, let last = gradientNorms.last, first > 0,
      first.isFinite, last.isFinite, gradientNorm > 1e-12
    else { return nil }
    let words =
      StyledText("Gradient: ") + StyledText(Self.number(last), .accent) + " at the output layer, "
      + StyledText(Self.number(first), .accent) + " at the first"
    let ratio = last / first
    guard ratio > 2 || ratio < 0.5 else { return words + "." }
    let factor = Self.number(ratio > 2 ? ratio : 1 / ratio)
    let result = words + ", \(factor) times \(ratio > 2 ? "smaller" : "larger")"
    // The reason is told only where its own figures give the ratio, near enough.
    let explained = (0..<(gradientNorms.count - 1)).reduce(1.0) { product, _ in product * meanSlope * meanWeight }
    guard explained > 0, (0.5...2).contains(explained * ratio) else { return result + "." }
    return result + ": on the way back it is multiplied by f′(z), " + StyledText(Self.number(meanSlope), .accent)
      + " on average now, and by the weights, " + StyledText(Self.number(meanWeight), .accent) + "."
  }

  private func names(_ units: [Int]) -> String {
    let names = units.map { "h\(subscripted($0 + 1))" }
    guard names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }
}
