/// A computation that goes on by itself: the same state always goes on in the same way, so its past can be computed again.
public protocol Replayable: Sendable {
  /// Goes one step on.
  mutating func advance()
}
