import NeuralNet
import Plots

/// An optimizer's update in formulas, and how far it moves a weight, with the numbers of a run.
///
/// The rules and their constants are PyTorch's; g is the gradient of the mini-batch's mean loss, t counts the optimizer's steps from 1.
struct OptimizerRule {
  private let training: ClassifierSettings
  private let learningRate: Double

  /// - Parameter learningRate: η of the next step, after the schedule.
  init(_ training: ClassifierSettings, learningRate: Double) {
    self.training = training
    self.learningRate = learningRate
  }

  private static func text(_ value: Double) -> String { NumberFormat.compact.string(value) }

  /// The rule, a line each thing.
  var formulas: [String] {
    let adam = "m ← 0.9·m + 0.1·g, v ← 0.999·v + 0.001·g²; m′ = m/(1 − 0.9^t), v′ = v/(1 − 0.999^t); "
    var lines: [String] =
      switch training.optimizer {
      case .sgd: ["w ← w − η·g"]
      case .momentum(let momentum): ["v ← \(Self.text(momentum))·v + g, w ← w − η·v"]
      case .nesterov(let momentum):
        ["v ← \(Self.text(momentum))·v + g, w ← w − η·(g + \(Self.text(momentum))·v)"]
      case .rmsprop: ["v ← 0.99·v + 0.01·g², w ← w − η·g/(√v + ε)"]
      case .adagrad: ["v ← v + g², w ← w − η·g/(√v + ε)"]
      case .adam: [adam + "w ← w − η·m′/(√v′ + ε)"]
      case .adamw: [adam + "w ← (1 − η·\(Self.text(training.l2)))·w − η·m′/(√v′ + ε)"]
      case .nadam:
        [
          "m ← 0.9·m + 0.1·g, v ← 0.999·v + 0.001·g²; v′ = v/(1 − 0.999^t); "
            + "w ← w − η·(c·g + d·m)/(√v′ + ε), where c and d correct Nesterov's look ahead for the first steps"
        ]
      case .muon:
        [
          "m ← 0.95·m + 0.05·g, u = 0.05·g + 0.95·m for each layer's weights; "
            + "w ← (1 − η·\(Self.text(training.l2)))·w − η·√max(1, outputs/inputs)·o, where o is u's nearest orthogonal matrix by "
            + "five steps of Newton and Schulz; biases by AdamW"
        ]
      }
    let penalties = [
      training.l2 > 0 && !training.optimizer.decouplesDecay ? "L2's \(Self.text(training.l2))·w" : nil,
      training.l1 > 0 ? "L1's \(Self.text(training.l1))·sign(w)" : nil,
    ].compactMap { $0 }
    if !penalties.isEmpty {
      lines.append("g is the gradient of the loss plus \(penalties.joined(separator: " plus "))")
    }
    return lines
  }

  /// How far a step moves a weight; nil where that takes a gradient and none has been measured.
  func size(weight: Double, gradient: Double?) -> String? {
    let share = NumberFormat.percent(1).string(learningRate / max(weight, 1e-12))
    let step = gradient.map { learningRate * $0 }
    switch training.optimizer {
    case .sgd:
      guard let step else { return nil }
      return "a gradient of that size moves a weight by \(Self.text(step)), "
        + "\(NumberFormat.percent(3).string(step / max(weight, 1e-12))) of the weights' rms"
    case .momentum(let momentum), .nesterov(let momentum):
      guard let step, momentum < 1 else { return nil }
      return
        "a single gradient of that size moves a weight by \(Self.text(step)) at once, and one that stays the same by up to "
        + "1/(1 − \(Self.text(momentum))) = \(Self.text(1 / (1 - momentum))) times that a step"
    case .rmsprop:
      return
        "the first step moves each weight by 10·η, against its gradient, and no step moves it by more; about η where gradients keep "
        + "their size; η is \(share) of the weights' rms"
    case .adagrad:
      return
        "the first step moves each weight by η, against its gradient; later ones by less and less, since v only grows; "
        + "η is \(share) of the weights' rms"
    case .muon:
      return "a step moves a layer's weights by a matrix whose singular values are about η each; η is \(share) of the "
        + "weights' rms"
    case .nadam:
      return
        "the first step moves each weight by 1.06·η, against its gradient's sign; later ones by two or three times η at most, and by "
        + "much less where gradients change their sign from batch to batch; η is \(share) of the weights' rms"
    case .adam, .adamw:
      return
        "the first step moves each weight by η, against its gradient's sign; later ones by about η at most, and by much less where "
        + "gradients change their sign from batch to batch; η is \(share) of the weights' rms"
    }
  }
}
