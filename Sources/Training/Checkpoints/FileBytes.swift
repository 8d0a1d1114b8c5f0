import Datasets

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads whole files, and whatever else bytes come from: a FIFO, `<(…)`, a device.
enum FileBytes {
  /// What is no file may send so much.
  private static let most = 4 << 30

  /// All bytes, read once from front to back; those of a large file are read when they are looked at.
  /// - Throws: `FileError.cannotRead`.
  static func read(_ path: String) throws(FileError) -> Data {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
    }
    if status.st_mode & S_IFMT == S_IFREG,
      let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    {
      return data
    }
    var data = Data()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(descriptor, &chunk, chunk.count)
      #else
        let count = Glibc.read(descriptor, &chunk, chunk.count)
      #endif
      if count == 0 { return data }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw .cannotRead(path: path, reason: String(cString: strerror(errno)))
      }
      guard data.count + count <= most else {
        throw .cannotRead(path: path, reason: "expected at most \(most) bytes, found more")
      }
      data.append(contentsOf: chunk[..<count])
    }
  }
}
