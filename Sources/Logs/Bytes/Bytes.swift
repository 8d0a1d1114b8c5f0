/// A stretch of a file in memory.
typealias Bytes = UnsafeBufferPointer<UInt8>

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
  /// Where the next line break is, from a place on; nil when there is none.
  @inline(__always)
  func lineBreak(from start: Int) -> Int? {
    guard start < count, let base = baseAddress, let found = memchr(base + start, 0x0A, count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// A part of it; the range must lie within.
  @inline(__always)
  subscript(part range: Range<Int>) -> Bytes { Bytes(rebasing: self[range]) }

  /// The text that it holds.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// A little-endian number at a place.
  @inline(__always)
  func number<Number: FixedWidthInteger>(_ type: Number.Type, at index: Int) -> Number {
    UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: type).littleEndian
  }

  /// Whether it begins with these bytes.
  func starts(with prefix: StaticString) -> Bool {
    guard count >= prefix.utf8CodeUnitCount else { return false }
    return (0..<prefix.utf8CodeUnitCount).allSatisfy { self[$0] == prefix.utf8Start[$0] }
  }
}
