import CBytes

/// The Castagnoli checksum of TensorFlow's record files: by the processor's instruction for it, else by tables, eight bytes at a time.
struct CRC32C: Sendable {
  static let shared = CRC32C()
  private let table: [UInt32]
  private let isQuick = BytesKernel.isQuick

  private init() {
    var table = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1 }
      table[byte] = value
    }
    for slice in 1..<8 {
      for byte in 0..<256 {
        let below = table[(slice - 1) * 256 + byte]
        table[slice * 256 + byte] = below >> 8 ^ table[Int(below & 0xFF)]
      }
    }
    self.table = table
  }

  /// The checksum of a stretch, masked as TensorFlow stores it: turned right by 15 bits, and a constant added.
  @inline(__always)
  func masked(_ bytes: Bytes) -> UInt32 {
    let crc = checksum(bytes)
    return (crc >> 15 | crc << 17) &+ 0xA282_EAD8
  }

  @inline(__always)
  func checksum(_ bytes: Bytes) -> UInt32 {
    isQuick ? dlviz_bytes_castagnoli(bytes.baseAddress, bytes.count) : checksumByTable(bytes)
  }

  func checksumByTable(_ bytes: Bytes) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      var crc = UInt32.max
      var index = 0
      let count = bytes.count
      while index + 8 <= count {
        let word = bytes.number(UInt64.self, at: index) ^ UInt64(crc)
        var next = table[7 * 256 + Int(word & 0xFF)] ^ table[6 * 256 + Int(word >> 8 & 0xFF)]
        next ^= table[5 * 256 + Int(word >> 16 & 0xFF)] ^ table[4 * 256 + Int(word >> 24 & 0xFF)]
        next ^= table[3 * 256 + Int(word >> 32 & 0xFF)] ^ table[2 * 256 + Int(word >> 40 & 0xFF)]
        crc = next ^ table[256 + Int(word >> 48 & 0xFF)] ^ table[Int(word >> 56)]
        index += 8
      }
      while index < count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[index])) & 0xFF)]
        index += 1
      }
      return ~crc
    }
  }
}
