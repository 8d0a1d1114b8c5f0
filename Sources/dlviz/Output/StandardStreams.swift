import Foundation

/// Where a run's result goes.
enum StandardOutput {
  /// Prints a line that whoever reads the other end of a pipe sees at once.
  /// - Throws: `Failure` where it cannot be written, as on a full disk.
  static func print(_ line: String) throws {
    Swift.print(line)
    // Every open stream, of which there is one: the C library's own name for it is no constant that Swift could use safely.
    guard fflush(nil) == 0 else {
      throw Failure(description: "cannot write standard output: \(String(cString: strerror(errno)))")
    }
  }
}

/// Where everything goes that is not a run's result.
enum StandardError {
  static func print(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
