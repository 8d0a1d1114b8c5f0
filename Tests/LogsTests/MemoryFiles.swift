@testable import Logs

/// Files of a test, and a clock that it moves.
final class MemoryFiles: LogFileSystem {
  struct File {
    var bytes: [UInt8]
    var modified: Double
    var identity: UInt64
  }

  var files: [String: File] = [:]
  var time = 1000.0
  /// How many bytes were asked of files that have them.
  var bytesRead = 0
  /// How long it takes to read a large part.
  var secondsPerRead = 0.0
  private var nextIdentity: UInt64 = 1

  /// Puts a new file in a place, as a rename does.
  func put(_ text: String, at path: String) { put(Array(text.utf8), at: path) }

  func put(_ bytes: [UInt8], at path: String) {
    files[path] = File(bytes: bytes, modified: time, identity: nextIdentity)
    nextIdentity += 1
  }

  /// Writes the same file anew.
  func overwrite(_ text: String, at path: String) {
    files[path]?.bytes = Array(text.utf8)
    files[path]?.modified = time
  }

  func append(_ text: String, to path: String) { extend(Array(text.utf8)[...], to: path) }

  func extend(_ bytes: ArraySlice<UInt8>, to path: String) {
    if files[path] == nil { put([], at: path) }
    files[path]?.bytes += bytes
    files[path]?.modified = time
  }

  func rename(_ path: String, to new: String) {
    files[new] = files[path]
    files[path] = nil
  }

  func status(_ path: String, followsLinks: Bool) -> LogFileStatus? {
    if let file = files[path] {
      return LogFileStatus(kind: .file, size: file.bytes.count, modified: file.modified, identity: file.identity)
    }
    let isFolder = files.keys.contains { $0.hasPrefix(path + "/") }
    return isFolder ? LogFileStatus(kind: .folder, size: 0, modified: 0, identity: 0) : nil
  }

  func names(in folder: String) -> [String] {
    Array(
      Set(
        files.keys.filter { $0.hasPrefix(folder + "/") }.compactMap {
          $0.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init)
        }
      )
    )
  }

  func read(_ path: String, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    guard let file = files[path] else { return nil }
    guard offset < file.bytes.count else { return 0 }
    let part = file.bytes[offset..<min(file.bytes.count, offset + buffer.count)]
    part.withUnsafeBytes { buffer.copyMemory(from: $0) }
    bytesRead += part.count
    if part.count > 4096 { time += secondsPerRead }
    return part.count
  }

  func now() -> Double { time }
}
