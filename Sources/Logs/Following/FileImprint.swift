/// What a file began with and what stood before the place that was read last: other bytes there tell that it was written anew.
struct FileImprint {
  private static let headSize = 4096
  private static let tailSize = 256

  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var tailStart = 0

  /// Takes note of bytes that were read at a place.
  mutating func add(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    if head.count == offset, offset < Self.headSize { head += bytes.prefix(Self.headSize - offset) }
    if bytes.count >= Self.tailSize || tailStart + tail.count != offset {
      tail = Array(bytes.suffix(Self.tailSize))
    } else {
      tail = (tail + bytes).suffix(Self.tailSize)
    }
    tailStart = offset + bytes.count - tail.count
  }

  /// Whether a file still has these bytes.
  func isIn(_ path: String, _ files: some LogFileSystem) -> Bool {
    has(head, at: 0, path, files) && (tailStart + tail.count <= head.count || has(tail, at: tailStart, path, files))
  }

  private func has(_ bytes: [UInt8], at offset: Int, _ path: String, _ files: some LogFileSystem) -> Bool {
    guard !bytes.isEmpty else { return true }
    return withUnsafeTemporaryAllocation(byteCount: bytes.count, alignment: 16) { buffer in
      // A file that cannot be read now has not changed.
      guard let got = files.read(path, at: offset, into: buffer) else { return true }
      return got == bytes.count && buffer.elementsEqual(bytes)
    }
  }
}
