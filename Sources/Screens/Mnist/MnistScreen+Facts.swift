import Shell
import Training

extension MnistScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    let epochs = run.history.epochs
    var facts: [String: Double] = [
      "page": Double(shell.page.index + 1), "epoch": Double(epochs.last?.epoch ?? 0),
      "rewound": run.isRewound ? 1 : 0, "diverged": run.isDiverged ? 1 : 0, "overfits": overfits(epochs) ? 1 : 0,
    ]
    guard let last = epochs.last else { return facts }
    facts["train_loss"] = last.trainLoss
    facts["test_loss"] = last.testLoss
    facts["test_accuracy"] = last.testAccuracy
    return facts
  }

  /// Whether the test loss has risen by a tenth above its least while the training loss fell to its own.
  private func overfits(_ epochs: [EpochReport]) -> Bool {
    guard let last = epochs.last, let now = last.testLoss else { return false }
    let least = epochs.reduce((test: Double.infinity, train: Double.infinity)) {
      (min($0.test, $1.testLoss ?? .infinity), min($0.train, $1.trainLoss))
    }
    return now > 1.1 * least.test && last.trainLoss <= least.train
  }
}
