/// What a sweep says while it trains.
public enum SweepEvent: Hashable, Sendable {
  /// A core begins with these runs.
  case began([Int])
  /// A long run has done an epoch.
  case progress(SweepProgress)
  /// Runs are done.
  case finished([SweepOutcome])
  /// Runs were stopped and have no outcome.
  case stopped([Int])
  /// Runs could not be done.
  case failed([Int], message: String)
  /// Nothing is left to do.
  case idle
}
