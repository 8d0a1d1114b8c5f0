#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Bytes that are read once from front to back: a file, or an array in memory.
struct ByteSource: ~Copyable {
  private enum Storage {
    case file(descriptor: Int32)
    case memory([UInt8])
  }

  private let storage: Storage
  /// What messages call it: the path.
  let name: String
  /// Number of bytes in all; for what is no regular file, unknown.
  let size: Int?
  /// How many bytes have been read.
  private(set) var position = 0

  init(path: String) throws(DatasetError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(file: path, reason: Self.reason(errno)) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw .unreadable(file: path, reason: Self.reason(code))
    }
    storage = .file(descriptor: descriptor)
    name = path
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }

  init(_ bytes: [UInt8], name: String) {
    storage = .memory(bytes)
    self.name = name
    size = bytes.count
  }

  deinit {
    if case .file(let descriptor) = storage { close(descriptor) }
  }

  /// Reads up to the buffer's size and returns how many bytes came; 0 is the end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    guard let base = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    switch storage {
    case .memory(let bytes):
      let count = min(buffer.count, bytes.count - position)
      bytes.withUnsafeBytes { all in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<position + count]))
      }
      position += count
      return count
    case .file(let descriptor):
      while true {
        #if canImport(Darwin)
          let count = Darwin.read(descriptor, base, buffer.count)
        #else
          let count = Glibc.read(descriptor, base, buffer.count)
        #endif
        if count >= 0 {
          position += count
          return count
        }
        guard errno == EINTR else { throw .unreadable(file: name, reason: Self.reason(errno)) }
      }
    }
  }

  private static func reason(_ code: Int32) -> String {
    String(cString: strerror(code))
  }
}
