import CZlib

/// Makes IDX files, whole or broken on purpose.
enum IDXFixture {
  static func labels(_ labels: [UInt8], promise: Int? = nil, head: [UInt8] = [0, 0, 8, 1]) -> [UInt8] {
    head + bigEndian(promise ?? labels.count) + labels
  }

  static func images(
    count: Int,
    width: Int = 28,
    height: Int = 28,
    promise: Int? = nil,
    head: [UInt8] = [0, 0, 8, 3]
  ) -> [UInt8] {
    let pixels = (0..<count * width * height).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 784) }
    return head + bigEndian(promise ?? count) + bigEndian(height) + bigEndian(width) + pixels
  }

  static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// Compresses as `gzip` does.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream,
      6,
      Z_DEFLATED,
      15 + 16,
      8,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    defer { deflateEnd(&stream) }
    var bytes = bytes
    let capacity = Int(deflateBound(&stream, UInt(bytes.count))) + 64
    return bytes.withUnsafeMutableBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: capacity) { output, filled in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, Z_FINISH)
        filled = output.count - Int(stream.avail_out)
      }
    }
  }
}
