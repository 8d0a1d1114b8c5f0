import NeuralNet
import Plots
import Shell
import Terminal

/// `dlviz losses`: losses and their derivatives, over the prediction, over the logit, and softmax cross-entropy.
public struct LossesScreen: TextScreen {
  /// What is heard from the worker.
  public typealias Message = Never
  /// What is asked of the worker.
  public typealias Effect = Never
  /// The pages.
  public typealias Page = LossesPage

  /// The panels, in reading order: on the softmax page logits, probabilities and gradients as bars.
  public enum PanelID: Hashable, Sendable {
    case value, derivative, third, table, words, derivation
  }

  /// The number of losses on the first two pages.
  static let slots = 5
  /// The ends of a logit's bar.
  static let logitLimit = 10.0

  /// What the shell keeps for the screen.
  public var shell: ShellState<LossesPage, PanelID>
  /// The prediction and the logit that are read.
  var cursor = LossesParameters.place(on: .prediction).defaultValue
  var logit = LossesParameters.place(on: .logit).defaultValue
  /// y.
  public internal(set) var target = LossesParameters.target.defaultValue
  /// Huber's δ.
  public internal(set) var delta = LossesParameters.delta.defaultValue
  var isVisible = [Bool](repeating: true, count: LossesScreen.slots)
  var predictionRange = LossesRange.predictions[1]
  var logitRange = LossesRange.logits[1]
  var isLogarithmic = false

  var logits = LossesParameters.logits
  var targetClass = 0
  var selectedClass = 1
  var seed: UInt64 = 42
  /// Where the mouse reads, in place of the cursor.
  var hovered: Double?
  /// How many points a curve has in `--json`.
  public var pointCount = LossesParameters.points.defaultValue

  /// A screen before its first event.
  /// - Parameters:
  ///   - target: y, any number; BCE is drawn where 0 ≤ y ≤ 1.
  ///   - delta: Huber's δ, above 0.
  ///   - logits: three to ten of them, for the softmax page.
  public init(
    page: LossesPage = .prediction,
    target: Double = LossesParameters.target.defaultValue,
    delta: Double = LossesParameters.delta.defaultValue,
    logits: [Double] = LossesParameters.logits
  ) {
    precondition(
      LossesParameters.classes.accepts(logits.count),
      "expected \(LossesParameters.classes.expected) of logits, found \(logits.count)"
    )
    shell = ShellState(page: page, panel: .value)
    self.target = target
    self.delta = delta
    self.logits = logits
  }

  /// The short name.
  public var name: String { "losses" }

  /// The page in front.
  var page: LossesPage { shell.page }

  /// The command that shows this again.
  public var reproducingCommand: String? {
    let number = { (value: Double) in "\(value)" }
    if page == .softmax {
      return
        "dlviz losses softmax --logits \(logits.map(number).joined(separator: ",")) --target-class \(targetClass + 1)"
    }
    return "dlviz losses \(page.rawValue) --at \(number(place)) --target \(number(target)) --delta \(number(delta))"
  }

  /// The losses of the first two pages in the order of their numbers.
  var losses: [Loss] { [.mse, .mae, .huber(delta: delta), .bce, .hinge] }

  /// The losses that are drawn, with their numbers from 0.
  ///
  /// BCE wants a target that is a probability; for another there is no such loss.
  var shownLosses: [(slot: Int, loss: Loss)] {
    losses.enumerated().filter { isVisible[$0.offset] && ($0.element != .bce || (0...1).contains(target)) }
      .map { (slot: $0.offset, loss: $0.element) }
  }

  /// The range of the page's x axis.
  var range: LossesRange { page == .logit ? logitRange : predictionRange }

  /// Where the losses are read: ŷ or z.
  var place: Double { (shell.pointer == nil ? nil : hovered) ?? (page == .logit ? logit : cursor) }

  /// What a loss says at an x of the page; nil outside its domain.
  func reading(_ loss: Loss, at x: Double) -> LossReading? {
    if page == .logit { return LossReading(loss, logit: x, target: target) }
    if loss == .bce, !(0...1).contains(x) { return nil }
    return LossReading(loss, prediction: x, target: target)
  }

  /// Whether BCE at a prediction is what the floor under its logarithm makes of infinity.
  func isAtFloor(_ prediction: Double) -> Bool {
    (prediction >= 0 && prediction < Loss.probabilityFloor && target > 0)
      || (prediction <= 1 && 1 - prediction < Loss.probabilityFloor && target < 1)
  }

  /// Softmax cross-entropy of the logits.
  var crossEntropy: (loss: Double, probabilities: [Double], gradient: [Double]) {
    softmaxCrossEntropy(logits: logits, label: targetClass)
  }
}

/// A choice of the x axis's ends, and how far a key moves the cursor in it.
struct LossesRange: Hashable, Sendable {
  let ends: ClosedRange<Double>
  /// Cursor places in a unit.
  let perUnit: Double

  static let predictions = [
    LossesRange(ends: 0...1, perUnit: 100), LossesRange(ends: -1...2, perUnit: 20),
    LossesRange(ends: -4...5, perUnit: 10),
  ]
  static let logits = [
    LossesRange(ends: -4...4, perUnit: 20), LossesRange(ends: -8...8, perUnit: 10),
    LossesRange(ends: -16...16, perUnit: 5), LossesRange(ends: -40...40, perUnit: 2),
  ]

  /// How the range reads.
  var name: String {
    "\(NumberFormat.compact.string(ends.lowerBound)) to \(NumberFormat.compact.string(ends.upperBound))"
  }

  /// A place moved by so many steps, on the grid and within the ends.
  func moved(_ place: Double, by steps: Int) -> Double {
    // Dividing by whole steps in a unit keeps 0.3 at 0.3.
    let moved = ((place * perUnit).rounded() + Double(steps)) / perUnit
    return min(max(moved, ends.lowerBound), ends.upperBound)
  }
}
