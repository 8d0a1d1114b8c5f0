/// The names of what a training session measures, in its records and in the lines of `--json`.
public enum SessionMetric {
  /// The loss before each step's update.
  public static let stepLoss = "step_loss"
  /// The share of each step's samples that were right before its update.
  public static let stepAccuracy = "step_accuracy"
  /// The mean of an epoch's step losses.
  public static let trainLoss = "train_loss"
  /// The share of an epoch's samples that were right, each before its update.
  public static let trainAccuracy = "train_accuracy"
  /// The loss on samples that are not trained on, at the end of an epoch.
  public static let testLoss = "test_loss"
  /// The share of them that are right.
  public static let testAccuracy = "test_accuracy"
  /// Samples trained a second.
  public static let samplesPerSecond = "samples_per_second"

  /// What is measured at the end of an epoch.
  public static let ofEpochs = [trainLoss, trainAccuracy, testLoss, testAccuracy, samplesPerSecond]
}
