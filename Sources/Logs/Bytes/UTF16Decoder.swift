/// Turns UTF-16, which spreadsheets write, into UTF-8.
struct UTF16Decoder {
  private let isBigEndian: Bool
  private var pending: UInt16?
  private var half: UInt8?
  private var isFirst = true

  /// The decoder that a byte order mark asks for; nil when there is none.
  init?(_ bytes: Bytes) {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): isBigEndian = false
    case (0xFE, 0xFF): isBigEndian = true
    default: return nil
    }
  }

  mutating func decode(_ bytes: Bytes) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let unit = isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
      if isFirst {
        isFirst = false
        if unit == 0xFEFF { continue }
      }
      if let high = pending {
        pending = nil
        if UTF16.isTrailSurrogate(unit) {
          let code = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
          if let scalar = Unicode.Scalar(code) { result += Array(String(scalar).utf8) }
          continue
        }
      }
      if UTF16.isLeadSurrogate(unit) {
        pending = unit
      } else if unit < 0x80 {
        result.append(UInt8(unit))
      } else if let scalar = Unicode.Scalar(unit) {
        result += Array(String(scalar).utf8)
      }
    }
    return result
  }
}
