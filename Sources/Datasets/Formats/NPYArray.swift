/// An array of NumPy's `.npy` format, as numbers.
///
/// Source: `numpy.lib.format`: a magic string, a version, the header's length, a Python dictionary as text, then the numbers.
struct NPYArray {
  /// The length of each dimension.
  let shape: [Int]
  private let type: ElementType
  private let isFortran: Bool
  private let isBigEndian: Bool
  private let bytes: [UInt8]
  private let start: Int

  /// How a number is stored.
  private enum ElementType {
    case unsigned(Int), signed(Int), float(Int)

    var size: Int {
      switch self {
      case .unsigned(let size), .signed(let size), .float(let size): size
      }
    }
  }

  init(_ bytes: [UInt8], name: String) throws(DatasetError) {
    func fault(_ expected: String, _ found: String) -> DatasetError {
      .malformed(file: name, expected: expected, found: found)
    }
    guard bytes.count >= 10, bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]) else {
      throw fault("a NumPy array", "something else")
    }
    let isFirstVersion = bytes[6] == 1
    let lengthBytes = isFirstVersion ? 2 : 4
    guard bytes.count >= 8 + lengthBytes else { throw fault("a header", "\(bytes.count) bytes") }
    let length = bytes[8..<8 + lengthBytes].reversed().reduce(0) { $0 << 8 | Int($1) }
    start = 8 + lengthBytes + length
    guard start <= bytes.count else { throw fault("a header of \(length) bytes", "\(bytes.count) bytes in all") }
    let header = String(decoding: bytes[8 + lengthBytes..<start], as: UTF8.self)
    let description = Self.text(after: "'descr':", in: header)
    guard let type = Self.type(description) else {
      throw fault("whole numbers or floats of 16 to 64 bits", description.isEmpty ? "no type" : description)
    }
    let shape = Self.shape(in: header)
    guard let shape, let count = Self.product(shape + [type.size]), count == bytes.count - start else {
      throw fault("numbers for a shape of \(shape ?? [])", "\(grouped(bytes.count - start)) bytes of them")
    }
    self.type = type
    self.shape = shape
    isBigEndian = description.contains(">")
    isFortran = header.contains("'fortran_order': True")
    self.bytes = bytes
  }

  /// How many numbers there are.
  var count: Int { shape.reduce(1, *) }

  /// The numbers as bytes of pixels, (first dimension, …) row-major: what is at most 1 and no whole number counts as 0 to 1.
  func pixels(name: String) throws(DatasetError) -> [UInt8] {
    if case .unsigned(1) = type, !isFortran { return Array(bytes[start...]) }
    return try PixelScale.bytes(ordered { value(at: $0) }, name: name)
  }

  /// The numbers as they are, row-major.
  func values() -> [Double] { ordered { value(at: $0) } }

  private func ordered(_ value: (Int) -> Double) -> [Double] {
    guard isFortran, shape.count > 1 else { return (0..<count).map(value) }
    // The first index runs fastest.
    var strides = [1]
    for length in shape.dropLast() { strides.append(strides[strides.count - 1] * length) }
    var index = Array(repeating: 0, count: shape.count)
    return (0..<count).map { _ in
      let result = value(zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 })
      for dimension in shape.indices.reversed() {
        index[dimension] += 1
        if index[dimension] < shape[dimension] { break }
        index[dimension] = 0
      }
      return result
    }
  }

  private func value(at index: Int) -> Double {
    let offset = start + index * type.size
    var bits: UInt64 = 0
    for byte in 0..<type.size {
      bits = bits << 8 | UInt64(bytes[offset + (isBigEndian ? byte : type.size - 1 - byte)])
    }
    return switch type {
    case .unsigned: Double(bits)
    case .signed(let size): Double(Int64(bitPattern: bits << (64 - 8 * size)) >> (64 - 8 * size))
    case .float(2): Self.half(Int(bits))
    case .float(4): Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .float: Double(bitPattern: bits)
    }
  }

  /// A number of 16 bits: a sign, 5 of exponent, 10 of fraction (IEEE 754).
  private static func half(_ bits: Int) -> Double {
    let (exponent, fraction) = (bits >> 10 & 31, bits & 1023)
    let size: Double =
      switch exponent {
      case 0: Double(sign: .plus, exponent: -24, significand: Double(fraction))
      case 31: fraction == 0 ? .infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 25, significand: Double(1024 + fraction))
      }
    return bits >> 15 == 0 ? size : -size
  }

  private static func type(_ text: String) -> ElementType? {
    switch text.filter({ $0 != "'" && $0 != "|" && $0 != "<" && $0 != ">" }) {
    case "u1", "b1": .unsigned(1)
    case "u2": .unsigned(2)
    case "u4": .unsigned(4)
    case "u8": .unsigned(8)
    case "i1": .signed(1)
    case "i2": .signed(2)
    case "i4": .signed(4)
    case "i8": .signed(8)
    case "f2": .float(2)
    case "f4": .float(4)
    case "f8": .float(8)
    default: nil
    }
  }

  /// What stands behind a key, up to the next comma.
  private static func text(after key: String, in header: String) -> String {
    guard let range = header.firstRange(of: key) else { return "" }
    return String(header[range.upperBound...].prefix { $0 != "," && $0 != "}" }.filter { $0 != " " })
  }

  private static func shape(in header: String) -> [Int]? {
    guard let key = header.firstRange(of: "'shape':") else { return nil }
    let rest = header[key.upperBound...]
    guard let open = rest.firstIndex(of: "("), let close = rest.firstIndex(of: ")"), open < close else { return nil }
    let parts = rest[rest.index(after: open)..<close].split(separator: ",").map { $0.filter { $0 != " " } }
      .filter { !$0.isEmpty }
    let shape = parts.compactMap { Int($0) }
    return shape.count == parts.count && shape.allSatisfy { $0 >= 0 } ? shape : nil
  }

  private static func product(_ factors: [Int]) -> Int? {
    var product = 1
    for factor in factors {
      let (next, overflow) = product.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      product = next
    }
    return product
  }
}
