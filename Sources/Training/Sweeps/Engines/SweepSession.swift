/// Trains a sweep's runs on threads of its own; what comes of each run does not depend on their number or order.
public final class SweepSession: Sendable {
  private struct State: Sendable {
    var queue: [[Int]] = []
    var next = 0
    var busy: Set<Int> = []
    var stopped: Set<Int> = []
    var working = 0
    var events: [SweepEvent] = []
    var isCancelled = false
    var isPaused = false
    var isIdle: Bool { next == queue.count && working == 0 }
  }

  private let state: Monitor<State>
  private let tasks: [Task<Void, Never>]
  private let trainer: SweepTrainer
  private let wake: (@Sendable () -> Void)?
  /// How many runs can be under way at once.
  public let workerCount: Int

  /// Starts training.
  /// - Parameters:
  ///   - trainer: what trains the runs.
  ///   - runs: which runs.
  ///   - workers: how many threads; one a core is best.
  ///   - wake: called on any thread when an event has come.
  public init(_ trainer: SweepTrainer, runs: [Int], workers: Int, wake: (@Sendable () -> Void)? = nil) {
    let units = trainer.units(of: runs)
    let state = Monitor(State(queue: units, events: units.isEmpty ? [.idle] : []))
    self.state = state
    self.trainer = trainer
    self.wake = wake
    workerCount = max(1, workers)
    // Where there are more cores than runs, a run of images takes several.
    let threads = units.isEmpty ? 1 : max(1, workers / units.count)
    tasks = (0..<workerCount).map { _ in
      Task.detached(executorPreference: DedicatedThread()) {
        Self.work(trainer, threads: threads, state: state, wake: wake)
      }
    }
  }

  deinit { cancel() }

  /// Ends all runs within a step or so; none of those under way has an outcome.
  public func cancel() { state.signalling { $0.isCancelled = true } }

  /// Stops runs: those under way end without an outcome, those that wait are not begun, which is said at once.
  public func stop(_ runs: [Int]) {
    let runs = Set(runs)
    let hasStopped = state.signalling { state -> Bool in
      state.stopped.formUnion(runs.intersection(state.busy))
      var waiting: [[Int]] = []
      var stopped: [Int] = []
      for unit in state.queue[state.next...] {
        let others = unit.filter { !runs.contains($0) }
        if others.count < unit.count { stopped += unit.filter(runs.contains) }
        if !others.isEmpty { waiting.append(others) }
      }
      guard !stopped.isEmpty else { return false }
      (state.queue, state.next) = (waiting, 0)
      state.events.append(.stopped(stopped))
      if state.isIdle { state.events.append(.idle) }
      return true
    }
    if hasStopped { wake?() }
  }

  /// Begins no further runs, or goes on; those under way end in any case.
  public func setPaused(_ isPaused: Bool) { state.signalling { $0.isPaused = isPaused } }

  /// Trains runs, after those that wait; those that are under way go on.
  public func run(_ runs: [Int]) {
    state.signalling { [trainer] state in
      state.stopped.subtract(runs)
      let waiting = Set(state.queue[state.next...].joined())
      let new = runs.filter { !waiting.contains($0) && !state.busy.contains($0) }
      state.queue += trainer.units(of: new)
    }
  }

  /// What has come since the last time.
  public func receive() -> [SweepEvent] {
    state.withLock { state in
      defer { state.events = [] }
      return state.events
    }
  }

  /// Waits until something has come; nil once the session is cancelled and nothing is left.
  public func receiveWaiting() -> [SweepEvent]? {
    state.waiting(until: { !$0.events.isEmpty || ($0.isCancelled && $0.working == 0) }) { state in
      defer { state.events = [] }
      return state.events.isEmpty ? nil : state.events
    }
  }

  private static func work(
    _ trainer: SweepTrainer,
    threads: Int,
    state: Monitor<State>,
    wake: (@Sendable () -> Void)?
  ) {
    func send(_ event: SweepEvent) {
      state.signalling { $0.events.append(event) }
      wake?()
    }
    while true {
      let unit = state.waiting(until: { $0.isCancelled || (!$0.isPaused && $0.next < $0.queue.count) }) {
        state -> [Int]? in
        guard !state.isCancelled else { return nil }
        let unit = state.queue[state.next]
        state.next += 1
        if state.next > 4096, state.next * 2 > state.queue.count {
          state.queue.removeFirst(state.next)
          state.next = 0
        }
        state.working += 1
        state.busy.formUnion(unit)
        return unit
      }
      guard let unit else { return }
      // Waiting wakes nobody; sending does.
      send(.began(unit))
      var events: [SweepEvent] = []
      do {
        let outcomes = try trainer.train(
          unit,
          threads: threads,
          isStopped: { run in state.withLock { $0.isCancelled || $0.stopped.contains(run) } },
          progress: { send(.progress($0)) }
        )
        let stopped = unit.filter { run in !outcomes.contains { $0.run == run } }
        if !outcomes.isEmpty { events.append(.finished(outcomes)) }
        if !stopped.isEmpty { events.append(.stopped(stopped)) }
      } catch {
        events.append(.failed(unit, message: "\(error)"))
      }
      state.signalling { state in
        state.working -= 1
        state.busy.subtract(unit)
        state.stopped.subtract(unit)
        state.events += events
        if state.isIdle { state.events.append(.idle) }
      }
      wake?()
    }
  }
}
