import Training

/// Trains for a screen: one session, made when the screen starts.
public final class SessionWorker<Run: TrainingRun>: ScreenWorker {
  private let channel: EventChannel<Run>
  private let snapshotInterval: Duration
  private var session: TrainingSession<Run>?

  /// A worker.
  /// - Parameters:
  ///   - snapshotInterval: the least time between two pictures of the network.
  ///   - wake: called from any thread when there is something to receive.
  public init(snapshotInterval: Duration = .milliseconds(15), wake: @escaping @Sendable () -> Void) {
    channel = EventChannel(onArrival: wake)
    self.snapshotInterval = snapshotInterval
  }

  /// Starts the session or passes on a command.
  public func perform(_ effect: RunEffect<Run.Configuration>) {
    switch effect {
    case .start(let settings, let pace):
      session = TrainingSession(
        settings,
        options: SessionOptions(pace: pace, snapshotInterval: snapshotInterval),
        channel: channel
      )
    case .command(let command): session?.send(command)
    }
  }

  /// The session's events.
  public func receive() -> [TrainingEvent<Run>] { channel.receive() }

  /// Ends the session.
  public func end() {
    session?.cancel()
    channel.close()
  }
}
