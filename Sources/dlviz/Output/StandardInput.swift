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

  /// What a command that is run reads: what comes through our own standard input, and nothing where that is a terminal, since its
  /// keys are ours.
  static func forCommand() throws -> Int32 {
    var status = stat()
    if fstat(STDIN_FILENO, &status) == 0, isatty(STDIN_FILENO) == 0 { return STDIN_FILENO }
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    guard nothing >= 0 else {
      throw Failure(description: "/dev/null: expected it to be there, found: \(String(cString: strerror(errno)))")
    }
    return nothing
  }

  /// Opens a path that leads to a pipe; nil where it leads to something else.
  static func openPipe(_ path: String) throws -> Int32? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO || status.st_mode & S_IFMT == S_IFCHR else {
      return nil
    }
    let pipe = open(path, O_RDONLY | O_CLOEXEC)
    guard pipe >= 0 else {
      throw Failure(
        description: "\(path): expected a pipe that can be read, found: \(String(cString: strerror(errno)))"
      )
    }
    return pipe
  }
}
