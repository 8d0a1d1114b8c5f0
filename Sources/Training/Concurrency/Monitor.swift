#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A value behind a lock, with one condition to wait on.
///
/// The standard library's `Mutex` has no condition to sleep on until a deadline, which a paced training loop needs; this is the
/// POSIX pair of the two and nothing more.
///
/// `@unchecked Sendable`: `value` is read and written with `mutex` held, always.
final class Monitor<Value>: @unchecked Sendable {
  private var value: Value
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    #if os(Linux)
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #else
      pthread_cond_init(condition, nil)
    #endif
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` with the lock held.
  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }

  /// Runs `body` with the lock held, then wakes everybody who waits.
  func signalling<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(mutex)
    }
    return try body(&value)
  }

  /// Sleeps until `isReady` holds or `timeout` has passed, then runs `body`; all with the lock held but the sleep itself.
  func waiting<Result>(
    timeout: Duration? = nil,
    until isReady: (Value) -> Bool,
    then body: (inout Value) -> Result
  ) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if let timeout {
      var remaining = timespec(max(.zero, timeout))
      #if os(Linux)
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        deadline.tv_sec += remaining.tv_sec
        deadline.tv_nsec += remaining.tv_nsec
        if deadline.tv_nsec >= 1_000_000_000 {
          deadline.tv_nsec -= 1_000_000_000
          deadline.tv_sec += 1
        }
        remaining = deadline
        while !isReady(value), pthread_cond_timedwait(condition, mutex, &remaining) == 0 {}
      #else
        // One sleep at the most: a wake-up that was not for us costs the caller one early return, which its loop expects.
        if !isReady(value) { pthread_cond_timedwait_relative_np(condition, mutex, &remaining) }
      #endif
    } else {
      while !isReady(value) { pthread_cond_wait(condition, mutex) }
    }
    return body(&value)
  }
}

extension timespec {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self.init(tv_sec: Int(min(seconds, 1 << 30)), tv_nsec: Int(attoseconds / 1_000_000_000))
  }
}
