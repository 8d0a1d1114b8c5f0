import Datasets
import NeuralNet
import Plots
import Terminal
import Training

/// A perceptron on the network's data: what one line can do, beside what a hidden layer can.
struct PerceptronCompanion: Hashable {
  /// Enough epochs to see that nothing changes any more.
  static let epochs = 100

  let data: LabeledPoints
  private(set) var trainer: PerceptronTrainer

  /// The course's perceptron: small random weights, bias 0, learning rate 0.1.
  init(data: LabeledPoints, seed: UInt64) {
    self.data = data
    var random = RandomNumbers(seed: seed)
    trainer = PerceptronTrainer(
      Perceptron(inputs: 2, using: &random),
      inputs: data.points.map { [$0.x, $0.y] },
      targets: data.labels
    )
  }

  /// Whether more epochs could change something.
  var isLearning: Bool { !trainer.hasConverged && trainer.epoch < Self.epochs }

  mutating func learnEpoch() {
    guard isLearning else { return }
    _ = trainer.trainEpoch()
  }

  var errors: Int { trainer.errorsPerEpoch.last ?? data.count }

  /// How it does, and why; the why first where there is no end to it.
  var words: [StyledText] {
    if trainer.hasConverged {
      return [
        StyledText("Perceptron: ", .good)
          + "converged after \(trainer.epoch) epochs: one line separates these points."
      ]
    }
    guard trainer.epoch > 0 else { return [StyledText("Perceptron: ", .warning) + "not trained yet."] }
    let least = trainer.errorsPerEpoch.min() ?? data.count
    let state =
      StyledText("Perceptron: ", .warning)
      + "\(errors) errors in epoch \(trainer.epoch), each corrected in turn; never fewer than \(least)."
    return (contradiction.map { [$0] } ?? []) + [state]
  }

  /// Why no line can do it, for a truth table whose ones lie on a diagonal: four inequalities that contradict each other.
  var contradiction: StyledText? {
    guard data.needsTwoLines else { return nil }
    let (equal, different) = data.labels[0] == 0 ? ("<", "≥") : ("≥", "<")
    return StyledText("No line separates them: ", .bad)
      + "(1,0) and (0,1) need w₁+b \(different) 0 and w₂+b \(different) 0, so w₁+w₂+2b \(different) 0; "
      + "(0,0) and (1,1) need b \(equal) 0 and w₁+w₂+b \(equal) 0, so w₁+w₂+2b \(equal) 0. Both cannot hold."
  }
}
