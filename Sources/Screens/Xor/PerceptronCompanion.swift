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

  /// How it does, and why.
  var words: StyledText {
    if trainer.hasConverged {
      return StyledText("Perceptron: ", .good)
        + "done after \(trainer.epoch) epochs: one line separates these points."
    }
    let least = trainer.errorsPerEpoch.min() ?? data.count
    let start =
      StyledText("Perceptron: ", .warning)
      + "\(errors) errors in epoch \(trainer.epoch), never fewer than \(least). "
    guard let contradiction else { return start }
    return start + contradiction
  }

  /// Why no line can do it, for a truth table whose ones lie on a diagonal: four inequalities that contradict each other.
  private var contradiction: StyledText? {
    guard data.labels == [0, 1, 1, 0] || data.labels == [1, 0, 0, 1] else { return nil }
    let (equal, different) = data.labels[0] == 0 ? ("<", "≥") : ("≥", "<")
    return StyledText(
      "No line can: it needs b \(equal) 0, w₂+b \(different) 0, w₁+b \(different) 0, w₁+w₂+b \(equal) 0. "
        + "The middle two add up to w₁+w₂+2b \(different) 0, the outer two to w₁+w₂+2b \(equal) 0: both cannot be."
    )
  }
}
