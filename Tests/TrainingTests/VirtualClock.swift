import Synchronization
import Training

/// A clock on which waiting takes no time at all: it goes forward by what was to be waited for.
final class VirtualClock: SessionClock {
  private let time = Mutex(Duration.zero)

  func now() -> Duration { time.withLock { $0 } }
  func pass(_ duration: Duration, sleep: (Duration) -> Void) { time.withLock { $0 += duration } }
}
