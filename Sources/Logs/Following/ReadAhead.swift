/// Memory for two stretches of a large file: while one is looked at, the other is read by another thread.
final class ReadAhead {
  /// So many bytes at least can be put in front of a stretch: what was left over of the one before.
  static let frontSize = 1 << 20

  private let size: Int
  private let memory: (UnsafeMutableRawPointer, UnsafeMutableRawPointer)
  private var isSecond = false
  /// What is being read, and what waits for its end.
  private var pending: (offset: Int, wait: () -> Int?)?

  /// - Parameter size: how many bytes a stretch has at most.
  init(size: Int) {
    self.size = size
    // One page beyond a multiple of the cache's ways, so that both do not share its lines.
    let whole = Self.frontSize + size + 4096
    memory = (.allocate(byteCount: whole, alignment: 64), .allocate(byteCount: whole, alignment: 64))
  }

  deinit {
    _ = pending?.wait()
    memory.0.deallocate()
    memory.1.deallocate()
  }

  /// The stretch of a file at a place, with `frontSize` bytes that may be written in front of it, and begins to read the one behind it.
  /// - Parameter end: where the file ends, as far as is known.
  /// - Returns: where it begins, and how many bytes were read; nil when the file cannot be read.
  func next(_ files: some LogFileSystem, _ path: String, at offset: Int, end: Int) -> (
    start: UnsafeMutableRawPointer, count: Int
  )? {
    var got: Int?
    if let pending {
      got = pending.wait()
      self.pending = nil
      isSecond.toggle()
      if pending.offset != offset { got = nil }
    }
    let count = got ?? files.read(path, at: offset, into: stretch(isSecond)) ?? -1
    guard count >= 0, let start = stretch(isSecond).baseAddress else { return nil }
    if count == size, offset + count < end {
      pending = files.beginRead(path, at: offset + count, into: stretch(!isSecond)).map { (offset + count, $0) }
    }
    return (start, count)
  }

  private func stretch(_ isSecond: Bool) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: (isSecond ? memory.1 : memory.0) + Self.frontSize, count: size)
  }
}
