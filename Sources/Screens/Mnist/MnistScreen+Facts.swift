import Records
import Shell
import Training

extension MnistScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    let last = run.lastReport
    var facts: [String: Double] = [
      "page": Double(shell.page.index + 1), "epoch": Double(last?.epoch ?? 0),
      "rewound": run.isRewound ? 1 : 0, "diverged": run.isDiverged ? 1 : 0, "overfits": overfits ? 1 : 0,
    ]
    guard let last else { return facts }
    facts["train_loss"] = last.trainLoss
    facts["test_loss"] = last.testLoss
    facts["test_accuracy"] = last.testAccuracy
    return facts
  }

  /// Whether the test loss has risen by a tenth above its least while the training loss fell to its own.
  private var overfits: Bool {
    guard let last = run.lastReport, let now = last.testLoss,
      let leastTest = run.history[SessionMetric.testLoss]?.minimum?.value,
      let leastTrain = run.history[SessionMetric.trainLoss]?.minimum?.value
    else { return false }
    return now > 1.1 * leastTest && last.trainLoss <= leastTrain
  }
}
