import ArgumentParser
import Dispatch
import Foundation
import Synchronization

/// Takes ctrl-C, a hang-up, a polite kill and a reader that goes away as a wish to end in order, so that a run without a screen still
/// writes its last lines and weights.
///
/// The second signal ends the program at once.
final class StopSignals {
  private struct State {
    var signal: Int32?
    var action: @Sendable () -> Void = {}
  }

  private final class Box: Sendable {
    let state = Mutex(State())
  }

  private let box = Box()
  private let sources: [any DispatchSourceSignal]

  init() {
    // Found out at the next line instead, see `noteReader()`.
    signal(SIGPIPE, SIG_IGN)
    // What is ignored already stays so: nohup means it.
    let numbers = [SIGINT, SIGTERM, SIGHUP].filter { !Self.isIgnored(signal($0, SIG_IGN)) }
    sources = numbers.map { DispatchSource.makeSignalSource(signal: $0, queue: .global(qos: .userInitiated)) }
    for (source, number) in zip(sources, numbers) {
      source.setEventHandler { [box] in
        signal(number, SIG_DFL)
        Self.stop(box, number)
      }
      source.resume()
    }
  }

  private static func stop(_ box: Box, _ number: Int32) {
    let action = box.state.withLock { state in
      state.signal = state.signal ?? number
      return state.action
    }
    action()
  }

  /// Stops where nobody reads standard output any more, as SIGPIPE would.
  func noteReader() {
    if !StandardOutput.hasReader { Self.stop(box, SIGPIPE) }
  }

  /// C functions have no equality in Swift, and SIG_IGN is no function but a number in a pointer.
  private static func isIgnored(_ handler: sighandler_t?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  deinit {
    sources.forEach { $0.cancel() }
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
