#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A lock on a directory, so that two downloads of one set follow each other instead of mixing their bytes.
///
/// The operating system drops it when the process ends, however it ends, so that no stale lock can remain.
enum FetchLock {
  static let fileName = ".dlviz-fetch.lock"

  /// Holds the lock during `body`; while another has it, calls `waiting` about ten times a second until that throws.
  static func hold<Result>(
    _ directory: String,
    waiting: () throws(FetchError) -> Void,
    during body: () throws(FetchError) -> Result
  ) throws(FetchError) -> Result {
    let path = directory + "/" + fileName
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: FileSystem.reason(errno)) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      // Some network file systems have no locks; then two downloads are the user's to avoid.
      guard errno == EWOULDBLOCK || errno == EINTR else { break }
      try waiting()
      usleep(100_000)
    }
    return try body()
  }
}
