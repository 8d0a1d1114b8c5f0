/// How the elements of a tensor are stored in a safetensors file, by the format's names.
public enum StoredType: String, Hashable, Sendable, CaseIterable {
  /// True or false, one byte each.
  case bool = "BOOL"
  /// Whole numbers of 8 bits, from 0.
  case uint8 = "U8"
  /// Whole numbers of 8 bits.
  case int8 = "I8"
  /// Whole numbers of 16 bits, from 0.
  case uint16 = "U16"
  /// Whole numbers of 16 bits.
  case int16 = "I16"
  /// Whole numbers of 32 bits, from 0.
  case uint32 = "U32"
  /// Whole numbers of 32 bits.
  case int32 = "I32"
  /// Whole numbers of 64 bits, from 0.
  case uint64 = "U64"
  /// Whole numbers of 64 bits.
  case int64 = "I64"
  /// 8 bits with 4 of exponent; without infinities.
  case float8E4M3 = "F8_E4M3"
  /// 8 bits with 5 of exponent.
  case float8E5M2 = "F8_E5M2"
  /// IEEE's 16 bits.
  case float16 = "F16"
  /// The upper half of 32 bits.
  case bfloat16 = "BF16"
  /// IEEE's 32 bits.
  case float32 = "F32"
  /// IEEE's 64 bits.
  case float64 = "F64"

  /// Bytes of an element.
  public var size: Int {
    switch self {
    case .bool, .uint8, .int8, .float8E4M3, .float8E5M2: 1
    case .uint16, .int16, .float16, .bfloat16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64: 8
    }
  }

  /// Bytes of an element of any type whose elements fill whole bytes, also of those whose numbers cannot be read; nil of others.
  static func size(of name: String) -> Int? {
    StoredType(rawValue: name)?.size ?? ["F8_E8M0": 1, "C64": 8][name]
  }

  /// Calls a function with every whole element of bytes, as a number.
  @inlinable
  @inline(__always)
  public func forEach(_ bytes: UnsafeRawBufferPointer, _ body: (Double) -> Void) {
    switch self {
    case .bool: Self.each(bytes, UInt8.self) { body($0 == 0 ? 0 : 1) }
    case .uint8: Self.each(bytes, UInt8.self) { body(Double($0)) }
    case .int8: Self.each(bytes, Int8.self) { body(Double($0)) }
    case .uint16: Self.each(bytes, UInt16.self) { body(Double(UInt16(littleEndian: $0))) }
    case .int16: Self.each(bytes, Int16.self) { body(Double(Int16(littleEndian: $0))) }
    case .uint32: Self.each(bytes, UInt32.self) { body(Double(UInt32(littleEndian: $0))) }
    case .int32: Self.each(bytes, Int32.self) { body(Double(Int32(littleEndian: $0))) }
    case .uint64: Self.each(bytes, UInt64.self) { body(Double(UInt64(littleEndian: $0))) }
    case .int64: Self.each(bytes, Int64.self) { body(Double(Int64(littleEndian: $0))) }
    case .float8E4M3:
      Self.each(bytes, UInt8.self) {
        body(Self.small(UInt32($0), exponentBits: 4, fractionBits: 3, hasInfinity: false))
      }
    case .float8E5M2:
      Self.each(bytes, UInt8.self) { body(Self.small(UInt32($0), exponentBits: 5, fractionBits: 2, hasInfinity: true)) }
    case .float16:
      Self.each(bytes, UInt16.self) {
        body(Self.small(UInt32(UInt16(littleEndian: $0)), exponentBits: 5, fractionBits: 10, hasInfinity: true))
      }
    case .bfloat16:
      Self.each(bytes, UInt16.self) { body(Double(Float(bitPattern: UInt32(UInt16(littleEndian: $0)) << 16))) }
    case .float32: Self.each(bytes, UInt32.self) { body(Double(Float(bitPattern: UInt32(littleEndian: $0)))) }
    case .float64: Self.each(bytes, UInt64.self) { body(Double(bitPattern: UInt64(littleEndian: $0))) }
    }
  }

  @inlinable
  @inline(__always)
  static func each<Element: BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer,
    _ type: Element.Type,
    _ body: (Element) -> Void
  ) {
    let size = MemoryLayout<Element>.size
    for index in 0..<bytes.count / size { body(bytes.loadUnaligned(fromByteOffset: index * size, as: type)) }
  }

  /// A float of few bits: sign, exponent, fraction.
  ///
  /// Without infinities (the "FN" of E4M3FN) only all bits set is no number.
  @inlinable
  @inline(__always)
  static func small(_ bits: UInt32, exponentBits: UInt32, fractionBits: UInt32, hasInfinity: Bool) -> Double {
    let fraction = bits & (1 << fractionBits - 1)
    let exponent = bits >> fractionBits & (1 << exponentBits - 1)
    let sign = bits >> (fractionBits + exponentBits) == 0 ? 1.0 : -1.0
    let largest: UInt32 = 1 << exponentBits - 1
    let bias = Int(1 << (exponentBits - 1) - 1)
    if exponent == largest {
      if hasInfinity { return fraction == 0 ? sign * .infinity : .nan }
      if fraction == 1 << fractionBits - 1 { return .nan }
    }
    let unit = Double(sign: .plus, exponent: -Int(fractionBits), significand: 1)
    let significand = Double(fraction) * unit + (exponent == 0 ? 0 : 1)
    return sign * Double(sign: .plus, exponent: max(1, Int(exponent)) - bias, significand: significand)
  }
}
