/// The lines of `--json` about a run's metrics, as `SavedRunReader` reads them back.
public enum SavedRunLines {
  /// The line of an epoch: its figures by name, null for those of `names` that the run does not have.
  public static func epoch(_ record: StepRecord, names: [String] = SessionMetric.ofEpochs) -> JSONLine {
    var line = JSONLine(event: "epoch")
    line.add("epoch", record.epoch.flatMap { Int(exactly: $0) })
    line.add("step", record.step)
    for name in names {
      if let value = record.values.first(where: { $0.name == name })?.value {
        line.add(name, exactly: value)
      } else {
        line.addRaw(name, "null")
      }
    }
    line.add("seconds", record.time)
    return line
  }

  /// A line a step, or of several together where the batch had no room for each.
  public static func steps(_ batch: MetricBatch) -> [JSONLine] {
    guard let loss = batch[SessionMetric.stepLoss] else { return [] }
    return loss.outlines.map { outline in
      var line = JSONLine(event: "step")
      line.add("step", outline.column.last.step)
      line.add("steps", outline.count)
      line.add(SessionMetric.trainLoss, exactly: outline.column.last.value)
      line.add("smallest", outline.column.minimum?.value)
      line.add("largest", outline.column.maximum?.value)
      return line
    }
  }
}
