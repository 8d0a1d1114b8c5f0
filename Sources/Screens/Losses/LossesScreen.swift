import NeuralNet
import Plots
import Terminal

/// `dlviz losses`: losses and their derivatives, over the prediction, over the logit, and softmax cross-entropy.
public struct LossesScreen: Screen, OverlaidScreen {
  /// Nothing is heard from a worker.
  public typealias Message = Never
  /// Nothing is asked of a worker.
  public typealias Effect = Never

  /// What the panels show.
  public enum Page: Int, CaseIterable, Hashable, Sendable {
    /// Losses as functions of the prediction ŷ.
    case prediction
    /// The same of σ(z), as functions of the logit z.
    case logit
    /// Softmax cross-entropy of a few logits.
    case softmax
  }

  /// The panels, in reading order: on the softmax page logits, probabilities and gradients as bars.
  enum PanelKind: Int, CaseIterable, Hashable, Sendable {
    case value, derivative, third, table, words, derivation
  }

  /// The numbers of losses on the first two pages.
  static let slots = 5
  /// What `r` gives the softmax page.
  public static let defaultLogits = [2.0, 1.0, 0.1, -1.0]
  /// How few and how many classes there can be.
  static let classRange = 3...10
  /// The ends of a logit's bar.
  static let logitLimit = 10.0

  var page: Page
  /// The prediction and the logit that are read.
  var cursor: Double = 0.25
  var logit: Double = -3
  /// y.
  var target: Double = 1
  /// Huber's δ.
  var delta: Double = 1
  var isVisible = [Bool](repeating: true, count: LossesScreen.slots)
  var predictionRange = LossesRange.predictions[1]
  var logitRange = LossesRange.logits[1]
  var isLogarithmic = false

  var logits = LossesScreen.defaultLogits
  var targetClass = 0
  var selectedClass = 1
  var seed: UInt64 = 42

  var size = Size(80, 24)
  var focusedControls: [Page: Int] = [:]
  var focusedPanel = PanelKind.value
  var isZoomed = false
  var overlay = OverlayState()
  /// Where the mouse reads, in place of the cursor.
  var hovered: Double?
  var notice: String?

  /// A screen before its first event.
  /// - Parameters:
  ///   - target: y, any number; BCE is drawn where 0 ≤ y ≤ 1.
  ///   - delta: Huber's δ, above 0.
  ///   - logits: three to ten of them, for the softmax page.
  public init(
    page: Page = .prediction,
    target: Double = 1,
    delta: Double = 1,
    logits: [Double] = LossesScreen.defaultLogits
  ) {
    precondition(
      Self.classRange.contains(logits.count),
      "expected \(Self.classRange.lowerBound) to \(Self.classRange.upperBound) logits, found \(logits.count)"
    )
    self.page = page
    self.target = target
    self.delta = delta
    self.logits = logits
  }

  /// `losses`.
  public var name: String { "losses" }

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
  var place: Double { hovered ?? (page == .logit ? logit : cursor) }

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
