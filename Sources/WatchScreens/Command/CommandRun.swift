#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A command that runs on a pseudo-terminal of its own, so that it prints as it does for a person.
public struct CommandRun: Sendable {
  /// Why a command could not be started.
  public struct Problem: Error, CustomStringConvertible {
    /// What was wanted and what the system said.
    public var description: String
  }

  /// The command and its arguments.
  public let words: [String]
  /// The process, which leads its session and its group.
  private let process: pid_t
  /// Our end of the terminal.
  let terminal: Int32

  /// Starts a command.
  /// - Parameters:
  ///   - words: the command, looked for in `PATH`, and its arguments.
  ///   - columns: the width of its terminal.
  ///   - rows: the height of its terminal.
  ///   - input: what its standard input is; nil for its terminal, where nobody types.
  public init(_ words: [String], columns: Int, rows: Int, input: Int32? = nil) throws(Problem) {
    self.words = words
    var (ours, theirs): (Int32, Int32) = (-1, -1)
    var window = winsize(
      ws_row: UInt16(clamping: rows),
      ws_col: UInt16(clamping: columns),
      ws_xpixel: 0,
      ws_ypixel: 0
    )
    var name = [CChar](repeating: 0, count: 256)
    guard openpty(&ours, &theirs, &name, nil, &window) == 0 else {
      throw Problem(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    // The command must not hold this end: then it would never see that the terminal is gone.
    let flags = fcntl(ours, F_GETFD)
    _ = fcntl(ours, F_SETFD, flags | FD_CLOEXEC)
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let session = Int16(0x0400)
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let session = Int16(0x80)
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // Opened by the leader of a new session, the terminal is that session's: ctrl-C and hanging up reach the command.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    // Beyond the three, so that opening the terminal does not close it.
    let source = input.map { fcntl($0, F_DUPFD_CLOEXEC, 3) } ?? -1
    defer { if source >= 0 { close(source) } }
    if source >= 0 { posix_spawn_file_actions_adddup2(&actions, source, 0) }
    if theirs > 2 { posix_spawn_file_actions_addclose(&actions, theirs) }
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes,
      session | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
    )
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    let status = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, environ)
    close(theirs)
    guard status == 0 else {
      close(ours)
      throw Problem(
        description: "\(words[0]): expected a command that can be run, found: \(String(cString: strerror(status)))"
      )
    }
    self.process = process
    terminal = ours
  }

  /// Gives its terminal another size; the system tells the command.
  func resize(columns: Int, rows: Int) {
    var window = winsize(
      ws_row: UInt16(clamping: rows),
      ws_col: UInt16(clamping: columns),
      ws_xpixel: 0,
      ws_ypixel: 0
    )
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &window)
  }

  /// Sends a signal to the command and all that it has started in its group.
  public func signal(_ number: Int32) { _ = kill(-process, number) }

  /// The status with which the command has ended, 128 and the signal's number where one ended it; nil while it runs.
  func status() -> Int32? {
    var status: Int32 = 0
    let found = waitpid(process, &status, WNOHANG)
    guard found == process else { return found < 0 && errno == ECHILD ? 0 : nil }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }
}
