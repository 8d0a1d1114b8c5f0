import NeuralNet

/// Runs depth experiments on a thread of its own, one at a time: a new one cancels the one before.
///
/// Reports and ends always arrive, in order; of progress the newest wins. Dropping the last reference cancels.
public final class DepthRunner: Sendable {
  private let outbox: Outbox<DepthEvent>
  private let task = Monitor<Task<Void, Never>?>(nil)
  private let thread = DedicatedThread()

  /// A runner that does nothing yet.
  /// - Parameter onArrival: called on the runner's thread when something arrives where nothing waited; must not call the runner.
  public init(onArrival: @escaping @Sendable () -> Void = {}) {
    outbox = Outbox(wake: onArrival) { old, new in
      if case (.progress, .progress) = (old, new) { true } else { false }
    }
  }

  deinit { cancel() }

  /// Starts an experiment in place of the one that runs; never waits.
  public func start(_ settings: DepthSettings) {
    let new = Task.detached(executorPreference: thread) { [outbox] in
      let send: (DepthEvent) -> Void = { event in
        // What a cancelled experiment still has to say is of no use to anybody.
        if !Task.isCancelled { outbox.say(event) }
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
  public func receive() -> [DepthEvent] { outbox.take() }

  /// Sleeps until something has arrived, and returns it.
  public func receiveWaiting() -> [DepthEvent] { outbox.takeWaiting() }
}
