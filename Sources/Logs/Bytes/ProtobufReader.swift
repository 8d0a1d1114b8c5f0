/// Reads the fields of a Protocol Buffers message without knowing its schema.
struct ProtobufReader {
  private let bytes: Bytes
  private var position = 0

  init(_ bytes: Bytes) { self.bytes = bytes }

  /// A field and its value as it is on the wire.
  struct Field {
    var number: Int
    var wire: UInt8
    /// The varint or fixed value; 0 for a field with a length.
    var bits: UInt64
    /// The contents of a field with a length.
    var contents: Bytes

    var double: Double { Double(bitPattern: bits) }
    var float: Double { Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))) }
    var integer: Int { Int(Int64(bitPattern: bits)) }
  }

  /// The next field; nil at the end and where the message is broken.
  @inline(__always)
  mutating func next() -> Field? {
    guard let tag = varint(), tag >> 3 > 0, tag >> 3 < 1 << 29 else { return nil }
    let empty = Bytes(start: nil, count: 0)
    let number = Int(tag >> 3)
    switch tag & 7 {
    case 0:
      guard let value = varint() else { return nil }
      return Field(number: number, wire: 0, bits: value, contents: empty)
    case 1:
      guard bytes.count - position >= 8 else { return nil }
      defer { position += 8 }
      return Field(number: number, wire: 1, bits: bytes.number(UInt64.self, at: position), contents: empty)
    case 5:
      guard bytes.count - position >= 4 else { return nil }
      defer { position += 4 }
      return Field(number: number, wire: 5, bits: UInt64(bytes.number(UInt32.self, at: position)), contents: empty)
    case 2:
      guard let length = varint(), length <= UInt64(bytes.count - position) else { return nil }
      let start = position
      position += Int(length)
      return Field(number: number, wire: 2, bits: 0, contents: bytes[part: start..<position])
    default: return nil
    }
  }

  @inline(__always)
  mutating func varint() -> UInt64? {
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    if first < 0x80 {
      position += 1
      return UInt64(first)
    }
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var index = position
    while index < bytes.count, shift < 64 {
      let byte = bytes[index]
      value |= UInt64(byte & 0x7F) << shift
      index += 1
      if byte < 0x80 {
        position = index
        return value
      }
      shift += 7
    }
    return nil
  }
}
