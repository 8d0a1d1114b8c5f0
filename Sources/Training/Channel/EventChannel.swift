/// The way from the training loop to one reader on another thread.
///
/// Nothing is lost, nothing grows, nobody waits: see `EventQueue` for how. A reader that must see every single epoch's report (`--json`)
/// asks for `.lossless`: then, and only then, the writer waits for a reader that is far behind.
public final class EventChannel<Run: TrainingRun>: Sendable {
  /// What happens when a reader is far behind.
  public enum Policy: Sendable {
    /// The training loop never waits.
    case neverWait
    /// The training loop waits when so many epoch reports are unread.
    case lossless(capacity: Int)
  }

  private let queue: Monitor<EventQueue<Run>>
  private let waitsWhenFull: Bool
  private let onArrival: @Sendable () -> Void

  /// A channel.
  /// - Parameter onArrival: called on the writer's thread when something arrives in an empty channel, to wake a reader that sleeps
  ///   elsewhere; must not call the channel.
  public init(policy: Policy = .neverWait, onArrival: @escaping @Sendable () -> Void = {}) {
    switch policy {
    case .neverWait:
      waitsWhenFull = false
      queue = Monitor(EventQueue(epochCapacity: .max))
    case .lossless(let capacity):
      waitsWhenFull = true
      queue = Monitor(EventQueue(epochCapacity: max(1, capacity)))
    }
    self.onArrival = onArrival
  }

  /// Puts an event in; after `close()` it is dropped.
  func send(_ event: TrainingEvent<Run>) {
    if waitsWhenFull { queue.waiting(until: { !$0.isFull || $0.isClosed }, then: { _ in }) }
    let wasEmpty = queue.signalling { queue in
      let wasEmpty = queue.isEmpty
      queue.put(event)
      return wasEmpty
    }
    if wasEmpty { onArrival() }
  }

  /// Whether the reader has taken the last snapshot, so that making another is worth the time.
  var wantsSnapshot: Bool { queue.withLock { $0.snapshot == nil } }

  /// No more events will come, or nobody reads them: a writer that waits goes on, a reader gets what is left.
  public func close() {
    queue.signalling { $0.close() }
    onArrival()
  }

  /// Whether all has been received and no more will come.
  public var hasEnded: Bool { queue.withLock { $0.isClosed && $0.isEmpty } }

  /// Everything that has arrived, in order; empty when nothing has.
  public func receive() -> [TrainingEvent<Run>] { queue.signalling { $0.takeAll() } }

  /// Sleeps until something has arrived, and returns it; nil when the channel is closed and empty.
  public func receiveWaiting() -> [TrainingEvent<Run>]? {
    queue.waiting(
      until: { !$0.isEmpty || $0.isClosed },
      then: { queue in queue.isEmpty ? nil : queue.takeAll() }
    ).map { events in
      // Room has come for a writer that waits.
      queue.signalling { _ in }
      return events
    }
  }
}
