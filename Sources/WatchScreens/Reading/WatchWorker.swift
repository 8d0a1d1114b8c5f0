import Logs
import Records
import Shell
import Synchronization
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads logs beside the screen: as fast as they can be read at first, then whenever something was written.
public final class WatchWorker: ScreenWorker {
  private let source: WatchSource
  private let format: LogFormat?
  private let stepColumn: String?
  private let conditions: ConditionWatch
  private let wake: @Sendable () -> Void
  private let shared = Shared()
  private var task: Task<Void, Never>?

  /// A worker.
  /// - Parameters:
  ///   - format: the format of all files; nil tells it from the content of each.
  ///   - stepColumn: the column of tables that is the step; nil tells it from the names.
  ///   - conditions: what ends the program.
  ///   - wake: called from any thread when there is something to receive.
  public init(
    _ source: WatchSource,
    format: LogFormat? = nil,
    stepColumn: String? = nil,
    conditions: ConditionWatch = ConditionWatch(),
    wake: @escaping @Sendable () -> Void
  ) {
    self.source = source
    self.format = format
    self.stepColumn = stepColumn
    self.conditions = conditions
    self.wake = wake
  }

  deinit { task?.cancel() }

  /// Begins to read, or tells the command how large its terminal is.
  public func perform(_ effect: WatchEffect) {
    if case .resize(let size) = effect, case .command(let run, _) = source {
      run.resize(columns: size.width, rows: size.height)
    }
    guard effect == .start, task == nil else { return }
    task = Task.detached(priority: .userInitiated) { [source, format, stepColumn, conditions, wake, shared] in
      var loop = WatchLoop(source, format: format, stepColumn: stepColumn, conditions: conditions)
      while !Task.isCancelled {
        if let state = loop.step() {
          shared.put(state)
          wake()
        }
        if let pause = loop.pause { try? await ContinuousClock().sleep(for: pause) }
      }
      // A command is not left alone: it is asked to stop, and what it still has to say is read.
      shared.end(loop.stopCommand())
    }
  }

  /// What is known now, where that is other than the last time.
  public func receive() -> [WatchMessage] { shared.take().map { [.state($0)] } ?? [] }

  /// What has come about of the conditions; nil as long as none holds.
  public var verdict: ConditionWatch.Verdict? { shared.verdict }

  /// Stops reading.
  public func end() { task?.cancel() }

  /// Waits until the command has ended and gives its status; nil without a command.
  /// - Parameter whenSlow: is called once where it does not end at once.
  public func commandStatus(whenSlow: () -> Void = {}) -> Int32? {
    guard case .command = source, task != nil else { return nil }
    task?.cancel()
    let slow = ContinuousClock.now + WatchLoop.quickEnd
    var wasSlow = false
    while true {
      if let status = shared.status { return status }
      if !wasSlow, ContinuousClock.now > slow {
        wasSlow = true
        whenSlow()
      }
      usleep(10_000)
    }
  }

  /// What the task and the screen share.
  private final class Shared: Sendable {
    private struct Content {
      /// The newest state that was not taken yet.
      var state: WatchState?
      var verdict: ConditionWatch.Verdict?
      /// The status of the command, once the task has ended.
      var status: Int32?
    }

    private let content = Mutex(Content())

    var status: Int32? { content.withLock { $0.status } }
    var verdict: ConditionWatch.Verdict? { content.withLock { $0.verdict } }
    func put(_ new: WatchState) {
      content.withLock {
        $0.state = new
        $0.verdict = new.verdict
      }
    }
    func end(_ status: Int32?) { content.withLock { $0.status = status ?? 0 } }
    func take() -> WatchState? {
      content.withLock { content in
        defer { content.state = nil }
        return content.state
      }
    }
  }
}
