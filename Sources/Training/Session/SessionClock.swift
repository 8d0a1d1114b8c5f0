/// Where a session reads the time and sleeps; injected, so that a test's time passes without anybody waiting.
public protocol SessionClock: Sendable {
  /// The time since some fixed instant.
  func now() -> Duration
  /// Lets `duration` pass, or less when `sleep` returns early.
  /// - Parameter sleep: sleeps for a duration on the system's clock, until then or until something comes up.
  func pass(_ duration: Duration, sleep: (Duration) -> Void)
}

/// The system's monotonic clock.
public struct SystemClock: SessionClock {
  private let origin = ContinuousClock.now
  /// A clock whose zero is now.
  public init() {}
  /// The time since the clock was made.
  public func now() -> Duration { ContinuousClock.now - origin }
  /// Sleeps.
  public func pass(_ duration: Duration, sleep: (Duration) -> Void) { sleep(duration) }
}
