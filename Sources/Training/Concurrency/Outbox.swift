/// What threads have to say to one reader: everything in order, but for what a newer message takes the place of.
public final class Outbox<Message: Sendable>: Sendable {
  private struct Contents {
    var messages: [Message] = []
    var hasEnded = false

    mutating func take() -> [Message] {
      defer { messages = [] }
      return messages
    }
  }

  private let contents = Monitor(Contents())
  private let isReplaced: @Sendable (_ old: Message, _ new: Message) -> Bool
  private let wake: @Sendable () -> Void

  /// An empty outbox.
  /// - Parameters:
  ///   - wake: called from any thread when something arrives where nothing waited; must not call the outbox.
  ///   - isReplaced: whether the newest message that waits, `old`, is of no use once there is `new`.
  public init(
    wake: @escaping @Sendable () -> Void,
    isReplaced: @escaping @Sendable (_ old: Message, _ new: Message) -> Bool
  ) {
    self.wake = wake
    self.isReplaced = isReplaced
  }

  /// Whether nobody listens any more.
  public var hasEnded: Bool { contents.withLock { $0.hasEnded } }
  /// Nobody listens any more.
  public func end() { contents.withLock { $0.hasEnded = true } }

  /// Puts a message in.
  public func say(_ message: Message) {
    let wasEmpty = contents.signalling { contents in
      let wasEmpty = contents.messages.isEmpty
      if let last = contents.messages.last, isReplaced(last, message) { contents.messages.removeLast() }
      contents.messages.append(message)
      return wasEmpty
    }
    if wasEmpty { wake() }
  }

  /// Everything that waits, in order.
  public func take() -> [Message] { contents.withLock { $0.take() } }

  /// Sleeps until something waits, and returns it.
  func takeWaiting() -> [Message] { contents.waiting(until: { !$0.messages.isEmpty }, then: { $0.take() }) }
}
