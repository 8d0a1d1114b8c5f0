import CZlib

/// Unpacks whole blocks of compressed bytes.
enum Inflater {
  /// How compressed bytes are wrapped.
  enum Wrapping {
    /// Bare deflate, as in a zip.
    case none
    /// zlib's header and checksum, as in a PNG.
    case zlib
  }

  /// The bytes, if they are exactly as many as expected; nil for damaged ones, and for more or less.
  static func inflate(_ input: ArraySlice<UInt8>, to size: Int, _ wrapping: Wrapping) -> [UInt8]? {
    guard size > 0, input.count <= Int(UInt32.max), size <= Int(UInt32.max) else { return size == 0 ? [] : nil }
    var stream = z_stream()
    let windowBits: Int32 = wrapping == .none ? -15 : 15
    guard inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      return nil
    }
    defer { inflateEnd(&stream) }
    var input = Array(input)
    var isWhole = false
    let output = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      input.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(size)
        let status = CZlib.inflate(&stream, Z_FINISH)
        isWhole = status == Z_STREAM_END && stream.avail_out == 0
      }
      filled = size - Int(stream.avail_out)
    }
    return isWhole ? output : nil
  }
}
