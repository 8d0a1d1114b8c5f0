import Shell
import Training

/// Prints a run's events as JSON lines.
struct JSONReader<Run: TrainingRun> {
  /// Whether steps are told too.
  var tellsSteps = false
  /// The command, and what `started` says of its settings.
  let command: String
  let describe: (Run.Configuration, inout JSONLine) -> Void
  /// What `finished` says beside the run's own figures.
  var conclude: (RunFinish, inout JSONLine) -> Void = { _, _ in }

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
      conclude(finish, &line)
    case .failed(let message):
      StandardError.print(message)
      return
    case .progress(let batch):
      if tellsSteps { try tell(batch.loss) }
      return
    case .configured, .stateChanged, .branched, .snapshot: return
    }
    try StandardOutput.print(line.text)
  }

  /// A line a step, or of several together where they come faster than they can be told.
  private func tell(_ loss: MetricSeries) throws {
    for index in loss.buckets.indices {
      let bucket = loss.buckets[index]
      var line = JSONLine(event: "step")
      line.add("step", loss.steps(ofBucket: index).upperBound)
      line.add("steps", bucket.count)
      line.add("train_loss", bucket.last)
      line.add("smallest", bucket.minimum)
      line.add("largest", bucket.maximum)
      try StandardOutput.print(line.text)
    }
  }
}
