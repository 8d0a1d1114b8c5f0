#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Writes whole files or nothing.
public enum AtomicFile {
  /// Writes beside the file, makes sure that the bytes are on the disk, then renames over it.
  /// - Throws: `CheckpointError.cannotWrite`; an old file is then untouched and nothing is left beside it.
  public static func write(_ data: Data, to path: String) throws(CheckpointError) {
    let target = try regularTarget(path)
    let beside = "\(target).\(getpid()).part"
    let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(path, errno) }
    var code: Int32 = 0
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty, code == 0 {
        let count = writeSome(file, rest)
        if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { code = errno }
      }
    }
    if code == 0, fsync(file) != 0, errno != EINVAL, errno != EROFS { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, rename(beside, target) != 0 { code = errno }
    guard code == 0 else {
      unlink(beside)
      throw failure(path, code)
    }
  }

  /// Writes text as UTF-8.
  public static func write(_ text: String, to path: String) throws(CheckpointError) {
    try write(Data(text.utf8), to: path)
  }

  /// Finds out before hours of work whether a file can be written at their end.
  /// - Throws: `CheckpointError.cannotWrite`.
  public static func checkWritable(_ path: String) throws(CheckpointError) {
    let target = try regularTarget(path)
    // With its slash, so that a file at the root has a folder too.
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? "."
    guard access(String(folder), W_OK) == 0 else { throw failure(path, errno) }
  }

  /// The file that a path stands for, symbolic links followed; a rename would put a file in place of a device, a pipe or the link itself.
  private static func regularTarget(_ path: String) throws(CheckpointError) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw failure(path, EISDIR)
    default: throw .cannotWrite(path: path, reason: "expected a file, found a device, a pipe or a socket")
    }
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func failure(_ path: String, _ code: Int32) -> CheckpointError {
    .cannotWrite(path: path, reason: String(cString: strerror(code)))
  }

  private static func writeSome(_ file: Int32, _ bytes: Slice<UnsafeRawBufferPointer>) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    #if canImport(Darwin)
      return Darwin.write(file, bytes.baseAddress, bytes.count)
    #else
      return Glibc.write(file, bytes.baseAddress, bytes.count)
    #endif
  }
}
