import Synchronization

/// Lets one thread at a time use the analyst.
final class AnalystBox: Sendable {
  private let analyst = Mutex(NetworkAnalyst())

  /// Runs `body` with the analyst.
  func use<Result: Sendable>(_ body: @Sendable (NetworkAnalyst) -> Result) -> Result {
    analyst.withLock { body($0) }
  }
}
