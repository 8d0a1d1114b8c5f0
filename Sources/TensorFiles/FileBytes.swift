#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Bytes that can be read anywhere, so that a large file is read only where it is looked at.
public protocol ByteSource: Sendable {
  /// How many bytes there are.
  var count: Int { get }
  /// Fills a buffer with the bytes from an offset on.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ModelFileError)
}

/// The bytes of a file, by `pread`.
public final class FileBytes: ByteSource {
  /// How many bytes the file had when it was opened.
  public let count: Int
  private let path: String
  private let descriptor: Int32

  /// Opens a file.
  public init(path: String) throws(ModelFileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, reason: String(cString: strerror(errno))) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw .cannotRead(path: path, reason: reason)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let isDirectory = status.st_mode & S_IFMT == S_IFDIR
      throw .cannotRead(path: path, reason: isDirectory ? String(cString: strerror(EISDIR)) : "not a file")
    }
    count = Int(status.st_size)
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Fills a buffer with the bytes from an offset on; an error if the file has become shorter.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(ModelFileError) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let got = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .cannotRead(path: path, reason: String(cString: strerror(errno))) }
      guard got > 0 else {
        throw .malformed(path: path, expected: "\(count) bytes, as when it was opened", found: "\(offset + done)")
      }
      done += got
    }
  }
}
