import CZlib

/// Unpacks gzip while it grows: several members one after the other, and an end that has not come yet.
final class Inflater {
  private var stream = z_stream()
  private var isReady = false
  /// Whether what came is no gzip any more.
  private(set) var isBroken = false
  private var hasEnded = false

  init() {
    isReady = inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit { if isReady { inflateEnd(&stream) } }

  /// Unpacks bytes, and gives what comes out piece by piece.
  func unpack(_ bytes: Bytes, _ take: (Bytes) -> Void) {
    guard isReady, !isBroken, let base = bytes.baseAddress, !bytes.isEmpty else { return }
    let size = 1 << 18
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { buffer.deallocate() }
    stream.next_in = UnsafeMutablePointer(mutating: base)
    stream.avail_in = UInt32(truncatingIfNeeded: bytes.count)
    while true {
      if hasEnded {
        // Another member may follow, or padding.
        guard stream.avail_in > 0 else { return }
        if stream.next_in.pointee == 0 {
          stream.next_in += 1
          stream.avail_in -= 1
          continue
        }
        inflateReset(&stream)
        hasEnded = false
      }
      stream.next_out = buffer
      stream.avail_out = UInt32(size)
      let outcome = inflate(&stream, Z_NO_FLUSH)
      let count = size - Int(stream.avail_out)
      if count > 0 { take(Bytes(start: buffer, count: count)) }
      switch outcome {
      case Z_STREAM_END: hasEnded = true
      case Z_OK where stream.avail_in > 0 || stream.avail_out == 0: continue
      case Z_OK, Z_BUF_ERROR: return
      default:
        isBroken = true
        return
      }
    }
  }
}
