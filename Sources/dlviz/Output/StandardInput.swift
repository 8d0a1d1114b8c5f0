#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Standard input, where a log comes through it.
enum StandardInput {
  /// Takes the pipe away from standard input, which the terminal's keys come through from now on.
  /// - Returns: the pipe's new descriptor.
  static func takePipe() throws -> Int32 {
    let pipe = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    let terminal = open("/dev/tty", O_RDWR)
    guard pipe >= 0, terminal >= 0, dup2(terminal, STDIN_FILENO) >= 0 else {
      throw Failure(description: "-: expected a terminal for the keys, found: \(String(cString: strerror(errno)))")
    }
    close(terminal)
    return pipe
  }
}
