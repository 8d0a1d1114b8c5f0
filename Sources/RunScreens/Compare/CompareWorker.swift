import Shell
import Training

/// Trains a sweep for the compare screen, and keeps what ends in a file where one is given.
public final class CompareWorker: ScreenWorker {
  private let trainer: SweepTrainer?
  private let runs: [Int]
  private let workers: Int
  private let wake: @Sendable () -> Void
  private let write: (([SweepOutcome]) throws -> Void)?
  private var session: SweepSession?
  private var pending: [SweepEvent] = []

  /// A worker.
  /// - Parameters:
  ///   - trainer: what trains; nil where nothing can be.
  ///   - runs: the runs that are missing.
  ///   - found: outcomes that are there already.
  ///   - workers: how many runs train at once.
  ///   - write: keeps outcomes.
  ///   - wake: called from any thread when there is something to receive.
  public init(
    _ trainer: SweepTrainer?,
    runs: [Int],
    found: [SweepOutcome] = [],
    workers: Int,
    write: (([SweepOutcome]) throws -> Void)? = nil,
    wake: @escaping @Sendable () -> Void
  ) {
    self.trainer = trainer
    self.runs = runs
    self.workers = workers
    self.write = write
    self.wake = wake
    if !found.isEmpty { pending.append(.finished(found)) }
  }

  /// Starts, pauses, stops or trains again.
  public func perform(_ effect: CompareEffect) {
    guard let trainer else { return }
    switch effect {
    case .start: session = SweepSession(trainer, runs: runs, workers: workers, wake: wake)
    case .pause(let isPaused): session?.setPaused(isPaused)
    case .stop(let runs): session?.stop(runs)
    case .rerun(let runs):
      if session == nil { session = SweepSession(trainer, runs: [], workers: workers, wake: wake) }
      session?.run(runs)
    }
  }

  /// What the runs have said; outcomes are in the file before they are on the screen.
  public func receive() -> [SweepEvent] {
    var events = pending + (session?.receive() ?? [])
    pending = []
    guard let write else { return events }
    for case .finished(let outcomes) in events {
      do { try write(outcomes) } catch { events.append(.failed([], message: "\(error)")) }
    }
    return events
  }

  /// Ends all runs.
  public func end() { session?.cancel() }
}
