#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Standard streams that whoever started the program has closed (`>&-`).
enum ClosedStreams {
  /// Puts something in the place of each, else the next file to be opened takes its number and is taken for it.
  ///
  /// It is the null device, opened for the other direction, as gnulib's `stdopen` does it: what uses such a stream gets the
  /// error EBADF as before.
  static func occupy() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 && errno == EBADF {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
