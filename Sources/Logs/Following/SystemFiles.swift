import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files of this machine.
public final class SystemFiles: LogFileSystem {
  /// The file that was read last stays open, since a large one is read in many parts.
  private var open: (path: String, descriptor: Int32)?

  /// The machine's files.
  public init() {}

  deinit { close() }

  /// What a path leads to.
  public func status(_ path: String, followsLinks: Bool) -> LogFileStatus? {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    let kind: LogFileStatus.Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    #if canImport(Glibc)
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #else
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #endif
    let identity = UInt64(truncatingIfNeeded: status.st_ino) ^ UInt64(truncatingIfNeeded: status.st_dev) << 48
    return LogFileStatus(
      kind: kind,
      size: Int(status.st_size),
      modified: Self.seconds(modified),
      changed: Self.seconds(changed),
      identity: identity
    )
  }

  /// The names in a folder.
  public func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Reads bytes from a place of a file.
  public func read(_ path: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    // At the beginning the path may lead to another file than before.
    if open?.path != path || offset == 0 {
      close()
      #if canImport(Glibc)
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      #else
        let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      #endif
      guard descriptor >= 0 else { return nil }
      open = (path, descriptor)
    }
    guard let open else { return nil }
    let count = pread(open.descriptor, buffer.baseAddress, buffer.count, off_t(offset))
    return count < 0 ? nil : count
  }

  /// Begins to read bytes on another thread.
  public func beginRead(_ path: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> (() -> Int?)? {
    guard let open, open.path == path else { return nil }
    // A descriptor of its own, since the other may be closed meanwhile.
    let descriptor = fcntl(open.descriptor, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { return nil }
    let outcome = Outcome()
    nonisolated(unsafe) let buffer = buffer  // nobody else looks at it before the outcome is there
    DispatchQueue.global(qos: .userInitiated).async {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      #if canImport(Glibc)
        _ = Glibc.close(descriptor)
      #else
        _ = Darwin.close(descriptor)
      #endif
      outcome.put(count)
    }
    return {
      let count = outcome.wait()
      return count < 0 ? nil : count
    }
  }

  /// How many bytes were read, once they are.
  private final class Outcome: Sendable {
    private let count = Mutex(0)
    private let isThere = DispatchSemaphore(value: 0)

    func put(_ new: Int) {
      count.withLock { $0 = new }
      isThere.signal()
    }

    func wait() -> Int {
      isThere.wait()
      return count.withLock { $0 }
    }
  }

  private static func seconds(_ time: timespec) -> Double { Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 }

  /// The time now.
  public func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Self.seconds(time)
  }

  /// Lets go of the file that was read last.
  func close() {
    guard let open else { return }
    #if canImport(Glibc)
      _ = Glibc.close(open.descriptor)
    #else
      _ = Darwin.close(open.descriptor)
    #endif
    self.open = nil
  }
}
