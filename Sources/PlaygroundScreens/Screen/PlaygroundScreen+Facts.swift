import Playground
import Shell

extension PlaygroundScreen {
  /// The figures by which a lesson's tasks are checked; those of the network are missing before there is one.
  public var facts: [String: Double] {
    var facts: [String: Double] = [
      "page": Double(shell.page.index + 1), "epoch": Double(run.cursorStep), "rewound": run.isRewound ? 1 : 0,
      "diverged": run.isDiverged ? 1 : 0,
    ]
    guard let snapshot else { return facts }
    let settings = snapshot.settings
    for (name, dataset) in [("circle", PlaneDataset.circle), ("xor", .xor), ("gauss", .gauss), ("spiral", .spiral)] {
      facts[name] = settings.dataset == dataset ? 1 : 0
    }
    facts["only_x"] = settings.features.isSubset(of: [.x, .y]) ? 1 : 0
    facts["features"] = Double(settings.features.count)
    facts["hidden_layers"] = Double(settings.hidden.count)
    facts["hidden_units"] = Double(settings.hidden.reduce(0) { $0 + $1.units })
    facts["noise"] = settings.noise
    facts["learning_rate"] = settings.learningRate
    facts["train_loss"] = snapshot.figures.trainLoss
    facts["test_loss"] = snapshot.figures.testLoss
    return facts
  }
}
