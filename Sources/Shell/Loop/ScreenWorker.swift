/// Does what a screen asks for: owns threads, files and sessions.
public protocol ScreenWorker<Effect, Message>: AnyObject {
  /// What is asked of it.
  associatedtype Effect
  /// What it says.
  associatedtype Message
  /// Begins to do something; never waits for it.
  func perform(_ effect: Effect)
  /// What it has to say since the last time, in order.
  func receive() -> [Message]
  /// Ends everything it has begun.
  func end()
}

/// A worker for a screen that asks for nothing.
public final class IdleWorker: ScreenWorker {
  /// A worker with nothing to do.
  public init() {}
  /// Never called.
  public func perform(_ effect: Never) {}
  /// Nothing, ever.
  public func receive() -> [Never] { [] }
  /// Nothing to end.
  public func end() {}
}
