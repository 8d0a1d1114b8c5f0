import Training

/// Prints a run's events as JSON lines.
struct JSONReader<Run: TrainingRun> {
  /// The command, and what `started` says of its settings.
  let command: String
  let describe: (Run.Configuration, inout JSONLine) -> Void

  func read(_ event: TrainingEvent<Run>) throws {
    var line: JSONLine
    switch event {
    case .started(let start):
      line = JSONLine(event: "started")
      line.add("command", command)
      line.add("epochs", start.configuration.epochs)
      line.add("steps_per_epoch", start.stepsPerEpoch)
      describe(start.configuration, &line)
    case .epochEnded(let report):
      line = JSONLine(event: "epoch")
      line.add("epoch", report.epoch)
      line.add("step", report.step)
      line.add("train_loss", report.trainLoss)
      line.add("train_accuracy", report.trainAccuracy)
      line.add("test_loss", report.testLoss)
      line.add("test_accuracy", report.testAccuracy)
      line.add("seconds", report.seconds)
      line.add("samples_per_second", report.samplesPerSecond)
    case .diverged(let step):
      line = JSONLine(event: "diverged")
      line.add("step", step)
    case .finished(let finish):
      line = JSONLine(event: "finished")
      line.add("reason", finish.reason.rawValue)
      line.add("epochs", finish.epochs)
      line.add("steps", finish.steps)
      line.add("seconds", finish.seconds)
    case .failed(let message):
      StandardError.print(message)
      return
    case .progress, .configured, .stateChanged, .branched, .snapshot: return
    }
    try StandardOutput.print(line.text)
  }
}
