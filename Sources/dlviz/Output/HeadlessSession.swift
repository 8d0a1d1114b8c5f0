import Training

/// Trains as fast as it goes, without a screen.
enum HeadlessSession {
  /// Hands every event of a run to a reader, to its end or until a signal stops it.
  ///
  /// A reader that fails ends the run.
  static func run<Run: TrainingRun>(
    _ settings: Run.Configuration,
    options: SessionOptions,
    signals: StopSignals,
    read: (TrainingEvent<Run>) throws -> Void
  ) throws {
    var options = options
    options.endsWhenFinished = true
    let session = TrainingSession<Run>(
      settings,
      options: options,
      channel: EventChannel(policy: .lossless(capacity: 1024))
    )
    signals.whenStopped { session.cancel() }
    defer { signals.whenStopped {} }
    var fault: (any Error)?
    while let events = session.channel.receiveWaiting() {
      guard fault == nil else { continue }
      do {
        try events.forEach(read)
        signals.noteReader()
      } catch {
        fault = error
        session.cancel()
      }
    }
    withExtendedLifetime(session) {}
    if let fault { throw fault }
  }
}
