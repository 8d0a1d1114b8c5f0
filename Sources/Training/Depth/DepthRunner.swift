import NeuralNet

/// Runs depth experiments on a thread of its own, one at a time: a new one cancels the one before.
///
/// Reports and ends always arrive, in order; of progress the newest wins. Dropping the last reference cancels.
public final class DepthRunner: Sendable {
  private let inbox = Monitor<[DepthEvent]>([])
  private let task = Monitor<Task<Void, Never>?>(nil)
  private let thread = DedicatedThread()
  private let onArrival: @Sendable () -> Void

  /// A runner that does nothing yet.
  /// - Parameter onArrival: called on the runner's thread when something arrives in an empty inbox; must not call the runner.
  public init(onArrival: @escaping @Sendable () -> Void = {}) { self.onArrival = onArrival }

  deinit { cancel() }

  /// Starts an experiment in place of the one that runs; never waits.
  public func start(_ settings: DepthSettings) {
    let inbox = inbox
    let onArrival = onArrival
    let new = Task.detached(executorPreference: thread) {
      let send: (DepthEvent) -> Void = { event in
        // What a cancelled experiment still has to say is of no use to anybody.
        guard !Task.isCancelled, inbox.signalling({ Self.put(event, in: &$0) }) else { return }
        onArrival()
      }
      do throws(SettingsError) {
        let clock = ContinuousClock()
        let begin = clock.now
        let reports = try DepthComparison(settings).run(
          progress: { send(.progress(settings, $0)) },
          report: { send(.report(settings, $0)) },
          isCancelled: { Task.isCancelled }
        )
        guard reports != nil else { return }
        send(.finished(settings, seconds: (clock.now - begin) / .seconds(1)))
      } catch {
        send(.failed(settings, error))
      }
    }
    task.withLock { task in
      task?.cancel()
      task = new
    }
  }

  /// Ends the experiment that runs within one layer's pass.
  public func cancel() {
    task.withLock { task in
      task?.cancel()
      task = nil
    }
  }

  /// Everything that has arrived, in order.
  public func receive() -> [DepthEvent] {
    inbox.withLock { events in
      defer { events = [] }
      return events
    }
  }

  /// Sleeps until something has arrived, and returns it.
  public func receiveWaiting() -> [DepthEvent] {
    inbox.waiting(until: { !$0.isEmpty }) { events in
      defer { events = [] }
      return events
    }
  }

  /// Puts an event in the inbox and returns whether it was empty; newer progress takes the place of older.
  private static func put(_ event: DepthEvent, in events: inout [DepthEvent]) -> Bool {
    if case .progress = event, case .progress? = events.last {
      events[events.count - 1] = event
      return false
    }
    events.append(event)
    return events.count == 1
  }
}
