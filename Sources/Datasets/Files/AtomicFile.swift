#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Writes whole files or nothing.
public enum AtomicFile {
  /// Writes beside the file, makes sure that the bytes are on the disk, then renames over it.
  ///
  /// A file that is there keeps its permissions, a symbolic link goes on being one: what it leads to is written, also where that is not
  /// there yet.
  /// - Throws: `FileError.cannotWrite`; an old file is then untouched and nothing is left beside it.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let target = try target(path)
    let beside = "\(target.path).\(getpid()).part"
    let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, target.mode ?? 0o644)
    guard file >= 0 else { throw failure(path, errno) }
    var code: Int32 = 0
    // Neither the umask nor an older part's permissions shall count.
    if let mode = target.mode, fchmod(file, mode) != 0 { code = errno }
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty, code == 0 {
        let count = writeSome(file, rest)
        if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { code = errno }
      }
    }
    if code == 0, fsync(file) != 0, errno != EINVAL, errno != EROFS { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, rename(beside, target.path) != 0 { code = errno }
    guard code == 0 else {
      unlink(beside)
      throw failure(path, code)
    }
  }

  /// Writes text as UTF-8.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Finds out before hours of work whether a file can be written at their end.
  /// - Throws: `FileError.cannotWrite`.
  public static func checkWritable(_ path: String) throws(FileError) {
    let folder = folder(of: try target(path).path)
    guard access(folder.isEmpty ? "." : folder, W_OK) == 0 else { throw failure(path, errno) }
  }

  /// Symbolic links in a row that are followed, as many as Linux follows.
  private static let longestChain = 40

  /// The file that a path stands for, symbolic links followed, and its permissions if it is there; a rename would put a file in place of a
  /// device, a pipe or the link itself.
  private static func target(_ path: String) throws(FileError) -> (path: String, mode: mode_t?) {
    var path = path
    for _ in 0..<longestChain {
      var status = stat()
      guard lstat(path, &status) == 0 else { return (path, nil) }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return (path, status.st_mode & 0o7777)
      case S_IFDIR: throw failure(path, EISDIR)
      case S_IFLNK:
        guard let link = destination(of: path) else { throw failure(path, errno) }
        path = link.hasPrefix("/") ? link : prefix(of: path) + link
      default: throw .cannotWrite(path: path, reason: "expected a file, found a device, a pipe or a socket")
      }
    }
    throw failure(path, ELOOP)
  }

  /// What a symbolic link says.
  private static func destination(of link: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let count = readlink(link, base, buffer.count)
      guard count >= 0 else { return nil }
      return String(decoding: buffer[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  /// A path up to and with its last slash; empty where it has none.
  private static func prefix(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func folder(of path: String) -> String {
    let prefix = prefix(of: path)
    return prefix.count > 1 ? String(prefix.dropLast()) : prefix
  }

  private static func failure(_ path: String, _ code: Int32) -> FileError {
    .cannotWrite(path: path, reason: FileSystem.reason(code))
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
