import Logs
import Records
import Shell
import Synchronization

/// Reads logs beside the screen: as fast as they can be read at first, then whenever something was written.
public final class WatchWorker: ScreenWorker {
  private let paths: [String]
  private let format: LogFormat?
  private let wake: @Sendable () -> Void
  private let newest = Newest()
  private var task: Task<Void, Never>?

  /// A worker.
  /// - Parameter wake: called from any thread when there is something to receive.
  public init(_ paths: [String], format: LogFormat? = nil, wake: @escaping @Sendable () -> Void) {
    self.paths = paths
    self.format = format
    self.wake = wake
  }

  deinit { task?.cancel() }

  /// Begins to read.
  public func perform(_ effect: WatchEffect) {
    guard task == nil else { return }
    task = Task.detached(priority: .userInitiated) { [paths, format, wake, newest] in
      await WatchLoop.read(paths, format) { state in
        newest.put(state)
        wake()
      }
    }
  }

  /// What is known now, where that is other than the last time.
  public func receive() -> [WatchMessage] { newest.take().map { [.state($0)] } ?? [] }

  /// Stops reading.
  public func end() { task?.cancel() }

  /// The newest state that was not taken yet.
  private final class Newest: Sendable {
    private let state = Mutex<WatchState?>(nil)

    func put(_ new: WatchState) { state.withLock { $0 = new } }
    func take() -> WatchState? {
      state.withLock { state in
        defer { state = nil }
        return state
      }
    }
  }
}

/// What the worker's task does.
private enum WatchLoop {
  /// How often files are looked at. Notifications would miss what other machines write on a shared disk.
  static let pollInterval = Duration.milliseconds(40)
  /// How often a screen is told of what was read while there is more.
  static let tellInterval = Duration.milliseconds(100)
  /// How often it is told the time.
  static let clockInterval = Duration.seconds(5)

  static func read(_ paths: [String], _ format: LogFormat?, tell: @Sendable (WatchState) -> Void) async {
    var reader = WatchReader(paths, files: SystemFiles(), format: format)
    let clock = ContinuousClock()
    var told: ContinuousClock.Instant?
    var isNew = false
    while !Task.isCancelled {
      let begin = clock.now
      if reader.read() { isNew = true }
      let end = clock.now
      let age = told.map { end - $0 } ?? .seconds(3600)
      if age > clockInterval || (isNew && (reader.isCaughtUp || age > tellInterval)) {
        tell(reader.state())
        told = clock.now
        isNew = false
      }
      // Where looking takes long it is done more seldom: it never takes more than a hundredth of the time.
      if reader.isCaughtUp { try? await clock.sleep(for: max(pollInterval, (end - begin) * 100)) }
    }
  }
}
