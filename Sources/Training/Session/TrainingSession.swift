/// A run in progress on a thread of its own, steered by commands, heard through a channel.
///
/// Cancelling ends it within one step; so does dropping the last reference.
public final class TrainingSession<Run: TrainingRun>: Sendable {
  private let mailbox = Mailbox<TrainingCommand<Run.Configuration>>()
  /// Where the session's events arrive.
  public let channel: EventChannel<Run>
  private let task: Task<Void, Never>

  /// Starts a session.
  /// - Parameters:
  ///   - configuration: the run's settings.
  ///   - options: pace, first state, how often to report.
  ///   - channel: where the events go.
  /// - Throws: what `Run.init` throws for settings that cannot be.
  public init(
    _ configuration: Run.Configuration,
    options: SessionOptions = SessionOptions(),
    channel: EventChannel<Run>,
    clock: some SessionClock = SystemClock()
  ) {
    self.channel = channel
    let mailbox = mailbox
    task = Task.detached(executorPreference: DedicatedThread()) {
      await withTaskCancellationHandler {
        var loop = SessionLoop<Run>(
          configuration: configuration,
          options: options,
          mailbox: mailbox,
          channel: channel,
          clock: clock
        )
        loop?.trainUntilEnded()
        channel.close()
      } onCancel: {
        mailbox.close()
      }
    }
  }

  deinit { task.cancel() }

  /// Asks something of the session; never waits.
  public func send(_ command: TrainingCommand<Run.Configuration>) { mailbox.send(command) }

  /// Ends the session within one step; a last `finished` tells the reader.
  public func cancel() { task.cancel() }

  /// Waits until the session's thread has nothing more to do.
  public func ended() async { await task.value }
}

/// How a session behaves; nothing in it changes what is computed.
public struct SessionOptions: Hashable, Sendable {
  /// Epochs a second; nil is unthrottled.
  public var pace: Double?
  /// Whether to wait for a command before the first step.
  public var startsPaused: Bool
  /// Report every so many epochs; the first and the last always. Nil: about a thousand reports a run.
  public var reportEvery: Int?
  /// Whether the session ends by itself after the last epoch, as it should without a person to go on.
  public var endsWhenFinished: Bool
  /// The least time between two snapshots.
  public var snapshotInterval: Duration
  /// Whether the past is kept for rewinding.
  public var keepsPast: Bool

  /// Options; the defaults are a screen's.
  public init(
    pace: Double? = nil,
    startsPaused: Bool = false,
    reportEvery: Int? = nil,
    endsWhenFinished: Bool = false,
    snapshotInterval: Duration = .milliseconds(15),
    keepsPast: Bool = true
  ) {
    self.pace = pace
    self.startsPaused = startsPaused
    self.reportEvery = reportEvery
    self.endsWhenFinished = endsWhenFinished
    self.snapshotInterval = snapshotInterval
    self.keepsPast = keepsPast
  }
}
