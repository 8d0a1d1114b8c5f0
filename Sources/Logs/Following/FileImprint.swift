/// What a file began with, what stood before the place that was read last, and a sample of what lies between: other bytes there tell that it was
/// written anew.
struct FileImprint {
  private static let headSize = 4096
  private static let tailSize = 256
  /// So many places are remembered, so many bytes at each.
  private static let mostSamples = 128
  private static let sampleSize = 64
  /// How far apart they are at first; where they become too many every second is dropped.
  private static let firstStride = 1 << 14

  private var head: [UInt8] = []
  private var tail: [UInt8] = []
  private var tailStart = 0
  /// The sampled bytes, one place after the other; place n lies at (n + 1) · stride.
  private var samples: [UInt8] = []
  private var stride = Self.firstStride
  /// Places that lay across two parts that were read, and are not known.
  private var gaps: Set<Int> = []

  /// Takes note of bytes that were read at a place.
  /// - Complexity: O(samples), whatever was read.
  mutating func add(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    if head.count == offset, offset < Self.headSize { head += bytes.prefix(Self.headSize - offset) }
    if bytes.count >= Self.tailSize || tailStart + tail.count != offset {
      tail = Array(bytes.suffix(Self.tailSize))
    } else {
      tail = (tail + bytes).suffix(Self.tailSize)
    }
    tailStart = offset + bytes.count - tail.count
    sample(bytes, at: offset)
  }

  private var sampleCount: Int { samples.count / Self.sampleSize }

  private mutating func sample(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    while true {
      let place = (sampleCount + 1) * stride
      guard place + Self.sampleSize <= offset + bytes.count else { return }
      // A place across two parts is left to the next stride.
      if place < offset {
        samples += repeatElement(0, count: Self.sampleSize)
        gaps.insert(place)
      } else {
        samples += bytes[(place - offset)..<(place - offset + Self.sampleSize)]
      }
      if sampleCount == Self.mostSamples { thinOut() }
    }
  }

  private mutating func thinOut() {
    var kept: [UInt8] = []
    for index in Swift.stride(from: 1, to: sampleCount, by: 2) {
      kept += samples[(index * Self.sampleSize)..<((index + 1) * Self.sampleSize)]
    }
    samples = kept
    stride *= 2
  }

  /// Whether a file still has these bytes at its beginning and where it was read last.
  func isIn(_ path: String, _ files: some LogFileSystem) -> Bool {
    has(head[...], at: 0, path, files)
      && (tailStart + tail.count <= head.count || has(tail[...], at: tailStart, path, files))
  }

  /// Whether a file still has the bytes that were sampled between them.
  func isWithin(_ path: String, _ files: some LogFileSystem) -> Bool {
    (0..<sampleCount).allSatisfy { index in
      let place = (index + 1) * stride
      let bytes = samples[(index * Self.sampleSize)..<((index + 1) * Self.sampleSize)]
      return gaps.contains(place) || has(bytes, at: place, path, files)
    }
  }

  private func has(_ bytes: ArraySlice<UInt8>, at offset: Int, _ path: String, _ files: some LogFileSystem) -> Bool {
    guard !bytes.isEmpty else { return true }
    return withUnsafeTemporaryAllocation(byteCount: bytes.count, alignment: 16) { buffer in
      // A file that cannot be read now has not changed.
      guard let got = files.read(path, at: offset, into: buffer) else { return true }
      return got == bytes.count && buffer.elementsEqual(bytes)
    }
  }
}
