import DequeModule
import Synchronization

/// The way from a reader to the session's thread.
final class Mailbox<Command: Sendable>: Sendable {
  private struct Contents {
    var commands: Deque<Command> = []
    var isClosed = false
  }

  private let contents = Monitor(Contents())
  /// Says "look inside" without a lock; the training loop reads it before every step.
  private let needsAttention = Atomic(false)

  /// Whether a command waits or the mailbox is closed; costs next to nothing.
  var hasMail: Bool { needsAttention.load(ordering: .relaxed) }
  /// Whether the session is to end.
  var isClosed: Bool { contents.withLock { $0.isClosed } }

  func send(_ command: Command) {
    contents.signalling { $0.commands.append(command) }
    needsAttention.store(true, ordering: .releasing)
  }

  /// Ends the session within one step.
  func close() {
    contents.signalling { $0.isClosed = true }
    needsAttention.store(true, ordering: .releasing)
  }

  func take() -> Command? {
    contents.withLock { contents in
      guard let command = contents.commands.popFirst() else {
        needsAttention.store(contents.isClosed, ordering: .releasing)
        return nil
      }
      return command
    }
  }

  /// Sleeps until there is mail or `timeout` has passed; nil waits without end.
  func wait(timeout: Duration?) {
    contents.waiting(timeout: timeout, until: { !$0.commands.isEmpty || $0.isClosed }, then: { _ in })
  }
}
