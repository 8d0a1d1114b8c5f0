/// What is known of whether a run goes on.
public enum RunStatus: Hashable, Sendable {
  /// Nothing was heard of it yet.
  case unknown
  /// It goes on, as far as its source tells.
  case running
  /// It waits for a command.
  case paused
  /// It ended by itself, with the reason that its source gives (`completed`, `converged`, `stopped`, `diverged`, a word of the log's own).
  case finished(reason: String)
  /// It ended against its will, with what its source says of it.
  case failed(message: String)
  /// Nothing has come for long, at the wall time in seconds when the last came; whether it crashed or waits cannot be told.
  case stalled(since: Double)

  /// Whether more is to come, as far as can be told.
  public var isLive: Bool {
    switch self {
    case .unknown, .running, .paused: true
    case .finished, .failed, .stalled: false
    }
  }
}
