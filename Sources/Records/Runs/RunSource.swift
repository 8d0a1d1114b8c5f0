/// Whatever yields runs: a training session, a saved run, the logs of another program, a sweep.
///
/// A source is asked again and again by one reader; it never waits for what has not come yet. Of metrics it loses nothing; of heavy things that only the
/// newest of matters (snapshots, images) it may leave out those in between.
public protocol RunSource {
  /// Reads what has come since the last time into `runs`.
  /// - Parameter budget: about so many bytes or records are read at most, so that a screen can draw in between.
  mutating func read(into runs: inout RunSet, budget: Int) -> RunSourceProgress
}

/// How far a source has read.
public enum RunSourceProgress: Hashable, Sendable {
  /// Everything there is was read; more may come.
  case caughtUp
  /// More is there; the share of all that was read, when known.
  case more(share: Double?)
  /// Everything was read, and no more will come.
  case ended
}
