import Datasets
import Shell
import Training

extension XorScreen {
  /// The figures by which a lesson's tasks are checked.
  public var facts: [String: Double] {
    let outputs = diagnosis?.outputs ?? []
    let right = zip(outputs, targets).count { ($0 > 0.5) == ($1 > 0.5) }
    var facts: [String: Double] = [
      "xor": gate == .xor ? 1 : 0, "epoch": Double(run.shownStep / max(1, run.stepsPerEpoch)),
      "hidden_layers": Double(run.settings.hidden.count),
      "hidden_units": Double(run.settings.hidden.first ?? 0), "finished": isAtEnd ? 1 : 0,
      "diverged": run.isDiverged ? 1 : 0, "rewound": run.isRewound ? 1 : 0, "seed": Double(run.settings.seed),
      "learning_rate": run.settings.learningRate,
    ]
    // Before training has begun there is no network to judge.
    guard let shownLoss else { return facts }
    facts["loss"] = shownLoss
    facts["right"] = Double(right)
    return facts
  }

  /// Whether all epochs are done and their last network is shown: it may come after the news of the end.
  private var isAtEnd: Bool { run.state == .finished && run.shownStep == run.newestStep }
}
