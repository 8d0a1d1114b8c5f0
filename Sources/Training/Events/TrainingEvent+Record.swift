import Records

extension TrainingEvent {
  /// What the event says of the run in the words of any source; nil for what only a reader of the session has use for.
  public var record: RunRecord? {
    switch self {
    case .started(let start):
      .started(
        facts: [
          RunFact("epochs", "\(start.configuration.epochs)"), RunFact("steps_per_epoch", "\(start.stepsPerEpoch)"),
          RunFact("seed", "\(start.configuration.seed)"),
        ],
        time: nil
      )
    case .progress(let batch): .batch(batch.metrics)
    case .epochEnded(let report): .metrics(report.record)
    case .branched(let step): .branched(afterStep: step)
    case .diverged(let step): .facts([RunFact("diverged_at_step", "\(step)")])
    case .stateChanged(.running): .status(.running)
    case .stateChanged(.paused), .stateChanged(.rewound): .status(.paused)
    // What came of the run follows with `finished`.
    case .stateChanged(.finished), .stateChanged(.diverged): nil
    case .failed(let message): .text(message)
    case .finished(let finish): .status(.finished(reason: finish.reason.rawValue))
    case .configured, .snapshot: nil
    }
  }
}
