import ArgumentParser
import Dispatch
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The way from the signal handler, in which hardly anything may be done, to a thread: read end and write end.
private let stopPipe: (reading: Int32, writing: Int32) = {
  var ends: [Int32] = [-1, -1]
  guard pipe(&ends) == 0 else { return (-1, -1) }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return (ends[0], ends[1])
}()

/// Takes ctrl-C, a hang-up, a polite kill and a reader that goes away as a wish to end in order, so that a run without a screen still
/// writes its last lines and weights.
///
/// The second signal ends the program at once. One value lives in a process.
final class StopSignals {
  private struct State {
    var signal: Int32?
    var action: @Sendable () -> Void = {}
  }

  private final class Box: Sendable {
    let state = Mutex(State())

    func stop(_ number: Int32) {
      let action = state.withLock { state in
        state.signal = state.signal ?? number
        return state.action
      }
      action()
    }
  }

  private let box = Box()

  /// Signals that come from here on are noted; none between two moments is lost.
  init() {
    // Found out at the next line instead, see `noteReader()`.
    signal(SIGPIPE, SIG_IGN)
    let reading = stopPipe.reading
    guard reading >= 0 else { return }
    DispatchQueue(label: "signals").async { [box] in
      var number: UInt8 = 0
      while true {
        let count = read(reading, &number, 1)
        if count == 1 { box.stop(Int32(number)) } else if count == 0 || errno != EINTR { return }
      }
    }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let previous = signal(number) { number in
        // Only what POSIX calls async-signal-safe.
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(stopPipe.writing, &byte, 1)
        signal(number, SIG_DFL)
        errno = before
      }
      // What is ignored already stays so: nohup means it.
      if Self.isIgnored(previous) { signal(number, SIG_IGN) }
    }
  }

  /// Stops where nobody reads standard output any more, as SIGPIPE would.
  func noteReader() {
    if !StandardOutput.hasReader { box.stop(SIGPIPE) }
  }

  /// C functions have no equality in Swift, and SIG_IGN is no function but a number in a pointer.
  private static func isIgnored(_ handler: sighandler_t?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Whether a signal has come.
  var haveCome: Bool { box.state.withLock { $0.signal != nil } }

  /// Does something when the first signal comes, at once if it has come already.
  func whenStopped(_ action: @escaping @Sendable () -> Void) {
    let hasCome = box.state.withLock { state in
      state.action = action
      return state.signal != nil
    }
    if hasCome { action() }
  }

  /// Ends the program as a shell expects it of one that a signal has ended: 128 and the signal's number.
  func throwIfStopped() throws {
    guard let number = box.state.withLock({ $0.signal }) else { return }
    throw ExitCode(128 + number)
  }
}
