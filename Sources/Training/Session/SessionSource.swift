import Records

/// A training session as a source of runs: what it has said since the last time, as records of one run.
public struct SessionSource<Run: TrainingRun>: RunSource {
  private let session: TrainingSession<Run>
  private let name: String

  /// The source's only reader; the session's channel is to have no other.
  /// - Parameter name: the run's name.
  public init(_ session: TrainingSession<Run>, name: String) {
    self.session = session
    self.name = name
  }

  /// Reads what has come; steps that wait are one record however many they are, so all of them fit any budget.
  public mutating func read(into runs: inout RunSet, budget: Int) -> RunSourceProgress {
    let run = runs.run(named: name)
    for event in session.channel.receive() {
      if let record = event.record { runs[run].append(record) }
    }
    return session.channel.hasEnded ? .ended : .caughtUp
  }
}
