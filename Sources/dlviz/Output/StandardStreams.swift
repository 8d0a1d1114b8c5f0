import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where a run's result goes.
enum StandardOutput {
  private static let readerHasGone = Atomic(false)

  /// Whether somebody still reads: false once the other end of a pipe has been found closed, where that does not end the program.
  static var hasReader: Bool { !readerHasGone.load(ordering: .relaxed) }

  /// Prints a line that whoever reads the other end of a pipe sees at once; without a reader there is nothing to do.
  /// - Throws: `Failure` where it cannot be written, as on a full disk.
  static func print(_ line: String) throws {
    guard hasReader else { return }
    Swift.print(line)
    if let reason = flush() { throw Failure(description: reason) }
  }

  /// Ends with an error where what was printed last, such as a help text, cannot be written; to be called once, at the start.
  static func checkAtExit() {
    atexit {
      guard let reason = StandardOutput.flush() else { return }
      StandardError.print("Error: \(reason)")
      _exit(EXIT_FAILURE)
    }
  }

  /// Writes what is still held back. The answer is why that is not possible; without a reader there is nothing to do.
  private static func flush() -> String? {
    // Every open stream, of which there is one: the C library's own name for it is no constant that Swift could use safely.
    if fflush(nil) == 0 { return nil }
    if errno == EPIPE {
      readerHasGone.store(true, ordering: .relaxed)
      return nil
    }
    return "cannot write standard output: \(String(cString: strerror(errno)))"
  }
}

/// Where everything goes that is not a run's result.
enum StandardError {
  static func print(_ text: String) { write(text + "\n") }

  /// Writes at once; where nobody can be told, there is nothing to do.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let count = writeSome(UnsafeRawBufferPointer(rebasing: rest))
        if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
      }
    }
  }

  private static func writeSome(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
    #endif
  }
}
