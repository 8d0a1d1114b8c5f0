/// The floating-point types that a safetensors file may hold, by the format's names.
enum StoredFloat: String, CaseIterable {
  /// IEEE 754 half precision.
  case float16 = "F16"
  /// The upper half of a single-precision number.
  case bfloat16 = "BF16"
  /// IEEE 754 single precision.
  case float32 = "F32"
  /// IEEE 754 double precision.
  case float64 = "F64"

  /// Bytes of one number.
  var byteCount: Int {
    switch self {
    case .float16, .bfloat16: 2
    case .float32: 4
    case .float64: 8
    }
  }

  /// What a tensor of it is kept as; nothing is lost.
  var elementType: Tensor.ElementType { self == .float64 ? .float64 : .float32 }

  /// The number at an index, little endian.
  func value(in bytes: UnsafeRawBufferPointer, at index: Int) -> Double {
    func bits<Integer: FixedWidthInteger & BitwiseCopyable>(_ type: Integer.Type) -> Integer {
      Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: index * byteCount, as: type))
    }
    return switch self {
    case .float16: Self.widened(half: bits(UInt16.self))
    case .bfloat16: Double(Float(bitPattern: UInt32(bits(UInt16.self)) << 16))
    case .float32: Double(Float(bitPattern: bits(UInt32.self)))
    case .float64: Double(bitPattern: bits(UInt64.self))
    }
  }

  /// Half precision: a sign, 5 bits of exponent with bias 15, 10 of significand.
  ///
  /// Swift's own `Float16` is not there on every machine that this runs on.
  private static func widened(half bits: UInt16) -> Double {
    let exponent = Int(bits >> 10 & 31)
    let fraction = Double(bits & 1023) / 1024
    let magnitude: Double =
      switch exponent {
      case 0: Double(sign: .plus, exponent: -14, significand: fraction)
      case 31: fraction == 0 ? .infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction)
      }
    return bits >> 15 == 0 ? magnitude : -magnitude
  }
}
