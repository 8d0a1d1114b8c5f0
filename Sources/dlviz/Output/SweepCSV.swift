import Training

/// Runs as comma-separated values: the settings that vary, the seed, and the figures.
enum SweepCSV {
  static func header(_ sweep: Sweep, times: Bool) -> String {
    let figures = [
      "seed", "epochs", "train_loss", "train_accuracy", "test_loss", "test_accuracy", "solved", "solved_at",
      "diverged_at_step",
    ]
    return (sweep.axes.map(\.parameter.field) + figures + (times ? ["seconds", "samples_per_second"] : [])).joined(
      separator: ","
    )
  }

  static func row(_ sweep: Sweep, _ outcome: SweepOutcome, times: Bool) -> String {
    let place = sweep.place(ofRun: outcome.run)
    let values = zip(sweep.axes, sweep.axisIndices(ofPoint: place.point)).map { $0.values[$1].text }
    func number(_ value: Double?) -> String { value.flatMap { $0.isFinite ? "\($0)" : nil } ?? "" }
    func integer(_ value: Int?) -> String { value.map(String.init) ?? "" }
    let figures = [
      "\(outcome.seed)", "\(outcome.epochs)", number(outcome.trainLoss), number(outcome.trainAccuracy),
      number(outcome.testLoss),
      number(outcome.testAccuracy), outcome.solved.map { "\($0)" } ?? "", integer(outcome.solvedAt),
      integer(outcome.divergedAt),
    ]
    let measured = times ? [number(outcome.seconds), number(outcome.samplesPerSecond)] : []
    return (values + figures + measured).joined(separator: ",")
  }
}
