import Records

/// What a training loop says; the screen, the plain text and the JSON lines are three readers of the same events.
public enum TrainingEvent<Run: TrainingRun>: Sendable {
  /// A run begins, or begins anew, with these settings; steps count from 1 again.
  case started(RunStart<Run.Configuration>)
  /// Every step since the last batch.
  case progress(ProgressBatch)
  /// An epoch ended; the first and the last always come, those between as often as the run was asked to report.
  case epochEnded(EpochReport)
  /// Settings changed without a restart.
  case configured(Run.Configuration)
  /// Training runs, is paused, or looks at its past.
  case stateChanged(RunState)
  /// The run went back to a step, and what came after it is dropped: a branch begins there.
  case branched(atStep: Int)
  /// The loss or a weight is not finite any more; the step is the first bad one. Training pauses.
  case diverged(atStep: Int)
  /// The newest picture of the network's inside; those in between are dropped.
  case snapshot(StepSnapshot<Run.Snapshot>)
  /// Something asked for could not be done; training goes on.
  case failed(message: String)
  /// The run has done what it was asked to, or cannot go on.
  case finished(RunFinish)
}

/// How a run begins.
public struct RunStart<Configuration: RunSettings>: Hashable, Sendable {
  /// The settings.
  public var configuration: Configuration
  /// Steps in an epoch.
  public var stepsPerEpoch: Int
  /// Counts the starts of a session from 1, so that a reader can tell a restart.
  public var generation: Int
}

/// A picture of the network's inside after a step.
public struct StepSnapshot<Snapshot: Sendable>: Sendable {
  /// Steps done; 0 before the first.
  public var step: Int
  /// Which start of the session it belongs to.
  public var generation: Int
  /// What is drawn.
  public var content: Snapshot
}

/// What a session is doing.
public enum RunState: Hashable, Sendable {
  /// Training, as fast as the pace allows.
  case running
  /// Waiting for a command.
  case paused
  /// Waiting, with the network as it was after a step of the past; `live` is the newest step there is.
  case rewound(step: Int, live: Int)
  /// All epochs are done; resuming trains as many again.
  case finished
  /// Stopped at a step whose loss or weights are not finite.
  case diverged(step: Int)
}

/// How a run ended.
public struct RunFinish: Hashable, Sendable {
  /// Why a run ended.
  public enum Reason: String, Hashable, Sendable {
    /// All epochs were done.
    case completed
    /// What the run was after was reached before.
    case converged
    /// It was told to stop.
    case stopped
    /// The loss or a weight was not finite any more.
    case diverged
  }

  /// Why.
  public var reason: Reason
  /// Whole epochs done.
  public var epochs: Int
  /// Steps done.
  public var steps: Int
  /// How long the steps took, waiting and pauses left out.
  public var seconds: Double
}

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
