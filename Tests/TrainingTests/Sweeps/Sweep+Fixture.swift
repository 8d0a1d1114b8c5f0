@testable import Training

extension Sweep {
  /// A checked sweep over some axes, with what is the same in all runs.
  static func checked(
    _ subject: SweepSubject,
    _ axes: [String],
    _ fixed: [SweepParameter: String],
    seeds: Int
  ) throws -> Sweep {
    var settings = SweepSettings(subject)
    for (parameter, text) in fixed { try settings.set(parameter, text) }
    let sweep = Sweep(settings, axes: try axes.map { try Sweep.Axis(parsing: $0) }, seedCount: seeds)
    try sweep.validate()
    return sweep
  }

  /// What comes of every run, each trained alone.
  func outcomes() throws -> [SweepOutcome] {
    try (0..<runCount).flatMap { try SweepTrainer(self).train([$0]) }
  }
}
