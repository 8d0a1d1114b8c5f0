/// The figures of a run that a task can be checked by, screen by screen.
public enum LessonFacts {
  /// A figure's name and what it is.
  public struct Fact: Hashable, Sendable {
    /// The name in a check.
    public let name: String
    /// What it is.
    public let about: String

    init(_ name: String, _ about: String) {
      self.name = name
      self.about = about
    }
  }

  /// The figures of a screen; nil for a screen whose tasks cannot be checked.
  public static func all(of screen: String) -> [Fact]? { table.first { $0.screen == screen }?.facts }

  /// Their names; nil for a screen whose tasks cannot be checked.
  public static func names(of screen: String) -> [String]? { all(of: screen)?.map(\.name) }

  /// Every screen with its figures.
  public static let table: [(screen: String, facts: [Fact])] = [
    (
      "neuron",
      [
        Fact("loss", "the mean squared error over all samples"),
        Fact("loss_sum", "their sum"),
        Fact("epoch", "whole epochs so far"),
        Fact("position", "samples shown so far"),
        Fact("rewound", "1 while an earlier moment is shown, else 0"),
        Fact("diverged", "1 where a parameter is no longer finite or the loss has grown a millionfold, else 0"),
        Fact("dead", "1 where the gradient of every sample is exactly 0 and the loss is not, else 0"),
        Fact("silent_samples", "samples whose gradient is exactly 0"),
        Fact("weight", "the output neuron's first weight"),
        Fact("bias", "its bias"),
        Fact("learning_rate", "η"),
        Fact("batch_size", "samples before the weights change"),
        Fact("loss_rising", "1 where the last epoch's loss is above that of the one before, else 0"),
      ]
    ),
    (
      "backprop",
      [
        Fact("loss", "the loss of the pass that is shown"),
        Fact("new_loss", "the loss on its sample after the update"),
        Fact("loss_fell", "1 where the second is below the first, else 0"),
        Fact("pass", "which pass, from 1"),
        Fact("operation", "which operation, from 1"),
        Fact("phase", "0 forward, 1 backward, 2 update, 3 check"),
        Fact("largest_gradient", "the largest magnitude among the gradients of weights and biases"),
        Fact("first_layer_gradient", "the same among those of the first layer"),
        Fact("changes", "numbers that were changed by hand and not taken back"),
        Fact("learning_rate", "η"),
        Fact("bce", "1 with BCE, else 0"),
      ]
    ),
  ]
}
