#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The file `NAME.part` that a download grows in, until it is whole and takes its real name.
struct PartialFile: ~Copyable {
  let path: String
  private let descriptor: Int32
  /// Bytes in the file.
  private(set) var size: Int

  init(for path: String) throws(FetchError) {
    self.path = path + ".part"
    descriptor = open(self.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: self.path, reason: FileSystem.reason(errno)) }
    size = max(0, Int(lseek(descriptor, 0, SEEK_END)))
  }

  deinit {
    close(descriptor)
  }

  /// Forgets what has arrived.
  mutating func empty() throws(FetchError) {
    // What cannot be truncated (a device) has no size either.
    if size > 0, ftruncate(descriptor, 0) != 0 {
      throw .cannotWrite(path: path, reason: FileSystem.reason(errno))
    }
    lseek(descriptor, 0, SEEK_SET)
    size = 0
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) throws(FetchError) {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let count = write(descriptor, base, rest.count)
      if count > 0 {
        size += count
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno != EINTR {
        throw errno == ENOSPC || errno == EDQUOT
          ? .diskFull(path: path) : .cannotWrite(path: path, reason: FileSystem.reason(errno))
      }
    }
  }

  /// Makes sure that the bytes are on the disk, then gives the file its real name in one step.
  consuming func finish(as final: String) throws(FetchError) {
    guard fsync(descriptor) == 0 else {
      throw errno == ENOSPC || errno == EDQUOT
        ? .diskFull(path: path) : .cannotWrite(path: path, reason: FileSystem.reason(errno))
    }
    guard rename(path, final) == 0 else { throw .cannotWrite(path: final, reason: FileSystem.reason(errno)) }
  }

  /// Whether it begins as HTML does: what a hotel's or a company's network sends in place of what was asked for.
  func looksLikeWebPage() -> Bool {
    var start = [UInt8](repeating: 0, count: 256)
    let count = pread(descriptor, &start, start.count, 0)
    let text = String(decoding: start.prefix(max(0, count)), as: UTF8.self).lowercased()
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return ["<!doctype", "<html", "<head", "<body", "<?xml"].contains { text.hasPrefix($0) }
  }

  consuming func remove() {
    unlink(path)
  }
}
